/* SPDX-License-Identifier: MIT */
/* The NaN check's reading of memory: every element of every storage, in both orders, is found where
 * it is, and nothing between them is looked at. */
#include "interpose/operand.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS = 512, GAP = 2 };

static const enum fs_order orders[] = {FS_COLUMN_MAJOR, FS_ROW_MAJOR_CBLAS, FS_ROW_MAJOR_LAPACKE};

static bool belongs(const fs_extent *e, int64_t i, int64_t j)
{
    return i - j <= e->lower && j - i <= e->upper;
}

/* Where element (i, j) is, as BLAS and LAPACK document it; independent of operand.c. */
static int64_t place_of(const fs_extent *e, int64_t i, int64_t j, int64_t ld, enum fs_order order)
{
    int64_t at = 0;
    bool by_rows = order != FS_COLUMN_MAJOR;
    switch (e->layout) {
    case FS_EXTENT_VECTOR:
        return ld > 0 ? i * ld : (i - e->rows + 1) * ld;
    case FS_EXTENT_DENSE:
        return by_rows ? i * ld + j : i + j * ld;
    case FS_EXTENT_BAND:
        if (order ==
            FS_ROW_MAJOR_CBLAS) /* rows of the matrix, the diagonal behind what is left of it */
            return i * ld + (j - i) + (e->lower > 0 ? e->lower : 0);
        return by_rows ? (e->origin + i - j) * ld + j : e->origin + i - j + j * ld;
    default: /* packed: count what comes before */
        for (int64_t line = 0; line < (by_rows ? i : j); line++)
            at += (e->layout == FS_EXTENT_PACKED_UPPER) != by_rows ? line + 1 : e->rows - line;
        if (by_rows)
            return at + (e->layout == FS_EXTENT_PACKED_UPPER ? j - i : j);
        return at + (e->layout == FS_EXTENT_PACKED_UPPER ? i : i - j);
    }
}

static int64_t stride_for(const fs_extent *e, enum fs_order order)
{
    if (e->layout == FS_EXTENT_BAND && order != FS_ROW_MAJOR_LAPACKE)
        return e->origin + e->lower + 1 + e->upper + GAP;
    return (order == FS_COLUMN_MAJOR ? e->rows : e->cols) + GAP;
}

/* Memory full of NaN but for the extent's elements. */
static void prepare(double *memory, const fs_extent *e, unsigned parts, int64_t stride,
                    enum fs_order order)
{
    for (int i = 0; i < NUMBERS; i++)
        memory[i] = NAN;
    for (int64_t i = 0; i < e->rows; i++)
        for (int64_t j = 0; j < e->cols; j++)
            for (unsigned part = 0; part < parts && belongs(e, i, j); part++)
                memory[place_of(e, i, j, stride, order) * parts + part] = 1.0;
}

static void check_element(struct fs_operand *operand, double *number, int64_t i, int64_t j)
{
    struct fs_nonfinite found;
    *number = -INFINITY;
    ck_assert(fs_operand_scan(operand, &found));
    ck_assert(found.first == FS_INFINITE && found.is_infinite && !found.is_nan);
    ck_assert_int_eq(found.i, i);
    ck_assert_int_eq(found.j, j);
    *number = NAN;
    ck_assert(fs_operand_scan(operand, &found));
    ck_assert(found.first == FS_NAN && found.is_nan && found.i == i && found.j == j);
    *number = 1.0;
}

static void check_extent(fs_extent e, int64_t stride, unsigned parts, enum fs_order order)
{
    static double memory[NUMBERS];
    struct fs_operand operand = {.base = (const char *)memory, .type = FS_FLOAT_64, .parts = parts};
    struct fs_nonfinite found;
    bool has_elements = fs_extent_elements(&e) > 0;
    prepare(memory, &e, parts, stride, order);
    ck_assert(fs_operand_place(&operand, &e, stride, true, order) == has_elements);
    if (!has_elements)
        return;
    ck_assert_msg(!fs_operand_scan(&operand, &found),
                  "layout %d, %lld x %lld, -%lld..%lld, order %d", (int)e.layout, (long long)e.rows,
                  (long long)e.cols, (long long)e.upper, (long long)e.lower, (int)order);
    for (int64_t i = 0; i < e.rows; i++)
        for (int64_t j = 0; j < e.cols; j++)
            if (belongs(&e, i, j))
                check_element(&operand,
                              &memory[place_of(&e, i, j, stride, order) * parts + parts - 1], i, j);
}

static void check_orders(fs_extent e)
{
    for (size_t o = 0; o < sizeof orders / sizeof orders[0]; o++)
        for (unsigned parts = 1; parts <= 2; parts++)
            check_extent(e, stride_for(&e, orders[o]), parts, orders[o]);
}

