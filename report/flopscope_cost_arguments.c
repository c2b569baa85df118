/* SPDX-License-Identifier: MIT */
/* Reads a query of flopscope-cost: names of routines, arguments by LAPACK's names, defaults. */
#include "report/flopscope_cost.h"

#include "report/number.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 64 };

/* Letters that options of a name take, and the default ("" where it must be given). A name that is
 * a prefix stands for all that begin with it; the first that matches counts. */
static const struct option {
    const char *name;
    bool is_prefix;
    const char *letters;
    char missing;
} options[] = {
    {"uplo", false, "ULA", 'U'},
    {"tran", true, "NTCR", 'N'},
    {"diag", false, "NU", 'N'},
    {"side", false, "LRB", 0},
    {"fact", false, "FNE", 'N'},
    {"range", false, "AVI", 'A'},
    {"sort", false, "NS", 'N'},
    {"sense", false, "NEVB", 'N'},
    {"norm", false, "M1OIFE", '1'},
    {"balanc", false, "NPSB", 'N'},
    {"equed", false, "NRCBY", 'N'},
    {"howmny", false, "ABS", 'A'},
    {"direct", false, "FB", 'F'},
    {"storev", false, "CR", 'C'},
    {"pivot", false, "VTB", 'V'},
    {"sym", false, "NSPH", 'N'},
    {"type", false, "GLUHBQZ", 'G'},
    {"order", false, "BECR", 'E'},
    {"normin", false, "NY", 'N'},
    {"vect", false, "NQPBUVI", 0},
    {"comp", true, "NIVP", 0},
    {"eigsrc", false, "NQ", 'N'},
    {"initv", false, "NU", 'N'},
    {"signs", false, "OD", 'D'},
    {"job", true, "ABCEFGHIJLNOPQRSTUVWXY0", 0},
};

/* Defaults of integers; the rest must be given. */
static const struct {
    const char *name;
    const char *as; /* another parameter whose value it takes, or NULL */
    int64_t value;
} integers[] = {
    {"nrhs", NULL, 1},  {"ilo", NULL, 1},   {"ihi", "n", 0},   {"il", NULL, 1},
    {"iu", "n", 0},     {"itype", NULL, 1}, {"ijob", NULL, 0}, {"ncvt", NULL, 0},
    {"nru", NULL, 0},   {"ncc", NULL, 0},   {"mv", NULL, 0},   {"wantq", NULL, 0},
    {"wantz", NULL, 0}, {"idist", NULL, 1}, {"mm", "n", 0},    {"batch_size", NULL, 1},
};

static const struct option *find_option(const char *name)
{
    for (unsigned i = 0; i < sizeof options / sizeof options[0]; i++)
        if (options[i].is_prefix ? strncmp(name, options[i].name, strlen(options[i].name)) == 0
                                 : strcmp(name, options[i].name) == 0)
            return &options[i];
    return NULL;
}

/* Position of a parameter, or -1. */
static int find_parameter(const fs_family *family, const char *name)
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
    int index = -1;

    if (length > 0 && length < sizeof lower) {
        for (size_t i = 0; i <= length; i++)
            lower[i] = (char)tolower((unsigned char)name[i]);
        if (strncmp(lower, "lapacke_", strlen("lapacke_")) == 0)
            memcpy(lower, "LAPACKE", strlen("LAPACKE"));
        index = fs_routine_find(lower);
        if (index < 0)
            index = fs_routine_of_family(lower);
    }
    if (index < 0) {
        fprintf(
            stderr,
            "flopscope-cost: %s: not a routine of BLAS or LAPACK, an entry point of one or a family"
            " (flopscope-cost --list shows all)\n",
            name);
        return NULL;
    }
    return &fs_routines[index];
}

/* Says that an argument is not one of the family's, and which are. */
static bool refuse_name(const fs_family *family, const char *argument)
{
    fprintf(stderr, "flopscope-cost: %s: %s takes", argument, family->name);
    for (unsigned i = 0; i < family->nparam; i++)
        fprintf(stderr, "%s %s=%s", i > 0 ? "," : "", family->param[i].name,
                family->param[i].is_option ? "letter" : "number");
    fputs(family->nparam == 0 ? " no arguments\n" : "\n", stderr);
    return false;
}

