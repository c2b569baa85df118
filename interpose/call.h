/* SPDX-License-Identifier: MIT */
/* What the trampoline calls around an operation. */
#ifndef FS_CALL_H
#define FS_CALL_H

#include "interpose/binding.h"
#include "interpose/frame.h"
#include "interpose/signature.h"
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

/* Is this where the trampoline goes on after a backend? */
bool fs_returns_to_trampoline(uintptr_t address);

/* Makes the call's key: what its signature is found by. False: it is a workspace query. */
bool fs_sign(struct fs_key *key, const struct fs_frame *frame, const struct fs_binding *binding,
             uint32_t name_space);

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
