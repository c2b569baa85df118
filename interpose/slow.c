/* SPDX-License-Identifier: MIT */
/* The turns that a call takes off the fast path. */
#include "interpose/slow.h"

#include "interpose/abandon.h"
#include "interpose/arguments.h"
#include "interpose/budget.h"
#include "interpose/call.h"
#include "interpose/charge.h"
#include "interpose/clock.h"
#include "interpose/frame.h"
#include "interpose/lifetime.h"
#include "interpose/lock.h"
#include "interpose/process.h"
#include "interpose/thread.h"

#include <errno.h>

/* Where a slow turn began: what it takes is flopscope's time, not the program's. */
struct turn {
    int saved_errno;
    uint64_t start_ticks;
};

static struct turn turn_begin(void)
{
    return (struct turn){errno, fs_ticks()};
}

static void turn_end(struct turn turn, struct fs_thread *thread)
{
    if (thread != NULL)
        thread->record->overhead_ticks += fs_ticks() - turn.start_ticks;
    errno = turn.saved_errno;
}

static uint64_t saturated(fs_count count)
{
    return count > UINT64_MAX ? UINT64_MAX : (uint64_t)count;
}

/* Prices a nested call and charges it to the operation that it is nested in. A family without a
 * formula stays open, so that what it calls in turn is seen. */
static void charge_nested(struct fs_thread *thread, struct fs_frame *frame,
                          const struct fs_binding *binding)
{
    struct fs_key key;
    fs_work work;
    uint64_t cost_flops;
    fs_tls.gate = (uintptr_t)frame;
    if (!fs_sign(&key, frame, binding, fs_thread_name_space(thread)))
        return;
    if (!fs_signature_price(&key, binding->entry, &work, &cost_flops)) {
        fs_tls.gate = 0;
        return;
    }
    if (!fs_thread_covers(thread, cost_flops))
        fs_begin_draw(thread, frame, binding, cost_flops); /* a handler may leave */
    thread->varying_work = fs_work_add(thread->varying_work, work);
    thread->varying_flops = fs_count_add(thread->varying_flops, cost_flops);
    thread->record->op_cost_flops = saturated(thread->varying_flops);
}

struct fs_thread *fs_begin_unusual(struct fs_frame *frame, const struct fs_binding *binding)
{
    int saved_errno = errno;
    struct fs_thread *thread = fs_tls.self;
    if (frame->outer != NULL && (uintptr_t)frame->outer < (uintptr_t)frame)
        fs_abandon_below(frame);
    if (thread == NULL || !thread->ready) {
        uint64_t start_ns = __atomic_load_n(&fs_off, __ATOMIC_RELAXED)
                                ? 0
                                : fs_clock_monotonic_ns(); /* the log's clock may not be set */
        fs_lock_shield();
        thread = fs_thread_self();
        fs_lock_unshield();
        if (thread != NULL)
            thread->record->overhead_ticks +=
                fs_clock_ns_to_ticks(fs_clock_monotonic_ns() - start_ns);
        /* The operation that fork was called in belongs to the parent. */
        frame->outer = NULL;
        frame->outer_gate = 0;
    } else if (frame->outer != NULL) {
        if (frame->outer_gate == 0) /* not in a handler on a stack above the operation */
            charge_nested(thread, frame, binding);
        thread = NULL;
    }
    errno = saved_errno;
    return thread;
}

struct fs_signature *fs_begin_new(struct fs_thread *thread, const struct fs_key *key,
                                  uint32_t entry)
{
    struct turn turn = turn_begin();
    struct fs_signature *signature = fs_signature_new(thread, key, entry);
    if (signature == NULL)
        fs_process_out_of_memory();
    turn_end(turn, thread);
    return signature;
}

/* Charges the operation, or opens it to the sum of its nested calls. */
static void begin_varying(struct fs_thread *thread, const struct fs_frame *frame,
                          const struct fs_signature *signature, const struct fs_binding *binding)
{
    uint64_t cost_flops = 0;
    thread->varying_work = (fs_work){0, 0};
    thread->varying_flops = 0;
    thread->record->op_cost_flops = 0;
    if (!signature->folded ||
        !fs_signature_price(&thread->key, binding->entry, &thread->varying_work, &cost_flops)) {
        fs_tls.gate = 0; /* its nested calls are to be seen */
        thread->open_frame = fs_tls.current;
        return;
    }
    thread->varying_flops = cost_flops;
    if (!fs_thread_covers(thread, cost_flops))
        fs_begin_draw(thread, frame, binding, cost_flops);
    thread->record->op_cost_flops = cost_flops;
}

