/* SPDX-License-Identifier: MIT */
/* Reads the arguments of a routine's call: by LAPACK's names, in any case and order, with defaults
 * for some that were not given. */
#include "report/flopscope_cost_arguments.h"

#include "report/number.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 64, LIST_BYTES = 512 };

int fs_cost_find_parameter(const fs_family *family, const char *name)
{
    for (unsigned i = 0; i < family->nparam; i++)
        if (strcmp(family->param[i].name, name) == 0)
            return (int)i;
    return -1;
}

const fs_routine *fs_cost_find(const char *name)
{
    char lower[NAME_BYTES];
    size_t length = strlen(name);

    if (length >= sizeof lower)
        return NULL;
    for (size_t i = 0; i <= length; i++)
        lower[i] = (char)tolower((unsigned char)name[i]);
    if (strncmp(lower, "lapacke_", strlen("lapacke_")) == 0)
        memcpy(lower, "LAPACKE", strlen("LAPACKE"));
    int index = fs_routine_find(lower);
    if (index < 0)
        index = fs_routine_of_family(lower);
    return index < 0 ? NULL : &fs_routines[index];
}

bool fs_cost_parse_dimension(const char *text, int64_t most, int64_t *value)
{
    uint64_t number;

    if (!fs_parse_count(text, &number) || number > (uint64_t)most)
        return false;
    *value = (int64_t)number;
    return true;
}

/* Writes what a family takes: "m=, n=, k= (transa=, transb= do not change the cost)". */
static const char *format_parameters(const fs_family *family, char *buffer, size_t size)
{
    unsigned free_count = 0, priced_count = 0;
    size_t at = 0;

    buffer[0] = '\0';
    for (int priced = 1; priced >= 0; priced--)
        for (unsigned i = 0; i < family->nparam && at < size; i++) {
            const fs_param *param = &family->param[i];
            if (param->is_priced != (priced == 1))
                continue;
            unsigned before = priced ? priced_count++ : free_count++;
            at += (size_t)snprintf(buffer + at, size - at, "%s%s=",
                                   before > 0                    ? ", "
                                   : priced || priced_count == 0 ? ""
                                                                 : " (",
                                   param->name);
        }
    if (free_count > 0 && at < size)
        snprintf(buffer + at, size - at, "%s",
                 priced_count > 0 ? ", on which the cost does not depend)"
                                  : ", on which the cost does not depend");
    else if (priced_count == 0 && at < size)
        snprintf(buffer, size, "no arguments");
    return buffer;
}

static bool read_letter(const struct fs_cost_setting *setting, const fs_family *family,
                        const fs_param *param, const char *argument, const char *text,
                        int64_t *value)
{
    const char *accepted = fs_cost_letters_of(family, param->name)->accepted;
    int letter = toupper((unsigned char)text[0]);
    char list[2 * 26 + 1];
    size_t at = 0;

    if (letter != 0 && text[1] == '\0' && strchr(accepted, letter) != NULL) {
        *value = letter;
        return true;
    }
    for (const char *p = accepted; *p != '\0'; p++) {
        list[at++] = *p;
        list[at++] = ' ';
    }
    list[at - 1] = '\0';
    fs_cost_refuse(setting, "%s: expected one of the letters %s", argument, list);
    return false;
}

/* A sign, and a rank of which negative values say how to find it: no dimensions. */
static bool takes_negative(const char *name)
{
    return strcmp(name, "isgn") == 0 || strcmp(name, "nrnk") == 0;
}

static bool read_integer(const struct fs_cost_setting *setting, const fs_param *param,
                         const char *argument, const char *text, int64_t *value)
{
    /* The sums over a batch are no dimensions and may be larger. */
    bool is_sum = strcmp(param->name, "products") == 0 || strstr(param->name, "_elements") != NULL;

    if (fs_cost_parse_dimension(text, is_sum ? INT64_MAX : FS_DIM_MAX, value))
        return true;
    if (takes_negative(param->name) && (strcmp(text, "-1") == 0 || strcmp(text, "-2") == 0)) {
        *value = text[1] == '1' ? -1 : -2;
        return true;
    }
    fs_cost_refuse(setting,
                   "%s: expected a whole number from 0 to %s, such as 1000, 1e3, 10^3 or "
                   "1k",
                   argument, is_sum ? "2^63 - 1" : "2^40 = 1,099,511,627,776");
    return false;
}

