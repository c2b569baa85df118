/* SPDX-License-Identifier: MIT */
/* The part of an array that an operation reads or writes: its dimensions, which of its elements
 * belong to it, and how they are laid out. From dimensions alone: no pointer, no memory. */
#ifndef FS_EXTENT_H
#define FS_EXTENT_H

#include "costmodel/work.h"

/* How element (i, j) of the operand, counted from 0, lies in the array (column-major; a leading
 * dimension or an increment is an argument of the call that no extent depends on). */
typedef enum {
    FS_EXTENT_VECTOR,       /* i * inc; one column */
    FS_EXTENT_DENSE,        /* i + j * ld */
    FS_EXTENT_BAND,         /* origin + i - j + j * ld: LAPACK's band storage */
    FS_EXTENT_PACKED_UPPER, /* the columns of the upper triangle, one after the other */
    FS_EXTENT_PACKED_LOWER
} fs_layout;

/* The elements (i, j) with 0 <= i < rows, 0 <= j < cols and -upper <= i - j <= lower. A dimension
 * that is not positive: no elements. lower and upper are -1 or more, not both -1. */
typedef struct {
    int64_t rows, cols;
    int64_t lower, upper;         /* diagonals below and above the main one */
    int64_t origin;               /* FS_EXTENT_BAND: row of the array with the main diagonal */
    int64_t first_row, first_col; /* of the array: element (0, 0); vectors and dense ones only */
    int64_t count; /* so many of them, one after the other at a stride that the call says */
    fs_layout layout;
} fs_extent;

/* The most pieces that what is read or written of an array may be made of. */
#define FS_PIECES_MAX 2

/* What an operation does with an array: reads the ones, writes the others; any may be empty. The
 * pieces of either do not overlap. */
typedef struct {
    fs_extent read[FS_PIECES_MAX];
    fs_extent written[FS_PIECES_MAX];
} fs_access;

/* Elements of an extent, exactly; of all pieces. Saturating. */
fs_count fs_extent_elements(const fs_extent *extent);
fs_count fs_pieces_elements(const fs_extent pieces[FS_PIECES_MAX]);

/* Constructors, named as in arrays.tbl. fs_extent_part: a matrix within the diagonals given. */
fs_extent fs_extent_none(void);
fs_extent fs_extent_vec(int64_t n);
fs_extent fs_extent_part(int64_t rows, int64_t cols, int64_t lower, int64_t upper);
fs_extent fs_extent_full(int64_t rows, int64_t cols);
fs_extent fs_extent_upper(int64_t rows, int64_t cols);
fs_extent fs_extent_lower(int64_t rows, int64_t cols);
fs_extent fs_extent_hess(int64_t n); /* upper Hessenberg */
fs_extent fs_extent_diag(int64_t n);
/* The upper triangle if uplo is 'U', else the lower one; without the diagonal where `unit`. */
fs_extent fs_extent_tri(int64_t uplo, bool unit, int64_t n);
fs_extent fs_extent_pack(int64_t uplo, bool unit, int64_t n);
fs_extent fs_extent_triband(int64_t uplo, bool unit, int64_t n, int64_t k);
/* A band of kl sub- and ku superdiagonals whose main diagonal is in row `origin` of the array. */
fs_extent fs_extent_band(int64_t rows, int64_t cols, int64_t kl, int64_t ku, int64_t origin);
/* The same, from this row and column of the array on; count times. */
fs_extent fs_extent_at(fs_extent extent, int64_t first_row, int64_t first_col);
fs_extent fs_extent_times(fs_extent extent, int64_t count);

#endif