void fs_begin_slow(struct fs_thread *thread, const struct fs_frame *frame,
                   const struct fs_signature *signature, const struct fs_binding *binding)
{
    if (fs_environment.check_nan_inf) {
        struct turn turn = turn_begin();
        fs_nancheck_inputs(&thread->nancheck, frame, binding);
        turn_end(turn, thread);
    }
    if (signature->varying)
        begin_varying(thread, frame, signature, binding);
    else if (!fs_thread_covers(thread, signature->cost_flops))
        fs_begin_draw(thread, frame, binding, signature->cost_flops);
}

void fs_begin_draw(struct fs_thread *thread, const struct fs_frame *frame,
                   const struct fs_binding *binding, uint64_t cost_flops)
{
    struct turn turn = turn_begin();
    struct fs_operation operation = {
        .op_name = fs_routines[fs_entries[binding->entry].routine].name,
        .name_space = fs_thread_name_space(thread),
        .frame = frame,
        .binding = binding,
    };
    fs_charge(thread, &operation, cost_flops);
    turn_end(turn, thread);
}

void fs_late(uint32_t entry)
{
    int saved_errno = errno;
    struct fs_thread *thread = fs_tls.self;
    struct fs_frame *frame = fs_tls.current; /* NULL after an operation */
    struct fs_signature *signature = frame != NULL ? frame->signature : NULL;
    /* In a phase its charge has just looked at the time: what passed since then is seen at its end.
     */
    if (signature != NULL && !signature->varying && thread->credit == &thread->phased)
        return;
    /* A handler may leave for good: then the operation has not run. It has been charged, and its
     * mark in the log says so. */
    if (frame != NULL)
        frame->signature = NULL;
    fs_check_time(thread, fs_routines[fs_entries[entry].routine].name);
    if (frame != NULL)
        frame->signature = signature;
    errno = saved_errno;
}

/* An event may need: flags, three counts of a varying signature, a long duration, a long gap. */
enum { EVENT_AND_ESCAPES = 7 };

static void put(struct fs_thread *thread, uint32_t code, uint64_t value)
{
    struct fs_log_event *event = thread->event++;
    event->gap_ticks = (uint32_t)value;
    event->duration_ticks = (uint32_t)(value >> 32);
    __atomic_store_n(&event->signature, code, __ATOMIC_RELEASE);
}

/* The call's own work and cost: in one escape where that has room, and the convention makes the one
 * of the other. */
static void put_work(struct fs_thread *thread, fs_work work, fs_count cost_flops)
{
    bool is_small = work.mul <= UINT32_MAX && work.add <= UINT32_MAX;
    if (!is_small) {
        put(thread, FS_LOG_ESCAPE_MUL, saturated(work.mul));
        put(thread, FS_LOG_ESCAPE_ADD, saturated(work.add));
    } else if (work.mul != 0 || work.add != 0) {
        put(thread, FS_LOG_ESCAPE_WORK, (uint64_t)work.add << 32 | (uint64_t)work.mul);
    }
    if (!is_small || cost_flops != fs_work_flops(work, fs_environment.fma))
        put(thread, FS_LOG_ESCAPE_COST, saturated(cost_flops));
}

static void add_wide(uint64_t sum[2], fs_count more)
{
    fs_count total = fs_count_add((fs_count)sum[1] << 64 | sum[0], more);
    sum[0] = (uint64_t)total;
    sum[1] = (uint64_t)(total >> 64);
}

