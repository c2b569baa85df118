/* SPDX-License-Identifier: MIT */
/* The logs that a report is about: those that were named, or those of the newest run in a
 * directory. */
#ifndef FS_REPORT_LOGSET_H
#define FS_REPORT_LOGSET_H

#include "oplog/reader.h"

#include <stdio.h>

struct fs_logset {
    fs_oplog **logs; /* by MPI rank, then by start time */
    size_t count;
};

/* Opens the logs at `paths`; a directory among them, or no path at all (then the working
 * directory), stands for all logs of the newest run in it. False after one line on `errors` if one
 * cannot be read, if there is none, or if they count FLOPs differently and so cannot be added up.
 */
bool fs_logset_open(struct fs_logset *set, char *const *paths, size_t count, FILE *errors);

void fs_logset_close(struct fs_logset *set);

#endif
