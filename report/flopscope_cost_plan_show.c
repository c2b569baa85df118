/* SPDX-License-Identifier: MIT */
/* Shows a plan: its operations in order with their costs, the total, and whether it fits. */
#include "report/flopscope_cost_plan.h"

#include "report/number.h"
#include "report/table.h"

#include <stdio.h>

/* The operation in which the budget would be exhausted, or NULL. */
static const struct fs_cost_operation *find_exceeding(const struct fs_cost_setting *setting,
                                                      const struct fs_cost_steps *steps)
{
    for (size_t i = 0; setting->has_budget && i < steps->count; i++)
        if (steps->operation[i].cumulative > setting->budget_flops)
            return &steps->operation[i];
    return NULL;
}

/* How many of its calls would still run. */
static uint64_t calls_that_fit(const struct fs_cost_setting *setting,
                               const struct fs_cost_operation *operation)
{
    fs_count before = operation->cumulative - operation->flops;

    return (uint64_t)((setting->budget_flops - before) / fs_cost_charged(operation->answer.flops));
}

static const char *format_share(char *buffer, size_t size, fs_count part, fs_count whole)
{
    if (whole == 0)
        return "-";
    snprintf(buffer, size, "%.1f %%", 100.0 * (double)part / (double)whole);
    return buffer;
}

static void show_operations(const struct fs_cost_steps *steps)
{
    static const char *const columns[] = {">LINE",  "LABEL",  "OPERATION",   ">TIMES",
                                          ">FLOPS", ">SHARE", ">CUMULATIVE", NULL};
    char flops[FS_COUNT_TEXT], cumulative[FS_COUNT_TEXT], times[FS_COUNT_TEXT], share[32];
    struct fs_table table;

    if (!fs_table_begin(&table, true, columns))
        return;
    for (size_t i = 0; i < steps->count; i++) {
        const struct fs_cost_operation *o = &steps->operation[i];
        fs_table_row(&table);
        fs_table_cell(&table, "%lu", o->line);
        fs_table_cell(&table, "%s", o->label);
        fs_table_cell(&table, "%s %s", o->answer.name, o->answer.call);
        fs_table_cell(&table, "%s", fs_format_count(times, sizeof times, o->times));
        fs_table_cell(&table, "%s", fs_format_count(flops, sizeof flops, o->flops));
        fs_table_cell(&table, "%s", format_share(share, sizeof share, o->flops, steps->flops));
        fs_table_cell(&table, "%s", fs_format_count(cumulative, sizeof cumulative, o->cumulative));
    }
    fs_table_end(&table);
}

static void show_budget(const struct fs_cost_setting *setting, const struct fs_cost_steps *steps)
{
    const struct fs_cost_operation *exceeding = find_exceeding(setting, steps);
    char number[FS_COUNT_TEXT], rest[FS_COUNT_TEXT];

    printf("Budget  %s FLOPs: ", fs_format_count(number, sizeof number, setting->budget_flops));
    if (exceeding == NULL) {
        printf("fits, %s remain\n",
               fs_format_count(rest, sizeof rest, setting->budget_flops - steps->flops));
        return;
    }
    printf("does not fit, %s too many\n",
           fs_format_count(rest, sizeof rest, steps->flops - setting->budget_flops));
    printf("        exhausted in line %lu%s%s%s: %s of its %s calls would run\n", exceeding->line,
           exceeding->label[0] != '\0' ? " (" : "", exceeding->label,
           exceeding->label[0] != '\0' ? ")" : "",
           fs_format_count(number, sizeof number, calls_that_fit(setting, exceeding)),
           fs_format_count(rest, sizeof rest, exceeding->times));
}

void fs_cost_show_plan(const struct fs_cost_setting *setting, const struct fs_cost_steps *steps)
{
    char number[FS_COUNT_TEXT];

    if (steps->count > 0)
        show_operations(steps);
    printf("%sTotal   %s FLOPs%s\n", steps->count > 0 ? "\n" : "",
           fs_format_count(number, sizeof number, steps->flops),
           steps->is_saturated ? " or more: a cost in 64 bits is at its limit" : "");
    if (setting->has_budget)
        show_budget(setting, steps);
}

static json_t *json_operation(const struct fs_cost_setting *setting,
                              const struct fs_cost_operation *o)
{
    json_t *object = json_object();

    json_object_set_new(object, "line", json_integer((json_int_t)o->line));
    json_object_set_new(object, "label", o->label[0] != '\0' ? json_string(o->label) : json_null());
    json_object_set_new(object, "times", fs_cost_json_count(o->times));
    json_object_set_new(object, "total_flops", fs_cost_json_count(o->flops));
    json_object_set_new(object, "cumulative", fs_cost_json_count(o->cumulative));
    json_t *answer = fs_cost_json(setting, &o->answer);
    json_object_update(object, answer);
    json_decref(answer);
    return object;
}

void fs_cost_json_plan(const struct fs_cost_setting *setting, const struct fs_cost_steps *steps)
{
    const struct fs_cost_operation *exceeding = find_exceeding(setting, steps);
    json_t *object = json_object(), *operations = json_array();

    for (size_t i = 0; i < steps->count; i++)
        json_array_append_new(operations, json_operation(setting, &steps->operation[i]));
    json_object_set_new(object, "flops", fs_cost_json_count(steps->flops));
    json_object_set_new(object, "saturated", json_boolean(steps->is_saturated));
    json_object_set_new(object, "flop_budget",
                        setting->has_budget ? fs_cost_json_count(setting->budget_flops)
                                            : json_null());
    json_object_set_new(object, "fits",
                        setting->has_budget ? json_boolean(exceeding == NULL) : json_null());
    json_object_set_new(object, "exceeding_line",
                        exceeding != NULL ? json_integer((json_int_t)exceeding->line)
                                          : json_null());
    json_object_set_new(object, "fma", json_integer(setting->fma));
    json_object_set_new(object, "flop_multiplier",
                        json_real((double)setting->multiplier_billionths / FS_BILLION));
    json_object_set_new(object, "operations", operations);
    fs_cost_print_json(object);
}
