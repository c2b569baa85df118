/* SPDX-License-Identifier: MIT */
/* Backend time on the wall clock of a process whose threads are in backends at the same time: the
 * union of their operations' intervals. */
#ifndef FS_REPORT_BUSY_H
#define FS_REPORT_BUSY_H

#include "oplog/reader.h"

struct fs_busy {
    uint64_t backend_ticks;  /* at least one thread was in a backend */
    uint64_t measured_ticks; /* ... or in flopscope's fast path, around an operation */
};

/* Reads all events of the log once, on all cores, in bounded memory. around_ticks: what flopscope
 * adds before and after each operation, half and half. False: no memory or no thread could be
 * started. */
bool fs_busy_measure(const fs_oplog *log, uint64_t around_ticks, struct fs_busy *busy);

#endif
