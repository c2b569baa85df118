/* SPDX-License-Identifier: MIT */
/* Saturating counts, FMA conventions, and the properties that every cost function has: nothing for
 * dimensions that are zero or negative, saturation beyond FS_DIM_MAX, exact products below. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

#include "tests/unit/run.h"

#include <check.h>
#include <stdlib.h>

#define ck_count_eq(a, b) ck_assert_msg((a) == (b), "%s is not %s", #a, #b)

START_TEST(counts_saturate)
{
    ck_count_eq(fs_count_add(FS_COUNT_MAX, 1), FS_COUNT_MAX);
    ck_count_eq(fs_count_add(FS_COUNT_MAX - 1, 1), FS_COUNT_MAX);
    ck_count_eq(fs_count_add(2, 3), 5);
    ck_count_eq(fs_count_mul((fs_count)1 << 64, (fs_count)1 << 64), FS_COUNT_MAX);
    ck_count_eq(fs_count_mul((fs_count)1 << 64, ((fs_count)1 << 63)), (fs_count)1 << 127);
    ck_count_eq(fs_count_mul(FS_COUNT_MAX, 0), 0);
}
END_TEST

START_TEST(work_adds_and_repeats)
{
    fs_work sum = fs_work_add((fs_work){3, 4}, (fs_work){FS_COUNT_MAX, 1});

    ck_count_eq(sum.mul, FS_COUNT_MAX);
    ck_count_eq(sum.add, 5);
    ck_count_eq(fs_work_times(3, (fs_work){2, 5}).add, 15);
    ck_count_eq(fs_work_times(0, (fs_work){2, 5}).mul, 0);
    ck_count_eq(fs_work_times(-1, (fs_work){2, 5}).mul, 0);
    ck_count_eq(fs_work_times(INT64_MAX, (fs_work){FS_COUNT_MAX, 1}).mul, FS_COUNT_MAX);
}
END_TEST

START_TEST(fma_conventions)
{
    fs_work w = {100, 60};

    ck_count_eq(fs_work_flops(w, 1), 100);
    ck_count_eq(fs_work_flops((fs_work){60, 100}, 1), 100);
    ck_count_eq(fs_work_flops(w, 2), 160);
    ck_count_eq(fs_work_flops((fs_work){FS_COUNT_MAX, 1}, 2), FS_COUNT_MAX);
}
END_TEST

START_TEST(fields)
{
    fs_work negative = fs_from_counts(FS_REAL, -5, -1), whole = fs_from_counts(FS_COMPLEX, 10, 7);

    ck_count_eq(negative.mul, 0);
    ck_count_eq(negative.add, 0);
    ck_count_eq(whole.mul, 40);
    ck_count_eq(whole.add, 34);
}
END_TEST

START_TEST(fractions)
{
    ck_count_eq(fs_ratio(5, 2), 3);
    ck_count_eq(fs_ratio(4, 3), 1);
    ck_count_eq(fs_ratio(-4, 3), 0);
    ck_count_eq(fs_work_scaled((fs_work){10, 9}, 3, 2).add, 14);
    ck_count_eq(fs_work_scaled((fs_work){10, 9}, 0, 2).add, 0);
    ck_count_eq(fs_work_scaled((fs_work){FS_COUNT_MAX, 1}, 1, 2).mul, FS_COUNT_MAX);
    ck_count_eq(fs_work_scaled((fs_work){FS_COUNT_MAX - 1, 1}, 3, 2).mul, FS_COUNT_MAX);
}
END_TEST

/* The sums in closed form against sums term by term. */
START_TEST(band_sums)
{
    for (int64_t m = 1; m <= 9; m++)
        for (int64_t n = 1; n <= 9; n++)
            for (int64_t a = 0; a <= 10; a++)
                for (int64_t b = 0; b <= 10; b++) {
                    int64_t elements = 0, products = 0, minima = 0, steps = fs_min(m, n);
                    for (int64_t i = 1; i <= m; i++)
                        for (int64_t j = 1; j <= n; j++)
                            elements += i - j <= a && j - i <= b;
                    for (int64_t i = 1; i <= steps; i++) {
                        products += fs_min(a, m - i) * fs_min(b, n - i);
                        minima += fs_min(a, m - i);
                    }
                    ck_count_eq(fs_band_elements(m, n, a, b), elements);
                    ck_count_eq(fs_sum_of_products(steps, a, m, b, n), products);
                    ck_count_eq(fs_sum_of_minima(steps, a, m), minima);
                }
}
END_TEST

