/* SPDX-License-Identifier: MIT */
/* A thread's part in flopscope: made at its first operation, folded into the process's sums at its
 * end. */
#include "interpose/lifetime.h"

#include "interpose/budget.h"
#include "interpose/clock.h"
#include "interpose/phase.h"
#include "interpose/process.h"
#include "interpose/stack.h"
#include "interpose/sums.h"
#include "interpose/thread.h"
#include "interpose/truncated.h"

#include <pthread.h>

static pthread_key_t exit_key;
static bool has_exit_key; /* a program may have used up all keys */
static pthread_once_t exit_key_once = PTHREAD_ONCE_INIT;

/* At a thread's end; a later destructor of the program's may call BLAS again and start anew. */
static void thread_ends(void *data)
{
    struct fs_thread *thread = data;
    if (fs_tls.self != thread || !thread->ready || fs_process == NULL || !fs_process->started)
        return;
    fs_tls = (struct fs_tls){0};
    fs_lock_take(&fs_process->lock);
    struct fs_thread **link = &fs_process->threads;
    while (*link != NULL && *link != thread)
        link = &(*link)->next;
    if (*link == thread)
        *link = thread->next;
    fs_thread_sum(thread, &fs_process->ended_calls, &fs_process->ended_flops);
    fs_sums_thread_ends(thread);
    fs_phase_leave(thread);
    fs_lock_give(&fs_process->lock);
    if (thread->share != NULL)
        fs_budget_leave(thread->share);
    thread->record->op_signature = 0;
    thread->record->end_ticks = fs_ticks();
    if (thread->events_chunk != NULL)
        fs_log_chunk_done(thread->events_chunk);
    if (thread->records.chunk != NULL)
        fs_log_chunk_done(thread->records.chunk);
    for (struct fs_totals_chunk *more = thread->totals_chunk; more != NULL; more = more->older)
        fs_log_chunk_done(more->chunk);
    fs_log_chunk_done(thread->record_chunk);
    fs_thread_free(thread);
}

static void make_exit_key(void)
{
    has_exit_key = pthread_key_create(&exit_key, thread_ends) == 0;
}

struct fs_thread *fs_thread_self(void)
{
    if (__atomic_load_n(&fs_off, __ATOMIC_RELAXED) || !fs_process_start())
        return NULL;
    pthread_once(&exit_key_once, make_exit_key);
    uint32_t number = __atomic_add_fetch(&fs_process->thread_count, 1, __ATOMIC_RELAXED);
    struct fs_thread *thread = fs_thread_new(number);
    if (thread != NULL && !fs_thread_add_record(thread)) {
        fs_thread_free(thread);
        thread = NULL;
    }
    if (thread == NULL) {
        fs_process_out_of_memory();
        return NULL;
    }
    fs_name_space_start(thread);
    thread->share = fs_budget_join();
    if (fs_process->log.fd < 0)
        fs_thread_events_nowhere(thread);
    thread->stacks = fs_stack_new(thread);
    fs_thread_is_ready(thread);
    fs_lock_take(&fs_process->lock);
    thread->next = fs_process->threads;
    fs_process->threads = thread;
    fs_phase_join(thread);
    fs_lock_give(&fs_process->lock);
    if (has_exit_key)
        pthread_setspecific(exit_key, thread);
    fs_truncation_guard_thread();
    fs_tls.self = thread;
    return thread;
}
