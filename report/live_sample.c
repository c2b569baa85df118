/* SPDX-License-Identifier: MIT */
/* What watched logs say now, and at which rate it changes (live.h). From totals alone. */
#include "report/live.h"

#include "report/sums.h"

#include <stdlib.h>
#include <time.h>

static int64_t now_on(clockid_t clock)
{
    struct timespec now;

    return clock_gettime(clock, &now) == 0 ? (int64_t)now.tv_sec * 1000000000 + now.tv_nsec : 0;
}

/* From the first process's start to now, or to the last one's end. */
static int64_t elapsed_of(const struct fs_account *account)
{
    int64_t start_ns = INT64_MAX, end_ns = INT64_MIN;

    for (size_t i = 0; i < account->count; i++) {
        const struct fs_process *process = &account->processes[i];
        const struct fs_log_header *header = &process->log->header;
        bool is_running = process->status == FS_OPLOG_RUNNING;
        int64_t anchor_ns = (int64_t)(header->start.realtime_ns & INT64_MAX);
        int64_t begin_ns = fs_add_ns(anchor_ns, fs_oplog_start_ns(process->log));
        int64_t last_ns = is_running ? now_on(CLOCK_REALTIME)
                                     : fs_add_ns(anchor_ns, fs_oplog_end_ns(process->log));
        start_ns = begin_ns < start_ns ? begin_ns : start_ns;
        end_ns = last_ns > end_ns ? last_ns : end_ns;
    }
    return end_ns > start_ns ? fs_subtract_ns(end_ns, start_ns) : 0;
}

static struct fs_counts rate_of(struct fs_counts now, struct fs_counts before, double seconds)
{
    struct fs_counts rate = {now.flops - before.flops, now.mul_add - before.mul_add,
                             now.calls - before.calls};

    /* An operation that ended while it was being read may count twice for a moment. */
    rate.flops = rate.flops > 0 && seconds > 0 ? rate.flops / seconds : 0;
    rate.mul_add = rate.mul_add > 0 && seconds > 0 ? rate.mul_add / seconds : 0;
    rate.calls = rate.calls > 0 && seconds > 0 ? rate.calls / seconds : 0;
    return rate;
}

/* ---- processes and threads ---- */

static void fill_process(struct fs_part *part, const struct fs_process *process, size_t log)
{
    *part = (struct fs_part){.log = (uint32_t)log, .thread = UINT32_MAX, .flops = process->flops};
    part->so_far =
        (struct fs_counts){(double)process->flops, (double)process->mul + (double)process->add,
                           (double)process->sums.calls};
}

/* The thread's figures; *tally, one for each signature, is used and left zeroed. */
static void fill_thread(struct fs_part *part, const fs_oplog *log, size_t thread,
                        struct fs_oplog_tally *tally)
{
    struct fs_oplog_sums sums = {0};
    double mul_add = 0;

    fs_oplog_tally_thread(log, &log->threads[thread], tally, &sums);
    for (size_t i = 0; i < log->signature_count; i++) {
        mul_add += (double)tally[i].mul + (double)tally[i].add;
        tally[i] = (struct fs_oplog_tally){0};
    }
    *part = (struct fs_part){.thread = (uint32_t)thread, .flops = sums.cost_flops};
    part->so_far = (struct fs_counts){(double)sums.cost_flops, mul_add, (double)sums.calls};
}

static int by_flops(const void *a, const void *b)
{
    const struct fs_part *left = a, *right = b;

    if (left->flops != right->flops)
        return left->flops < right->flops ? 1 : -1;
    if (left->log != right->log)
        return left->log < right->log ? -1 : 1;
    return (left->thread > right->thread) - (left->thread < right->thread);
}

static bool collect_threads(struct fs_sample *sample, const fs_oplog *log)
{
    struct fs_oplog_tally *tally = calloc(log->signature_count + 1, sizeof *tally);

    sample->parts = calloc(log->thread_count, sizeof *sample->parts);
    if (tally == NULL || sample->parts == NULL) {
        free(tally);
        return false;
    }
    for (size_t i = 0; i < log->thread_count; i++)
        fill_thread(&sample->parts[sample->part_count++], log, i, tally);
    free(tally);
    return true;
}

static bool collect_parts(struct fs_sample *sample)
{
    const struct fs_account *account = &sample->account;

    if (account->count == 1 && account->processes[0].log->thread_count > 1)
        return collect_threads(sample, account->processes[0].log);
    if (account->count <= 1)
        return true;
    sample->parts = calloc(account->count, sizeof *sample->parts);
    if (sample->parts == NULL)
        return false;
    for (size_t i = 0; i < account->count; i++)
        fill_process(&sample->parts[sample->part_count++], &account->processes[i], i);
    return true;
}

/* Rates of parts, by what the same part had before. Logs keep their places while they are watched,
 * unless one was cut; then rates are wrong for once. */
static void set_part_rates(struct fs_sample *sample, const struct fs_sample *before, double seconds)
{
    for (size_t i = 0; i < sample->part_count; i++) {
        struct fs_part *part = &sample->parts[i];
        struct fs_counts then = {0, 0, 0};
        for (size_t j = 0; before != NULL && j < before->part_count; j++)
            if (before->parts[j].log == part->log && before->parts[j].thread == part->thread)
                then = before->parts[j].so_far;
        part->rate = rate_of(part->so_far, then, seconds);
    }
    if (sample->part_count > 1)
        qsort(sample->parts, sample->part_count, sizeof *sample->parts, by_flops);
}

/* ---- all ---- */

bool fs_sample_take(struct fs_sample *sample, const struct fs_watch *watch,
                    const struct fs_sample *before)
{
    const struct fs_account *account = &sample->account;
    const struct fs_counts nothing = {0, 0, 0};

    *sample = (struct fs_sample){.now_ns = now_on(CLOCK_MONOTONIC)};
    if (!fs_account_open_totals(&sample->account, &watch->set))
        return false;
    for (size_t i = 0; i < account->count; i++)
        sample->running += account->processes[i].status == FS_OPLOG_RUNNING;
    sample->elapsed_ns = elapsed_of(account);
    sample->so_far =
        (struct fs_counts){(double)account->flops, (double)account->mul + (double)account->add,
                           (double)account->calls};
    double seconds = before != NULL ? (double)(sample->now_ns - before->now_ns) / 1e9
                                    : (double)sample->elapsed_ns / 1e9;
    sample->rate = rate_of(sample->so_far, before != NULL ? before->so_far : nothing, seconds);
    sample->operations = fs_groups_new(account, FS_BY_OPERATION, FS_SORT_FLOPS);
    if (sample->operations != NULL && collect_parts(sample)) {
        set_part_rates(sample, before, seconds);
        return true;
    }
    fs_sample_release(sample);
    return false;
}

void fs_sample_release(struct fs_sample *sample)
{
    fs_groups_free(sample->operations);
    free(sample->parts);
    fs_account_close(&sample->account);
    *sample = (struct fs_sample){0};
}
