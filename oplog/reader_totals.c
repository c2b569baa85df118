/* SPDX-License-Identifier: MIT */
/* Sums up a log: from the running totals that its threads keep in it, or from the events where the
 * process was killed and its totals may lack the last operation. */
#include "oplog/reader_internal.h"

#include <stdlib.h>

static void add_span(struct fs_oplog_tally *tally, uint64_t calls, uint64_t ticks, uint64_t least,
                     uint64_t most)
{
    if (tally->calls == 0 || least < tally->min_ticks)
        tally->min_ticks = least;
    if (most > tally->max_ticks)
        tally->max_ticks = most;
    tally->calls = fs_add_saturating(tally->calls, calls);
    tally->ticks = fs_add_saturating(tally->ticks, ticks);
}

static void add_work(struct fs_oplog_tally *tally, struct fs_oplog_sums *sums,
                     unsigned __int128 mul, unsigned __int128 add, unsigned __int128 cost_flops)
{
    sums->cost_flops = fs_add_saturating_128(sums->cost_flops, cost_flops);
    tally->mul = fs_add_saturating_128(tally->mul, mul);
    tally->add = fs_add_saturating_128(tally->add, add);
    tally->cost_flops = fs_add_saturating_128(tally->cost_flops, cost_flops);
}

static void add_fixed_work(struct fs_oplog_tally *tally, struct fs_oplog_sums *sums,
                           const struct fs_log_signature *signature, uint64_t calls)
{
    add_work(tally, sums, fs_multiply_saturating_128(fs_words_128(signature->mul), calls),
             fs_multiply_saturating_128(fs_words_128(signature->add), calls),
             fs_multiply_saturating_128(signature->cost_flops, calls));
}

static void add_sums(struct fs_oplog_sums *sums, uint64_t calls, uint64_t ticks)
{
    sums->calls = fs_add_saturating(sums->calls, calls);
    sums->ticks = fs_add_saturating(sums->ticks, ticks);
}

static void add_totals(const fs_oplog *log, const struct fs_log_totals *totals,
                       struct fs_oplog_tally *tally, struct fs_oplog_sums *sums)
{
    size_t index = fs_oplog_signature_index(log, totals->signature);

    if (totals->calls == 0)
        return;
    add_sums(sums, totals->calls, totals->ticks);
    if (index == SIZE_MAX) {
        sums->undescribed_calls = fs_add_saturating(sums->undescribed_calls, totals->calls);
        return;
    }
    add_span(&tally[index], totals->calls, totals->ticks, totals->min_ticks, totals->max_ticks);
    tally[index].nonfinite = fs_add_saturating(tally[index].nonfinite, totals->nonfinite);
    if (log->signatures[index]->flags & FS_LOG_SIG_VARYING)
        add_work(&tally[index], sums, fs_words_128(totals->mul), fs_words_128(totals->add),
                 fs_words_128(totals->cost_flops));
    else
        add_fixed_work(&tally[index], sums, log->signatures[index], totals->calls);
}

void fs_oplog_tally_thread(const fs_oplog *log, const struct fs_oplog_thread *thread,
                           struct fs_oplog_tally *tally, struct fs_oplog_sums *sums)
{
    for (size_t i = 0; i < thread->totals_count; i++) {
        const struct fs_oplog_chunk *chunk = &thread->totals[i];
        const struct fs_log_totals *totals = chunk->data;
        const struct fs_log_totals *end = totals + chunk->bytes / sizeof *totals;
        for (; totals < end && totals->signature != 0; totals++)
            add_totals(log, totals, tally, sums);
        fs_oplog_release(log, chunk->data, end);
    }
}

/* Sums up a thread's events; the work of a signature with a fixed cost is left for add_tallies. */
static void tally_events(const fs_oplog *log, const struct fs_oplog_thread *thread,
                         struct fs_oplog_tally *tally, struct fs_oplog_sums *sums)
{
    struct fs_oplog_cursor cursor;
    struct fs_oplog_op op;

