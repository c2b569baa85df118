/* SPDX-License-Identifier: MIT */
/* flopscope-cost --list: all families with their routines, arguments and class. */
#include "report/flopscope_cost.h"

#include "report/table.h"

#include <stdio.h>
#include <string.h>

enum { LIST_BYTES = 512 };

/* Appends a word to a list in text; what does not fit is left out. */
static void append(char *text, const char *word)
{
    size_t at = strlen(text);

    snprintf(text + at, LIST_BYTES - at, "%s%s", at > 0 ? " " : "", word);
}

/* The work's parameters, then the others in brackets. */
static void format_parameters(char *text, const fs_family *family)
{
    char others[LIST_BYTES] = "";
    size_t at;

    text[0] = '\0';
    for (unsigned i = 0; i < family->nparam; i++)
        append(family->param[i].is_priced ? text : others, family->param[i].name);
    if (others[0] == '\0')
        return;
    at = strlen(text);
    snprintf(text + at, LIST_BYTES - at, "%s[%.200s]", at > 0 ? " " : "", others);
}

bool fs_cost_was_shown(unsigned family)
{
    for (unsigned i = 0; i < family; i++)
        if (fs_cost_is_same(&fs_families[i], &fs_families[family]))
            return true;
    return false;
}

static void list_json(void)
{
    json_t *families = json_array();

    for (unsigned i = 0; i < fs_family_count; i++)
        if (!fs_cost_was_shown(i))
            json_array_append_new(families, fs_cost_json_family(&fs_families[i]));
    fs_cost_print_json(families);
}

/* Whether a family's name stood in an earlier line. */
static bool was_counted(unsigned family)
{
    for (unsigned i = 0; i < family; i++)
        if (strcmp(fs_families[i].name, fs_families[family].name) == 0)
            return true;
    return false;
}

void fs_cost_list(bool json)
{
    static const char *const groups[] = {"BLAS 1",         "BLAS 2", "BLAS 3",
                                         "BLAS extension", "LAPACK", "LAPACK (Fortran)"};
    static const char *const columns[] = {"FAMILY", "ROUTINES", "ARGUMENTS",
                                          "GROUP",  "CLASS",    NULL};
    unsigned count[FS_CLASS_NESTED + 1] = {0}, families = 0;
    char routines[LIST_BYTES], parameters[LIST_BYTES];
    struct fs_table table;

    if (json) {
        list_json();
        return;
    }
    if (!fs_table_begin(&table, true, columns))
        return;
    for (unsigned i = 0; i < fs_family_count; i++) {
        const fs_family *family = &fs_families[i];
        if (fs_cost_was_shown(i))
            continue;
        routines[0] = '\0';
        for (unsigned k = 0; k < fs_routine_count; k++)
            if (fs_cost_is_same(&fs_families[fs_routines[k].family], family))
                append(routines, fs_routines[k].name);
        format_parameters(parameters, family);
        fs_table_row(&table);
        fs_table_cell(&table, "%s", family->name);
        fs_table_cell(&table, "%s", routines);
        fs_table_cell(&table, "%s", parameters);
        fs_table_cell(&table, "%s", groups[family->group]);
        fs_table_cell(&table, "%s", fs_cost_class_name(family->work_class));
        if (was_counted(i))
            continue;
        families++;
        count[family->work_class]++;
    }
    fs_table_end(&table);
    printf("\n%u families, %u routines; arguments in [] do not change the cost\n", families,
           fs_routine_count);
    for (unsigned i = 0; i <= FS_CLASS_NESTED; i++)
        printf("%8u %-9s %s\n", count[i], fs_cost_class_name((fs_class)i),
               fs_cost_class_meaning((fs_class)i));
}
