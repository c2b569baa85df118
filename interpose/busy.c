/* SPDX-License-Identifier: MIT */
/* The union of the process's operations in time: the threads' events are merged by their starts. */
#include "interpose/busy.h"

#include "interpose/process.h"

#include <stddef.h>
#include <sys/mman.h>

/* A thread's events, from its first chunk that matters on. */
struct cursor {
    uint32_t thread;
    uint32_t sequence; /* of its chunk */
    const struct fs_log_event *event, *end;
    uint64_t last_ticks; /* end of the last operation */
    uint64_t start_ticks, end_ticks;
};

/* The log as a file, and where its threads are in it. */
struct merge {
    const char *log;
    size_t log_bytes;
    const struct fs_log_chunk **chunk; /* of events: by thread, then in their order */
    size_t chunk_count;
    struct cursor *heap; /* the earliest start first */
    size_t heap_count;
    size_t memory_bytes;
};

/* ---- chunks ---- */

/* The next chunk from *offset on, which is moved behind it; NULL after the last. */
static const struct fs_log_chunk *next_chunk(const struct merge *merge, size_t *offset)
{
    while (*offset + sizeof(struct fs_log_chunk) <= merge->log_bytes) {
        const struct fs_log_chunk *chunk = (const void *)(merge->log + *offset);
        if (__atomic_load_n(&chunk->magic, __ATOMIC_ACQUIRE) == FS_LOG_CHUNK_MAGIC &&
            chunk->offset == *offset && chunk->bytes >= FS_LOG_PAGE_BYTES &&
            chunk->bytes <= merge->log_bytes - *offset) {
            *offset += chunk->bytes;
            return chunk;
        }
        *offset += FS_LOG_PAGE_BYTES; /* another thread is just making one */
    }
    return NULL;
}

static size_t count_chunks(const struct merge *merge)
{
    size_t offset = FS_LOG_HEADER_BYTES, count = 0;
    const struct fs_log_chunk *chunk;
    while ((chunk = next_chunk(merge, &offset)) != NULL)
        count += chunk->kind == FS_LOG_EVENTS;
    return count;
}

static bool is_before(const struct fs_log_chunk *a, const struct fs_log_chunk *b)
{
    return a->thread != b->thread ? a->thread < b->thread : a->sequence < b->sequence;
}

/* Shell's method. */
static void sort_chunks(struct merge *merge)
{
    for (size_t gap = merge->chunk_count / 2; gap > 0; gap = gap > 1 ? gap * 5 / 11 : 0)
        for (size_t i = gap; i < merge->chunk_count; i++) {
            const struct fs_log_chunk *chunk = merge->chunk[i];
            size_t to = i;
            for (; to >= gap && is_before(chunk, merge->chunk[to - gap]); to -= gap)
                merge->chunk[to] = merge->chunk[to - gap];
            merge->chunk[to] = chunk;
        }
}

static void list_chunks(struct merge *merge, size_t room)
{
    size_t offset = FS_LOG_HEADER_BYTES;
    const struct fs_log_chunk *chunk;
    while (merge->chunk_count < room && (chunk = next_chunk(merge, &offset)) != NULL)
        if (chunk->kind == FS_LOG_EVENTS)
            merge->chunk[merge->chunk_count++] = chunk;
    sort_chunks(merge);
}

static bool open_merge(struct merge *merge)
{
    struct fs_log_writer *log = &fs_process->log;
    uint32_t flags = __atomic_load_n(&log->header->flags, __ATOMIC_RELAXED);
    *merge = (struct merge){0};
    if ((flags & FS_LOG_EVENTS_DROPPED) != 0 ||
        (merge->log = fs_log_view(log, &merge->log_bytes)) == NULL)
        return false;
    size_t count = count_chunks(merge);
    merge->memory_bytes = (count + 1) * (sizeof merge->chunk[0] + sizeof merge->heap[0]);
    void *memory =
        mmap(NULL, merge->memory_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        fs_log_view_done(merge->log, merge->log_bytes);
        return false;
    }
    merge->heap = memory;
    merge->chunk = (const struct fs_log_chunk **)(merge->heap + count + 1);
    list_chunks(merge, count);
    return true;
}

static void close_merge(struct merge *merge)
{
    munmap(merge->heap, merge->memory_bytes);
    fs_log_view_done(merge->log, merge->log_bytes);
}

/* ---- events ---- */

static void enter_chunk(struct cursor *cursor, const struct fs_log_chunk *chunk)
{
    cursor->sequence = chunk->sequence;
    cursor->event = (const struct fs_log_event *)(chunk + 1);
    cursor->end = cursor->event + (chunk->bytes - sizeof *chunk) / sizeof *cursor->event;
    cursor->last_ticks = chunk->start_ticks;
}

