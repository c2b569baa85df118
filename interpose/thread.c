/* SPDX-License-Identifier: MIT */
/* A thread's state and its room in the log. */
#include "interpose/thread.h"

#include "interpose/clock.h"
#include "interpose/process.h"

#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Small at first, since a program may have many threads that do little. */
enum { RECORD_BYTES = 4096 };
static const size_t totals_bytes[] = {16 * 1024, 64 * 1024, 256 * 1024};
static const size_t events_bytes[] = {4096, 64 * 1024, 256 * 1024, 1024 * 1024};

static size_t next_size(const size_t *sizes, size_t count, uint32_t chunks)
{
    return sizes[chunks < count ? chunks : count - 1];
}

/* Room for totals between two addresses of a chunk. */
static void use_totals(struct fs_thread *thread, void *from, struct fs_log_chunk *chunk)
{
    thread->totals = from;
    thread->totals_end = thread->totals + ((uintptr_t)chunk + chunk->bytes - (uintptr_t)from) /
                                              sizeof(struct fs_log_totals);
}

/* A chunk in the log, or in memory once the log takes no more: totals always go on. */
static struct fs_log_chunk *chunk_somewhere(enum fs_log_chunk_kind kind, size_t bytes,
                                            uint32_t thread)
{
    struct fs_log_chunk *chunk = fs_log_chunk(&fs_process->log, kind, bytes, thread);
    if (chunk != NULL)
        return chunk;
    fs_process_log_failed();
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    madvise(memory, bytes, MADV_DONTFORK);
    chunk = memory;
    chunk->bytes = bytes;
    return chunk;
}

static bool more_totals(struct fs_thread *thread)
{
    struct fs_totals_chunk *link = fs_arena_alloc(&thread->arena, sizeof *link);
    size_t bytes = next_size(totals_bytes, 3, thread->totals_chunks);
    struct fs_log_chunk *chunk =
        link != NULL ? chunk_somewhere(FS_LOG_TOTALS, bytes, thread->number) : NULL;
    if (chunk == NULL)
        return false;
    *link = (struct fs_totals_chunk){thread->totals_chunk, chunk};
    thread->totals_chunk = link;
    thread->totals_chunks++;
    use_totals(thread, chunk + 1, chunk);
    return true;
}

struct fs_log_totals *fs_thread_new_totals(struct fs_thread *thread)
{
    if (thread->totals == thread->totals_end) {
        fs_lock_shield();
        bool more = more_totals(thread);
        fs_lock_unshield();
        if (!more)
            return NULL;
    }
    return thread->totals++;
}

/* Bytes of events still allowed, taken from the limit; 0: none. */
static size_t take_from_limit(size_t wanted)
{
    uint64_t limit = fs_environment.log_limit_bytes;
    uint64_t before = __atomic_fetch_add(&fs_process->event_bytes, wanted, __ATOMIC_RELAXED);
    uint64_t left = before < limit ? limit - before : 0;
    return left < wanted ? (size_t)left & ~(size_t)(FS_LOG_PAGE_BYTES - 1) : wanted;
}

void fs_thread_events_nowhere(struct fs_thread *thread)
{
    enum { EVENTS = 320 };
    if (thread->nowhere == NULL)
        thread->nowhere = fs_arena_alloc(&thread->arena, EVENTS * sizeof *thread->nowhere);
    thread->events_on = false;
    thread->event = thread->nowhere;
    thread->event_end = thread->nowhere != NULL ? thread->nowhere + EVENTS : NULL;
}

