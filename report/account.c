/* SPDX-License-Identifier: MIT */
/* Sums up logs: totals by signature, budget, and the four times (account.h). */
#include "report/account.h"

#include "report/busy.h"
#include "report/sums.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

uint64_t fs_call_overhead_ticks(const fs_oplog *log)
{
    const struct fs_log_header *header = &log->header;

    return header->call_ticks > header->empty_ticks ? header->call_ticks - header->empty_ticks : 0;
}

/* The process's end, in nanoseconds from the log's start anchor: now, where it still runs. */
static int64_t end_of(const struct fs_process *process)
{
    const fs_oplog *log = process->log;
    int64_t end_ns = fs_oplog_end_ns(log), now_ns;
    struct timespec now;

    if (process->status != FS_OPLOG_RUNNING || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return end_ns;
    now_ns = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec -
             (int64_t)(log->header.start.monotonic_ns & INT64_MAX);
    return now_ns > end_ns ? now_ns : end_ns;
}

static int64_t at_most(int64_t value, int64_t most)
{
    return value < most ? value : most;
}

/* Splits the wall time. Overhead on fast paths is around each operation; with several threads, only
 * what overlaps no backend takes wall time. Residual is what remains, so that the sum is exact. */
static void split_times(struct fs_process *process)
{
    const fs_oplog *log = process->log;
    const struct fs_oplog_sums *sums = &process->sums;
    struct fs_times *times = &process->times;
    uint64_t call_ticks = fs_call_overhead_ticks(log);
    int64_t fast_ns = fs_oplog_ns(log, fs_multiply_ticks(sums->calls, call_ticks));
    struct fs_busy busy;

    times->thread_backend_ns = fs_oplog_ns(log, sums->ticks);
    times->backend_ns = times->thread_backend_ns;
    if (sums->threads > 1) {
        process->is_overlap_unknown = (log->header.flags & FS_LOG_EVENTS_DROPPED) != 0 ||
                                      !fs_busy_measure(log, call_ticks, &busy);
        if (!process->is_overlap_unknown) {
            times->backend_ns = fs_oplog_ns(log, busy.backend_ticks);
            fast_ns = fs_oplog_ns(log, busy.measured_ticks - busy.backend_ticks);
        }
    }
    times->backend_ns = at_most(times->backend_ns, times->wall_ns);
    times->overhead_ns = at_most(fs_add_ns(fast_ns, fs_oplog_ns(log, sums->overhead_ticks)),
                                 times->wall_ns - times->backend_ns);
    times->residual_ns = times->wall_ns - times->backend_ns - times->overhead_ns;
}

static bool begin_process(struct fs_process *process, const fs_oplog *log)
{
    process->log = log;
    process->status = fs_oplog_status(log);
    process->tally = calloc(log->signature_count + 1, sizeof *process->tally);
    return process->tally != NULL;
}

static void add_work(struct fs_process *process)
{
    const fs_oplog *log = process->log;

    for (size_t i = 0; i < log->signature_count; i++) {
        process->flops = fs_add_flops(process->flops, process->tally[i].cost_flops);
        process->mul = fs_add_flops(process->mul, process->tally[i].mul);
        process->add = fs_add_flops(process->add, process->tally[i].add);
    }
}

static bool account_process(struct fs_process *process, const fs_oplog *log)
{
    if (!begin_process(process, log))
        return false;
    fs_oplog_tally(log, process->tally, &process->sums);
    add_work(process);
    for (size_t i = 0; i < log->thread_count; i++)
        process->flops_in_flight =
            fs_add_flops(process->flops_in_flight, fs_oplog_in_flight_flops(log, &log->threads[i]));
    process->flops = fs_add_flops(process->flops, process->flops_in_flight);
    process->begin_ns = fs_oplog_start_ns(log);
    process->end_ns = end_of(process);
    if (process->end_ns < process->begin_ns)
        process->end_ns = process->begin_ns;
    process->times.wall_ns = fs_subtract_ns(process->end_ns, process->begin_ns);
    process->call_overhead_ns = fs_oplog_ns(log, fs_call_overhead_ticks(log));
    split_times(process);
    return true;
}

/* Whether an earlier process of the set drew on the same budget. */
static bool shares_budget(const struct fs_account *account, size_t index)
{
    const struct fs_log_header *header = &account->processes[index].log->header;

    if (header->budget_scope == FS_LOG_SCOPE_PROCESS || header->run[0] == '\0')
        return false;
    for (size_t i = 0; i < index; i++)
        if (strcmp(account->processes[i].log->header.run, header->run) == 0)
            return true;
    return false;
}

static void add_process(struct fs_account *account, size_t index)
{
    struct fs_process *process = &account->processes[index];
    struct fs_times *sum = &account->times;
    uint64_t budget_flops = process->log->header.budget_flops;

    account->flops = fs_add_flops(account->flops, process->flops);
    account->flops_in_flight = fs_add_flops(account->flops_in_flight, process->flops_in_flight);
    account->mul = fs_add_flops(account->mul, process->mul);
    account->add = fs_add_flops(account->add, process->add);
    account->calls = fs_add_calls(account->calls, process->sums.calls);
    sum->wall_ns = fs_add_ns(sum->wall_ns, process->times.wall_ns);
    sum->backend_ns = fs_add_ns(sum->backend_ns, process->times.backend_ns);
    sum->overhead_ns = fs_add_ns(sum->overhead_ns, process->times.overhead_ns);
    sum->thread_backend_ns = fs_add_ns(sum->thread_backend_ns, process->times.thread_backend_ns);
    sum->residual_ns = sum->wall_ns - sum->backend_ns - sum->overhead_ns;
    if (budget_flops == UINT64_MAX)
        account->has_budget = false;
    else if (!shares_budget(account, index))
        account->budget_flops = fs_add_flops(account->budget_flops, budget_flops);
}

/* Puts the processes on one clock. */
static bool place_in_time(struct fs_account *account, const struct fs_logset *set)
{
    fs_oplog_merge *merge = fs_oplog_merge_new(set->logs, set->count);
    int64_t first_ns = INT64_MAX, last_ns = INT64_MIN;

    if (merge == NULL)
        return false;
    for (size_t i = 0; i < account->count; i++) {
        struct fs_process *process = &account->processes[i];
        int64_t origin_ns = fs_oplog_merge_origin_ns(merge, i);
        process->begin_ns = fs_add_ns(origin_ns, process->begin_ns);
        process->end_ns = fs_add_ns(origin_ns, process->end_ns);
        first_ns = at_most(process->begin_ns, first_ns);
        last_ns = process->end_ns > last_ns ? process->end_ns : last_ns;
    }
    fs_oplog_merge_free(merge);
    if (account->count > 0)
        account->elapsed_ns = fs_subtract_ns(last_ns, first_ns);
    return true;
}

bool fs_account_open(struct fs_account *account, const struct fs_logset *set)
{
    *account = (struct fs_account){.count = set->count, .has_budget = true};
    account->processes = calloc(set->count + 1, sizeof *account->processes);
    if (account->processes == NULL)
        return false;
    for (size_t i = 0; i < set->count; i++) {
        if (!account_process(&account->processes[i], set->logs[i])) {
            fs_account_close(account);
            return false;
        }
        add_process(account, i);
    }
    if (place_in_time(account, set))
        return true;
    fs_account_close(account);
    return false;
}

/* What a thread's operation was charged, by its mark alone: events are not asked whether it ended a
 * moment ago. */
static unsigned __int128 marked_flops(const fs_oplog *log, const struct fs_oplog_thread *thread)
{
    size_t index = fs_oplog_signature_index(log, thread->state.op_signature);

    if (index == SIZE_MAX)
        return 0;
    return log->signatures[index]->flags & FS_LOG_SIG_VARYING ? thread->state.op_cost_flops
                                                              : log->signatures[index]->cost_flops;
}

bool fs_account_open_totals(struct fs_account *account, const struct fs_logset *set)
{
    *account = (struct fs_account){.count = set->count, .has_budget = true};
    account->processes = calloc(set->count + 1, sizeof *account->processes);
    for (size_t i = 0; i < set->count && account->processes != NULL; i++) {
        struct fs_process *process = &account->processes[i];
        const fs_oplog *log = set->logs[i];
        if (!begin_process(process, log)) {
            fs_account_close(account);
            return false;
        }
        for (size_t j = 0; j < log->thread_count; j++) {
            fs_oplog_tally_thread(log, &log->threads[j], process->tally, &process->sums);
            process->flops_in_flight = fs_add_flops(
                process->flops_in_flight, process->status == FS_OPLOG_RUNNING
                                              ? marked_flops(log, &log->threads[j])
                                              : fs_oplog_in_flight_flops(log, &log->threads[j]));
        }
        add_work(process);
        process->flops = fs_add_flops(process->flops, process->flops_in_flight);
        add_process(account, i);
    }
    return account->processes != NULL;
}

void fs_account_close(struct fs_account *account)
{
    for (size_t i = 0; i < account->count && account->processes != NULL; i++)
        free(account->processes[i].tally);
    free(account->processes);
    *account = (struct fs_account){0};
}
