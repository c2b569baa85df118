/* SPDX-License-Identifier: MIT */
/* The turns that a call takes off the fast path. Each keeps errno, and books the time that it took
 * as the thread's overhead. */
#ifndef FS_SLOW_H
#define FS_SLOW_H

#include "interpose/binding.h"
#include "interpose/signature.h"

#include <stdint.h>

struct fs_frame;
struct fs_thread;

/* A call that is nested in an operation without a formula, or the first of its thread or process,
 * or one while flopscope is off. Returns the thread when the call is an operation; NULL: just run
 * it. */
struct fs_thread *fs_begin_unusual(struct fs_frame *frame, const struct fs_binding *binding);

/* A call whose signature the thread does not know. NULL: no memory; the call goes unlogged. */
struct fs_signature *fs_begin_new(struct fs_thread *thread, const struct fs_key *key,
                                  uint32_t entry);

/* A call whose inputs are to be checked, or whose cost its signature does not fix: charges it, or
 * opens it to the sum of nested calls. */
void fs_begin_slow(struct fs_thread *thread, const struct fs_frame *frame,
                   const struct fs_signature *signature, const struct fs_binding *binding);

/* A call that the thread's own credit does not cover. */
void fs_begin_draw(struct fs_thread *thread, const struct fs_frame *frame,
                   const struct fs_binding *binding, uint64_t cost_flops);

/* The wall time limit has passed. */
void fs_late(uint32_t entry);

/* An event that needs a new chunk or escapes. */
void fs_end_slow(struct fs_thread *thread, struct fs_frame *frame, uint64_t end_ticks);

/* The end of a call whose frame is not the thread's innermost any more. */
void fs_end_unusual(struct fs_frame *frame, uint64_t end_ticks);

/* Logs an operation that will not return, as of now. */
void fs_abandon(struct fs_frame *frame);

/* The same of the thread's operation, whose frame may have been written over. */
void fs_abandon_lost(struct fs_thread *thread);

/* The frame of the thread's operation if that is one that is priced by its nested calls, or NULL.
 */
struct fs_frame *fs_open_operation(const struct fs_thread *thread);

static inline uint32_t fs_signature_entry(const struct fs_signature *signature)
{
    return (uint32_t)signature->word[0] & 0xffff;
}

#endif
