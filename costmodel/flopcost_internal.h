/* SPDX-License-Identifier: MIT */
/* What the files of the public cost library (flopcost.h) share. */
#ifndef FS_FLOPCOST_INTERNAL_H
#define FS_FLOPCOST_INTERNAL_H

#include "flopcost.h"

#include "costmodel/work.h"

#define FS_EXPORT __attribute__((visibility("default")))

/* Keeps the message for flopscope_cost_message and returns error. */
int fs_flopcost_fail(int error, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline uint64_t fs_saturated(fs_count count)
{
    return count > UINT64_MAX ? UINT64_MAX : (uint64_t)count;
}

/* Stores work as the API has it. Returns FLOPSCOPE_OK. */
static inline int fs_flopcost_give(fs_work from, struct flopscope_work *work)
{
    *work = (struct flopscope_work){fs_saturated(from.mul), fs_saturated(from.add)};
    return FLOPSCOPE_OK;
}

#endif
