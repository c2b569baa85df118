/* SPDX-License-Identifier: MIT */
/* Sums over bands and exact fractions of work for the cost functions (arith.h).
 * Closed forms only: a cost query must not take longer for a larger matrix. */
#include "costmodel/arith.h"

fs_count fs_large_count_scaled(fs_count count, int64_t numerator, int64_t denominator)
{
    fs_count den = (fs_count)denominator;
    fs_count factor = (fs_count)numerator;
    fs_count quotient = count / den;
    fs_count remainder = count - quotient * den;

    if (count == FS_COUNT_MAX)
        return count;
    return fs_count_add(fs_count_mul(quotient, factor), (remainder * factor + den / 2) / den);
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
    bool mul_full = false, add_full = false;

    for (unsigned i = 0; i < count; i++) {
        mul_full |= __builtin_add_overflow(sum.mul, part[i].mul, &sum.mul);
        add_full |= __builtin_add_overflow(sum.add, part[i].add, &sum.add);
    }
    return (fs_work){mul_full ? FS_COUNT_MAX : sum.mul, add_full ? FS_COUNT_MAX : sum.add};
}

fs_int fs_band_elements(int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    if (m <= 0 || n <= 0 || kl < 0 || ku < 0)
        return 0;
    kl = fs_min(kl, m);
    ku = fs_min(ku, n);
    fs_int below = fs_triangle(m - kl - 1) - fs_triangle(m - kl - 1 - n);
    fs_int above = fs_triangle(n - ku - 1) - fs_triangle(n - ku - 1 - m);

    return (fs_int)m * n - below - above;
}

/* 3 (1 + 4 + ... + n^2), 0 for n <= 0. */
static fs_int pyramid_times_3(int64_t n)
{
    return fs_triangle(n) * (2 * n + 1);
}

fs_int fs_sum_of_minima(int64_t steps, int64_t a, int64_t p)
{
    int64_t flat = fs_max(0, fs_min(steps, p - a));

    return (fs_int)flat * a + fs_triangle(p - flat - 1) - fs_triangle(p - steps - 1);
}

fs_int fs_sum_of_products(int64_t steps, int64_t a, int64_t p, int64_t b, int64_t q)
{
    if (p - a > q - b)
        return fs_sum_of_products(steps, b, q, a, p);

    /* min(a, p - i) starts to fall at i = first, min(b, q - i) no earlier, at i = second. */
    int64_t first = fs_max(0, fs_min(steps, p - a));
    int64_t second = fs_max(0, fs_min(steps, q - b));
    fs_int both_flat = (fs_int)first * a * b;
    fs_int one_falls = b * (fs_triangle(p - first - 1) - fs_triangle(p - second - 1));

    /* (p - i)(q - i) = r^2 + (q - p) r with r = p - i, or by q where that keeps the sums positive.
     */
    int64_t low = fs_min(p, q), gap = fs_max(p, q) - low;
    fs_int both_fall =
        fs_ratio(pyramid_times_3(low - second - 1) - pyramid_times_3(low - steps - 1), 3) +
        gap * (fs_triangle(low - second - 1) - fs_triangle(low - steps - 1));
    return both_flat + one_falls + both_fall;
}
