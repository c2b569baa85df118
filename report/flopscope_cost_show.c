/* SPDX-License-Identifier: MIT */
/* Shows what a query costs, as text and as JSON. */
#include "report/flopscope_cost.h"

#include "report/number.h"

#include <stdio.h>
#include <string.h>

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

void fs_cost_set_work(const struct fs_cost_setting *setting, struct fs_cost_answer *answer,
                      fs_work work)
{
    answer->work = work;
    answer->flops =
        fs_flops_scaled(fs_work_flops(work, setting->fma), setting->multiplier_billionths);
}

void fs_cost_set_moved(const struct fs_cost_setting *setting, struct fs_cost_answer *answer,
                       fs_count elements)
{
    answer->has_bytes = true;
    answer->bytes = fs_count_mul(elements, fs_cost_element_bytes(setting));
}

/* ---- text ---- */

static void print_line(const char *label, const char *text)
{
    printf("  %-12s %s\n", label, text);
}

static void print_count(const char *label, fs_count count)
{
    char number[FS_COUNT_TEXT];

    if (count == FS_COUNT_MAX)
        print_line(label, "more than can be counted: 2^128 - 1 or more");
    else
        print_line(label, fs_format_count(number, sizeof number, count));
}

static void print_flops(fs_count flops)
{
    char number[FS_COUNT_TEXT];

    if (flops < UINT64_MAX) {
        print_count("FLOPs", flops);
        return;
    }
    printf("  %-12s %s or more: a cost in 64 bits is at its limit\n", "FLOPs",
           fs_format_count(number, sizeof number, UINT64_MAX));
    if (flops != FS_COUNT_MAX)
        print_count("exactly", flops);
}

static void print_multiplier(const struct fs_cost_setting *setting)
{
    unsigned long long whole = setting->multiplier_billionths / FS_BILLION;
    unsigned long long rest = setting->multiplier_billionths % FS_BILLION;
    char text[64];

    if (setting->multiplier_billionths == FS_BILLION)
        return;
    size_t length = (size_t)snprintf(text, sizeof text, "%llu.%09llu", whole, rest);
    while (text[length - 1] == '0' && text[length - 2] != '.')
        text[--length] = '\0';
    print_line("multiplier", text);
}

/* The formula of a family's own cost function, or its work as a sum of calls of cost functions with
 * the formula of each. */
static void print_formulas(const fs_family *family)
{
    const char *text = family->work_text;
    char name[FS_COST_NAME], line[1024];
    bool is_own = strncmp(text, family->name, strlen(family->name)) == 0;
    unsigned count = 0;

    while (fs_cost_next_function(&text, name, sizeof name))
        count++;
    is_own = is_own && count == 1 && strcmp(name, family->name) == 0;
    if (!is_own)
        print_line("work", family->work_text);
    text = family->work_text;
    for (unsigned i = 0; fs_cost_next_function(&text, name, sizeof name); i++) {
        const struct fs_note *note = fs_note_find(name);
        const char *formula = note != NULL ? note->formula : "";
        snprintf(line, sizeof line, "%s: %s", name, formula);
        print_line(i == 0 ? "formula" : "", is_own ? formula : line);
    }
}

void fs_cost_show_text(const struct fs_cost_setting *setting, const struct fs_cost_answer *answer)
{
    printf("%s%s%s\n", answer->name, answer->call[0] != '\0' ? " " : "", answer->call);
    print_flops(answer->flops);
    print_count("mul", answer->work.mul);
    print_count("add", answer->work.add);
    if (answer->has_bytes)
        print_count("bytes", answer->bytes);
    print_multiplier(setting);
    print_line("convention",
               setting->fma == 1
                   ? "FMA=1: a multiplication and the addition that can fuse with it are one"
                   : "FMA=2: each multiplication and each addition counts");
    printf("  %-12s %s: %s\n", "class", fs_cost_class_name(answer->work_class),
           fs_cost_class_meaning(answer->work_class));
    if (answer->family == NULL)
        print_line("formula", fs_cost_note_of_query(answer->name)->formula);
    else if (answer->work_class != FS_CLASS_NONE)
        print_formulas(answer->family);
    if (answer->contraction != NULL)
        fs_cost_show_path(setting, answer->contraction);
}

/* ---- JSON ---- */

json_t *fs_cost_json_count(fs_count count)
{
    char digits[FS_COUNT_TEXT];

    if (count <= INT64_MAX)
        return json_integer((json_int_t)count);
    return json_string(fs_format_digits(digits, sizeof digits, count));
}

json_t *fs_cost_json(const struct fs_cost_setting *setting, const struct fs_cost_answer *answer)
{
    json_t *object = json_object();

    json_object_set_new(object, "routine", json_string(answer->name));
    json_object_set_new(object, "flops", fs_cost_json_count(fs_cost_charged(answer->flops)));
    json_object_set_new(object, "saturated", json_boolean(answer->flops >= UINT64_MAX));
    json_object_set_new(object, "mul", fs_cost_json_count(answer->work.mul));
    json_object_set_new(object, "add", fs_cost_json_count(answer->work.add));
    json_object_set_new(object, "bytes",
                        answer->has_bytes ? fs_cost_json_count(answer->bytes) : json_null());
    json_object_set_new(object, "class", json_string(fs_cost_class_name(answer->work_class)));
    json_object_set(object, "dimensions", answer->dimensions);
    if (answer->details != NULL)
        json_object_update(object, answer->details);
    if (answer->contraction != NULL)
        fs_cost_json_path(setting, answer->contraction, object);
    return object;
}

void fs_cost_print_json(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(15));
    putchar('\n');
    json_decref(value);
}

void fs_cost_show_json(const struct fs_cost_setting *setting, const struct fs_cost_answer *answer)
{
    json_t *object = fs_cost_json(setting, answer);

    json_object_set_new(object, "fma", json_integer(setting->fma));
    json_object_set_new(object, "flop_multiplier",
                        json_real((double)setting->multiplier_billionths / FS_BILLION));
    fs_cost_print_json(object);
}
