/* SPDX-License-Identifier: MIT */
/* Prices a query of flopscope-cost and prints the answer, as text or as JSON. */
#include "report/flopscope_cost.h"

#include "report/number.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>

static const struct {
    const char *name;
    const char *meaning;
} classes[] = {
    [FS_CLASS_EXACT] = {"exact", "the algorithm's count, lower order terms included"},
    [FS_CLASS_LEADING] = {"leading", "the algorithm's count without some lower order terms"},
    [FS_CLASS_ESTIMATE] = {"estimate", "the true count depends on the data"},
    [FS_CLASS_NONE] = {"none", "moves or compares data only"},
    [FS_CLASS_NESTED] = {"nested", "no formula: a run charges what its nested calls add up to"},
};

const char *fs_cost_class_name(fs_class work_class)
{
    return classes[work_class].name;
}

const char *fs_cost_class_meaning(fs_class work_class)
{
    return classes[work_class].meaning;
}

struct fs_cost_price fs_cost_price(const struct fs_cost_query *query)
{
    struct fs_cost_price price = {{0, 0}, 0};

    if (query->family->work != NULL)
        price.work = query->family->work(fs_prec_field(query->routine->prec), query->value);
    price.flops = fs_work_flops(price.work, query->fma);
    if (query->multiplier_billionths != FS_BILLION && price.flops != FS_COUNT_MAX) {
        fs_count scaled = fs_count_mul(price.flops, query->multiplier_billionths);
        price.flops = scaled == FS_COUNT_MAX ? scaled : (scaled + FS_BILLION / 2) / FS_BILLION;
    }
    return price;
}

/* The arguments that count, and those that were given. */
static bool is_shown(const struct fs_cost_query *query, unsigned i)
{
    return query->is_needed[i] || query->is_given[i];
}

static void print_call(const struct fs_cost_query *query)
{
    char number[FS_COUNT_TEXT];

    printf("%s", query->routine->name);
    for (unsigned i = 0; i < query->family->nparam; i++) {
        if (!is_shown(query, i))
            continue;
        if (query->family->param[i].is_option)
            printf(" %s=%c", query->family->param[i].name, (char)query->value[i]);
        else
            printf(" %s=%s", query->family->param[i].name,
                   fs_format_digits(number, sizeof number, (fs_count)query->value[i]));
    }
    putchar('\n');
}

static void print_count(const char *label, fs_count count, const char *note)
{
    char number[FS_COUNT_TEXT];

    if (count == FS_COUNT_MAX)
        printf("  %-12s more than can be counted\n", label);
    else
        printf("  %-12s %s%s\n", label, fs_format_count(number, sizeof number, count), note);
}

int fs_cost_show_text(const struct fs_cost_query *query)
{
    struct fs_cost_price price = fs_cost_price(query);
    const char *note = price.flops > UINT64_MAX ? "  (more than any budget: 2^64 - 1)" : "";

    print_call(query);
    if (query->family->work_class != FS_CLASS_NESTED) {
        print_count("FLOPs", price.flops, note);
        print_count("mul", price.work.mul, "");
        print_count("add", price.work.add, "");
    }
    printf("  %-12s %s: %s\n", "class", fs_cost_class_name(query->family->work_class),
           fs_cost_class_meaning(query->family->work_class));
    printf("  %-12s %s\n", "convention",
           query->fma == 1
               ? "FMA=1: a multiplication and the addition that can fuse with it are one"
               : "FMA=2: each multiplication and each addition counts");
    return FS_COST_OK;
}

/* An integer that jansson can hold, or its digits as a string. */
static json_t *json_count(fs_count count)
{
    char digits[FS_COUNT_TEXT];

    if (count <= INT64_MAX)
        return json_integer((json_int_t)count);
    return json_string(fs_format_digits(digits, sizeof digits, count));
}

static json_t *json_dimensions(const struct fs_cost_query *query)
{
    json_t *dimensions = json_object();

    for (unsigned i = 0; i < query->family->nparam; i++) {
        char letter[2] = {(char)query->value[i], '\0'};
        const fs_param *param = &query->family->param[i];
        if (is_shown(query, i))
            json_object_set_new(dimensions, param->name,
                                param->is_option ? json_string(letter)
                                                 : json_integer(query->value[i]));
    }
    return dimensions;
}

int fs_cost_show_json(const struct fs_cost_query *query)
{
    struct fs_cost_price price = fs_cost_price(query);
    bool known = query->family->work_class != FS_CLASS_NESTED;
    json_t *answer = json_object();

    json_object_set_new(answer, "routine", json_string(query->routine->name));
    json_object_set_new(answer, "flops", known ? json_count(price.flops) : json_null());
    json_object_set_new(answer, "mul", known ? json_count(price.work.mul) : json_null());
    json_object_set_new(answer, "add", known ? json_count(price.work.add) : json_null());
    json_object_set_new(answer, "class",
                        json_string(fs_cost_class_name(query->family->work_class)));
    json_object_set_new(answer, "fma", json_integer(query->fma));
    json_object_set_new(answer, "flop_multiplier",
                        json_real((double)query->multiplier_billionths / FS_BILLION));
    json_object_set_new(answer, "dimensions", json_dimensions(query));
    json_dumpf(answer, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    putchar('\n');
    json_decref(answer);
    return FS_COST_OK;
}
