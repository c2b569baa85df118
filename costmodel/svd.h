/* SPDX-License-Identifier: MIT */
/* Kernels of the singular value estimates on bidiagonal matrices reduced from dense ones, and
 * shared pieces of the drivers. Internal to costmodel/. */
#ifndef FS_SVD_H
#define FS_SVD_H

#include "costmodel/eigen.h"

/* As bdsqr and bdsdc, on a matrix of order n reduced from a dense one; one that was not square is
 * better conditioned, and takes more sweeps. */
fs_work fs_dense_bdsqr(fs_field field, int64_t n, int64_t vectors, bool square);
fs_work fs_dense_bdsdc(fs_field field, int64_t compq, int64_t n);

/* As orgbr and ormbr (side L with vect Q, side R with vect P), with the reference's blocking. */
fs_work fs_blocked_orgbr(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t k);
fs_work fs_blocked_ormbr(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t k);

#endif