    fs_oplog_cursor_start(&cursor, log, thread);
    while (fs_oplog_cursor_next(&cursor, &op)) {
        size_t index = fs_oplog_signature_index(log, op.signature);
        add_sums(sums, 1, op.duration_ticks);
        if (index == SIZE_MAX) {
            sums->undescribed_calls++;
            continue;
        }
        add_span(&tally[index], 1, op.duration_ticks, op.duration_ticks, op.duration_ticks);
        tally[index].nonfinite += (op.flags & FS_LOG_EVENT_NONFINITE) != 0;
        if (log->signatures[index]->flags & FS_LOG_SIG_VARYING)
            add_work(&tally[index], sums, op.mul, op.add, op.cost_flops);
    }
}

/* Adds what tally_events made of a thread. */
static void add_tallies(const fs_oplog *log, const struct fs_oplog_tally *from,
                        const struct fs_oplog_sums *from_sums, struct fs_oplog_tally *tally,
                        struct fs_oplog_sums *sums)
{
    add_sums(sums, from_sums->calls, from_sums->ticks);
    sums->undescribed_calls =
        fs_add_saturating(sums->undescribed_calls, from_sums->undescribed_calls);
    for (size_t i = 0; i < log->signature_count; i++) {
        if (from[i].calls == 0)
            continue;
        add_span(&tally[i], from[i].calls, from[i].ticks, from[i].min_ticks, from[i].max_ticks);
        tally[i].nonfinite = fs_add_saturating(tally[i].nonfinite, from[i].nonfinite);
        if (log->signatures[i]->flags & FS_LOG_SIG_VARYING)
            add_work(&tally[i], sums, from[i].mul, from[i].add, from[i].cost_flops);
        else
            add_fixed_work(&tally[i], sums, log->signatures[i], from[i].calls);
    }
}

static uint64_t calls_in_totals(const struct fs_oplog_thread *thread)
{
    uint64_t calls = 0;

    for (size_t i = 0; i < thread->totals_count; i++) {
        const struct fs_log_totals *totals = thread->totals[i].data;
        const struct fs_log_totals *end = totals + thread->totals[i].bytes / sizeof *totals;
        for (; totals < end && totals->signature != 0; totals++)
            calls = fs_add_saturating(calls, totals->calls);
    }
    return calls;
}

/* Makes a thread's totals from its events, if these are at least all that its totals know of.
 * False: they are not, or there is no memory to find out. */
static bool recompute(const fs_oplog *log, const struct fs_oplog_thread *thread,
                      struct fs_oplog_tally *tally, struct fs_oplog_sums *sums)
{
    struct fs_oplog_tally *own = calloc(log->signature_count + 1, sizeof *own);
    struct fs_oplog_sums own_sums = {0};
    bool is_complete = false;

    if (own != NULL) {
        tally_events(log, thread, own, &own_sums);
        is_complete = own_sums.calls >= calls_in_totals(thread);
    }
    if (is_complete)
        add_tallies(log, own, &own_sums, tally, sums);
    free(own);
    return is_complete;
}

void fs_oplog_tally(const fs_oplog *log, struct fs_oplog_tally *tally, struct fs_oplog_sums *sums)
{
    enum fs_oplog_status status = fs_oplog_status(log);
    bool is_torn = (status == FS_OPLOG_KILLED || status == FS_OPLOG_UNKNOWN) &&
                   !(log->header.flags & FS_LOG_EVENTS_DROPPED);

    *sums = (struct fs_oplog_sums){0};
    for (size_t i = 0; i < log->thread_count; i++) {
        const struct fs_oplog_thread *thread = &log->threads[i];
        uint64_t calls = sums->calls;

        if ((is_torn || thread->totals_count == 0) && recompute(log, thread, tally, sums))
            sums->recomputed++;
        else
            fs_oplog_tally_thread(log, thread, tally, sums);
        sums->threads += sums->calls > calls;
        sums->overhead_ticks =
            fs_add_saturating(sums->overhead_ticks, thread->state.overhead_ticks);
        sums->abandoned = fs_add_saturating(sums->abandoned, thread->state.abandoned);
    }
}
