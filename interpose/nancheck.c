/* SPDX-License-Identifier: MIT */
/* Looks into the inputs and the outputs of an operation, and says which NaN or infinity came first.
 */
#include "interpose/nancheck.h"

#include "interpose/describe.h"
#include "interpose/process.h"

#include <stdio.h>

void fs_nancheck_inputs(struct fs_nancheck *check, const struct fs_frame *frame,
                        const struct fs_binding *binding)
{
    check->binding = binding;
    check->has_input = fs_nancall_describe(&check->call, frame, binding, false) &&
                       fs_nancall_scan_inputs(&check->call, &check->input);
}

/* "c(2,1)", "x(7)", "c(2,1) of matrix 3", counted from 1; "the result" of a function. */
static const char *element_name(char *text, size_t size, const struct fs_finding *finding)
{
    const struct fs_nonfinite *what = &finding->what;
    char place[48], matrix[32] = "";
    if (finding->is_vector)
        snprintf(place, sizeof place, "%lld", (long long)what->i + 1);
    else
        snprintf(place, sizeof place, "%lld,%lld", (long long)what->i + 1, (long long)what->j + 1);
    if (finding->matrix >= 0)
        snprintf(matrix, sizeof matrix, " of matrix %lld", (long long)finding->matrix + 1);
    if (finding->array == NULL)
        snprintf(text, size, "the result");
    else
        snprintf(text, size, "%s(%s)%s", finding->array, place, matrix);
    return text;
}

static const char *kind_name(enum fs_number number)
{
    return number == FS_NAN ? "NaN" : "infinity";
}

static __attribute__((noinline)) void say(const struct fs_nancheck *check,
                                          const struct fs_frame *frame, uint32_t name_space,
                                          const struct fs_finding *finding)
{
    char place[128], input[192] = "its inputs were finite", element[128], call[900];
    if (__atomic_exchange_n(&fs_process->said_nonfinite, true, __ATOMIC_ACQ_REL))
        return;
    if (check->has_input)
        snprintf(input, sizeof input, "its input %s was %s already",
                 element_name(element, sizeof element, &check->input),
                 kind_name(check->input.what.first));
    const struct fs_operation operation = {
        .name_space = name_space, .frame = frame, .binding = check->binding};
    fs_describe(&operation, call, sizeof call);
    fs_process_say("first %s: %s of %s; %s (%s)", kind_name(finding->what.first),
                   element_name(place, sizeof place, finding),
                   fs_routines[fs_entries[check->binding->entry].routine].name, input, call);
}

/* LAPACKE looks for NaN itself, and does not compute where it finds one. */
static __attribute__((noinline)) void say_refused(const struct fs_nancheck *check,
                                                  const struct fs_frame *frame, uint32_t name_space,
                                                  int64_t info)
{
    char element[128], call[900];
    if (__atomic_exchange_n(&fs_process->said_refused, true, __ATOMIC_ACQ_REL))
        return;
    const struct fs_operation operation = {
        .name_space = name_space, .frame = frame, .binding = check->binding};
    fs_describe(&operation, call, sizeof call);
    fs_process_say(
        "first refusal: %s was %s, and LAPACKE_%s did not compute, info = %lld (%s)",
        element_name(element, sizeof element, &check->input), kind_name(check->input.what.first),
        fs_routines[fs_entries[check->binding->entry].routine].name, (long long)info, call);
}

uint64_t fs_nancheck_outputs(struct fs_nancheck *check, const struct fs_frame *frame,
                             uint32_t name_space)
{
    struct fs_nancall *call = &check->call;
    struct fs_finding finding;
    bool is_described = fs_nancall_describe(call, frame, check->binding, true);
    int64_t info = fs_nancall_info(call);
    uint64_t flags = check->has_input ? FS_LOG_EVENT_NAN_IN_INPUT : 0;
    if (is_described ? info >= 0 && fs_nancall_scan_outputs(call, info, &finding)
                     : fs_nancall_scan_result(call, &finding)) {
        flags |= (finding.what.is_nan ? FS_LOG_EVENT_NAN : 0) |
                 (finding.what.is_infinite ? FS_LOG_EVENT_INF : 0);
        say(check, frame, name_space, &finding);
    } else if (info < 0 && check->has_input && call->shape->interface == FS_LAPACKE) {
        say_refused(check, frame, name_space, info);
    }
    return flags;
}
