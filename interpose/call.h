/* SPDX-License-Identifier: MIT */
/* What the trampoline calls around an operation: fs_begin and fs_end, the way of nearly every call,
 * and the same for whatever they do not settle. */
#ifndef FS_CALL_H
#define FS_CALL_H

#include "interpose/binding.h"
#include "interpose/frame.h"
#include "interpose/signature.h"
#include "interpose/thread.h"
#include "oplog/format.h"

#include <stdbool.h>
#include <stdint.h>

/* Where the trampoline goes on: the backend, and how many words of stack arguments it takes. */
struct fs_go {
    void *target;
    uint64_t nstack;
};

/* Before the backend: finds it, signs, charges, and notes the time. */
struct fs_go fs_begin(struct fs_frame *frame, uint32_t entry);

/* After the backend: logs the operation. */
void fs_end(struct fs_frame *frame);

/* What fs_begin and fs_end end in when a call is not the usual one. They are entered through
 * trampoline_x86_64.S, which keeps the floating-point registers around the `_body` in general.c.
 *
 * fs_begin for a caller that is not bound yet, or a thread whose calls are not plain. */
struct fs_go fs_begin_any(struct fs_frame *frame, uint32_t entry);
struct fs_go fs_begin_any_body(struct fs_frame *frame, uint32_t entry);

/* The rest of fs_begin once caller and thread are known. signature: of the call; NULL: to be
 * found. */
struct fs_go fs_begin_signed(struct fs_frame *frame, const struct fs_binding *binding,
                             struct fs_thread *thread, struct fs_signature *signature);
struct fs_go fs_begin_signed_body(struct fs_frame *frame, const struct fs_binding *binding,
                                  struct fs_thread *thread, struct fs_signature *signature);

/* The rest of fs_begin for an operation that is charged, when the wall time limit has passed. */
struct fs_go fs_begin_late(const struct fs_frame *frame, const struct fs_binding *binding);
struct fs_go fs_begin_late_body(const struct fs_frame *frame, const struct fs_binding *binding);

/* fs_end for an operation that is no longer the innermost, is not logged, or needs more than one
 * event. end_ticks 0: not read yet, the clock may be one that has to be asked by a call. */
void fs_end_any(struct fs_frame *frame, uint64_t end_ticks);
void fs_end_any_body(struct fs_frame *frame, uint64_t end_ticks);

/* Puts a call on the thread's list. Its nested calls pass from here on. */
static inline void fs_frame_enter(struct fs_frame *frame, const void *target)
{
    frame->outer = fs_tls.current;
    frame->outer_gate = fs_tls.gate;
    frame->signature = NULL;
    frame->target = (uintptr_t)target;
    frame->site = frame->word[FS_WORD_RETURN];
    fs_tls.gate = (uintptr_t)frame;
    fs_tls.current = frame;
}

static inline void fs_frame_leave(const struct fs_frame *frame)
{
    fs_tls.current = frame->outer;
    fs_tls.gate = frame->outer_gate;
}

/* The signature that a call site had last. */
static inline struct fs_signature **fs_last_at(struct fs_thread *thread, uint64_t site)
{
    return &thread->last[(site * 0x9e3779b97f4a7c15u) >> (64 - FS_LAST_BITS)];
}

/* Marks a charged operation as running. */
static inline void fs_frame_start(struct fs_frame *frame, struct fs_thread *thread,
                                  struct fs_signature *signature, uint64_t start_ticks)
{
    frame->signature = signature;
    frame->start_ticks = start_ticks;
    thread->record->op_signature = signature->id;
    thread->record->op_start_ticks = start_ticks;
}

/* Adds one call of `duration` ticks. */
static inline void fs_count_call(struct fs_log_totals *totals, uint64_t duration)
{
    totals->calls++;
    totals->ticks += duration;
    if (duration < totals->min_ticks)
        totals->min_ticks = duration;
    if (duration > totals->max_ticks)
        totals->max_ticks = duration;
}

#endif
