/* SPDX-License-Identifier: MIT */
/* Merges the events of many threads, of one log or several, by the time of their start: a heap of
 * one cursor a thread, streaming, whatever the number of events. */
#include "oplog/reader_internal.h"

#include <stdlib.h>
#include <string.h>

struct source {
    struct fs_oplog_cursor cursor;
    struct fs_oplog_event event; /* the next */
};

/* A source in the heap, with its event's start. */
struct node {
    int64_t start_ns;
    struct source *source;
};

struct fs_oplog_merge {
    fs_oplog **logs;
    int64_t *origin_ns;
    size_t log_count;
    struct source *sources; /* all threads */
    size_t source_count;
    struct node *heap; /* those with events left, the earliest first */
    size_t heap_count;
};

static bool is_before(const struct node *a, const struct node *b)
{
    /* Without branches: the order of threads' events is hardly predictable. */
    return (a->start_ns < b->start_ns) | ((a->start_ns == b->start_ns) & (a->source < b->source));
}

static void sift_down(fs_oplog_merge *merge, size_t at)
{
    struct node *heap = merge->heap, moved = heap[at];

    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= merge->heap_count)
            break;
        if (child + 1 < merge->heap_count)
            child += is_before(&heap[child + 1], &heap[child]);
        if (!is_before(&heap[child], &moved))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static bool advance(const fs_oplog_merge *merge, struct source *source)
{
    if (!fs_oplog_cursor_next(&source->cursor, &source->event.op))
        return false;
    int64_t instant_ns = fs_oplog_instant_ns(source->cursor.log, source->event.op.start_ticks);
    if (__builtin_add_overflow(merge->origin_ns[source->event.log], instant_ns,
                               &source->event.start_ns))
        source->event.start_ns = INT64_MAX;
    return true;
}

static void build_heap(fs_oplog_merge *merge)
{
    merge->heap_count = 0;
    for (size_t i = 0; i < merge->source_count; i++)
        if (advance(merge, &merge->sources[i]))
            merge->heap[merge->heap_count++] =
                (struct node){merge->sources[i].event.start_ns, &merge->sources[i]};
    for (size_t i = merge->heap_count / 2; i-- > 0;)
        sift_down(merge, i);
}

/* Whether CLOCK_MONOTONIC tells the order of the logs' events: it is one clock on one host between
 * two boots, and a run does not outlive a boot. */
static bool has_one_monotonic_clock(fs_oplog *const *logs, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (strcmp(logs[i]->header.host, logs[0]->header.host) != 0 ||
            strcmp(logs[i]->header.run, logs[0]->header.run) != 0)
            return false;
    return true;
}

static void set_origins(fs_oplog_merge *merge)
{
    bool is_monotonic = has_one_monotonic_clock(merge->logs, merge->log_count);
    uint64_t earliest = UINT64_MAX;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < merge->log_count; i++) {
            const struct fs_log_anchor *anchor = &merge->logs[i]->header.start;
            uint64_t start_ns = is_monotonic ? anchor->monotonic_ns : anchor->realtime_ns;
            if (pass == 0 && start_ns < earliest)
                earliest = start_ns;
            else if (pass == 1)
                merge->origin_ns[i] = start_ns - earliest > INT64_MAX / 2
                                          ? INT64_MAX / 2
                                          : (int64_t)(start_ns - earliest);
        }
}

fs_oplog_merge *fs_oplog_merge_new(fs_oplog *const *logs, size_t count)
{
    fs_oplog_merge *merge = calloc(1, sizeof *merge);
    size_t threads = 0;

    if (merge == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        threads += logs[i]->thread_count;
    merge->logs = calloc(count + 1, sizeof *merge->logs);
    merge->origin_ns = calloc(count + 1, sizeof *merge->origin_ns);
    merge->sources = calloc(threads + 1, sizeof *merge->sources);
    merge->heap = calloc(threads + 1, sizeof *merge->heap);
    if (merge->logs == NULL || merge->origin_ns == NULL || merge->sources == NULL ||
        merge->heap == NULL) {
        fs_oplog_merge_free(merge);
        return NULL;
    }
    merge->log_count = count;
    for (size_t i = 0; i < count; i++) {
        merge->logs[i] = logs[i];
        for (size_t j = 0; j < logs[i]->thread_count; j++) {
            struct source *source = &merge->sources[merge->source_count++];
            fs_oplog_cursor_start(&source->cursor, logs[i], &logs[i]->threads[j]);
            source->event.log = i;
            source->event.thread = &logs[i]->threads[j];
        }
    }
    set_origins(merge);
    build_heap(merge);
    return merge;
}

void fs_oplog_merge_free(fs_oplog_merge *merge)
{
    if (merge == NULL)
        return;
    free(merge->logs);
    free(merge->origin_ns);
    free(merge->sources);
    free(merge->heap);
    free(merge);
}

int64_t fs_oplog_merge_origin_ns(const fs_oplog_merge *merge, size_t log)
{
    return merge->origin_ns[log];
}

void fs_oplog_merge_seek(fs_oplog_merge *merge, uint64_t ticks)
{
    for (size_t i = 0; i < merge->source_count; i++)
        fs_oplog_cursor_seek(&merge->sources[i].cursor, ticks);
    build_heap(merge);
}

bool fs_oplog_merge_next(fs_oplog_merge *merge, struct fs_oplog_event *event)
{
    if (merge->heap_count == 0)
        return false;
    struct source *first = merge->heap[0].source;
    *event = first->event;
    if (advance(merge, first))
        merge->heap[0].start_ns = first->event.start_ns;
    else
        merge->heap[0] = merge->heap[--merge->heap_count];
    sift_down(merge, 0);
    return true;
}
