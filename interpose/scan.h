/* SPDX-License-Identifier: MIT */
/* Looks for NaN and infinity in memory, with integer instructions alone: the floating-point
 * environment neither matters nor changes. */
#ifndef FS_SCAN_H
#define FS_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fs_float { FS_FLOAT_BF16, FS_FLOAT_32, FS_FLOAT_64 };

static inline unsigned fs_float_bytes(enum fs_float type)
{
    return type == FS_FLOAT_64 ? 8 : type == FS_FLOAT_32 ? 4 : 2;
}

enum fs_number { FS_FINITE, FS_INFINITE, FS_NAN };

/* What one number is. Need not be aligned. */
enum fs_number fs_number_at(const void *number, enum fs_float type);

/* Index of the first of count numbers, one after the other, that is not finite; count: none is. At
 * the speed of memory. */
size_t fs_scan(const void *numbers, size_t count, enum fs_float type);

#endif
