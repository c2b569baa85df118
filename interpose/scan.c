/* SPDX-License-Identifier: MIT */
/* Scans memory for numbers that are not finite: 128 bytes at a time, with AVX2 where the processor
 * has it. */
#include "interpose/scan.h"

#include <cpuid.h>
#include <stdbool.h>
#include <string.h>

/* A number is not finite if all bits of its exponent are set. In 32-bit lanes: of a 64-bit number
 * the upper lane tells; the lower one never equals a pattern outside of its mask. */
struct pattern {
    uint32_t mask[2];
    uint32_t exponent[2];
};

static const struct pattern pattern_32 = {{0x7f800000u, 0x7f800000u}, {0x7f800000u, 0x7f800000u}};
static const struct pattern pattern_64 = {{0, 0x7ff00000u}, {1, 0x7ff00000u}};

typedef uint32_t lanes __attribute__((vector_size(32)));
typedef uint64_t quads __attribute__((vector_size(32)));
typedef uint32_t loose_lanes __attribute__((vector_size(32), aligned(1), may_alias));

enum { STEP_BYTES = 4 * sizeof(lanes), AHEAD_BYTES = 2048 };

/* Bytes, in whole steps, before the first step that has a number that is not finite. */
static inline __attribute__((always_inline)) size_t scan_steps(const char *data, size_t bytes,
                                                               const struct pattern *p)
{
    const lanes mask = {p->mask[0], p->mask[1], p->mask[0], p->mask[1],
                        p->mask[0], p->mask[1], p->mask[0], p->mask[1]};
    const lanes exponent = {p->exponent[0], p->exponent[1], p->exponent[0], p->exponent[1],
                            p->exponent[0], p->exponent[1], p->exponent[0], p->exponent[1]};
    size_t at = 0;
    for (; at + STEP_BYTES <= bytes; at += STEP_BYTES) {
        const loose_lanes *x = (const loose_lanes *)(data + at);
        __builtin_prefetch(data + at + AHEAD_BYTES);
        __builtin_prefetch(data + at + AHEAD_BYTES + STEP_BYTES / 2);
        lanes hit = (lanes)((x[0] & mask) == exponent) | (lanes)((x[1] & mask) == exponent) |
                    (lanes)((x[2] & mask) == exponent) | (lanes)((x[3] & mask) == exponent);
        quads any = (quads)hit;
        if ((any[0] | any[1] | any[2] | any[3]) != 0)
            break;
    }
    return at;
}

static size_t scan_steps_baseline(const char *data, size_t bytes, const struct pattern *pattern)
{
    return scan_steps(data, bytes, pattern);
}

__attribute__((target("avx2"))) static size_t scan_steps_avx2(const char *data, size_t bytes,
                                                              const struct pattern *pattern)
{
    return scan_steps(data, bytes, pattern);
}

/* Whether processor and system know AVX2, asked when it is needed first: __builtin_cpu_supports
 * brings a constructor that asks for everything at each program's start, which under a hypervisor
 * takes most of the time that ours does. */
static bool has_avx2(void)
{
    enum { UNKNOWN, NO, YES };
    static int answer;
    int known = __atomic_load_n(&answer, __ATOMIC_RELAXED);
    if (known == UNKNOWN) {
        enum { SYSTEM_SAVES = 1 << 27, AVX2 = 1 << 5, VECTOR_STATES = 6 };
        unsigned eax, ebx, ecx, edx, states = 0, high;
        if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & SYSTEM_SAVES))
            __asm__("xgetbv" : "=a"(states), "=d"(high) : "c"(0));
        known = (states & VECTOR_STATES) == VECTOR_STATES &&
                        __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) && (ebx & AVX2)
                    ? YES
                    : NO;
        __atomic_store_n(&answer, known, __ATOMIC_RELAXED);
    }
    return known == YES;
}

enum fs_number fs_number_at(const void *number, enum fs_float type)
{
    uint64_t bits = 0, exponent, magnitude;
    memcpy(&bits, number, fs_float_bytes(type));
    switch (type) {
    case FS_FLOAT_64:
        exponent = 0x7ff0000000000000u;
        magnitude = bits & 0x7fffffffffffffffu;
        break;
    case FS_FLOAT_32:
        exponent = 0x7f800000u;
        magnitude = bits & 0x7fffffffu;
        break;
    default:
        exponent = 0x7f80u;
        magnitude = bits & 0x7fffu;
    }
    return magnitude < exponent ? FS_FINITE : magnitude == exponent ? FS_INFINITE : FS_NAN;
}

size_t fs_scan(const void *numbers, size_t count, enum fs_float type)
{
    size_t size = fs_float_bytes(type), at = 0;
    if (type != FS_FLOAT_BF16) {
        const struct pattern *pattern = type == FS_FLOAT_64 ? &pattern_64 : &pattern_32;
        at = has_avx2() ? scan_steps_avx2(numbers, count * size, pattern)
                        : scan_steps_baseline(numbers, count * size, pattern);
        at /= size;
    }
    while (at < count && fs_number_at((const char *)numbers + at * size, type) == FS_FINITE)
        at++;
    return at;
}
