/* SPDX-License-Identifier: MIT */
/* What flopscope keeps for each thread of the program, and the thread-local words of the fast path.
 */
#ifndef FS_THREAD_H
#define FS_THREAD_H

#include "interpose/arena.h"
#include "interpose/budget.h"
#include "interpose/frame.h"
#include "interpose/name_space.h"
#include "interpose/nancheck.h"
#include "interpose/signature.h"
#include "oplog/format.h"
#include "oplog/writer.h"

#include <stdbool.h>
#include <stdint.h>

enum { FS_LAST_BITS = 8, FS_LAST_FOLDED = 16 };

/* Chunks of a thread's totals, to be unmapped at its end. */
struct fs_totals_chunk {
    struct fs_totals_chunk *older;
    struct fs_log_chunk *chunk;
};

/* In pages that are zero again in a child of fork: `ready` tells. A call needs the first line of
 * cache, and one of `last`. */
struct fs_thread {
    bool ready;
    bool plain; /* ready, its clock the time stamp counter, and call sites alone are kept */
    bool tsc;
    bool folding;                  /* the process takes no more signatures */
    uint32_t name_space;           /* its own */
    const uint32_t *name_space_at; /* that, or the one that it follows */
    struct fs_log_event *event;    /* where the next one goes */
    struct fs_log_event *event_end;
    uint64_t last_ticks;          /* end of the last event */
    struct fs_log_thread *record; /* in the log */
    struct fs_credit *credit;     /* what the fast path charges: share, or phased; NULL: nothing */
    uint64_t deadline_ticks;      /* of wall time limits; UINT64_MAX: none */
    struct fs_signature *last[1 << FS_LAST_BITS]; /* by call site: what it had last */
    struct fs_signature_table signatures;
    struct fs_signature *last_folded[FS_LAST_FOLDED]; /* by entry point */

    /* Slow paths alone. */
    struct fs_stacks *stacks; /* NULL: call sites alone are kept */
    struct fs_name_spaces name_spaces;
    bool events_on;               /* false once the log takes no more events */
    struct fs_log_event *nowhere; /* where they go then */
    uint32_t number;              /* in the log, from 1; 0: the calibration's */
    struct fs_credit *share;      /* of the budget; NULL: nothing to charge */
    struct fs_credit phased;      /* what open phases have lent it */
    bool late;                    /* it has been told that the process's time is up */
    struct fs_log_chunk *record_chunk;
    struct fs_log_chunk *events_chunk;
    struct fs_log_records records;        /* that describe its signatures */
    struct fs_totals_chunk *totals_chunk; /* newest one, beyond the record's own chunk */
    uint32_t totals_chunks;
    struct fs_log_totals *totals, *totals_end; /* free ones */
    uint32_t events_chunks;
    struct fs_key key;    /* made last: a folded call is priced by it */
    fs_work varying_work; /* of the operation that is priced by its nested calls, so far */
    fs_count varying_flops;
    struct fs_frame *open_frame; /* of that operation, or NULL */
    struct fs_nancheck nancheck; /* of the operation, where it is checked */
    struct fs_arena arena;
    struct fs_thread *next; /* of the process */
};

/* Takes the cost from what the thread has; false: the slow path has to charge it. */
static inline bool fs_thread_covers(struct fs_thread *thread, uint64_t cost_flops)
{
    struct fs_credit *credit = __atomic_load_n(&thread->credit, __ATOMIC_RELAXED);
    return credit == NULL || fs_budget_charge(credit, cost_flops);
}

/* The namespace that the thread's operations belong to. */
static inline uint32_t fs_thread_name_space(const struct fs_thread *thread)
{
    return __atomic_load_n(thread->name_space_at, __ATOMIC_RELAXED);
}

static inline uint64_t fs_thread_deadline(const struct fs_thread *thread)
{
    return __atomic_load_n(&thread->deadline_ticks, __ATOMIC_RELAXED);
}

/* From here on the thread's events are written over and over in a few lines of cache, which costs
 * its calls no more than a log does. Once more when those are full. */
void fs_thread_events_nowhere(struct fs_thread *thread);

/* Room for `count` more events, or false when the log takes no more. */
bool fs_thread_more_events(struct fs_thread *thread, unsigned count);

/* A free totals record, or NULL. */
struct fs_log_totals *fs_thread_new_totals(struct fs_thread *thread);

/* The thread's calls and charged FLOPs so far, those of an operation in flight included. May be
 * read while the thread runs: then roughly. */
void fs_thread_sum(const struct fs_thread *thread, uint64_t *calls, fs_count *flops);

/* A thread's state with nothing in it, and its record in the log; NULL, false: no memory. */
struct fs_thread *fs_thread_new(uint32_t number);
bool fs_thread_add_record(struct fs_thread *thread);

/* Its calls may take the fast path from here on. */
void fs_thread_is_ready(struct fs_thread *thread);

/* A scratch thread for the calibration, whose events and totals are in memory; or NULL. */
struct fs_thread *fs_thread_scratch(void);
void fs_thread_free(struct fs_thread *thread);

#endif