START_TEST(elements_are_found)
{
    for (int64_t m = 0; m < 6; m++) {
        for (int64_t n = 0; n < 6; n++) {
            check_orders(fs_extent_full(m, n));
            check_orders(fs_extent_upper(m, n));
            check_orders(fs_extent_lower(m, n));
            check_orders(fs_extent_part(m, n, -1, n));
            check_orders(fs_extent_part(m, n, m, -1));
            for (int64_t k = 0; k < 4; k++)
                check_orders(fs_extent_band(m, n, k, 2, 2));
        }
        for (const char *uplo = "UL"; *uplo != '\0'; uplo++) {
            check_orders(fs_extent_tri(*uplo, false, m));
            check_orders(fs_extent_tri(*uplo, true, m));
            check_orders(fs_extent_pack(*uplo, false, m));
            check_orders(fs_extent_pack(*uplo, true, m));
            check_orders(fs_extent_triband(*uplo, false, m, 2));
            check_orders(fs_extent_triband(*uplo, true, m, 2));
        }
        for (int64_t increment = -3; increment <= 3; increment++)
            if (increment != 0)
                check_extent(fs_extent_vec(m), increment, 2, FS_COLUMN_MAJOR);
    }
}
END_TEST

/* Band storage that leaves room for what a factorization fills in. */
START_TEST(bands_with_room_are_found)
{
    for (int64_t n = 1; n < 6; n++) {
        fs_extent e = fs_extent_band(n, n, 1, 1, 2);
        check_extent(e, 6, 1, FS_COLUMN_MAJOR);
        check_extent(e, n + GAP, 1, FS_ROW_MAJOR_LAPACKE);
    }
}
END_TEST

START_TEST(wrong_strides_are_refused)
{
    struct fs_operand operand;
    fs_extent full = fs_extent_full(4, 3), band = fs_extent_band(4, 4, 1, 1, 1);
    fs_extent huge = fs_extent_full(INT64_MAX, 2), negative = fs_extent_full(-1, 2);
    ck_assert(!fs_operand_place(&operand, &full, 3, true, FS_COLUMN_MAJOR));
    ck_assert(fs_operand_place(&operand, &full, 4, true, FS_COLUMN_MAJOR));
    ck_assert(fs_operand_place(&operand, &full, 3, true, FS_ROW_MAJOR_CBLAS));
    ck_assert(!fs_operand_place(&operand, &full, 2, true, FS_ROW_MAJOR_LAPACKE));
    ck_assert(!fs_operand_place(&operand, &full, -4, true, FS_COLUMN_MAJOR));
    ck_assert(!fs_operand_place(&operand, &band, 2, true, FS_COLUMN_MAJOR));
    ck_assert(!fs_operand_place(&operand, &band, 3, true, FS_ROW_MAJOR_LAPACKE));
    ck_assert(!fs_operand_place(&operand, &huge, INT64_MAX, true, FS_COLUMN_MAJOR));
    ck_assert(!fs_operand_place(&operand, &negative, 5, true, FS_COLUMN_MAJOR));
}
END_TEST

/* Numbers at every place of a run that is longer than a vector, at every alignment. */
static void check_run(enum fs_float type, const void *infinity, const void *nan)
{
    static unsigned char memory[8 * 200 + 8];
    unsigned size = fs_float_bytes(type);
    for (size_t shift = 0; shift < 3; shift++) {
        unsigned char *run = memory + shift;
        for (size_t count = 0; count < 100; count++) {
            memset(run, 0x7e, count * size); /* large, and finite */
            memcpy(run + count * size, nan, size);
            ck_assert_uint_eq(fs_scan(run, count, type), count);
            for (size_t at = 0; at < count; at++) {
                memcpy(run + at * size, at % 2 == 0 ? infinity : nan, size);
                ck_assert_uint_eq(fs_scan(run, count, type), at);
                ck_assert(fs_number_at(run + at * size, type) ==
                          (at % 2 == 0 ? FS_INFINITE : FS_NAN));
                memset(run + at * size, 0x7e, size);
            }
        }
    }
}

START_TEST(runs_are_scanned)
{
    const double infinity_64 = -INFINITY, nan_64 = NAN;
    const float infinity_32 = INFINITY, nan_32 = -NAN;
    const uint16_t infinity_16 = 0xff80, nan_16 = 0x7fc1;
    const uint64_t low_bits_64 = 0x7ff0000000000001u; /* a NaN by its lower half alone */
    check_run(FS_FLOAT_64, &infinity_64, &nan_64);
    check_run(FS_FLOAT_64, &infinity_64, &low_bits_64);
    check_run(FS_FLOAT_32, &infinity_32, &nan_32);
    check_run(FS_FLOAT_BF16, &infinity_16, &nan_16);
}
END_TEST

/* An infinity first, then a NaN: both are noted, the first is told. */
START_TEST(infinities_do_not_hide_nan)
{
    double x[8] = {1, 2, INFINITY, 3, -INFINITY, NAN, 4, INFINITY};
    fs_extent e = fs_extent_vec(8);
    struct fs_operand operand = {.base = (const char *)x, .type = FS_FLOAT_64, .parts = 1};
    struct fs_nonfinite found;
    ck_assert(fs_operand_place(&operand, &e, 0, false, FS_COLUMN_MAJOR));
    ck_assert(fs_operand_scan(&operand, &found));
    ck_assert(found.is_nan && found.is_infinite && found.first == FS_INFINITE && found.i == 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("operands");
    TCase *cases = tcase_create("operands");
    tcase_add_test(cases, elements_are_found);
    tcase_add_test(cases, bands_with_room_are_found);
    tcase_add_test(cases, wrong_strides_are_refused);
    tcase_add_test(cases, runs_are_scanned);
    tcase_add_test(cases, infinities_do_not_hide_nan);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
