/* SPDX-License-Identifier: MIT */
/* Tables in columns that line up, as flopscope-report's: written twice, first to measure. */
#ifndef FS_COLUMNS_H
#define FS_COLUMNS_H

#include "interpose/summary.h"

enum { FS_COLUMNS_MAX = 8 };

struct fs_columns {
    struct fs_out *out; /* NULL: only the widths are to be found */
    int width[FS_COLUMNS_MAX];
    unsigned right; /* bit i: column i is aligned on the right */
    unsigned at;    /* the next cell's column */
};

/* A cell of the present row; a row's end. Bytes below blank are shown as '?'. */
void fs_columns_cell(struct fs_columns *columns, const char *text);
void fs_columns_end(struct fs_columns *columns);

/* Writes what `rows` adds to the columns, for a summary. */
typedef void fs_columns_rows(struct fs_columns *columns, const struct fs_summary *summary);
void fs_columns_write(struct fs_out *out, unsigned right, fs_columns_rows *rows,
                      const struct fs_summary *summary);

#endif