static int read_argument(const struct fs_cost_setting *setting, const char *argument,
                         struct fs_cost_arguments *arguments)
{
    const fs_family *family = arguments->family;
    const char *equals = strchr(argument, '=');
    char list[LIST_BYTES];

    if (equals == NULL)
        return fs_cost_refuse(setting, "%s: expected NAME=VALUE; %s takes %s", argument,
                              arguments->routine->name,
                              format_parameters(family, list, sizeof list));
    for (unsigned i = 0; i < family->nparam; i++) {
        const fs_param *param = &family->param[i];
        int64_t *value = &arguments->value[i];
        size_t length = strlen(param->name);
        if (length != (size_t)(equals - argument) ||
            strncasecmp(param->name, argument, length) != 0)
            continue;
        if (arguments->is_given[i])
            return fs_cost_refuse(setting, "%s: %s is given twice", argument, param->name);
        arguments->is_given[i] = true;
        bool is_read = param->is_option
                           ? read_letter(setting, family, param, argument, equals + 1, value)
                           : read_integer(setting, param, argument, equals + 1, value);
        return is_read ? FS_COST_OK : FS_COST_USAGE;
    }
    return fs_cost_refuse(setting, "%s: no such argument; %s takes %s", argument,
                          arguments->routine->name, format_parameters(family, list, sizeof list));
}

/* Gives an integer its default; false: it has none. */
static bool set_default_integer(struct fs_cost_arguments *arguments, unsigned i)
{
    const char *name = arguments->family->param[i].name;
    int range = fs_cost_find_parameter(arguments->family, "range");
    int n = fs_cost_find_parameter(arguments->family, "n");
    int64_t order = n >= 0 ? arguments->value[n] : 0;
    bool is_selected = range >= 0 && arguments->value[range] != 'I' &&
                       (strcmp(name, "il") == 0 || strcmp(name, "iu") == 0);

    if (strcmp(name, "mv") == 0)
        arguments->value[i] = 0;
    else if (strcmp(name, "ilo") == 0 || (is_selected && strcmp(name, "il") == 0))
        arguments->value[i] = 1;
    else if (n >= 0 && (strcmp(name, "ihi") == 0 || is_selected))
        arguments->value[i] = order;
    else
        return false;
    return true;
}

/* Letters have their defaults before integers, which may depend on them. */
static int set_defaults(const struct fs_cost_setting *setting, struct fs_cost_arguments *arguments)
{
    const fs_family *family = arguments->family;
    char missing[LIST_BYTES] = "", list[LIST_BYTES];
    size_t at = 0;

    arguments->is_complete = true;
    for (unsigned i = 0; i < family->nparam; i++)
        if (!arguments->is_given[i] && family->param[i].is_option)
            arguments->value[i] = fs_cost_letters_of(family, family->param[i].name)->otherwise;
    for (unsigned i = 0; i < family->nparam; i++) {
        const fs_param *param = &family->param[i];
        arguments->is_shown[i] = arguments->is_given[i] || param->is_priced;
        bool is_set =
            arguments->is_given[i] ||
            (param->is_option ? arguments->value[i] != 0 : set_default_integer(arguments, i));
        arguments->is_complete = arguments->is_complete && is_set;
        if (!is_set && param->is_priced && at < sizeof missing)
            at += (size_t)snprintf(missing + at, sizeof missing - at, "%s%s", at > 0 ? ", " : "",
                                   param->name);
    }
    if (at == 0)
        return FS_COST_OK;
    return fs_cost_refuse(setting, "%s: missing %s; it takes %s", arguments->routine->name, missing,
                          format_parameters(family, list, sizeof list));
}

int fs_cost_read_arguments(const struct fs_cost_setting *setting, unsigned count,
                           char *const *words, struct fs_cost_arguments *arguments)
{
    for (unsigned i = 0; i < count; i++) {
        int code = read_argument(setting, words[i], arguments);
        if (code != FS_COST_OK)
            return code;
    }
    return set_defaults(setting, arguments);
}
