/* SPDX-License-Identifier: MIT */
/* The generated catalogue: names that programs bind, order, and for every routine that dimensions
 * of any size are priced without overflow, zero and negative ones at nothing, larger ones at no
 * less. */
#include "costmodel/catalogue.h"
#include "costmodel/notes.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void assert_finds(const char *name, const char *routine)
{
    int index = fs_routine_find(name);

    ck_assert_msg(index >= 0, "%s is not found", name);
    ck_assert_str_eq(fs_routines[index].name, routine);
}

START_TEST(entry_points_are_found)
{
    static const char *const names[][2] = {
        {"dgemm", "dgemm"},
        {"dgemm_", "dgemm"},
        {"dgemm_64_", "dgemm"},
        {"dgemm_64", "dgemm"},
        {"scipy_dgemm_", "dgemm"},
        {"scipy_dgemm_64_", "dgemm"},
        {"cblas_dgemm", "dgemm"},
        {"cblas_dgemm64_", "dgemm"},
        {"cblas_dgemm_64", "dgemm"},
        {"scipy_cblas_dgemm64_", "dgemm"},
        {"cblas_zdotc_sub", "zdotc"},
        {"cblas_zdotc_sub64_", "zdotc"},
        {"LAPACKE_zheevd", "zheevd"},
        {"LAPACKE_dgesv_work", "dgesv"},
        {"LAPACKE_dgesv_work64_", "dgesv"},
        {"LAPACKE_dgesv_work_64", "dgesv"},
        {"LAPACKE_dgetrf2_64", "dgetrf2"},
        {"LAPACKE_dgetrf264_", "dgetrf2"},
        {"idamax_", "idamax"},
    };

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_finds(names[i][0], names[i][1]);
}
END_TEST

START_TEST(other_names_are_not_found)
{
    static const char *const names[] = {"",       "_",      "gemm",     "dgem",
                                        "dgemmx", "cblas_", "LAPACKE_", "cblas_dgemm_work",
                                        "DGEMM",  "scipy_", "dgemm__"};

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_msg(fs_routine_find(names[i]) < 0, "%s is found", names[i]);
}
END_TEST

START_TEST(families_prefer_double)
{
    static const char *const names[][2] = {{"gemm", "dgemm"},
                                           {"heev", "zheev"},
                                           {"herk", "zherk"},
                                           {"geev", "dgeev"},
                                           {"sbgemm", "sbgemm"}};

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        int index = fs_routine_of_family(names[i][0]);
        ck_assert_msg(index >= 0, "%s is not found", names[i][0]);
        ck_assert_str_eq(fs_routines[index].name, names[i][1]);
    }
    ck_assert_int_lt(fs_routine_of_family("dgemm"), 0);
}
END_TEST

START_TEST(routines_are_sorted)
{
    for (unsigned i = 1; i < fs_routine_count; i++)
        ck_assert_str_lt(fs_routines[i - 1].name, fs_routines[i].name);
}
END_TEST

/* Integers that choose, or that begin a range. */
static bool is_selector(const char *name)
{
    static const char *const names[] = {"ilo",   "il",    "ifst", "ijob",
                                        "itype", "idist", "k1",   "ttype"};

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Work of a family with each integer parameter n, each option `letter`. */
static fs_work work_at(const fs_family *family, fs_field field, int64_t n, char letter)
{
    int64_t value[FS_PARAM_MAX];

    for (unsigned i = 0; i < family->nparam; i++) {
        value[i] = family->param[i].is_option ? letter : is_selector(family->param[i].name) ? 1 : n;
    }
    return family->work(field, value);
}

/* Every routine, in both fields and with the letters that choose most: no undefined behaviour at
 * any size (the sanitizers look), nothing for nothing, never negative, which unsigned counts would
 * show as larger than the saturation of real work. */
START_TEST(any_dimension_is_priced)
{
    static const int64_t sizes[] = {INT64_MIN, -1, 0,   1,    2,       3,          7,
                                    26,        33, 129, 1000, 1000003, FS_DIM_MAX, FS_DIM_MAX + 1,
                                    INT64_MAX};

    for (unsigned f = 0; f < fs_family_count; f++) {
        const fs_family *family = &fs_families[f];
        for (const char *letter = "NVSALRUEBIY"; *letter != '\0' && family->work != NULL; letter++)
            for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
                fs_work real = work_at(family, FS_REAL, sizes[i], *letter);
                fs_work complex_work = work_at(family, FS_COMPLEX, sizes[i], *letter);
                bool is_zero = real.mul == 0 && real.add == 0 && complex_work.mul == 0;
                bool has_size = family->nparam > 0 && family->param[0].is_priced;
                ck_assert_msg(sizes[i] > 0 || is_zero || !has_size, "%s of %ld, %c costs something",
                              family->name, (long)sizes[i], *letter);
                ck_assert_msg(sizes[i] > 1000003 || (real.mul >> 100) == 0, "%s of %ld, %c",
                              family->name, (long)sizes[i], *letter);
            }
    }
}
END_TEST

/* More of everything is no less work, but where regimes of an estimate meet: there at most 35%
 * less. */
START_TEST(work_grows_with_size)
{
    for (unsigned f = 0; f < fs_family_count; f++) {
        const fs_family *family = &fs_families[f];
        fs_count before = 0;
        for (int64_t n = 1; n <= 2000 && family->work != NULL; n += 1 + n / 8) {
            fs_count now = fs_work_flops(work_at(family, FS_REAL, n, 'V'), 2);
            ck_assert_msg(now >= before - before / 20 * 7, "%s shrinks before %ld", family->name,
                          (long)n);
            before = now;
        }
    }
}
END_TEST

START_TEST(every_formula_is_explained)
{
    for (unsigned i = 0; i < fs_note_count; i++) {
        ck_assert_str_ne(fs_notes[i].title, "");
        ck_assert_str_ne(fs_notes[i].formula, "");
        ck_assert_str_ne(fs_notes[i].source, "");
        if (strcmp(fs_notes[i].work_class, "estimate") == 0)
            ck_assert_msg(fs_notes[i].depends[0] != '\0', "%s: an estimate on what?",
                          fs_notes[i].name);
    }
    ck_assert_ptr_nonnull(fs_note_find("gemm"));
    ck_assert_ptr_null(fs_note_find("no such function"));
}
END_TEST

START_TEST(elements_have_their_size)
{
    ck_assert_uint_eq(fs_prec_bytes('s'), 4);
    ck_assert_uint_eq(fs_prec_bytes('d'), 8);
    ck_assert_uint_eq(fs_prec_bytes('c'), 8);
    ck_assert_uint_eq(fs_prec_bytes('z'), 16);
    ck_assert_uint_eq(fs_prec_bytes('b'), 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *names = tcase_create("names"), *prices = tcase_create("prices");

    tcase_add_test(names, entry_points_are_found);
    tcase_add_test(names, other_names_are_not_found);
    tcase_add_test(names, families_prefer_double);
    tcase_add_test(names, routines_are_sorted);
    tcase_add_test(names, elements_have_their_size);
    tcase_add_test(prices, any_dimension_is_priced);
    tcase_add_test(prices, work_grows_with_size);
    tcase_add_test(prices, every_formula_is_explained);
    tcase_set_timeout(prices, 60);
    suite_add_tcase(suite, names);
    suite_add_tcase(suite, prices);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
