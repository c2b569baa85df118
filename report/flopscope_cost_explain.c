/* SPDX-License-Identifier: MIT */
/* flopscope-cost explain and --list: what the prices rest on, from the catalogue and the notes that
 * the generator takes from the cost functions' comments. */
#include "costmodel/notes.h"
#include "report/flopscope_cost.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 64, TEXT_COLUMNS = 84 };

/* The next cost function in a work expression, copied to name; false after the last. */
static bool next_function(const char **text, char *name, size_t size)
{
    const char *at = *text;

    while (*at != '\0') {
        size_t length = 0;
        while (isalnum((unsigned char)at[length]) || at[length] == '_')
            length++;
        bool is_call = length > 0 && at[length] == '(' && isalpha((unsigned char)at[0]) &&
                       strncmp(at, "min(", 4) != 0 && strncmp(at, "max(", 4) != 0;
        if (is_call && length < size) {
            memcpy(name, at, length);
            name[length] = '\0';
            *text = at + length;
            return true;
        }
        at += length > 0 ? length : 1;
    }
    return false;
}

/* Prints text behind a label, broken between words. */
static void print_wrapped(const char *label, const char *text)
{
    size_t column = 0;

    if (*text == '\0')
        return;
    printf("    %-8s ", label);
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        if (column > 0 && column + 1 + length > TEXT_COLUMNS) {
            printf("\n%13s", "");
            column = 0;
        }
        printf("%s%.*s", column > 0 ? " " : "", (int)length, text);
        column += length + (column > 0);
        text += length;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void explain_function(const struct fs_note *note)
{
    printf("\n  %s\n", note->name);
    print_wrapped("is", note->title);
    print_wrapped("formula", note->formula);
    print_wrapped("class", note->work_class);
    print_wrapped("source", note->source);
    print_wrapped("depends", note->depends);
    print_wrapped("error", note->error);
}

/* Prints what one line of the table is priced by. */
static void explain_family(const fs_family *family)
{
    const char *text = family->work_text;
    char name[NAME_BYTES];

    printf("%s:", family->name);
    for (unsigned i = 0; i < fs_routine_count; i++)
        if (&fs_families[fs_routines[i].family] == family)
            printf(" %s", fs_routines[i].name);
    printf("\n  work       %s\n", family->work_text);
    printf("  class      %s: %s\n", fs_cost_class_name(family->work_class),
           fs_cost_class_meaning(family->work_class));
    printf("  arguments ");
    for (unsigned i = 0; i < family->nparam; i++)
        printf(" %s%s", family->param[i].name, family->param[i].is_priced ? "" : "(free)");
    printf("%s\n", family->nparam == 0 ? " none" : "");
    while (next_function(&text, name, sizeof name)) {
        const struct fs_note *note = fs_note_find(name);
        if (note != NULL)
            explain_function(note);
    }
}

static json_t *note_json(const struct fs_note *note)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", note->name, "title",
                     note->title, "formula", note->formula, "class", note->work_class, "source",
                     note->source, "depends", note->depends, "error", note->error);
}

static json_t *family_json(const fs_family *family)
{
    json_t *routines = json_array(), *functions = json_array();
    const char *text = family->work_text;
    char name[NAME_BYTES];

    for (unsigned i = 0; i < fs_routine_count; i++)
        if (&fs_families[fs_routines[i].family] == family)
            json_array_append_new(routines, json_string(fs_routines[i].name));
    while (next_function(&text, name, sizeof name)) {
        const struct fs_note *note = fs_note_find(name);
        if (note != NULL)
            json_array_append_new(functions, note_json(note));
    }
    return json_pack("{s:s, s:o, s:s, s:s, s:o}", "family", family->name, "routines", routines,
                     "work", family->work_text, "class", fs_cost_class_name(family->work_class),
                     "functions", functions);
}

static void dump(json_t *answer)
{
    json_dumpf(answer, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    putchar('\n');
    json_decref(answer);
}

int fs_cost_explain(const char *name, bool json)
{
    const fs_routine *routine = fs_cost_find(name);

    if (routine == NULL)
        return FS_COST_USAGE;
    if (json)
        dump(family_json(&fs_families[routine->family]));
    else
        explain_family(&fs_families[routine->family]);
    return FS_COST_OK;
}

static int list_json(void)
{
    json_t *families = json_array();

    for (unsigned i = 0; i < fs_family_count; i++)
        json_array_append_new(families, family_json(&fs_families[i]));
    dump(families);
    return FS_COST_OK;
}

int fs_cost_list(bool json)
{
    static const char *const groups[] = {"BLAS 1",         "BLAS 2", "BLAS 3",
                                         "BLAS extension", "LAPACK", "LAPACK (Fortran)"};
    unsigned count[FS_CLASS_NESTED + 1] = {0};

    if (json)
        return list_json();
    printf("%-22s %-6s %-17s %-9s %s\n", "family", "types", "group", "class", "work");
    for (unsigned i = 0; i < fs_family_count; i++) {
        const fs_family *family = &fs_families[i];
        char precisions[8] = "";
        for (unsigned k = 0; k < fs_routine_count && strlen(precisions) < sizeof precisions - 1;
             k++)
            if (fs_routines[k].family == i)
                strncat(precisions, &fs_routines[k].prec, 1);
        printf("%-22s %-6s %-17s %-9s %s\n", family->name, precisions, groups[family->group],
               fs_cost_class_name(family->work_class), family->work_text);
        count[family->work_class]++;
    }
    printf("\n%u lines:", fs_family_count);
    for (unsigned i = 0; i <= FS_CLASS_NESTED; i++)
        printf("%s %u %s", i > 0 ? "," : "", count[i], fs_cost_class_name((fs_class)i));
    printf("; %u routines\n", fs_routine_count);
    return FS_COST_OK;
}
