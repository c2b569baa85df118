/* SPDX-License-Identifier: MIT */
/* Sums over bands and exact fractions of work for the cost functions (arith.h).
 * Closed forms only: a cost query must not take longer for a larger matrix. */
#include "costmodel/arith.h"

static fs_count scaled(fs_count count, int64_t numerator, int64_t denominator)
{
    fs_count den = (fs_count)denominator;
    fs_count factor = (fs_count)numerator;

    /* A division of 128 bits is a call, ten times as slow. */
    if (count <= UINT32_MAX && numerator <= INT32_MAX && denominator <= INT32_MAX)
        return ((uint64_t)count * (uint64_t)numerator + (uint64_t)denominator / 2) /
               (uint64_t)denominator;
    fs_count quotient = count / den;
    fs_count remainder = count - quotient * den;

    if (count == FS_COUNT_MAX)
        return count;
    return fs_count_add(fs_count_mul(quotient, factor), (remainder * factor + den / 2) / den);
}

fs_work fs_work_scaled(fs_work w, int64_t numerator, int64_t denominator)
{
    if (numerator <= 0)
        return fs_no_work();
    return (fs_work){.mul = scaled(w.mul, numerator, denominator),
                     .add = scaled(w.add, numerator, denominator)};
}

static fs_int twelfths(fs_int n, const int coefficient[4])
{
    fs_int sum = 0;

    /* In 64 bits where that is enough: coefficients are far below 2^16. */
    if (n < 1 << 15) {
        int64_t order = (int64_t)n, small = 0;
        for (unsigned i = 0; i < 4; i++)
            small = small * order + coefficient[i];
        return small > 0 ? (small + 6) / 12 : 0;
    }

    for (unsigned i = 0; i < 4; i++)
        sum = sum * n + coefficient[i];
    return fs_ratio(sum, 12);
}

fs_work fs_cubic_work(int64_t n, const fs_cubic *cubic)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_real_work(twelfths(n, cubic->mul), twelfths(n, cubic->add));
}

fs_work fs_total(unsigned count, const fs_work *part)
{
    fs_work sum = fs_no_work();

    for (unsigned i = 0; i < count; i++)
        sum = fs_work_add(sum, part[i]);
    return sum;
}

/* 1 + 2 + ... + n, 0 for n <= 0. */
static fs_int triangle(fs_int n)
{
    return n > 0 ? n * (n + 1) / 2 : 0;
}

fs_int fs_band_elements(int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    fs_int M = m, N = n;
    fs_int below = triangle(M - kl - 1) - triangle(M - kl - 1 - N);
    fs_int above = triangle(N - ku - 1) - triangle(N - ku - 1 - M);

    return m <= 0 || n <= 0 || kl < 0 || ku < 0 ? 0 : M * N - below - above;
}

/* 6 (1 + 4 + ... + n^2), 0 for n <= 0. */
static fs_int pyramid_times_6(fs_int n)
{
    return n > 0 ? n * (n + 1) * (2 * n + 1) : 0;
}

fs_int fs_sum_of_minima(int64_t steps, int64_t a, int64_t p)
{
    fs_int flat = fs_max(0, fs_min(steps, p - a));

    return flat * a + triangle((fs_int)p - flat - 1) - triangle((fs_int)p - steps - 1);
}

fs_int fs_sum_of_products(int64_t steps, int64_t a, int64_t p, int64_t b, int64_t q)
{
    if (p - a > q - b)
        return fs_sum_of_products(steps, b, q, a, p);

    /* min(a, p - i) starts to fall at i = first, min(b, q - i) no earlier, at i = second. */
    fs_int first = fs_max(0, fs_min(steps, p - a));
    fs_int second = fs_max(0, fs_min(steps, q - b));
    fs_int both_flat = first * a * b;
    fs_int one_falls = b * (triangle((fs_int)p - first - 1) - triangle((fs_int)p - second - 1));

    /* (p - i)(q - i) = r^2 + (q - p) r with r = p - i, or by q where that keeps the sums positive.
     */
    fs_int low = fs_min(p, q), gap = fs_max(p, q) - fs_min(p, q);
    fs_int both_fall =
        fs_ratio(pyramid_times_6(low - second - 1) - pyramid_times_6(low - steps - 1), 6) +
        gap * (triangle(low - second - 1) - triangle(low - steps - 1));
    return both_flat + one_falls + both_fall;
}