START_TEST(products_are_exact)
{
    static const int64_t sizes[] = {256, 1000000, 10000000, FS_DIM_MAX};

    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        fs_count cube = (fs_count)sizes[i] * (fs_count)sizes[i] * (fs_count)sizes[i];
        fs_work real = fs_cost_gemm(FS_REAL, sizes[i], sizes[i], sizes[i]);
        fs_work complex_work = fs_cost_gemm(FS_COMPLEX, sizes[i], sizes[i], sizes[i]);
        ck_count_eq(fs_work_flops(real, 1), cube);
        ck_count_eq(fs_work_flops(real, 2), 2 * cube);
        ck_count_eq(fs_work_flops(complex_work, 2), 8 * cube);
    }
    ck_count_eq(fs_work_flops(fs_cost_gemm(FS_REAL, 256, 256, 256), 1), 16777216);
    ck_count_eq(fs_work_flops(fs_cost_gemv(FS_REAL, 256, 256), 1), 65536);
}
END_TEST

START_TEST(edges_of_dimensions)
{
    ck_count_eq(fs_cost_gemm(FS_REAL, FS_DIM_MAX + 1, 1, 1).mul, FS_COUNT_MAX);
    ck_count_eq(fs_cost_gemm(FS_REAL, INT64_MAX, INT64_MAX, INT64_MAX).add, FS_COUNT_MAX);
    ck_count_eq(fs_cost_gemm(FS_REAL, INT64_MAX, 0, INT64_MAX).add, 0);
    ck_count_eq(fs_cost_gemm(FS_REAL, -1, 5, 5).mul, 0);
    ck_count_eq(fs_cost_gemm_batch(FS_REAL, INT64_MAX).mul, FS_COUNT_MAX);
    ck_count_eq(fs_cost_gesv(FS_REAL, 100, -1).mul, 0);
    ck_count_eq(fs_cost_gesv(FS_REAL, 100, 0).mul, fs_cost_getrf(FS_REAL, 100, 100).mul);
    ck_count_eq(fs_cost_sytrd(FS_REAL, 1).mul, 0);
    ck_count_eq(fs_cost_gehrd(FS_REAL, 1, 1, 1).mul, 0);
}
END_TEST

/* Figures of LAWN 41's polynomials, worked out by hand. */
START_TEST(polynomials)
{
    ck_count_eq(fs_cost_getrf(FS_REAL, 10, 10).mul, 340);
    ck_count_eq(fs_cost_getrf(FS_REAL, 10, 10).add, 285);
    ck_count_eq(fs_cost_getrf(FS_REAL, 20, 10).mul, fs_cost_getrf(FS_REAL, 10, 20).mul);
    ck_count_eq(fs_cost_pptrf(FS_REAL, 'U', 10).mul, 220);
    ck_count_eq(fs_cost_pptrf(FS_REAL, 'L', 10).add, 165);
    ck_count_eq(fs_cost_getri(FS_REAL, 10).mul, 725);
    ck_count_eq(fs_cost_trtri(FS_REAL, 'N', 10).add, 120);
    ck_count_eq(fs_cost_geqrf(FS_REAL, 100, 100).mul, 682050);
    ck_count_eq(fs_cost_geqrf(FS_REAL, 100, 100).add, 671750);
    ck_count_eq(fs_cost_gehrd(FS_REAL, 100, 1, 100).mul, 1671537);
    ck_count_eq(fs_cost_gbmv(FS_REAL, 40, 30, 5, 7).mul, 362);
}
END_TEST

/* uplo and trans never count; side, diag and m < n do. */
START_TEST(options)
{
    ck_count_eq(fs_cost_trmm(FS_REAL, 'L', 'N', 60, 40).mul, 40 * 60 * 61 / 2);
    ck_count_eq(fs_cost_trmm(FS_REAL, 'R', 'N', 60, 40).mul, 60 * 40 * 41 / 2);
    ck_count_eq(fs_cost_trmm(FS_REAL, 'L', 'U', 60, 40).mul, 40 * 60 * 59 / 2);
    ck_count_eq(fs_cost_gesdd(FS_REAL, 'S', 50, 80).mul, fs_cost_gesdd(FS_REAL, 'S', 80, 50).mul);
    ck_assert(fs_cost_syev(FS_REAL, 'V', 100).mul > fs_cost_syev(FS_REAL, 'N', 100).mul);
    ck_assert(fs_cost_syevr(FS_REAL, 'V', 'I', 100, 1, 10).mul <
              fs_cost_syevr(FS_REAL, 'V', 'A', 100, 1, 10).mul);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        counts_saturate, work_adds_and_repeats, fma_conventions,     fields,      fractions,
        band_sums,       products_are_exact,    edges_of_dimensions, polynomials, options};
    return run_tests("work", tests, sizeof tests / sizeof tests[0]);
}
