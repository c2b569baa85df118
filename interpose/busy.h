/* SPDX-License-Identifier: MIT */
/* Backend time on the wall clock, where several threads are in backends at the same time: the union
 * of their operations' intervals, as flopscope-report computes it, from the process's own log. */
#ifndef FS_BUSY_H
#define FS_BUSY_H

#include <stdbool.h>
#include <stdint.h>

struct fs_busy {
    uint64_t backend_ticks;  /* at least one thread was in a backend */
    uint64_t measured_ticks; /* ... or in flopscope's fast path, around an operation */
};

/* Of all operations since from_ticks that have ended. around_ticks: what flopscope adds before and
 * after each, half and half. False: not all operations are in the log, or no memory. Takes some ten
 * nanoseconds for each operation. */
bool fs_busy_measure(uint64_t from_ticks, uint64_t around_ticks, struct fs_busy *busy);

#endif
