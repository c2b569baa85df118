/* SPDX-License-Identifier: MIT */
/* Exhausted limits: says which operation did not fit, and ends the program or lets it go on. */
#include "interpose/exhausted.h"

#include "interpose/aside.h"
#include "interpose/describe.h"
#include "interpose/flush.h"
#include "interpose/lifetime.h"
#include "interpose/message.h"
#include "interpose/name_space.h"
#include "interpose/process.h"
#include "interpose/thread.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* " in phase predict", " in phase 3" where it has no namespace, or "". */
static void name_phase(const struct fs_refusal *refusal, const char *path, char *text, size_t size)
{
    text[0] = '\0';
    if (refusal->phase != 0 && path[0] != '\0')
        snprintf(text, size, " in phase %s", path);
    else if (refusal->phase != 0)
        snprintf(text, size, " in phase %d", (int)refusal->phase);
}

static void write_message(const struct fs_refusal *refusal, const struct fs_operation *operation,
                          const char *path, char *message, size_t size)
{
    char phase[FS_NAMESPACE_BYTES + 32];
    name_phase(refusal, path, phase, sizeof phase);
    if (refusal->is_time) {
        snprintf(message, size,
                 "TimeExhaustedError: wall time limit of %llu.%03llu s exceeded%s at %s: "
                 "%llu.%03llu s elapsed",
                 (unsigned long long)(refusal->limit_ns / 1000000000u),
                 (unsigned long long)(refusal->limit_ns / 1000000u % 1000u), phase,
                 operation->op_name, (unsigned long long)(refusal->elapsed_ns / 1000000000u),
                 (unsigned long long)(refusal->elapsed_ns / 1000000u % 1000u));
        return;
    }
    char cost[FS_GROUPED_BYTES], remaining[FS_GROUPED_BYTES];
    char call[900];
    fs_describe(operation, call, sizeof call);
    snprintf(message, size,
             "BudgetExhaustedError: %s would cost %s FLOPs but only %s remain%s (%s)",
             operation->op_name, fs_grouped(cost, refusal->cost_flops),
             fs_grouped(remaining, refusal->remaining_flops), phase, call);
}

/* ---- the handler ---- */

static struct {
    struct fs_lock lock;
    flopscope_exhausted_handler function;
    void *data;
} handler;

void fs_exhausted_handler(flopscope_exhausted_handler function, void *data)
{
    fs_lock_take(&handler.lock);
    handler.function = function;
    handler.data = data;
    fs_lock_give(&handler.lock);
}

/* Calls function(what, data); in handler_x86_64.S. */
int fs_call_out(flopscope_exhausted_handler function, const struct flopscope_exhausted *what,
                void *data);

/* In a frame of its own, below which calls are nested ones, not operations. Whatever way the
 * handler leaves, the frame is found and taken off the thread's list as that of an operation is. */
static int call_out(flopscope_exhausted_handler function, const struct flopscope_exhausted *what,
                    void *data)
{
    struct fs_frame frame = {.outer = fs_tls.current, .outer_gate = fs_tls.gate};
    fs_tls.current = &frame;
    fs_tls.gate = (uintptr_t)&frame;
    int result = fs_call_out(function, what, data);
    fs_tls.current = frame.outer;
    fs_tls.gate = frame.outer_gate;
    return result;
}

/* What is said of a refusal. Made aside: it takes more stack than a thread may have left. */
struct refused {
    const struct fs_refusal *refusal;
    const struct fs_operation *operation;
};

struct telling {
    const struct refused *refused;
    char path[FS_NAMESPACE_BYTES];
    char message[1000];
};

static void make_message(void *data)
{
    struct telling *telling = data;
    const struct fs_refusal *refusal = telling->refused->refusal;
    telling->path[0] = '\0';
    if (refusal->phase != 0)
        fs_name_space_path(refusal->name_space, telling->path);
    write_message(refusal, telling->refused->operation, telling->path, telling->message,
                  sizeof telling->message);
}

static flopscope_exhausted_handler current_handler(void **data)
{
    fs_lock_take(&handler.lock);
    flopscope_exhausted_handler function = handler.function;
    *data = handler.data;
    fs_lock_give(&handler.lock);
    return function;
}

/* True: the program's handler has handled it. */
static __attribute__((noinline)) bool call_handler(const struct refused *refused,
                                                   flopscope_exhausted_handler function, void *data)
{
    const struct fs_refusal *refusal = refused->refusal;
    struct telling telling = {.refused = refused};
    fs_aside(make_message, &telling);
    struct flopscope_exhausted what = {
        .size = sizeof what,
        .kind = refusal->is_time ? FLOPSCOPE_TIME_EXHAUSTED : FLOPSCOPE_FLOPS_EXHAUSTED,
        .budget = refusal->phase,
        .message = telling.message,
        .op_name = refused->operation->op_name,
        .name_space = telling.path,
        .flop_cost = refusal->cost_flops,
        .flops_remaining = refusal->remaining_flops,
        .wall_time_ns = refusal->elapsed_ns,
    };
    return call_out(function, &what, data) != 0;
}

/* ---- the end, or not ---- */

static void say(void *data)
{
    struct telling telling = {.refused = data};
    make_message(&telling);
    fs_process_say("%s", telling.message);
}

/* Only the first thread that finds the limit exhausted speaks; the others wait for the end that it
 * brings. */
static _Noreturn void end_process(struct refused *refused)
{
    bool is_time = refused->refusal->is_time;
    while (__atomic_exchange_n(&fs_process->ending, true, __ATOMIC_ACQ_REL))
        pause();
    fs_aside(say, refused);
    fs_process_close(is_time ? FS_LOG_TIME_EXHAUSTED : FS_LOG_BUDGET_EXHAUSTED);
    fs_end_process(is_time ? FS_EXIT_TIME : FS_EXIT_BUDGET);
}

static bool is_first(const struct fs_refusal *refusal)
{
    if (refusal->phase != 0)
        return refusal->first;
    bool *said = refusal->is_time ? &fs_process->said_time : &fs_process->said_budget;
    return !__atomic_exchange_n(said, true, __ATOMIC_ACQ_REL);
}

bool fs_exhausted(const struct fs_refusal *refusal, const struct fs_operation *operation)
{
    struct refused refused = {refusal, operation};
    void *data;
    flopscope_exhausted_handler function = current_handler(&data);
    if (function != NULL && call_handler(&refused, function, data))
        return true;
    if (refusal->on_exhausted == FS_EXHAUSTED_EXIT)
        end_process(&refused);
    bool first = is_first(refusal);
    if (first)
        fs_aside(say, &refused);
    if (refusal->phase == 0)
        fs_log_flag(&fs_process->log, FS_LOG_BUDGET_WARNED);
    if (refusal->on_exhausted == FS_EXHAUSTED_SIGNAL && (first || refusal->phase != 0))
        raise(SIGXCPU);
    return false;
}