/* An event with all escapes that it may need; then the totals. */
static void write_event(struct fs_thread *thread, struct fs_frame *frame, uint64_t end_ticks,
                        uint64_t flags)
{
    const struct fs_signature *signature = frame->signature;
    uint64_t duration = end_ticks - frame->start_ticks;
    uint64_t gap = frame->start_ticks - thread->last_ticks;
    bool room = thread->event_end - thread->event >= EVENT_AND_ESCAPES;
    if (!room && thread->events_on) {
        struct turn turn = turn_begin();
        fs_lock_shield(); /* between two chunks the thread has none */
        room = fs_thread_more_events(thread, EVENT_AND_ESCAPES);
        fs_lock_unshield();
        turn_end(turn, thread);
    }
    if (room) {
        if (flags != 0)
            put(thread, FS_LOG_ESCAPE_FLAGS, flags);
        if (signature->varying)
            put_work(thread, thread->varying_work, thread->varying_flops);
        if (duration >> 32 != 0)
            put(thread, FS_LOG_ESCAPE_DURATION, duration & ~(uint64_t)UINT32_MAX);
        if (gap >> 32 != 0)
            put(thread, FS_LOG_ESCAPE_GAP, gap & ~(uint64_t)UINT32_MAX);
        put(thread, signature->id, (duration & UINT32_MAX) << 32 | (gap & UINT32_MAX));
        thread->last_ticks = end_ticks;
    }
    struct fs_log_totals *totals = signature->totals;
    fs_count_call(totals, duration);
    if (signature->varying) {
        add_wide(totals->mul, thread->varying_work.mul);
        add_wide(totals->add, thread->varying_work.add);
        add_wide(totals->cost_flops, thread->varying_flops);
    }
}

void fs_end_slow(struct fs_thread *thread, struct fs_frame *frame, uint64_t end_ticks)
{
    if (!thread->events_on && !frame->signature->slow) {
        fs_count_call(frame->signature->totals, end_ticks - frame->start_ticks);
        fs_thread_events_nowhere(thread);
        return;
    }
    uint64_t flags = 0;
    if (frame->signature->slow && fs_environment.check_nan_inf) {
        struct turn turn = turn_begin();
        flags = fs_nancheck_outputs(&thread->nancheck, frame, fs_thread_name_space(thread));
        frame->signature->totals->nonfinite += flags != 0;
        turn_end(turn, thread);
    }
    write_event(thread, frame, end_ticks, flags);
    thread->open_frame = NULL;
}

void fs_abandon(struct fs_frame *frame)
{
    struct fs_thread *thread = fs_tls.self;
    if (frame->signature != NULL && thread != NULL && thread->ready) {
        write_event(thread, frame, fs_ticks(), FS_LOG_EVENT_ABANDONED);
        thread->record->abandoned++;
        thread->record->op_signature = 0;
        thread->open_frame = NULL;
    }
    fs_tls.current = frame->outer;
    fs_tls.gate = frame->outer_gate;
}

static struct fs_signature *signature_by_id(const struct fs_thread *thread, uint32_t id)
{
    const struct fs_signature_table *table = &thread->signatures;
    struct fs_signature *signature = NULL;
    for (uint64_t i = 0; table->slot != NULL && i <= table->mask; i++)
        if ((signature = fs_signature_in(table, i)) != NULL && signature->id == id)
            return signature;
    return NULL;
}

/* By its mark in the log alone: the frame has been written over, perhaps. */
void fs_abandon_lost(struct fs_thread *thread)
{
    struct fs_frame frame = {.start_ticks = thread->record->op_start_ticks};
    if (thread->record->op_signature != 0)
        frame.signature = signature_by_id(thread, thread->record->op_signature);
    fs_abandon(&frame);
}

/* The operation that the thread's mark tells of? */
static bool is_running(const struct fs_thread *thread, const struct fs_frame *frame)
{
    return thread != NULL && thread->ready &&
           frame->start_ticks == thread->record->op_start_ticks && frame->signature != NULL &&
           frame->signature->id == thread->record->op_signature;
}

struct fs_frame *fs_open_operation(const struct fs_thread *thread)
{
    struct fs_frame *frame = thread->open_frame;
    return frame != NULL && is_running(thread, frame) ? frame : NULL;
}

/* Calls inside this one were left in a way that was not seen, and their frames may have been
 * written over. Or this one was taken for abandoned, or flopscope was closed or forked while it
 * ran: then what there is to say of it has been said. */
void fs_end_unusual(struct fs_frame *frame, uint64_t end_ticks)
{
    if (is_running(fs_tls.self, frame)) {
        fs_tls.current = frame;
        fs_end_any(frame, end_ticks);
    } else if (fs_tls.current != NULL && (uintptr_t)fs_tls.current <= (uintptr_t)frame) {
        fs_tls.current = frame->outer;
        fs_tls.gate = frame->outer_gate;
    }
}
