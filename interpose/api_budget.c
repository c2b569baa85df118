/* SPDX-License-Identifier: MIT */
/* The public functions of flopscope.h for phases, the handler, and operations of the program's own.
 */
#include "flopscope.h"

#include "interpose/api.h"
#include "interpose/budget.h"
#include "interpose/exhausted.h"
#include "interpose/message.h"
#include "interpose/name_space.h"
#include "interpose/own.h"
#include "interpose/phase.h"
#include "interpose/process.h"
#include "interpose/thread.h"

#include <stdio.h>
#include <string.h>

enum { NAME_SPACE_MAX = 200 };

static uint64_t saturated(fs_count count)
{
    return count > UINT64_MAX ? UINT64_MAX : (uint64_t)count;
}

/* ---- options ---- */

static int refuse(const char *field, const char *accepted)
{
    fs_message("flopscope_budget_open: %s is not understood; accepted: %s", field, accepted);
    return FLOPSCOPE_BAD_VALUE;
}

/* The program's struct as this library knows it: a shorter one of an older program ends in zeros, a
 * longer one may hold nothing that we do not know. */
static bool take_struct(const struct flopscope_budget_options *given,
                        struct flopscope_budget_options *known)
{
    *known = (struct flopscope_budget_options){.size = sizeof *known};
    if (given == NULL)
        return true;
    if (given->size < offsetof(struct flopscope_budget_options, flop_multiplier))
        return false;
    for (size_t i = sizeof *known; i < given->size; i++)
        if (((const unsigned char *)given)[i] != 0)
            return false;
    memcpy(known, given, given->size < sizeof *known ? given->size : sizeof *known);
    return true;
}

static bool is_path(const char *path)
{
    size_t length = strlen(path);
    return length <= NAME_SPACE_MAX && path[0] != '.' && (length == 0 || path[length - 1] != '.') &&
           strstr(path, "..") == NULL;
}

/* value * 10^9, 0 for 0; false where it is not from 10^-9 to 10^9. */
static bool to_billionths(double value, uint64_t *billionths)
{
    if (value == 0.0) {
        *billionths = 0;
        return true;
    }
    if (!(value >= 1e-9 && value <= 1e9))
        return false;
    *billionths = (uint64_t)(value * 1e9 + 0.5);
    return true;
}

/* 0, or an error that has been said. */
static int read_options(const struct flopscope_budget_options *given,
                        struct fs_phase_options *options)
{
    struct flopscope_budget_options known;
    if (!take_struct(given, &known))
        return refuse("size", "sizeof(struct flopscope_budget_options)");
    if (known.flop_budget > INT64_MAX)
        return refuse("flop_budget", "FLOPs up to 2^63 - 1; 0: no limit");
    if (!to_billionths(known.flop_multiplier, &options->multiplier_billionths))
        return refuse("flop_multiplier", "a number from 1e-9 to 1e9; 0: 1.0");
    if (!to_billionths(known.wall_time_limit_s, &options->wall_time_limit_ns))
        return refuse("wall_time_limit_s", "seconds from 1e-9 to 1e9; 0: no limit");
    if (known.name_space != NULL && !is_path(known.name_space))
        return refuse("name_space", "a dotted path such as train.forward, at most 200 characters");
    if (known.on_exhausted < FLOPSCOPE_AS_ENVIRONMENT || known.on_exhausted > FLOPSCOPE_SIGNAL)
        return refuse("on_exhausted", "a value of enum flopscope_on_exhausted");
    static const enum fs_on_exhausted chosen[] = {[FLOPSCOPE_EXIT] = FS_EXHAUSTED_EXIT,
                                                  [FLOPSCOPE_WARN] = FS_EXHAUSTED_WARN,
                                                  [FLOPSCOPE_SIGNAL] = FS_EXHAUSTED_SIGNAL};
    options->limit_flops = known.flop_budget != 0 ? known.flop_budget : UINT64_MAX;
    if (options->multiplier_billionths == 0)
        options->multiplier_billionths = 1000000000u;
    options->on_exhausted = known.on_exhausted != FLOPSCOPE_AS_ENVIRONMENT
                                ? chosen[known.on_exhausted]
                                : fs_environment.on_exhausted;
    options->name_space = known.name_space;
    options->quiet = known.quiet != 0;
    return 0;
}

/* ---- phases ---- */

static int open_phase(struct fs_thread *thread, const struct flopscope_budget_options *given)
{
    struct fs_phase_options options;
    int error = read_options(given, &options);
    if (error != 0)
        return error;
    int32_t id = fs_phase_open(thread, &options);
    if (id > 0)
        return id;
    if (id < 0)
        return FLOPSCOPE_NO_MEMORY;
    static bool said;
    if (!__atomic_exchange_n(&said, true, __ATOMIC_RELAXED))
        fs_message("flopscope_budget_open: %d phases are open already", FS_PHASES_MAX);
    return FLOPSCOPE_TOO_MANY;
}

