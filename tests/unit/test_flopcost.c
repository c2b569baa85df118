/* SPDX-License-Identifier: MIT */
/* The public cost queries: figures, names, what is refused and how. */
#include "flopcost.h"

#include "tests/unit/run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static uint64_t flops_of(const char *routine, const struct flopscope_param *params, size_t count)
{
    struct flopscope_work work;
    int error = flopscope_cost(routine, params, count, &work);
    ck_assert_msg(error == FLOPSCOPE_OK, "%s: %s", routine, flopscope_cost_message());
    return flopscope_flops(&work, 1, 1.0);
}

static void expect_error(int error, int expected, const char *part)
{
    ck_assert_int_eq(error, expected);
    ck_assert_msg(strstr(flopscope_cost_message(), part) != NULL, "'%s' is not in '%s'", part,
                  flopscope_cost_message());
}

START_TEST(routines_by_all_their_names)
{
    static const char *const names[] = {"gemm",        "dgemm",     "dgemm_",
                                        "cblas_dgemm", "dgemm_64_", "scipy_cblas_dgemm64_",
                                        "cblas_zgemm", "sgemm"};
    static const struct flopscope_param size[] = {{"k", 256}, {"m", 256}, {"n", 256}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        uint64_t expected = strchr(names[i], 'z') != NULL ? 4u << 24 : 1u << 24;
        ck_assert_uint_eq(flops_of(names[i], size, 3), expected);
    }
    ck_assert_str_eq(flopscope_routine_name(flopscope_routine_find("LAPACKE_zheevd_work")),
                     "zheevd");
    ck_assert_str_eq(flopscope_routine_name(flopscope_routine_find("heev")), "zheev");
}
END_TEST

START_TEST(mistakes_are_named)
{
    static const struct flopscope_param good[] = {{"m", 2}, {"n", 2}, {"k", 2}};
    static const struct flopscope_param unknown[] = {{"m", 2}, {"q", 2}};
    static const struct flopscope_param twice[] = {{"m", 2}, {"m", 3}};
    static const struct flopscope_param letter[] = {{"m", 2}, {"n", 2}, {"side", 7}};
    struct flopscope_work work;
    expect_error(flopscope_cost("dfoo", good, 3, &work), FLOPSCOPE_UNKNOWN_ROUTINE, "dfoo");
    expect_error(flopscope_cost(NULL, good, 3, &work), FLOPSCOPE_UNKNOWN_ROUTINE, "NULL");
    expect_error(flopscope_cost("dgemm", good, 2, &work), FLOPSCOPE_MISSING_PARAMETER,
                 "dgemm: k is missing; its parameters are transa transb m n k");
    expect_error(flopscope_cost("dgemm", unknown, 2, &work), FLOPSCOPE_UNKNOWN_PARAMETER, "q");
    expect_error(flopscope_cost("dgemm", twice, 2, &work), FLOPSCOPE_BAD_VALUE, "m is given twice");
    expect_error(flopscope_cost("dsymm", letter, 3, &work), FLOPSCOPE_BAD_VALUE, "side=7");
    static const struct flopscope_param upper[] = {{"uplo", 'U'}, {"n", 100}};
    ck_assert_uint_eq(flops_of("dpotrf", upper, 2), flops_of("dpotrf", upper + 1, 1));
    for (int error = 0; error >= -8; error--)
        ck_assert_str_ne(flopscope_strerror(error), "unknown error");
    ck_assert_str_eq(flopscope_strerror(1), "unknown error");
    ck_assert_str_eq(flopscope_strerror(-1000), "unknown error");
    ck_assert_str_eq(flopscope_strerror(INT32_MIN), "unknown error");
}
END_TEST

START_TEST(two_steps_are_as_one)
{
    const struct flopscope_routine *trsm = flopscope_routine_find("dtrsm");
    static const char *const names[] = {"side", "uplo", "transa", "diag", "m", "n"};
    static const int64_t values[] = {'r', 'u', 'n', 'n', 30, 20};
    static const struct flopscope_param params[] = {
        {"n", 20}, {"m", 30}, {"diag", 'N'}, {"side", 'R'}};
    struct flopscope_work one, two;
    ck_assert_uint_eq(flopscope_routine_parameter_count(trsm), 6);
    for (size_t i = 0; i < 6; i++) {
        int flags;
        ck_assert_str_eq(flopscope_routine_parameter(trsm, i, &flags), names[i]);
        ck_assert_int_eq(flags & FLOPSCOPE_OPTION, i < 4 ? FLOPSCOPE_OPTION : 0);
    }
    ck_assert_ptr_null(flopscope_routine_parameter(trsm, 6, NULL));
    ck_assert_int_eq(flopscope_routine_cost(trsm, values, 6, &two), FLOPSCOPE_OK);
    ck_assert_int_eq(flopscope_cost("dtrsm", params, 4, &one), FLOPSCOPE_OK);
    ck_assert_mem_eq(&one, &two, sizeof one);
    expect_error(flopscope_routine_cost(trsm, values, 5, &two), FLOPSCOPE_BAD_VALUE,
                 "dtrsm: 5 values; it has 6 parameters");
}
END_TEST

