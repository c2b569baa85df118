/* SPDX-License-Identifier: MIT */
/* Cost functions of operations that are not BLAS or LAPACK routines, but that programs plan with.
 */
#ifndef FS_ELEMENTWISE_H
#define FS_ELEMENTWISE_H

#include "costmodel/work.h"

/* As those of cost.h; elements: FS_COUNT_MAX is this many or more. */
fs_work fs_cost_pointwise(fs_field field, fs_count elements);
fs_work fs_cost_reduction(fs_field field, fs_count elements);
fs_work fs_cost_truncated_svd(fs_field field, int64_t m, int64_t n, int64_t k);

#endif
