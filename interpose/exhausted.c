/* SPDX-License-Identifier: MIT */
/* Exhausted limits: says which operation did not fit, and ends the program or lets it go on. */
#include "interpose/exhausted.h"

#include "interpose/callsite.h"
#include "interpose/clock.h"
#include "interpose/flush.h"
#include "interpose/message.h"
#include "interpose/names.h"
#include "interpose/process.h"
#include "interpose/stack.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* "m=256 n=256 k=256": the dimensions, and after them namespace and call site. */
static void describe_call(const struct fs_key *key, uint32_t entry, char *text, size_t size)
{
    const fs_family *family = &fs_families[fs_shapes[fs_entries[entry].shape].family];
    int64_t value[FS_PARAM_MAX] = {0};
    size_t used = 0;
    text[0] = '\0';
    fs_signature_values(key, entry, value);
    for (unsigned i = 0; i < family->nparam && used < size; i++)
        if (!family->param[i].is_option)
            used += (size_t)snprintf(text + used, size - used, "%s%s=%lld", used > 0 ? " " : "",
                                     family->param[i].name, (long long)value[i]);
    char path[FS_NAMESPACE_BYTES];
    fs_names_path((uint32_t)(key->word[0] >> 32), path);
    if (path[0] != '\0' && used < size)
        used += (size_t)snprintf(text + used, size - used, "%snamespace %s", used > 0 ? ", " : "",
                                 path);
    char place[512];
    fs_callsite_describe(fs_stack_return_address(key->word[1]), place, sizeof place);
    if (used < size)
        snprintf(text + used, size - used, "%scalled from %s", used > 0 ? ", " : "", place);
}

/* Only the first thread that finds the limit exhausted speaks. Under `exit` the others wait for the
 * end that it brings. */
static bool first_to_say(bool *said)
{
    if (!__atomic_exchange_n(said, true, __ATOMIC_ACQ_REL))
        return true;
    while (fs_environment.on_exhausted == FS_EXHAUSTED_EXIT)
        pause();
    return false;
}

static void what_now(enum fs_log_state state, int exit_code)
{
    if (fs_environment.on_exhausted == FS_EXHAUSTED_EXIT) {
        fs_process_close(state);
        fs_end_process(exit_code);
    }
    fs_process->log.header->flags |= FS_LOG_BUDGET_WARNED;
    if (fs_environment.on_exhausted == FS_EXHAUSTED_SIGNAL)
        raise(SIGXCPU);
}

void fs_budget_exhausted(const struct fs_key *key, uint32_t entry, uint64_t cost_flops,
                         uint64_t remaining_flops)
{
    if (!first_to_say(&fs_process->said_budget))
        return;
    char cost[FS_GROUPED_BYTES], remaining[FS_GROUPED_BYTES], call[900];
    describe_call(key, entry, call, sizeof call);
    fs_process_say("BudgetExhaustedError: %s would cost %s FLOPs but only %s remain (%s)",
                   fs_routines[fs_entries[entry].routine].name, fs_grouped(cost, cost_flops),
                   fs_grouped(remaining, remaining_flops), call);
    what_now(FS_LOG_BUDGET_EXHAUSTED, FS_EXIT_BUDGET);
}

void fs_time_exhausted(uint32_t entry)
{
    if (!first_to_say(&fs_process->said_time))
        return;
    uint64_t elapsed_ns =
        fs_clock_monotonic_ns() - fs_process->log.header->process_start_monotonic_ns;
    fs_process_say(
        "TimeExhaustedError: wall time limit of %llu.%03llu s exceeded at %s: %llu.%03llu s "
        "elapsed",
        (unsigned long long)(fs_environment.wall_time_limit_ns / 1000000000u),
        (unsigned long long)(fs_environment.wall_time_limit_ns / 1000000u % 1000u),
        fs_routines[fs_entries[entry].routine].name, (unsigned long long)(elapsed_ns / 1000000000u),
        (unsigned long long)(elapsed_ns / 1000000u % 1000u));
    what_now(FS_LOG_TIME_EXHAUSTED, FS_EXIT_TIME);
}
