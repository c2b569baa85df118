/* SPDX-License-Identifier: MIT */
/* The way of nearly every call: what the trampoline runs before and after the backend. No lock, no
 * allocation, no system call, nothing that touches errno, and no call of a function but as the last
 * thing done: so no register has to be saved, and the code fits in a few lines of cache, which a
 * program with much code of its own has to fetch anew for each call. */
#include "interpose/call.h"

#include "interpose/arguments.h"
#include "interpose/clock.h"
#include "interpose/stack.h"

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

/* Beside the trampoline. */
#define FAST __attribute__((section(".text.hot.call")))

__thread struct fs_tls fs_tls;

/* The rest of fs_begin for a call of the thread's, whose site is known. */
static inline struct fs_go begin_at(struct fs_frame *frame, const struct fs_binding *binding,
                                    struct fs_thread *thread, uint64_t site)
{
    fs_frame_enter(frame, binding->target);
    frame->site = site;
    struct fs_signature *signature = *fs_last_at(thread, site);
    if (UNLIKELY(signature == NULL ||
                 !fs_is_of(signature, frame->word, site, binding, fs_thread_name_space(thread))))
        return fs_begin_signed(frame, binding, thread, NULL);
    if (UNLIKELY(signature->slow || !fs_thread_covers(thread, signature->cost_flops)))
        return fs_begin_signed(frame, binding, thread, signature);
    uint64_t now = fs_ticks_of_tsc();
    fs_frame_start(frame, thread, signature, now);
    if (UNLIKELY(now > fs_thread_deadline(thread)))
        return fs_begin_late(frame, binding);
    return (struct fs_go){binding->target, binding->nstack};
}

/* Where call stacks are kept: one that the thread has come by before. */
FAST static __attribute__((noinline)) struct fs_go begin_stacked(struct fs_frame *frame,
                                                                 uint32_t entry,
                                                                 const struct fs_binding *binding,
                                                                 struct fs_thread *thread)
{
    bool keeps_stacks = thread->tsc && thread->stacks != NULL;
    uint64_t site = keeps_stacks ? fs_stack_known(thread->stacks, frame) : 0;
    return site != 0 ? begin_at(frame, binding, thread, site) : fs_begin_any(frame, entry);
}

FAST struct fs_go fs_begin(struct fs_frame *frame, uint32_t entry)
{
    const struct fs_binding *binding = __atomic_load_n(&fs_bindings[entry], __ATOMIC_ACQUIRE);
    struct fs_thread *thread = fs_tls.self;
    uint64_t site = frame->word[FS_WORD_RETURN];
    if (UNLIKELY(binding == NULL || site - binding->low >= binding->span || thread == NULL ||
                 fs_tls.current != NULL))
        return fs_begin_any(frame, entry);
    if (UNLIKELY(!thread->plain))
        return begin_stacked(frame, entry, binding, thread);
    return begin_at(frame, binding, thread, site);
}

/* A backend that takes a lock waits there for all stores before it, ours to a line of the log that
 * is not in the cache yet included: so lines are fetched four ahead. */
enum { EVENTS_AHEAD = 4 * 64 / sizeof(struct fs_log_event) };

static inline void prefetch_for_writing(const void *address)
{
    __asm__ volatile("prefetchw %0" : : "m"(*(const char *)address));
}

FAST void fs_end(struct fs_frame *frame)
{
    struct fs_thread *thread = fs_tls.self;
    const struct fs_signature *signature = frame->signature;
    if (UNLIKELY(fs_tls.current != frame || signature == NULL || !thread->tsc)) {
        fs_end_any(frame, 0);
        return;
    }
    uint64_t now = fs_ticks_of_tsc();
    uint64_t duration = now - frame->start_ticks;
    uint64_t gap = frame->start_ticks - thread->last_ticks;
    struct fs_log_event *event = thread->event;
    if (UNLIKELY((duration | gap) >> 32 != 0 || event == thread->event_end || signature->slow ||
                 now > fs_thread_deadline(thread))) {
        fs_end_any(frame, now);
        return;
    }
    event->gap_ticks = (uint32_t)gap;
    event->duration_ticks = (uint32_t)duration;
    __atomic_store_n(&event->signature, signature->id, __ATOMIC_RELEASE);
    thread->event = event + 1;
    prefetch_for_writing(event + EVENTS_AHEAD);
    thread->last_ticks = now;
    fs_count_call(signature->totals, duration);
    thread->record->op_signature = 0;
    fs_frame_leave(frame);
}
