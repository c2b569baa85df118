/* SPDX-License-Identifier: MIT */
/* The arrays of gemm_batch: pointers to matrices, whose dimensions are arrays by group. */
#ifndef FS_NANBATCH_H
#define FS_NANBATCH_H

#include "interpose/nancall.h"

/* As the functions of nancall.h. */
bool fs_nanbatch_scan_inputs(const struct fs_nancall *call, struct fs_finding *finding);
bool fs_nanbatch_scan_outputs(const struct fs_nancall *call, struct fs_finding *finding);

#endif
