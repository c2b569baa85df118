/* SPDX-License-Identifier: MIT */
/* The public functions of flopcost.h: queries by routine and parameters. What they say of a mistake
 * is kept for each thread. */
#include "costmodel/flopcost_internal.h"

#include "costmodel/catalogue.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_BYTES = 512 };

static __thread char message[MESSAGE_BYTES];

int fs_flopcost_fail(int error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error;
}

FS_EXPORT const char *flopscope_cost_message(void)
{
    return message;
}

FS_EXPORT const char *flopscope_strerror(int error)
{
    static const char *const texts[] = {
        "success",           "unknown routine",          "unknown parameter",
        "missing parameter", "value not accepted",       "no formula for this routine",
        "too many",          "flopscope is not running", "no memory"};
    size_t index = error <= 0 ? (size_t) - (int64_t)error : sizeof texts;

    return index < sizeof texts / sizeof texts[0] ? texts[index] : "unknown error";
}

/* ---- the catalogue ---- */

/* The public handle is the catalogue's row. */
static const struct flopscope_routine *handle_of(const fs_routine *routine)
{
    return (const struct flopscope_routine *)(const void *)routine;
}

static const fs_routine *routine_of(const struct flopscope_routine *handle)
{
    return (const fs_routine *)(const void *)handle;
}

static const fs_family *family_of(const struct flopscope_routine *handle)
{
    return &fs_families[routine_of(handle)->family];
}

FS_EXPORT const struct flopscope_routine *flopscope_routine_find(const char *name)
{
    int index = name != NULL ? fs_routine_find(name) : -1;

    if (index < 0 && name != NULL)
        index = fs_routine_of_family(name);
    if (index < 0)
        fs_flopcost_fail(
            FLOPSCOPE_UNKNOWN_ROUTINE,
            "%.64s: unknown routine; accepted are routines (dgemm), their entry points "
            "(cblas_dgemm, LAPACKE_dgesv) and families (gemm)",
            name != NULL ? name : "NULL");
    return index >= 0 ? handle_of(&fs_routines[index]) : NULL;
}

FS_EXPORT size_t flopscope_routine_count(void)
{
    return fs_routine_count;
}

FS_EXPORT const struct flopscope_routine *flopscope_routine_at(size_t index)
{
    return index < fs_routine_count ? handle_of(&fs_routines[index]) : NULL;
}

FS_EXPORT const char *flopscope_routine_name(const struct flopscope_routine *routine)
{
    return routine_of(routine)->name;
}

FS_EXPORT const char *flopscope_routine_family(const struct flopscope_routine *routine)
{
    return family_of(routine)->name;
}

FS_EXPORT char flopscope_routine_precision(const struct flopscope_routine *routine)
{
    return routine_of(routine)->prec;
}

FS_EXPORT const char *flopscope_routine_class(const struct flopscope_routine *routine)
{
    static const char *const names[] = {[FS_CLASS_EXACT] = "exact",
                                        [FS_CLASS_LEADING] = "leading",
                                        [FS_CLASS_ESTIMATE] = "estimate",
                                        [FS_CLASS_NONE] = "none",
                                        [FS_CLASS_NESTED] = "nested"};

    return names[family_of(routine)->work_class];
}

FS_EXPORT const char *flopscope_routine_work(const struct flopscope_routine *routine)
{
    return family_of(routine)->work_text;
}

FS_EXPORT size_t flopscope_routine_parameter_count(const struct flopscope_routine *routine)
{
    return family_of(routine)->nparam;
}

FS_EXPORT const char *flopscope_routine_parameter(const struct flopscope_routine *routine,
                                                  size_t index, int *flags)
{
    const fs_family *family = family_of(routine);

    if (index >= family->nparam)
        return NULL;
    if (flags != NULL)
        *flags = (family->param[index].is_option ? FLOPSCOPE_OPTION : 0) |
                 (family->param[index].is_priced ? FLOPSCOPE_PRICED : 0);
    return family->param[index].name;
}

/* ---- queries ---- */

/* Option letters in upper case, as the cost functions take them. */
static bool take_value(const fs_param *param, int64_t given, int64_t *value)
{
    *value = param->is_option && given >= 'a' && given <= 'z' ? given - ('a' - 'A') : given;
    return !param->is_option || (given > ' ' && given <= '~');
}

/* "transa transb m n k". */
static void list_parameters(const fs_family *family, char *text, size_t size)
{
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < family->nparam && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? " " : "",
                                 family->param[i].name);
}

static int fail_parameter(int error, const fs_routine *routine, const char *name, const char *why)
{
    char list[256];

    list_parameters(&fs_families[routine->family], list, sizeof list);
    return fs_flopcost_fail(error, "%s: %.64s %s; its parameters are %s", routine->name, name, why,
                            list);
}

static int refuse_value(const fs_routine *routine, const fs_param *param, int64_t value)
{
    return fs_flopcost_fail(FLOPSCOPE_BAD_VALUE, "%s: %s=%lld: a letter is accepted", routine->name,
                            param->name, (long long)value);
}

