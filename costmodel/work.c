/* SPDX-License-Identifier: MIT */
/* Saturating 128-bit counts (work.h): what every cost function and the budget add up with.
 * Pure functions; nothing here can overflow, trap or go below zero. */
#include "costmodel/work.h"

fs_count fs_count_add(fs_count a, fs_count b)
{
    fs_count sum;

    return __builtin_add_overflow(a, b, &sum) ? FS_COUNT_MAX : sum;
}

fs_count fs_count_mul(fs_count a, fs_count b)
{
    fs_count product;

    return __builtin_mul_overflow(a, b, &product) ? FS_COUNT_MAX : product;
}

fs_work fs_work_add(fs_work a, fs_work b)
{
    return (fs_work){.mul = fs_count_add(a.mul, b.mul), .add = fs_count_add(a.add, b.add)};
}

fs_work fs_work_times(int64_t times, fs_work w)
{
    fs_count factor = times > 0 ? (fs_count)times : 0;

    return (fs_work){.mul = fs_count_mul(factor, w.mul), .add = fs_count_mul(factor, w.add)};
}

fs_count fs_work_flops(fs_work w, int fma)
{
    if (fma == 2)
        return fs_count_add(w.mul, w.add);
    return w.mul > w.add ? w.mul : w.add;
}

fs_count fs_flops_scaled(fs_count flops, uint64_t multiplier_billionths)
{
    const uint64_t billion = 1000000000;
    fs_count scaled;

    if (multiplier_billionths == billion)
        return flops;
    scaled = fs_count_add(fs_count_mul(flops, multiplier_billionths), billion / 2);
    return scaled == FS_COUNT_MAX ? scaled : scaled / billion;
}

fs_work fs_from_counts(fs_field field, fs_int mul, fs_int add)
{
    fs_work w = {.mul = mul > 0 ? (fs_count)mul : 0, .add = add > 0 ? (fs_count)add : 0};

    if (field == FS_COMPLEX) {
        w.add = fs_count_mul(2, fs_count_add(w.mul, w.add));
        w.mul = fs_count_mul(4, w.mul);
    }
    return w;
}
