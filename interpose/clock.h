/* SPDX-License-Identifier: MIT */
/* The log's clock: the time stamp counter where it is invariant, else CLOCK_MONOTONIC in ns. */
#ifndef FS_CLOCK_H
#define FS_CLOCK_H

#include "oplog/format.h"

#include <stdbool.h>
#include <stdint.h>
#include <x86intrin.h>

extern bool fs_clock_is_tsc;

/* Decides which clock, and estimates its rate; to be called once before the first fs_ticks. Takes
 * at most 0.2 ms. */
void fs_clock_start(void);

/* Ticks per second as estimated at the start. */
uint64_t fs_clock_ticks_per_s(void);

/* A span of time in ticks. */
uint64_t fs_clock_ns_to_ticks(uint64_t ns);

/* The same instant on the three clocks of an anchor. */
struct fs_log_anchor fs_clock_anchor(void);

uint64_t fs_clock_monotonic_ns(void);

/* Where the clock is known to be the time stamp counter. */
static inline uint64_t fs_ticks_of_tsc(void)
{
    return __rdtsc();
}

static inline uint64_t fs_ticks(void)
{
    return __builtin_expect(fs_clock_is_tsc, 1) ? fs_ticks_of_tsc() : fs_clock_monotonic_ns();
}

#endif