/* The letters that a parameter takes; side B, both, only where eigenvectors are meant. */
static const char *letters_of(const fs_family *family, const struct option *option)
{
    if (strcmp(option->name, "side") == 0 && find_parameter(family, "howmny") < 0 &&
        find_parameter(family, "eigsrc") < 0)
        return "LR";
    return option->letters;
}

static bool read_letter(const fs_family *family, const fs_param *param, const char *argument,
                        const char *text, int64_t *value)
{
    const struct option *option = find_option(param->name);
    const char *letters =
        option == NULL ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : letters_of(family, option);
    int letter = toupper((unsigned char)text[0]);

    if (letter != 0 && text[1] == '\0' && strchr(letters, letter) != NULL) {
        *value = letter;
        return true;
    }
    fprintf(stderr, "flopscope-cost: %s: expected one of the letters", argument);
    for (const char *at = letters; *at != '\0'; at++)
        fprintf(stderr, " %c", *at);
    fputc('\n', stderr);
    return false;
}

static bool read_integer(const fs_param *param, const char *argument, const char *text,
                         int64_t *value)
{
    /* The sum of products of a batch is no dimension and may be larger. */
    uint64_t most =
        strcmp(param->name, "products") == 0 ? (uint64_t)INT64_MAX : (uint64_t)FS_DIM_MAX;
    char limit[FS_COUNT_TEXT];
    uint64_t number;

    if (fs_parse_count(text, &number) && number <= most) {
        *value = (int64_t)number;
        return true;
    }
    fprintf(stderr,
            "flopscope-cost: %s: expected a whole number from 0 to %s, as 1000, 1e3, 10^3 or 1k\n",
            argument, fs_format_count(limit, sizeof limit, most));
    return false;
}

bool fs_cost_read_argument(struct fs_cost_query *query, const char *argument)
{
    const char *equals = strchr(argument, '=');
    size_t length = equals != NULL ? (size_t)(equals - argument) : strlen(argument);

    for (unsigned i = 0; i < query->family->nparam && equals != NULL; i++) {
        const fs_param *param = &query->family->param[i];
        if (strlen(param->name) != length || strncasecmp(param->name, argument, length) != 0)
            continue;
        if (query->is_given[i]) {
            fprintf(stderr, "flopscope-cost: %s: %s was given before\n", argument, param->name);
            return false;
        }
        query->is_given[i] = true;
        return param->is_option
                   ? read_letter(query->family, param, argument, equals + 1, &query->value[i])
                   : read_integer(param, argument, equals + 1, &query->value[i]);
    }
    return refuse_name(query->family, argument);
}

/* Gives parameter i its default; false if it has none. */
static bool set_default(struct fs_cost_query *query, unsigned i)
{
    const fs_param *param = &query->family->param[i];

    if (param->is_option) {
        const struct option *option = find_option(param->name);
        query->value[i] = option != NULL ? option->missing : 0;
        return query->value[i] != 0;
    }
    for (unsigned k = 0; k < sizeof integers / sizeof integers[0]; k++) {
        if (strcmp(param->name, integers[k].name) != 0)
            continue;
        int from = integers[k].as != NULL ? find_parameter(query->family, integers[k].as) : -1;
        query->value[i] = from >= 0 ? query->value[from] : integers[k].value;
        return true;
    }
    return false;
}

bool fs_cost_complete(struct fs_cost_query *query)
{
    const fs_family *family = query->family;
    unsigned missing = 0;

    for (unsigned i = 0; i < family->nparam; i++) {
        query->is_needed[i] = family->param[i].is_priced;
        if (query->is_given[i] || set_default(query, i) || !query->is_needed[i])
            continue;
        if (missing++ == 0)
            fprintf(stderr, "flopscope-cost: %s needs", query->routine->name);
        fprintf(stderr, "%s %s", missing > 1 ? "," : "", family->param[i].name);
    }
    if (missing > 0)
        fputc('\n', stderr);
    return missing == 0;
}
