/* SPDX-License-Identifier: MIT */
/* Queries for a routine of BLAS or LAPACK: its name, its arguments, and its work from the
 * catalogue. */
#include "report/flopscope_cost_arguments.h"

#include <inttypes.h>
#include <stdio.h>

/* Writes "uplo=L n=256" and the same as JSON. */
static void describe(const struct fs_cost_arguments *arguments, struct fs_cost_answer *answer)
{
    size_t at = 0;

    answer->dimensions = json_object();
    for (unsigned i = 0; i < arguments->family->nparam; i++) {
        const fs_param *param = &arguments->family->param[i];
        int64_t value = arguments->value[i];
        char letter[2] = {(char)value, '\0'};
        if (!arguments->is_shown[i] || at >= sizeof answer->call)
            continue;
        json_object_set_new(answer->dimensions, param->name,
                            param->is_option ? json_string(letter) : json_integer(value));
        size_t left = sizeof answer->call - at;
        const char *space = at > 0 ? " " : "";
        at += (size_t)(param->is_option ? snprintf(answer->call + at, left, "%s%s=%s", space,
                                                   param->name, letter)
                                        : snprintf(answer->call + at, left, "%s%s=%" PRId64, space,
                                                   param->name, value));
    }
}

/* What the call must read and write at least once; it may depend on arguments that have no price.
 */
static void set_bytes(const struct fs_cost_arguments *arguments, const char *name,
                      struct fs_cost_answer *answer)
{
    fs_count read_bytes, written_bytes;

    answer->has_bytes =
        arguments->is_complete &&
        fs_family_traffic(arguments->family, arguments->routine->prec, fs_name_int_bytes(name),
                          arguments->value, &read_bytes, &written_bytes);
    if (answer->has_bytes)
        answer->bytes = fs_count_add(read_bytes, written_bytes);
}

int fs_cost_routine_query(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                          struct fs_cost_answer *answer)
{
    struct fs_cost_arguments arguments = {.routine = fs_cost_find(words[0])};

    if (arguments.routine == NULL)
        return fs_cost_refuse(setting,
                              "%s: not a routine of BLAS or LAPACK, an entry point of one, a "
                              "family or a command (flopscope-cost --list shows all)",
                              words[0]);
    if (fs_is_complex(setting->field) || setting->symmetric != NULL ||
        setting->search != FS_SEARCH_AUTOMATIC)
        return fs_cost_refuse(setting,
                              "%s: --complex, --symmetric and --optimize are no options of a "
                              "routine, whose name says such things",
                              words[0]);
    arguments.family = &fs_families[arguments.routine->family];
    int code = fs_cost_read_arguments(setting, count - 1, words + 1, &arguments);
    if (code != FS_COST_OK)
        return code;
    if (arguments.family->work == NULL) {
        fs_cost_refuse(setting,
                       "%s has no formula: a program is charged what the routines that it calls "
                       "add up to",
                       arguments.routine->name);
        return FS_COST_NO_ANSWER;
    }
    snprintf(answer->name, sizeof answer->name, "%s", arguments.routine->name);
    describe(&arguments, answer);
    set_bytes(&arguments, words[0], answer);
    answer->family = arguments.family;
    answer->work_class = arguments.family->work_class;
    fs_cost_set_work(
        setting, answer,
        arguments.family->work(fs_prec_field(arguments.routine->prec), arguments.value));
    return FS_COST_OK;
}
