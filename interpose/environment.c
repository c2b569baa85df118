/* SPDX-License-Identifier: MIT */
/* Parses the FLOPSCOPE_* variables. Numbers are parsed in integers: the program's floating-point
 * flags and rounding mode are not touched, and what is accepted is exact. */
#include "interpose/environment.h"

#include "interpose/captured.h"
#include "interpose/message.h"

#include <stdlib.h>
#include <string.h>

/* A decimal number in digits and a power of ten: value = digits * 10^exponent. */
struct decimal {
    uint64_t digits;
    int exponent;
};

/* Reads [0-9]*.?[0-9]*([eE][+-]?[0-9]+)? from *text and moves *text behind it. */
static bool read_decimal(const char **text, struct decimal *out)
{
    const char *p = *text;
    bool any = false, fraction = false;
    out->digits = 0;
    out->exponent = 0;
    for (;; p++) {
        if (*p == '.' && !fraction) {
            fraction = true;
        } else if (*p >= '0' && *p <= '9') {
            any = true;
            if (out->digits > (UINT64_MAX - 9) / 10)
                return false;
            out->digits = out->digits * 10 + (uint64_t)(*p - '0');
            out->exponent -= fraction;
        } else {
            break;
        }
    }
    if (any && (*p == 'e' || *p == 'E')) {
        char *end = NULL;
        long exponent = strtol(p + 1, &end, 10);
        if (end == p + 1 || exponent < -100 || exponent > 100)
            return false;
        out->exponent += (int)exponent;
        p = end;
    }
    *text = p;
    return any;
}

/* digits * 10^exponent as an integer, or false where it is not one below 2^63. */
static bool to_integer(struct decimal number, uint64_t *value)
{
    uint64_t digits = number.digits;
    for (int i = number.exponent; i < 0 && digits != 0; i++) {
        if (digits % 10 != 0)
            return false;
        digits /= 10;
    }
    for (int i = number.exponent; i > 0 && digits != 0; i--) {
        if (digits > (uint64_t)INT64_MAX / 10)
            return false;
        digits *= 10;
    }
    if (digits > (uint64_t)INT64_MAX)
        return false;
    *value = digits;
    return true;
}

bool fs_parse_flops(const char *text, uint64_t *value)
{
    static const char suffixes[] = "kMGTPE";
    struct decimal number;
    if (!read_decimal(&text, &number))
        return false;
    if (*text != '\0') {
        const char *suffix = strchr(suffixes, *text == 'K' ? 'k' : *text);
        if (suffix == NULL || text[1] != '\0')
            return false;
        number.exponent += 3 * (int)(suffix - suffixes + 1);
    }
    return to_integer(number, value);
}

bool fs_parse_billionths(const char *text, uint64_t *value)
{
    struct decimal number;
    if (!read_decimal(&text, &number) || *text != '\0')
        return false;
    number.exponent += 9;
    return to_integer(number, value);
}

/* Index of text in a list such as "tree\0process\0", or -1. */
static int choice(const char *text, const char *list)
{
    for (int i = 0; *list != '\0'; i++, list += strlen(list) + 1)
        if (strcmp(text, list) == 0)
            return i;
    return -1;
}

static bool set_budget(struct fs_environment *e, const char *text)
{
    uint64_t value;
    if (!fs_parse_flops(text, &value) || value == 0)
        return false;
    e->budget_flops = value;
    return true;
}

static bool set_budget_scope(struct fs_environment *e, const char *text)
{
    int which = choice(text, "tree\0process\0");
    e->budget_scope = which == 1 ? FS_SCOPE_PROCESS : FS_SCOPE_TREE;
    return which >= 0;
}

static bool set_wall_time_limit_s(struct fs_environment *e, const char *text)
{
    uint64_t value;
    if (!fs_parse_billionths(text, &value) || value == 0)
        return false;
    e->wall_time_limit_ns = value;
    return true;
}

static bool set_on_exhausted(struct fs_environment *e, const char *text)
{
    int which = choice(text, "exit\0warn\0signal\0");
    if (which >= 0)
        e->on_exhausted = (enum fs_on_exhausted)which;
    return which >= 0;
}

static bool set_flop_multiplier(struct fs_environment *e, const char *text)
{
    uint64_t value;
    if (!fs_parse_billionths(text, &value) || value == 0 || value > 1000000000000000000u)
        return false;
    e->multiplier_billionths = value;
    return true;
}

static bool set_fma(struct fs_environment *e, const char *text)
{
    int which = choice(text, "1\0002\0");
    if (which >= 0)
        e->fma = which + 1;
    return which >= 0;
}

static bool set_namespace(struct fs_environment *e, const char *text)
{
    size_t length = strlen(text);
    if (length > 200 || text[0] == '.' || (length > 0 && text[length - 1] == '.') ||
        strstr(text, "..") != NULL)
        return false;
    memcpy(e->name_space, text, length + 1);
    return true;
}

static bool set_log(struct fs_environment *e, const char *text)
{
    e->log = strdup(text);
    return e->log != NULL;
}

static bool set_log_limit(struct fs_environment *e, const char *text)
{
    uint64_t value;
    if (!fs_parse_flops(text, &value))
        return false;
    e->log_limit_bytes = value;
    return true;
}

static bool set_stacks(struct fs_environment *e, const char *text)
{
    uint64_t value;
    if (!fs_parse_flops(text, &value) || value > FS_STACK_FRAMES_MAX)
        return false;
    e->stacks = (unsigned)value;
    return true;
}

static bool set_check_nan_inf(struct fs_environment *e, const char *text)
{
    int which = choice(text, "0\0001\0");
    e->check_nan_inf = which == 1;
    return which >= 0;
}

static bool set_quiet(struct fs_environment *e, const char *text)
{
    int which = choice(text, "0\0001\0");
    e->quiet = which == 1;
    return which >= 0;
}

bool fs_environment_read(struct fs_environment *environment)
{
    static const struct {
        const char *name;
        bool (*set)(struct fs_environment *, const char *);
        bool limits;
        const char *accepted;
    } variables[] = {
#define FS_VARIABLE(field, name, kind, limits, accepted) {name, set_##field, limits, accepted},
#include "environment.inc"
#undef FS_VARIABLE
    };
    *environment = (struct fs_environment){.budget_flops = UINT64_MAX,
                                           .multiplier_billionths = 1000000000u,
                                           .fma = 1,
                                           .log_limit_bytes = 1000000000u};
    bool sound = true;
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *text = fs_captured(variables[i].name);
        if (text == NULL || (text[0] == '\0' && !variables[i].limits) ||
            variables[i].set(environment, text))
            continue;
        fs_message("%s=%.200s is not understood; accepted: %s", variables[i].name, text,
                   variables[i].accepted);
        if (variables[i].limits)
            sound = false;
    }
    return sound;
}
