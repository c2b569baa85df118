/* SPDX-License-Identifier: MIT */
/* What block reflectors of the reference code execute beyond the algorithm with one reflector at a
 * time. Estimates of iterative drivers hold the executed count, so they include it; prices of
 * direct routines do not. Internal to costmodel/. */
#ifndef FS_BLOCKED_H
#define FS_BLOCKED_H

#include "costmodel/arith.h"

/* The reference's block sizes (ilaenv): nb columns a block; the last or smaller `crossover` ones
 * are done one at a time in factorizations and reductions. */
enum { FS_BLOCK_COLUMNS = 32, FS_CROSSOVER = 128 };

/* Each is the price of the routine of that name and dimensions plus its blocking; ormqr and
 * sytrd also by nb columns where workspace limits them, one at a time for nb below 2. */
fs_work fs_blocked_geqrf(fs_field field, int64_t m, int64_t n);
fs_work fs_blocked_gelqf(fs_field field, int64_t m, int64_t n);
fs_work fs_blocked_orgqr(fs_field field, int64_t m, int64_t n, int64_t k);
fs_work fs_blocked_orglq(fs_field field, int64_t m, int64_t n, int64_t k);
fs_work fs_blocked_ormqr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k);
fs_work fs_blocked_ormqr_by(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k,
                            int64_t nb);
fs_work fs_blocked_gebrd(fs_field field, int64_t m, int64_t n);
fs_work fs_blocked_gehrd(fs_field field, int64_t n);
fs_work fs_blocked_sytrd(fs_field field, int64_t n);
fs_work fs_blocked_sytrd_by(fs_field field, int64_t n, int64_t nb);

#endif
