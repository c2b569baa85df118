/* SPDX-License-Identifier: MIT */
/* Comma-separated values on stdout, as RFC 4180 has them but for the line ends: cells one after the
 * other, then the line's end. */
#ifndef FS_REPORT_CSV_H
#define FS_REPORT_CSV_H

#include "oplog/format.h"

#include <stdint.h>

/* A text, in quotes where it needs them. */
void fs_csv_text(const char *text);

void fs_csv_integer(int64_t value);
void fs_csv_count(unsigned __int128 value);

/* Seconds with nine decimals. */
void fs_csv_seconds(int64_t ns);

/* Two cells: pid and MPI rank; the latter is empty where there is none. */
void fs_csv_process(const struct fs_log_header *header);

void fs_csv_end(void);

#endif
