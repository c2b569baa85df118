/* SPDX-License-Identifier: MIT */
/* FLOPs under a multiplier (work.h). Pure; nothing here can overflow, trap or go below zero. */
#include "costmodel/work.h"

fs_count fs_flops_scaled(fs_count flops, uint64_t multiplier_billionths)
{
    const uint64_t billion = 1000000000;
    fs_count scaled;

    if (multiplier_billionths == billion)
        return flops;
    scaled = fs_count_add(fs_count_mul(flops, multiplier_billionths), billion / 2);
    return scaled == FS_COUNT_MAX ? scaled : scaled / billion;
}
