/* SPDX-License-Identifier: MIT */
/* Work of one operation: exact counts of real multiplications and additions, saturating in 128
 * bits. The vocabulary of every cost function in this directory; pure, no state, no I/O. */
#ifndef FS_WORK_H
#define FS_WORK_H

#include <stdbool.h>
#include <stdint.h>

typedef unsigned __int128 fs_count; /* operations; FS_COUNT_MAX means "this many or more" */
typedef __int128 fs_int;            /* intermediate values of formulas, which may be negative */

#define FS_COUNT_MAX (~(fs_count)0)

/* Dimensions above this bound saturate the result: a cubic polynomial with small coefficients then
 * cannot overflow fs_int, and no array with such a dimension can exist. */
#define FS_DIM_MAX ((int64_t)1 << 40)

/* The field that a routine computes in, and whether in single precision, which ends iterations
 * sooner. A cost function turns its operations into real arithmetic. */
typedef enum { FS_REAL, FS_COMPLEX, FS_REAL_SINGLE, FS_COMPLEX_SINGLE } fs_field;

static inline bool fs_is_complex(fs_field field)
{
    return field == FS_COMPLEX || field == FS_COMPLEX_SINGLE;
}

static inline bool fs_is_single(fs_field field)
{
    return field == FS_REAL_SINGLE || field == FS_COMPLEX_SINGLE;
}

/* Real numbers of the field's precision. */
static inline fs_field fs_real_part(fs_field field)
{
    return fs_is_single(field) ? FS_REAL_SINGLE : FS_REAL;
}

/* Work in real arithmetic; divisions and square roots count as multiplications. */
typedef struct {
    fs_count mul;
    fs_count add;
} fs_work;

/* a + b, or FS_COUNT_MAX where that does not fit. */
static inline fs_count fs_count_add(fs_count a, fs_count b)
{
    fs_count sum;

    return __builtin_add_overflow(a, b, &sum) ? FS_COUNT_MAX : sum;
}

/* a * b, or FS_COUNT_MAX where that does not fit. */
static inline fs_count fs_count_mul(fs_count a, fs_count b)
{
    fs_count product;

    return __builtin_mul_overflow(a, b, &product) ? FS_COUNT_MAX : product;
}

/* a * 2^bits, or FS_COUNT_MAX where that does not fit; bits 1 .. 127. */
static inline fs_count fs_count_shift(fs_count a, unsigned bits)
{
    return a >> (128 - bits) != 0 ? FS_COUNT_MAX : a << bits;
}

/* Componentwise sum, saturating. */
static inline fs_work fs_work_add(fs_work a, fs_work b)
{
    return (fs_work){.mul = fs_count_add(a.mul, b.mul), .add = fs_count_add(a.add, b.add)};
}

/* Work done `times` times, saturating; times <= 0 is no work. */
static inline fs_work fs_work_times(int64_t times, fs_work w)
{
    fs_count factor = times > 0 ? (fs_count)times : 0;

    return (fs_work){.mul = fs_count_mul(factor, w.mul), .add = fs_count_mul(factor, w.add)};
}

/* FLOPs of w. fma 1: a multiplication and the addition that can fuse with it are one, so
 * max(mul, add). fma 2: each counts, mul + add. Saturating. */
static inline fs_count fs_work_flops(fs_work w, int fma)
{
    if (fma == 2)
        return fs_count_add(w.mul, w.add);
    return w.mul > w.add ? w.mul : w.add;
}

/* flops times a multiplier in billionths, rounded to nearest, halves up; saturating. */
fs_count fs_flops_scaled(fs_count flops, uint64_t multiplier_billionths);

/* Counts as work; negative ones become 0. A real `field`: the counts as they are. Complex: a
 * complex multiplication is 4 real ones and 2 additions, a complex addition is 2 additions. */
static inline fs_work fs_from_counts(fs_field field, fs_int mul, fs_int add)
{
    fs_work w = {.mul = mul > 0 ? (fs_count)mul : 0, .add = add > 0 ? (fs_count)add : 0};

    if (fs_is_complex(field)) {
        w.add = fs_count_shift(w.mul + w.add, 1); /* both below 2^127 */
        w.mul = fs_count_shift(w.mul, 2);
    }
    return w;
}

#endif
