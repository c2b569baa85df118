/* SPDX-License-Identifier: MIT */
/* Time in a log: the rate of its clock, ticks as nanoseconds, start and end of its process. */
#include "oplog/reader_internal.h"

/* Anchors nearer to each other than this tell the rate worse than the writer's estimate. */
#define FAR_APART_NS 10000000u

void fs_oplog_set_clock(fs_oplog *log)
{
    const struct fs_log_anchor *start = &log->header.start, *latest = &log->header.latest;
    double ns_per_tick = 1.0;

    if (latest->monotonic_ns > start->monotonic_ns && latest->ticks > start->ticks &&
        latest->monotonic_ns - start->monotonic_ns >= FAR_APART_NS)
        ns_per_tick = (double)(latest->monotonic_ns - start->monotonic_ns) /
                      (double)(latest->ticks - start->ticks);
    else if (log->header.ticks_per_s > 0)
        ns_per_tick = 1e9 / (double)log->header.ticks_per_s;
    /* Fixed point with as many fraction bits as leave the factor below 2^63: a tick may be a year
     * in a damaged log. */
    log->ns_shift = 62;
    while (log->ns_shift > 0 && ns_per_tick * (double)((uint64_t)1 << log->ns_shift) >= 0x1p62)
        log->ns_shift--;
    ns_per_tick *= (double)((uint64_t)1 << log->ns_shift);
    log->ns_multiplier = ns_per_tick < 0x1p63 ? (uint64_t)ns_per_tick : (uint64_t)1 << 63;
}

int64_t fs_oplog_ns(const fs_oplog *log, uint64_t ticks)
{
    unsigned __int128 ns = (unsigned __int128)ticks * log->ns_multiplier >> log->ns_shift;

    return ns > INT64_MAX ? INT64_MAX : (int64_t)ns;
}

int64_t fs_oplog_instant_ns(const fs_oplog *log, uint64_t ticks)
{
    uint64_t start = log->header.start.ticks;

    return ticks >= start ? fs_oplog_ns(log, ticks - start) : -fs_oplog_ns(log, start - ticks);
}

int64_t fs_oplog_start_ns(const fs_oplog *log)
{
    uint64_t process = log->header.process_start_monotonic_ns;
    uint64_t anchor = log->header.start.monotonic_ns;

    /* A process is not older than a century: anything else is damage. */
    if (process == 0 || process > anchor || anchor - process > (uint64_t)INT64_MAX / 3)
        return 0;
    return -(int64_t)(anchor - process);
}

int64_t fs_oplog_end_ns(const fs_oplog *log)
{
    const struct fs_log_header *header = &log->header;
    int64_t end = 0;

    if (header->latest.monotonic_ns > header->start.monotonic_ns &&
        header->latest.monotonic_ns - header->start.monotonic_ns <= INT64_MAX / 3)
        end = (int64_t)(header->latest.monotonic_ns - header->start.monotonic_ns);
    for (size_t i = 0; i < log->thread_count; i++) {
        const struct fs_oplog_thread *thread = &log->threads[i];
        uint64_t ticks = fs_oplog_thread_end_ticks(log, thread);
        if (header->state == FS_LOG_RUNNING && thread->state.op_signature != 0 &&
            thread->state.op_start_ticks > ticks)
            ticks = thread->state.op_start_ticks;
        int64_t instant = ticks == 0 ? 0 : fs_oplog_instant_ns(log, ticks);
        if (instant > end)
            end = instant;
    }
    return end;
}