/* The next operation of the cursor's chunk; false: there is none. */
static bool next_event(struct cursor *cursor)
{
    uint64_t more_gap = 0, more_duration = 0;
    for (; cursor->event < cursor->end; cursor->event++) {
        const struct fs_log_event *event = cursor->event;
        uint32_t signature = __atomic_load_n(&event->signature, __ATOMIC_ACQUIRE);
        if (signature == 0)
            return false;
        if (signature >= FS_LOG_ESCAPE_FIRST) {
            uint64_t value = (uint64_t)event->duration_ticks << 32 | event->gap_ticks;
            if (signature == FS_LOG_ESCAPE_GAP)
                more_gap += value;
            else if (signature == FS_LOG_ESCAPE_DURATION)
                more_duration += value;
            continue;
        }
        cursor->start_ticks = cursor->last_ticks + event->gap_ticks + more_gap;
        cursor->end_ticks = cursor->start_ticks + event->duration_ticks + more_duration;
        cursor->last_ticks = cursor->end_ticks;
        cursor->event++;
        return true;
    }
    return false;
}

/* The place in the list of the thread's chunk after this one; chunk_count: there is none. */
static size_t chunk_after(const struct merge *merge, const struct cursor *cursor)
{
    size_t low = 0, high = merge->chunk_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct fs_log_chunk *chunk = merge->chunk[middle];
        bool is_later = chunk->thread != cursor->thread ? chunk->thread > cursor->thread
                                                        : chunk->sequence > cursor->sequence;
        if (is_later)
            high = middle;
        else
            low = middle + 1;
    }
    bool is_own = low < merge->chunk_count && merge->chunk[low]->thread == cursor->thread;
    return is_own ? low : merge->chunk_count;
}

/* The thread's next operation, also in further chunks. */
static bool advance(const struct merge *merge, struct cursor *cursor)
{
    while (!next_event(cursor)) {
        size_t next = chunk_after(merge, cursor);
        if (next == merge->chunk_count)
            return false;
        enter_chunk(cursor, merge->chunk[next]);
    }
    return true;
}

/* ---- the merge ---- */

static void sink(struct merge *merge, size_t at)
{
    struct cursor moved = merge->heap[at];
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= merge->heap_count)
            break;
        if (child + 1 < merge->heap_count &&
            merge->heap[child + 1].start_ticks < merge->heap[child].start_ticks)
            child++;
        if (moved.start_ticks <= merge->heap[child].start_ticks)
            break;
        merge->heap[at] = merge->heap[child];
        at = child;
    }
    merge->heap[at] = moved;
}

/* Each thread at its first operation that may reach beyond from_ticks: the chunks before are not
 * read. */
static void start(struct merge *merge, uint64_t from_ticks)
{
    for (size_t i = 0; i < merge->chunk_count;) {
        size_t first = i, next = i + 1;
        uint32_t thread = merge->chunk[i]->thread;
        for (; next < merge->chunk_count && merge->chunk[next]->thread == thread; next++)
            if (merge->chunk[next]->start_ticks <= from_ticks)
                first = next;
        struct cursor cursor = {.thread = thread};
        enter_chunk(&cursor, merge->chunk[first]);
        if (advance(merge, &cursor))
            merge->heap[merge->heap_count++] = cursor;
        i = next;
    }
    for (size_t i = merge->heap_count / 2; i-- > 0;)
        sink(merge, i);
}

/* A union of intervals that come in the order of their starts. */
struct cover {
    uint64_t to_ticks;
    uint64_t ticks;
};

static void cover_interval(struct cover *cover, uint64_t start, uint64_t end)
{
    if (start < cover->to_ticks)
        start = cover->to_ticks;
    if (end > start) {
        cover->ticks += end - start;
        cover->to_ticks = end;
    }
}

bool fs_busy_measure(uint64_t from_ticks, uint64_t around_ticks, struct fs_busy *busy)
{
    uint64_t before = around_ticks / 2, after = around_ticks - before;
    struct cover backend = {from_ticks, 0}, measured = backend;
    struct merge merge;
    if (!open_merge(&merge))
        return false;
    start(&merge, from_ticks);
    while (merge.heap_count > 0) {
        struct cursor *first = &merge.heap[0];
        uint64_t start_ticks = first->start_ticks, end_ticks = first->end_ticks;
        cover_interval(&backend, start_ticks, end_ticks);
        cover_interval(&measured, start_ticks > before ? start_ticks - before : 0,
                       end_ticks + after);
        if (!advance(&merge, first))
            *first = merge.heap[--merge.heap_count];
        sink(&merge, 0);
    }
    close_merge(&merge);
    *busy = (struct fs_busy){backend.ticks, measured.ticks};
    return true;
}