START_TEST(conversions)
{
    struct flopscope_work work = {100, 90}, all = {UINT64_MAX, 5};
    ck_assert_uint_eq(flopscope_flops(&work, 1, 1.0), 100);
    ck_assert_uint_eq(flopscope_flops(&work, 2, 0.0), 190);
    ck_assert_uint_eq(flopscope_flops(&work, 2, 0.5), 95);
    ck_assert_uint_eq(flopscope_flops(&work, 1, 0.005), 1);
    ck_assert_uint_eq(flopscope_flops(&all, 1, 0.5), UINT64_MAX);
    ck_assert_uint_eq(flopscope_flops(&work, 3, 1.0), UINT64_MAX);
    ck_assert_uint_eq(flopscope_flops(&work, 1, -1.0), UINT64_MAX);
}
END_TEST

START_TEST(large_and_negative_dimensions)
{
    static const struct flopscope_param large[] = {
        {"m", 10000000}, {"n", 10000000}, {"k", 10000000}};
    static const struct flopscope_param negative[] = {{"m", -1}, {"n", 5}, {"k", 5}};
    ck_assert_uint_eq(flops_of("dgemm", large, 3), UINT64_MAX);
    ck_assert_uint_eq(flops_of("dgemm", negative, 3), 0);
}
END_TEST

START_TEST(the_whole_catalogue_answers)
{
    size_t count = flopscope_routine_count();
    const struct flopscope_routine *routine;
    ck_assert_uint_gt(count, 2000);
    ck_assert_ptr_null(flopscope_routine_at(count));
    for (size_t i = 0; (routine = flopscope_routine_at(i)) != NULL; i++) {
        struct flopscope_explanation why;
        size_t functions = 0;
        ck_assert_ptr_eq(flopscope_routine_find(flopscope_routine_name(routine)), routine);
        while (flopscope_routine_explain(routine, functions, &why) == FLOPSCOPE_OK) {
            ck_assert_str_ne(why.formula, "");
            ck_assert_str_ne(why.source, "");
            functions++;
        }
        const char *class_name = flopscope_routine_class(routine);
        int has_work = strcmp(class_name, "none") != 0 && strcmp(class_name, "nested") != 0;
        ck_assert_msg(has_work == (functions > 0), "%s: %zu functions explained",
                      flopscope_routine_name(routine), functions);
    }
}
END_TEST

START_TEST(bytes_of_gemm)
{
    static const int64_t values[] = {'N', 'N', 100, 100, 100};
    const struct flopscope_routine *gemm = flopscope_routine_find("dgemm");
    uint64_t in, out;
    ck_assert_int_eq(flopscope_routine_bytes(gemm, values, 5, &in, &out), FLOPSCOPE_OK);
    ck_assert_uint_eq(in, 3 * 80000);
    ck_assert_uint_eq(out, 80000);
}
END_TEST

START_TEST(contractions)
{
    static const int64_t square[] = {256, 256}, cube[] = {10, 11, 12};
    static const int64_t a[] = {20, 10}, b[] = {21, 11}, c[] = {22, 12};
    static const struct flopscope_shape product[] = {{square, 2}, {square, 2}};
    static const struct flopscope_shape four[] = {{cube, 3}, {a, 2}, {b, 2}, {c, 2}};
    struct flopscope_work work;
    struct flopscope_path path;
    ck_assert_int_eq(flopscope_einsum_cost("ij,jk->ik", product, 2, &work), FLOPSCOPE_OK);
    ck_assert_uint_eq(flopscope_flops(&work, 1, 1.0), 16777216);
    ck_assert_int_eq(flopscope_svd_cost(256, 256, 10, &work), FLOPSCOPE_OK);
    ck_assert_uint_eq(flopscope_flops(&work, 1, 1.0), 655360);
    ck_assert_int_eq(flopscope_pointwise_cost(product, &work), FLOPSCOPE_OK);
    ck_assert_uint_eq(flopscope_flops(&work, 1, 1.0), 65536);
    ck_assert_int_eq(flopscope_reduction_cost(product, &work), FLOPSCOPE_OK);
    ck_assert_uint_eq(flopscope_flops(&work, 1, 1.0), 65536);
    ck_assert_int_eq(flopscope_einsum_path("ijk,ai,bj,ck->abc", four, 4, 1, &path), FLOPSCOPE_OK);
    ck_assert_uint_eq(path.step_count, 3);
    uint64_t sum = 0;
    for (uint32_t i = 0; i < path.step_count; i++)
        sum += path.step[i].flops;
    ck_assert_uint_eq(path.optimized_cost, sum);
    ck_assert_uint_eq(path.naive_cost, (uint64_t)3 * 10 * 11 * 12 * 20 * 21 * 22);
    ck_assert(path.speedup > 1.0);
    expect_error(flopscope_einsum_cost("ij,jk->iz", product, 2, &work), FLOPSCOPE_BAD_VALUE, "z");
    expect_error(flopscope_einsum_cost("ij,jk", product, 0, &work), FLOPSCOPE_TOO_MANY,
                 "0 operands");
    expect_error(flopscope_einsum_path("ij,jk", product, 2, 3, &path), FLOPSCOPE_BAD_VALUE,
                 "fma=3");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {routines_by_all_their_names,
                                  mistakes_are_named,
                                  two_steps_are_as_one,
                                  conversions,
                                  large_and_negative_dimensions,
                                  the_whole_catalogue_answers,
                                  bytes_of_gemm,
                                  contractions};
    return run_tests("flopcost", tests, sizeof tests / sizeof tests[0]);
}
