/* SPDX-License-Identifier: MIT */
/* The union of a process's operations in time (busy.h). Time is cut into slices at chunk
 * boundaries; each slice is swept on its own, so that all cores have work and sums are exact. */
#include "report/busy.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_WORKERS = 16, SLICES_PER_WORKER = 4 };

struct work {
    const fs_oplog *log;
    uint64_t around_ticks;
    uint64_t bounds[MAX_WORKERS * SLICES_PER_WORKER + 1]; /* of the slices */
    size_t slice_count;
    size_t next_slice;                      /* atomic */
    uint64_t backend_ticks, measured_ticks; /* atomic */
    bool failed;                            /* atomic */
};

/* A union of intervals that come in the order of their starts, clipped to a slice. */
struct cover {
    uint64_t from, to; /* the slice */
    uint64_t covered_to;
    uint64_t ticks;
};

static void cover_interval(struct cover *cover, uint64_t start, uint64_t end)
{
    if (start < cover->covered_to)
        start = cover->covered_to;
    if (end > cover->to)
        end = cover->to;
    if (end > start) {
        cover->ticks += end - start;
        cover->covered_to = end;
    }
}

static uint64_t minus(uint64_t value, uint64_t less)
{
    return value > less ? value - less : 0;
}

static uint64_t plus(uint64_t value, uint64_t more)
{
    return value > UINT64_MAX - more ? UINT64_MAX : value + more;
}

static bool sweep_slice(struct work *work, uint64_t from, uint64_t to)
{
    uint64_t before = work->around_ticks / 2, after = work->around_ticks - before;
    struct cover backend = {from, to, from, 0}, measured = backend;
    struct fs_oplog_event event;
    fs_oplog *log = (fs_oplog *)(uintptr_t)work->log;
    fs_oplog_merge *merge = fs_oplog_merge_new(&log, 1);

    if (merge == NULL)
        return false;
    fs_oplog_merge_seek(merge, minus(from, after));
    while (fs_oplog_merge_next(merge, &event)) {
        uint64_t start = event.op.start_ticks, end = plus(start, event.op.duration_ticks);
        if (minus(start, before) >= to)
            break;
        cover_interval(&backend, start, end);
        cover_interval(&measured, minus(start, before), plus(end, after));
    }
    fs_oplog_merge_free(merge);
    __atomic_fetch_add(&work->backend_ticks, backend.ticks, __ATOMIC_RELAXED);
    __atomic_fetch_add(&work->measured_ticks, measured.ticks, __ATOMIC_RELAXED);
    return true;
}

static void *sweep_slices(void *argument)
{
    struct work *work = argument;
    size_t slice;

    while ((slice = __atomic_fetch_add(&work->next_slice, 1, __ATOMIC_RELAXED)) < work->slice_count)
        if (!sweep_slice(work, work->bounds[slice], work->bounds[slice + 1]))
            __atomic_store_n(&work->failed, true, __ATOMIC_RELAXED);
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

    return (left > right) - (left < right);
}

/* Cuts time so that each slice has about as many chunks as the next. */
static bool cut_slices(struct work *work, size_t wanted)
{
    size_t chunks = 0, at = 0;

    for (size_t i = 0; i < work->log->thread_count; i++)
        chunks += work->log->threads[i].events_count;
    uint64_t *starts = calloc(chunks + 1, sizeof *starts);
    if (starts == NULL)
        return false;
    for (size_t i = 0; i < work->log->thread_count; i++)
        for (size_t j = 0; j < work->log->threads[i].events_count; j++)
            starts[at++] = work->log->threads[i].events[j].start_ticks;
    qsort(starts, chunks, sizeof *starts, by_value);
    if (wanted > chunks)
        wanted = chunks;
    work->slice_count = wanted == 0 ? 1 : wanted;
    work->bounds[0] = 0;
    for (size_t i = 1; i < work->slice_count; i++)
        work->bounds[i] = starts[i * chunks / work->slice_count];
    work->bounds[work->slice_count] = UINT64_MAX;
    free(starts);
    return true;
}

bool fs_busy_measure(const fs_oplog *log, uint64_t around_ticks, struct fs_busy *busy)
{
    struct work work = {.log = log, .around_ticks = around_ticks};
    pthread_t threads[MAX_WORKERS];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t workers = cores < 1 ? 1 : cores > MAX_WORKERS ? MAX_WORKERS : (size_t)cores;
    size_t started = 0;

    if (!cut_slices(&work, workers * SLICES_PER_WORKER))
        return false;
    /* This thread is one of the workers; without more of them it does all the work. */
    while (started + 1 < workers && started + 1 < work.slice_count &&
           pthread_create(&threads[started], NULL, sweep_slices, &work) == 0)
        started++;
    sweep_slices(&work);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    *busy = (struct fs_busy){work.backend_ticks, work.measured_ticks};
    return !work.failed;
}
