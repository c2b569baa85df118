/* SPDX-License-Identifier: MIT */
/* Budgets for phases of a process (flopscope_budget_open). While one is open, every operation of
 * any thread leaves the fast path and is charged to all open phases and to the budget of the
 * environment, all or none; with none open the fast path does not know of them. */
#ifndef FS_PHASE_H
#define FS_PHASE_H

#include "costmodel/work.h"
#include "interpose/environment.h"
#include "interpose/refusal.h"
#include "interpose/sums.h"
#include "oplog/format.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_thread;

enum { FS_PHASES_MAX = 256 };

struct fs_phase_options {
    uint64_t limit_flops; /* UINT64_MAX: none */
    uint64_t multiplier_billionths;
    uint64_t wall_time_limit_ns; /* 0: none */
    enum fs_on_exhausted on_exhausted;
    const char *name_space; /* NULL: none */
    bool quiet;
};

struct fs_phase {
    int32_t id;
    bool quiet;
    bool said_flops, said_time; /* that the limit was reached */
    enum fs_on_exhausted on_exhausted;
    uint64_t limit_flops;
    uint64_t multiplier_billionths;
    fs_count charged; /* in billionths of a FLOP, so that any multiplier is exact */
    fs_count beyond;  /* what ran uncharged, since the limit let it go on */
    uint64_t wall_time_limit_ns;
    uint64_t deadline_ticks; /* UINT64_MAX: none */
    struct fs_log_anchor start;
    struct fs_sums sums; /* of the process at the start */
    uint32_t thread;     /* number of the one that opened it, and its namespaces at the time */
    uint32_t outer_name_space, outer_depth;
    uint32_t name_space; /* inside */
};

/* Opens a phase for the thread: its number, or 0 when FS_PHASES_MAX are open, -1: no memory. */
int32_t fs_phase_open(struct fs_thread *thread, const struct fs_phase_options *options);

/* Closes a phase and those inside it that the same thread opened, or one that has ended; *closed is
 * the phase as it was, whose sums are the caller's to free. False: there is none of this number. */
bool fs_phase_close(struct fs_thread *thread, int32_t id, struct fs_phase *closed);

/* A copy of an open phase (its sums stay the phase's). Under the process's lock. For id -1 of the
 * last one that the thread has opened, or else of the last one that any thread has. False: there is
 * none. */
bool fs_phase_get(const struct fs_thread *thread, int32_t id, struct fs_phase *copy);

/* FLOPs of billionths, rounded to nearest. */
fs_count fs_phase_flops(fs_count billionths);

/* What a phase has granted and has left; UINT64_MAX: no limit. */
fs_count fs_phase_used_flops(const struct fs_phase *phase);
uint64_t fs_phase_left_flops(const struct fs_phase *phase);

/* A new thread takes its place in open phases, and gives back what they have lent it at its end.
 * Under the process's lock. */
void fs_phase_join(struct fs_thread *thread);
void fs_phase_leave(struct fs_thread *thread);

/* Phases that an operation goes on without, since their limits said so. */
struct fs_excused {
    bool environment;
    unsigned count;
    int32_t phase[FS_PHASES_MAX];
};

/* Charges an operation to all phases and the thread's budget, but those excused: all or none.
 * False: it does not fit, *refusal says where. */
bool fs_phase_charge(struct fs_thread *thread, uint64_t cost_flops,
                     const struct fs_excused *excused, struct fs_refusal *refusal);

/* The thread is not charged to the environment's budget any more, and leaves its place there. */
void fs_phase_drop_share(struct fs_thread *thread);

/* A phase whose deadline has passed without anybody having been told. False: there is none. */
bool fs_phase_late(uint64_t now_ticks, struct fs_refusal *refusal);

/* The next deadline of the thread, its process's or an open phase's: UINT64_MAX: none. */
uint64_t fs_phase_deadline(const struct fs_thread *thread);

#endif
