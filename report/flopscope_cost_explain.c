/* SPDX-License-Identifier: MIT */
/* flopscope-cost explain: what a price rests on, from the catalogue and from the notes that the
 * generator takes from the cost functions' comments. */
#include "report/flopscope_cost.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_COLUMNS = 84 };

/* Prices that no cost function has: those of contractions. */
static const struct fs_note contractions[] = {
    {"einsum", "contraction of k operands over an index space of P points, all at once",
     "mul = (k - 1) P; add = P if an index is summed; points that symmetry makes equal count once",
     "exact", "definition of the operation", "", ""},
    {"einsum-path", "the same contraction pair by pair, in the order that costs least",
     "the sum over the steps, each an einsum of two operands", "exact",
     "optimal: dynamic programming over the sets of operands; greedy: the better one of two "
     "greedy searches",
     "", ""},
};

bool fs_cost_next_function(const char **text, char *name, size_t size)
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
    *text = at;
    return false;
}

bool fs_cost_is_same(const fs_family *a, const fs_family *b)
{
    if (strcmp(a->name, b->name) != 0 || strcmp(a->work_text, b->work_text) != 0 ||
        a->nparam != b->nparam)
        return false;
    for (unsigned i = 0; i < a->nparam; i++)
        if (strcmp(a->param[i].name, b->param[i].name) != 0)
            return false;
    return true;
}

/* ---- text ---- */

/* Prints text behind a label, broken between words. */
static void print_wrapped(const char *label, const char *text)
{
    size_t column = 0;

    if (*text == '\0')
        return;
    printf("  %-10s ", label);
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

static void explain_note(const struct fs_note *note)
{
    printf("%s: %s\n", note->name, note->title);
    print_wrapped("formula", note->formula);
    print_wrapped("class", note->work_class);
    print_wrapped("source", note->source);
    print_wrapped("depends", note->depends);
    print_wrapped("error", note->error);
}

static void print_routines(const fs_family *family)
{
    char text[512];
    size_t at = 0;

    for (unsigned i = 0; i < fs_routine_count; i++)
        if (fs_cost_is_same(&fs_families[fs_routines[i].family], family) && at < sizeof text)
            at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", at > 0 ? " " : "",
                                   fs_routines[i].name);
    print_wrapped("routines", text);
}

/* The parameters that the work depends on (is_priced), or the others. */
static void print_parameters(const char *label, const fs_family *family, bool is_priced)
{
    char text[512] = "";
    size_t at = 0;

    for (unsigned i = 0; i < family->nparam; i++)
        if (family->param[i].is_priced == is_priced && at < sizeof text)
            at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", at > 0 ? " " : "",
                                   family->param[i].name);
    print_wrapped(label, text);
}

/* What one line of the table is priced by. */
static void explain_family(const fs_family *family)
{
    const char *text = family->work_text;
    char name[FS_COST_NAME], meaning[160];

    snprintf(meaning, sizeof meaning, "%s: %s", fs_cost_class_name(family->work_class),
             fs_cost_class_meaning(family->work_class));
    printf("%s\n", family->name);
    print_routines(family);
    print_parameters("priced by", family, true);
    print_parameters("not by", family, false);
    print_wrapped("work", family->work_text);
    print_wrapped("class", meaning);
    while (fs_cost_next_function(&text, name, sizeof name)) {
        const struct fs_note *note = fs_note_find(name);
        if (note == NULL)
            continue;
        putchar('\n');
        explain_note(note);
    }
}

/* ---- JSON ---- */

static json_t *json_note(const struct fs_note *note)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", note->name, "title",
                     note->title, "formula", note->formula, "class", note->work_class, "source",
                     note->source, "depends", note->depends, "error", note->error);
}

json_t *fs_cost_json_family(const fs_family *family)
{
    json_t *routines = json_array(), *parameters = json_array(), *functions = json_array();
    const char *text = family->work_text;
    char name[FS_COST_NAME];

    for (unsigned i = 0; i < fs_routine_count; i++)
        if (fs_cost_is_same(&fs_families[fs_routines[i].family], family))
            json_array_append_new(routines, json_string(fs_routines[i].name));
    for (unsigned i = 0; i < family->nparam; i++)
        json_array_append_new(parameters,
                              json_pack("{s:s, s:b, s:b}", "name", family->param[i].name, "option",
                                        family->param[i].is_option, "priced",
                                        family->param[i].is_priced));
    while (fs_cost_next_function(&text, name, sizeof name)) {
        const struct fs_note *note = fs_note_find(name);
        if (note != NULL)
            json_array_append_new(functions, json_note(note));
    }
    return json_pack("{s:s, s:o, s:o, s:s, s:s, s:o}", "family", family->name, "routines", routines,
                     "parameters", parameters, "work", family->work_text, "class",
                     fs_cost_class_name(family->work_class), "functions", functions);
}

/* ---- the command ---- */

const struct fs_note *fs_cost_note_of_query(const char *name)
{
    for (unsigned i = 0; i < sizeof contractions / sizeof contractions[0]; i++)
        if (strcmp(name, contractions[i].name) == 0)
            return &contractions[i];
    if (strcmp(name, "svd") == 0)
        return fs_note_find("truncated_svd");
    return strcmp(name, "pointwise") == 0 || strcmp(name, "reduction") == 0 ? fs_note_find(name)
                                                                            : NULL;
}

/* A family's name stands for all its lines of the table, which may differ in their work. */
static void explain_routine(const struct fs_cost_setting *setting, const fs_routine *routine,
                            bool is_family)
{
    const fs_family *own = &fs_families[routine->family];
    json_t *array = json_array();

    for (unsigned i = 0; i < fs_family_count; i++) {
        const fs_family *family = &fs_families[i];
        bool is_shown =
            fs_cost_is_same(family, own) || (is_family && strcmp(family->name, own->name) == 0);
        if (!is_shown || fs_cost_was_shown(i))
            continue;
        if (!setting->json && json_array_size(array) > 0)
            putchar('\n');
        if (!setting->json)
            explain_family(family);
        json_array_append_new(array, fs_cost_json_family(family));
    }
    if (setting->json)
        fs_cost_print_json(json_array_size(array) == 1 ? json_incref(json_array_get(array, 0))
                                                       : json_incref(array));
    json_decref(array);
}

int fs_cost_explain(const struct fs_cost_setting *setting, const char *name)
{
    const struct fs_note *note = fs_cost_note_of_query(name);
    const fs_routine *routine = note == NULL ? fs_cost_find(name) : NULL;

    if (note == NULL && routine == NULL)
        return fs_cost_refuse(setting,
                              "%s: not a routine of BLAS or LAPACK, an entry point of one, a "
                              "family or a query (flopscope-cost --list shows all)",
                              name);
    if (routine != NULL)
        explain_routine(setting, routine, strcmp(name, fs_families[routine->family].name) == 0);
    else if (setting->json)
        fs_cost_print_json(json_note(note));
    else
        explain_note(note);
    return FS_COST_OK;
}
