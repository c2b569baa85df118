/* SPDX-License-Identifier: MIT */
/* Sums over a process's operations by routine and namespace, as its API summarizes them: taken at
 * two times, their difference is what happened in between. */
#ifndef FS_SUMS_H
#define FS_SUMS_H

#include "costmodel/work.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fs_thread;

/* op: index in fs_routines, or FS_OWN_OP and an index of the program's own operations (own.h). */
#define FS_OWN_OP 0x40000000u

struct fs_sum {
    uint32_t op_plus_1; /* 0: a free place */
    uint32_t name_space;
    uint64_t calls;
    uint64_t ticks;
    fs_count flops; /* charged, before a phase's multiplier */
    fs_work work;
};

/* A hash table in memory of its own. All zero: empty. */
struct fs_sums {
    struct fs_sum *place;
    uint64_t mask;
    uint64_t used;
    uint64_t overhead_ticks; /* of slow paths */
};

/* The sum of an operation in a namespace, added where there is none; NULL: no memory. */
struct fs_sum *fs_sums_at(struct fs_sums *sums, uint32_t op, uint32_t name_space);

/* The process so far: all that has ended, in threads that run and that have ended. Of other threads
 * that are in operations roughly. False: no memory. Takes the process's lock. */
bool fs_sums_collect(struct fs_sums *sums);

/* Calls and charged FLOPs of the process so far, operations in flight included. Takes the process's
 * lock. */
void fs_sums_of_process(uint64_t *calls, fs_count *flops);

/* Takes away what was there before; before is an earlier state of the same process. */
void fs_sums_subtract(struct fs_sums *sums, const struct fs_sums *before);

/* Adds another sum's figures. */
void fs_sum_add(struct fs_sum *sum, const struct fs_sum *more);

/* All calls, times, FLOPs and work. */
struct fs_sum fs_sums_total(const struct fs_sums *sums);

void fs_sums_free(struct fs_sums *sums);

/* Keeps the sums of a thread that ends. Under the process's lock. */
void fs_sums_thread_ends(const struct fs_thread *thread);

#endif