FS_EXPORT int flopscope_budget_open(const struct flopscope_budget_options *options)
{
    struct fs_turn turn = fs_turn_begin();
    int budget = turn.thread != NULL ? open_phase(turn.thread, options) : 0;
    fs_turn_end(&turn);
    return budget;
}

/* "phase predict: 65,536 FLOPs in 3 operations, 9,934,464 of the budget of 10,000,000 left" */
static void say_closing_line(const struct fs_phase *phase)
{
    struct fs_sums sums;
    char used[FS_GROUPED_BYTES], calls[FS_GROUPED_BYTES], of_budget[128] = "", beyond[96] = "";
    char path[FS_NAMESPACE_BYTES];
    if (!fs_sums_collect(&sums))
        return;
    fs_sums_subtract(&sums, &phase->sums);
    uint64_t count = fs_sums_total(&sums).calls;
    fs_sums_free(&sums);
    if (phase->limit_flops != UINT64_MAX) {
        char limit[FS_GROUPED_BYTES], left[FS_GROUPED_BYTES];
        snprintf(of_budget, sizeof of_budget, ", %s of the budget of %s left",
                 fs_grouped(left, fs_phase_left_flops(phase)),
                 fs_grouped(limit, phase->limit_flops));
    }
    if (phase->beyond > 0) {
        char flops[FS_GROUPED_BYTES];
        snprintf(beyond, sizeof beyond, ", %s beyond it uncharged",
                 fs_grouped(flops, fs_phase_flops(phase->beyond)));
    }
    fs_name_space_path(phase->name_space, path);
    fs_message("phase %s: %s FLOPs in %s operation%s%s%s",
               path[0] != '\0' ? path : "(no namespace)",
               fs_grouped(used, fs_phase_used_flops(phase)), fs_grouped(calls, count),
               count == 1 ? "" : "s", of_budget, beyond);
}

FS_EXPORT void flopscope_budget_close(int budget)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_phase closed;
    if (turn.thread != NULL && budget > 0 && fs_phase_close(turn.thread, budget, &closed)) {
        if (!closed.quiet && !fs_environment.quiet)
            say_closing_line(&closed);
        fs_sums_free(&closed.sums);
    }
    fs_turn_end(&turn);
}

/* ---- figures ---- */

static uint64_t process_used_flops(void)
{
    uint64_t calls;
    fs_count flops;
    fs_sums_of_process(&calls, &flops);
    return saturated(flops);
}

static bool find_phase(const struct fs_thread *thread, int budget, struct fs_phase *phase)
{
    if (budget == FLOPSCOPE_PROCESS)
        return false;
    fs_lock_take(&fs_process->lock);
    bool found = fs_phase_get(thread, budget, phase);
    fs_lock_give(&fs_process->lock);
    return found;
}

FS_EXPORT uint64_t flopscope_budget_used(int budget)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_phase phase;
    uint64_t used = 0;
    if (turn.thread != NULL && find_phase(turn.thread, budget, &phase))
        used = saturated(fs_phase_used_flops(&phase));
    else if (turn.thread != NULL && budget <= 0)
        used = process_used_flops();
    fs_turn_end(&turn);
    return used;
}

FS_EXPORT uint64_t flopscope_budget_remaining(int budget)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_phase phase;
    uint64_t remaining = UINT64_MAX;
    if (turn.thread != NULL && find_phase(turn.thread, budget, &phase))
        remaining = fs_phase_left_flops(&phase);
    else if (turn.thread != NULL && budget <= 0)
        remaining = fs_budget_remaining_flops();
    fs_turn_end(&turn);
    return remaining;
}

FS_EXPORT uint64_t flopscope_flops_used(void)
{
    return flopscope_budget_used(FLOPSCOPE_PROCESS);
}

FS_EXPORT uint64_t flopscope_flops_remaining(void)
{
    return flopscope_budget_remaining(FLOPSCOPE_PROCESS);
}

/* ---- handler and own operations ---- */

FS_EXPORT void flopscope_set_exhausted_handler(flopscope_exhausted_handler handler, void *data)
{
    fs_exhausted_handler(handler, data);
}

/* Books its time itself, since the handler may leave. */
FS_EXPORT int flopscope_deduct(const char *op_name, uint64_t flop_cost, const char *subscripts,
                               const char *shapes)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_own_texts texts = {.op_name =
                                     op_name != NULL && op_name[0] != '\0' ? op_name : "(own)",
                                 .subscripts = subscripts != NULL ? subscripts : "",
                                 .shapes = shapes != NULL ? shapes : ""};
    bool charged = turn.thread == NULL || fs_own_deduct(turn.thread, &texts, flop_cost,
                                                        (uintptr_t)__builtin_return_address(0));
    turn.thread = NULL;
    fs_turn_end(&turn);
    return charged ? 0 : 1;
}
