/* SPDX-License-Identifier: MIT */
/* An array argument of a call: where its elements are in memory, and the first of them that is not
 * finite. */
#ifndef FS_OPERAND_H
#define FS_OPERAND_H

#include "costmodel/extent.h"
#include "interpose/scan.h"

/* How a call stores matrices. CBLAS and LAPACKE differ in what row-major band storage is. */
enum fs_order { FS_COLUMN_MAJOR, FS_ROW_MAJOR_CBLAS, FS_ROW_MAJOR_LAPACKE };

/* Element (i, j) is at base[offset + i * row_step + j * column_step]; of packed storage column j
 * begins where its layout says. */
struct fs_operand {
    const char *base;
    enum fs_float type;
    unsigned parts; /* numbers of an element: 2 where it is complex */
    fs_extent extent;
    int64_t offset, row_step, column_step;
    bool is_transposed; /* i and j have changed places */
};

/* The numbers of an operand that are not finite: of which kinds, and the first (counted from 0). */
struct fs_nonfinite {
    bool is_nan, is_infinite; /* an infinity after the first NaN is not looked for */
    enum fs_number first;
    int64_t i, j;
};

/* Fills in all but base, type and parts. stride: leading dimension or increment; 0: there is none.
 * False where the dimensions or the stride are not possible, or there are no elements. */
bool fs_operand_place(struct fs_operand *operand, const fs_extent *extent, int64_t stride,
                      bool has_stride, enum fs_order order);

/* Reads the operand's elements. False: all are finite. */
bool fs_operand_scan(const struct fs_operand *operand, struct fs_nonfinite *found);

#endif
