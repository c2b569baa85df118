/* SPDX-License-Identifier: MIT */
/* The options of flopscope-cost, on the command line and in a plan's lines: one table, in which
 * each has the function that takes its value. */
#include "report/flopscope_cost.h"

#include "report/number.h"

#include <stdio.h>
#include <string.h>

static bool set_fma(struct fs_cost_setting *setting, const char *value)
{
    if (strcmp(value, "1") != 0 && strcmp(value, "2") != 0)
        return false;
    setting->fma = value[0] - '0';
    return true;
}

static bool set_multiplier(struct fs_cost_setting *setting, const char *value)
{
    char billionths[FS_COUNT_TEXT];
    uint64_t result;

    if (value[strspn(value, "0123456789.")] != '\0' || strlen(value) > sizeof billionths - 3)
        return false;
    snprintf(billionths, sizeof billionths, "%se9", value);
    if (!fs_parse_count(billionths, &result) || result == 0 ||
        result > FS_BILLION * (uint64_t)FS_BILLION)
        return false;
    setting->multiplier_billionths = result;
    return true;
}

static bool set_budget(struct fs_cost_setting *setting, const char *value)
{
    return setting->has_budget =
               fs_parse_count(value, &setting->budget_flops) && setting->budget_flops > 0;
}

static bool set_search(struct fs_cost_setting *setting, const char *value)
{
    if (strcmp(value, "greedy") == 0)
        setting->search = FS_SEARCH_GREEDY;
    else if (strcmp(value, "optimal") == 0)
        setting->search = FS_SEARCH_OPTIMAL;
    else
        return false;
    return true;
}

/* A list of numbers, "1,3"; what they name is checked with the operands. */
static bool set_symmetric(struct fs_cost_setting *setting, const char *value)
{
    setting->symmetric = value;
    for (const char *p = value; *p != '\0';) {
        size_t digits = strspn(p, "0123456789");
        if (digits == 0 || digits > 2 || (p[digits] == ',' && p[digits + 1] == '\0') ||
            (p[digits] != ',' && p[digits] != '\0'))
            return false;
        p += digits + (p[digits] == ',');
    }
    return true;
}

static bool set_complex(struct fs_cost_setting *setting, const char *value)
{
    (void)value;
    setting->field = FS_COMPLEX;
    return true;
}

static bool set_json(struct fs_cost_setting *setting, const char *value)
{
    (void)value;
    return setting->json = true;
}

static bool set_list(struct fs_cost_setting *setting, const char *value)
{
    (void)value;
    return setting->list = true;
}

static bool set_help(struct fs_cost_setting *setting, const char *value)
{
    (void)value;
    return setting->help = true;
}

static bool set_version(struct fs_cost_setting *setting, const char *value)
{
    (void)value;
    return setting->version = true;
}

enum needs { NO_VALUE, A_VALUE, PERHAPS_A_VALUE };

static const struct option {
    const char *name;
    char letter; /* 0: none */
    enum needs needs;
    bool in_line; /* of one query, so that a line of a plan may have it */
    bool (*set)(struct fs_cost_setting *setting, const char *value);
    const char *expected;
} options[] = {
    {"fma", 0, A_VALUE, false, set_fma, "1 or 2"},
    {"multiplier", 0, A_VALUE, false, set_multiplier,
     "a number above 0 and at most 10^9, with up to 9 digits behind the point"},
    {"budget", 0, A_VALUE, false, set_budget, "FLOPs such as 10000000, 1e9 or 2.5G"},
    {"optimize", 0, A_VALUE, true, set_search, "optimal or greedy"},
    {"symmetric", 0, PERHAPS_A_VALUE, true, set_symmetric, "numbers of operands such as 1,3"},
    {"complex", 0, NO_VALUE, true, set_complex, NULL},
    {"json", 'j', NO_VALUE, false, set_json, NULL},
    {"list", 'l', NO_VALUE, false, set_list, NULL},
    {"help", 'h', NO_VALUE, false, set_help, NULL},
    {"version", 'V', NO_VALUE, false, set_version, NULL},
};

static const struct option *find_option(const char *word, size_t length)
{
    for (unsigned i = 0; i < sizeof options / sizeof options[0]; i++) {
        const struct option *option = &options[i];
        if (word[1] == '-' ? strlen(option->name) == length - 2 &&
                                 strncmp(word + 2, option->name, length - 2) == 0
                           : length == 2 && option->letter == word[1] && option->letter != 0)
            return option;
    }
    return NULL;
}

int fs_cost_read_options(struct fs_cost_setting *setting, bool is_line, unsigned count,
                         char **words)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < count; i++) {
        char *word = words[i];
        /* "-" is standard input, and "->..." are subscripts. */
        if (word[0] != '-' || word[1] == '\0' || word[1] == '>') {
            words[kept++] = word;
            continue;
        }
        size_t length = strcspn(word, "=");
        const struct option *option = find_option(word, length);
        if (option == NULL) {
            fs_cost_refuse(setting, "%s: no such option (see flopscope-cost --help)", word);
            return -1;
        }
        if (is_line && !option->in_line) {
            fs_cost_refuse(setting, "--%s is for the whole plan: give it on the command line",
                           option->name);
            return -1;
        }
        const char *value = word[length] == '=' ? word + length + 1 : NULL;
        if (value == NULL && option->needs == A_VALUE && i + 1 < count)
            value = words[++i];
        if ((value == NULL && option->needs == A_VALUE) ||
            (value != NULL && option->needs == NO_VALUE)) {
            fs_cost_refuse(setting, "--%s %s", option->name,
                           value == NULL ? "needs a value" : "takes no value");
            return -1;
        }
        if (!option->set(setting, value != NULL ? value : "")) {
            fs_cost_refuse(setting, "--%s=%s: expected %s", option->name, value, option->expected);
            return -1;
        }
    }
    return (int)kept;
}
