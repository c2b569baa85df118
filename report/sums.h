/* SPDX-License-Identifier: MIT */
/* Sums that stop at the largest value instead of wrapping around: a damaged log may say anything.
 */
#ifndef FS_REPORT_SUMS_H
#define FS_REPORT_SUMS_H

#include <stdint.h>

static inline int64_t fs_add_ns(int64_t a, int64_t b)
{
    int64_t sum;

    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    return b > 0 ? INT64_MAX : INT64_MIN;
}

static inline int64_t fs_subtract_ns(int64_t a, int64_t b)
{
    int64_t difference;

    if (!__builtin_sub_overflow(a, b, &difference))
        return difference;
    return b < 0 ? INT64_MAX : INT64_MIN;
}

static inline uint64_t fs_add_calls(uint64_t a, uint64_t b)
{
    uint64_t sum;

    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

static inline uint64_t fs_multiply_ticks(uint64_t a, uint64_t b)
{
    uint64_t product;

    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

static inline unsigned __int128 fs_add_flops(unsigned __int128 a, unsigned __int128 b)
{
    unsigned __int128 sum;

    return __builtin_add_overflow(a, b, &sum) ? ~(unsigned __int128)0 : sum;
}

#endif
