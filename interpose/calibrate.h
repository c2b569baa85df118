/* SPDX-License-Identifier: MIT */
/* Measures what flopscope itself costs a call, for the report's overhead. */
#ifndef FS_CALIBRATE_H
#define FS_CALIBRATE_H

#include "oplog/format.h"

/* Fills call_ticks and empty_ticks: runs the whole fast path a few hundred times around an empty
 * backend. Takes about 20 us; leaves no trace in the log. */
void fs_calibrate(struct fs_log_header *header);

#endif
