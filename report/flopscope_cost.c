/* SPDX-License-Identifier: MIT */
/* flopscope-cost: what a BLAS or LAPACK call would cost, without running it.
 * Looks a routine up in the catalogue by any of its names and prices the dimensions given. */
#include "costmodel/catalogue.h"
#include "report/number.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int usage(FILE *stream)
{
    fputs("usage: flopscope-cost ROUTINE NAME=VALUE...\n"
          "example: flopscope-cost gemm m=256 n=256 k=256\n",
          stream);
    return stream == stdout ? 0 : 2;
}

/* Reads "name=value" into the parameter's place; false with a message where it is not one. */
static bool read_argument(const fs_family *family, const char *argument, int64_t *value,
                          bool *given)
{
    const char *equals = strchr(argument, '=');
    size_t length = equals != NULL ? (size_t)(equals - argument) : strlen(argument);
    uint64_t number;

    for (unsigned i = 0; i < family->nparam; i++) {
        const fs_param *param = &family->param[i];
        if (strlen(param->name) != length || strncmp(param->name, argument, length) != 0)
            continue;
        if (equals == NULL)
            break;
        if (param->is_option && equals[1] != '\0' && equals[2] == '\0')
            value[i] = toupper((unsigned char)equals[1]);
        else if (!param->is_option && fs_parse_count(equals + 1, &number) &&
                 number <= (uint64_t)FS_DIM_MAX)
            value[i] = (int64_t)number;
        else
            break;
        return given[i] = true;
    }
    fprintf(stderr, "flopscope-cost: %s: not an argument of %s\n", argument, family->name);
    return false;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return usage(stderr);
    if (strcmp(argv[1], "--help") == 0)
        return usage(stdout);
    int index = fs_routine_of_family(argv[1]);
    if (index < 0)
        index = fs_routine_find(argv[1]);
    if (index < 0) {
        fprintf(stderr, "flopscope-cost: %s: no such routine\n", argv[1]);
        return 2;
    }
    const fs_routine *routine = &fs_routines[index];
    const fs_family *family = &fs_families[routine->family];
    int64_t value[FS_PARAM_MAX] = {0};
    bool given[FS_PARAM_MAX] = {false};
    for (int i = 2; i < argc; i++)
        if (!read_argument(family, argv[i], value, given))
            return 2;
    for (unsigned i = 0; i < family->nparam; i++)
        if (family->param[i].is_priced && !given[i]) {
            fprintf(stderr, "flopscope-cost: %s: %s is missing\n", routine->name,
                    family->param[i].name);
            return 2;
        }
    if (family->work == NULL) {
        fprintf(stderr, "flopscope-cost: %s has no formula\n", routine->name);
        return 1;
    }
    char text[FS_COUNT_TEXT];
    fs_work work = family->work(fs_prec_field(routine->prec), value);
    puts(fs_format_count(text, sizeof text, fs_work_flops(work, 1)));
    return 0;
}