static int price(const fs_routine *routine, const int64_t *value, struct flopscope_work *work)
{
    const fs_family *family = &fs_families[routine->family];

    if (family->work == NULL)
        return fs_flopcost_fail(FLOPSCOPE_NO_FORMULA,
                                "%s has no formula: its cost is that of nested calls",
                                routine->name);
    return fs_flopcost_give(family->work(fs_prec_field(routine->prec), value), work);
}

/* values[0 .. count), checked, into value[FS_PARAM_MAX]. */
static int take_values(const fs_routine *routine, const int64_t *values, size_t count,
                       int64_t *value)
{
    const fs_family *family = &fs_families[routine->family];

    if (count != family->nparam)
        return fs_flopcost_fail(FLOPSCOPE_BAD_VALUE, "%s: %zu values; it has %u parameters",
                                routine->name, count, (unsigned)family->nparam);
    for (size_t i = 0; i < count; i++)
        if (!take_value(&family->param[i], values[i], &value[i]))
            return refuse_value(routine, &family->param[i], values[i]);
    return FLOPSCOPE_OK;
}

FS_EXPORT int flopscope_routine_cost(const struct flopscope_routine *routine, const int64_t *values,
                                     size_t count, struct flopscope_work *work)
{
    int64_t value[FS_PARAM_MAX];
    int error = take_values(routine_of(routine), values, count, value);

    return error != FLOPSCOPE_OK ? error : price(routine_of(routine), value, work);
}

FS_EXPORT int flopscope_routine_bytes(const struct flopscope_routine *routine,
                                      const int64_t *values, size_t count, uint64_t *read_bytes,
                                      uint64_t *written_bytes)
{
    const fs_routine *row = routine_of(routine);
    int64_t value[FS_PARAM_MAX];
    fs_count in, out;
    int error = take_values(row, values, count, value);

    if (error != FLOPSCOPE_OK)
        return error;
    if (!fs_family_traffic(&fs_families[row->family], row->prec, sizeof(int32_t), value, &in, &out))
        return fs_flopcost_fail(FLOPSCOPE_NO_FORMULA, "%s: what it reads and writes is not known",
                                row->name);
    *read_bytes = fs_saturated(in);
    *written_bytes = fs_saturated(out);
    return FLOPSCOPE_OK;
}

/* Index of a parameter, or -1. */
static int find_parameter(const fs_family *family, const char *name)
{
    for (int i = 0; i < family->nparam; i++)
        if (strcmp(family->param[i].name, name) == 0)
            return i;
    return -1;
}

/* The letter of an option that may be left out, or 0: the upper triangle, and no transposition,
 * which change lower order terms alone. */
static int64_t letter_otherwise(const char *name)
{
    return strcmp(name, "uplo") == 0 ? 'U' : strcmp(name, "trans") == 0 ? 'N' : 0;
}

/* Values by name, into their places. */
static int take_params(const fs_routine *routine, const struct flopscope_param *params,
                       size_t count, int64_t *value)
{
    const fs_family *family = &fs_families[routine->family];
    bool given[FS_PARAM_MAX] = {false};

    for (size_t i = 0; i < count; i++) {
        const char *name = params[i].name != NULL ? params[i].name : "NULL";
        int at = find_parameter(family, name);
        if (at < 0)
            return fail_parameter(FLOPSCOPE_UNKNOWN_PARAMETER, routine, name, "is unknown");
        if (given[at])
            return fail_parameter(FLOPSCOPE_BAD_VALUE, routine, name, "is given twice");
        if (!take_value(&family->param[at], params[i].value, &value[at]))
            return refuse_value(routine, &family->param[at], params[i].value);
        given[at] = true;
    }
    for (unsigned i = 0; i < family->nparam; i++) {
        const char *name = family->param[i].name;
        if (given[i])
            continue;
        value[i] = family->param[i].is_option ? letter_otherwise(name) : 0;
        if (family->param[i].is_priced && value[i] == 0)
            return fail_parameter(FLOPSCOPE_MISSING_PARAMETER, routine, name, "is missing");
    }
    return FLOPSCOPE_OK;
}

FS_EXPORT int flopscope_cost(const char *routine, const struct flopscope_param *params,
                             size_t count, struct flopscope_work *work)
{
    const struct flopscope_routine *handle = flopscope_routine_find(routine);
    int64_t value[FS_PARAM_MAX] = {0};

    if (handle == NULL)
        return FLOPSCOPE_UNKNOWN_ROUTINE;
    int error = take_params(routine_of(handle), params, count, value);
    return error != FLOPSCOPE_OK ? error : price(routine_of(handle), value, work);
}

FS_EXPORT uint64_t flopscope_flops(const struct flopscope_work *work, int fma, double multiplier)
{
    fs_work counts = {work->mul, work->add};

    if ((fma != 1 && fma != 2) || (multiplier != 0.0 && !(multiplier >= 1e-9 && multiplier <= 1e9)))
        return UINT64_MAX;
    if (work->mul == UINT64_MAX || work->add == UINT64_MAX)
        return UINT64_MAX;
    uint64_t billionths = multiplier != 0.0 ? (uint64_t)(multiplier * 1e9 + 0.5) : 1000000000u;
    return fs_saturated(fs_flops_scaled(fs_work_flops(counts, fma), billionths));
}