bool fs_thread_more_events(struct fs_thread *thread, unsigned count)
{
    if (!thread->events_on)
        return false;
    if (thread->event_end - thread->event >= (ptrdiff_t)count)
        return true;
    size_t bytes = take_from_limit(next_size(events_bytes, 4, thread->events_chunks));
    struct fs_log_chunk *chunk = NULL;
    if (bytes == 0)
        fs_log_flag(&fs_process->log, FS_LOG_EVENTS_DROPPED);
    else
        chunk = fs_log_chunk(&fs_process->log, FS_LOG_EVENTS, bytes, thread->number);
    if (chunk == NULL) {
        if (bytes != 0)
            fs_process_log_failed();
        fs_thread_events_nowhere(thread);
        return false;
    }
    if (thread->events_chunk != NULL)
        fs_log_chunk_done(thread->events_chunk);
    chunk->start_ticks = thread->last_ticks;
    chunk->sequence = thread->events_chunks++;
    thread->events_chunk = chunk;
    thread->event = (struct fs_log_event *)(chunk + 1);
    thread->event_end = thread->event + (bytes - sizeof *chunk) / sizeof *thread->event;
    fs_process->log.header->latest = fs_clock_anchor();
    return true;
}

void fs_thread_sum(const struct fs_thread *thread, uint64_t *calls, fs_count *flops)
{
    const struct fs_signature_table *table = &thread->signatures;
    for (uint64_t i = 0; table->slot != NULL && i <= table->mask; i++) {
        const struct fs_signature *signature = fs_signature_in(table, i);
        if (signature == NULL)
            continue;
        const struct fs_log_totals *totals = signature->totals;
        *calls += totals->calls;
        *flops = fs_count_add(*flops, fs_signature_charged(signature, totals->calls));
        /* Charged, not yet counted. A mark may stay for a moment after the operation's end. */
        const struct fs_log_thread *record = thread->record;
        if (record->op_signature == signature->id && record->op_start_ticks >= thread->last_ticks)
            *flops = fs_count_add(*flops, signature->varying ? record->op_cost_flops
                                                             : signature->cost_flops);
    }
}

void fs_thread_free(struct fs_thread *thread)
{
    fs_arena_free(&thread->arena);
    munmap(thread, sizeof *thread);
}

void fs_thread_is_ready(struct fs_thread *thread)
{
    thread->ready = true;
    thread->tsc = fs_clock_is_tsc;
    thread->plain = thread->tsc && thread->stacks == NULL;
}

struct fs_thread *fs_thread_new(uint32_t number)
{
    struct fs_thread *thread = fs_pages_wiped_on_fork(sizeof *thread);
    if (thread == NULL)
        return NULL;
    thread->number = number;
    thread->deadline_ticks = UINT64_MAX;
    thread->last_ticks = fs_ticks();
    thread->events_on = true;
    thread->name_space_at = &thread->name_space;
    if (!fs_signature_table_start(thread)) {
        fs_thread_free(thread);
        return NULL;
    }
    return thread;
}

bool fs_thread_add_record(struct fs_thread *thread)
{
    thread->record_chunk = chunk_somewhere(FS_LOG_THREAD, RECORD_BYTES, thread->number);
    if (thread->record_chunk == NULL)
        return false;
    thread->record = (struct fs_log_thread *)(thread->record_chunk + 1);
    use_totals(thread, thread->record + 1, thread->record_chunk);
    thread->record->tid = (int32_t)syscall(SYS_gettid);
    thread->record->start_ticks = thread->last_ticks;
    prctl(PR_GET_NAME, thread->record->name);
    return true;
}

/* Events and totals in memory, of a log that is not there. */
struct fs_thread *fs_thread_scratch(void)
{
    enum { EVENTS = 1024, TOTALS = 4 };
    struct fs_thread *thread = fs_thread_new(0);
    if (thread == NULL)
        return NULL;
    thread->event = fs_arena_alloc(&thread->arena, EVENTS * sizeof *thread->event);
    thread->totals = fs_arena_alloc(&thread->arena, TOTALS * sizeof *thread->totals);
    thread->record = fs_arena_alloc(&thread->arena, sizeof *thread->record);
    if (thread->event == NULL || thread->totals == NULL || thread->record == NULL) {
        fs_thread_free(thread);
        return NULL;
    }
    thread->event_end = thread->event + EVENTS;
    thread->totals_end = thread->totals + TOTALS;
    fs_thread_is_ready(thread);
    return thread;
}
