/* SPDX-License-Identifier: MIT */
/* Extents of arrays: numbers of elements against counting them one by one, bytes of operations
 * against figures by hand, and that every family has some. */
#include "costmodel/catalogue.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t counted(const fs_extent *extent)
{
    uint64_t count = 0;
    for (int64_t i = 0; i < extent->rows; i++)
        for (int64_t j = 0; j < extent->cols; j++)
            count += i - j <= extent->lower && j - i <= extent->upper;
    return count;
}

static void assert_counted(fs_extent extent)
{
    ck_assert_msg(fs_extent_elements(&extent) == counted(&extent),
                  "%lld x %lld, -%lld..%lld: %llu instead of %llu", (long long)extent.rows,
                  (long long)extent.cols, (long long)extent.upper, (long long)extent.lower,
                  (unsigned long long)fs_extent_elements(&extent),
                  (unsigned long long)counted(&extent));
}

START_TEST(elements_are_counted)
{
    for (int64_t m = 0; m < 8; m++) {
        for (int64_t n = 0; n < 8; n++) {
            assert_counted(fs_extent_full(m, n));
            assert_counted(fs_extent_upper(m, n));
            assert_counted(fs_extent_lower(m, n));
            for (int64_t k = 0; k < 9; k++) {
                assert_counted(fs_extent_part(m, n, -1, k));
                assert_counted(fs_extent_part(m, n, k, -1));
                for (int64_t l = 0; l < 9; l++)
                    assert_counted(fs_extent_band(m, n, k, l, l));
            }
        }
        assert_counted(fs_extent_vec(m));
        assert_counted(fs_extent_hess(m));
        assert_counted(fs_extent_diag(m));
        for (const char *uplo = "UL"; *uplo != '\0'; uplo++) {
            assert_counted(fs_extent_tri(*uplo, false, m));
            assert_counted(fs_extent_tri(*uplo, true, m));
            assert_counted(fs_extent_pack(*uplo, false, m));
            assert_counted(fs_extent_triband(*uplo, false, m, 2));
            assert_counted(fs_extent_triband(*uplo, true, m, 2));
        }
    }
}
END_TEST

START_TEST(extents_of_nonsense_are_empty)
{
    fs_extent extents[] = {fs_extent_none(),          fs_extent_vec(-1),
                           fs_extent_full(-3, 4),     fs_extent_full(3, INT64_MIN),
                           fs_extent_tri('U', 0, -5), fs_extent_band(4, 4, -1, 2, 2),
                           fs_extent_tri('X', 1, 0),  fs_extent_triband('L', 1, 4, -1)};
    for (size_t i = 0; i < sizeof extents / sizeof extents[0]; i++)
        ck_assert(fs_extent_elements(&extents[i]) == 0);
}
END_TEST

static const fs_family *family_of(const char *routine)
{
    int index = fs_routine_find(routine);
    ck_assert_msg(index >= 0, "%s is not found", routine);
    return &fs_families[fs_routines[index].family];
}

/* A call as "m=3 transa=N": parameters that are not named are 0. */
static bool traffic(const char *routine, const char *call, fs_count *read, fs_count *written)
{
    const fs_family *family = family_of(routine);
    int64_t value[FS_PARAM_MAX] = {0};
    char text[256];
    char *rest = NULL;
    ck_assert(strlen(call) < sizeof text);
    memcpy(text, call, strlen(call) + 1);
    for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        unsigned i = 0;
        *equals = '\0';
        while (i < family->nparam && strcmp(family->param[i].name, word) != 0)
            i++;
        ck_assert_msg(i < family->nparam, "%s has no parameter %s", routine, word);
        value[i] = family->param[i].is_option ? equals[1] : strtoll(equals + 1, NULL, 10);
    }
    return fs_family_traffic(family, fs_routines[fs_routine_find(routine)].prec,
                             fs_name_int_bytes(routine), value, read, written);
}

static void assert_traffic(const char *routine, const char *call, uint64_t read, uint64_t written)
{
    fs_count r, w;
    ck_assert_msg(traffic(routine, call, &r, &w), "%s has no extents", routine);
    ck_assert_msg(r == read && w == written, "%s %s: %llu and %llu instead of %llu and %llu",
                  routine, call, (unsigned long long)r, (unsigned long long)w,
                  (unsigned long long)read, (unsigned long long)written);
}

enum { M = 7, N = 5, K = 3, NRHS = 2 };

START_TEST(bytes_of_blas)
{
    assert_traffic("dgemm", "transa=N transb=N m=7 n=5 k=3", 8 * (M * K + K * N + M * N),
                   8 * M * N);
    assert_traffic("sgemm", "transa=T transb=C m=7 n=5 k=3", 4 * (M * K + K * N + M * N),
                   4 * M * N);
    assert_traffic("zgemm", "transa=N transb=N m=7 n=5 k=3", 16 * (M * K + K * N + M * N),
                   16 * M * N);
    assert_traffic("dsymm", "side=L uplo=U m=7 n=5", 8 * (M * (M + 1) / 2 + 2 * M * N), 8 * M * N);
    assert_traffic("dsymm", "side=R uplo=L m=7 n=5", 8 * (N * (N + 1) / 2 + 2 * M * N), 8 * M * N);
    assert_traffic("dtrsm", "side=L uplo=U transa=N diag=N m=7 n=5", 8 * (M * (M + 1) / 2 + M * N),
                   8 * M * N);
    assert_traffic("dtrmm", "side=R uplo=U transa=N diag=U m=7 n=5", 8 * (N * (N - 1) / 2 + M * N),
                   8 * M * N);
    assert_traffic("dsyrk", "uplo=U trans=T n=5 k=3", 8 * (N * K + N * (N + 1) / 2),
                   8 * N * (N + 1) / 2);
    assert_traffic("dsyr2k", "uplo=U trans=N n=5 k=3", 8 * (2 * N * K + N * (N + 1) / 2),
                   8 * N * (N + 1) / 2);
    assert_traffic("dgemv", "trans=N m=7 n=5", 8 * (M * N + N + M), 8 * M);
    assert_traffic("cgemv", "trans=C m=7 n=5", 8 * (M * N + M + N), 8 * N);
    assert_traffic("dger", "m=7 n=5", 8 * (M + N + M * N), 8 * M * N);
    assert_traffic("dspmv", "uplo=L n=5", 8 * (N * (N + 1) / 2 + 2 * N), 8 * N);
    assert_traffic("dgbmv", "trans=N m=7 n=5 kl=1 ku=1", 8 * (5 + 4 + 5 + N + M), 8 * M);
    assert_traffic("dgemm", "transa=N transb=N m=0 n=5 k=3", 0, 0);
    assert_traffic("dgemm", "transa=N transb=N m=7 n=5 k=0", 8 * M * N, 8 * M * N);
    assert_traffic("daxpy", "n=5", 8 * 2 * N, 8 * N);
    assert_traffic("ddot", "n=5", 8 * 2 * N, 0);
    assert_traffic("dscal", "n=5", 8 * N, 8 * N);
    assert_traffic("dcopy", "n=5", 8 * N, 8 * N);
    assert_traffic("dswap", "n=5", 8 * 2 * N, 8 * 2 * N);
    assert_traffic("dsdot", "n=5", 4 * 2 * N, 0);
    assert_traffic("sbgemm", "transa=N transb=N m=7 n=5 k=3", 2 * (M * K + K * N) + 4 * M * N,
                   4 * M * N);
}
END_TEST

START_TEST(bytes_of_lapack)
{
    assert_traffic("dgetrf", "m=7 n=5", 8 * M * N, 8 * M * N + 4 * N);
    assert_traffic("dgesv", "n=5 nrhs=2", 8 * (N * N + N * NRHS), 8 * (N * N + N * NRHS) + 4 * N);
    assert_traffic("dpotrf", "uplo=L n=5", 8 * 15, 8 * 15);
    assert_traffic("dgeqrf", "m=7 n=5", 8 * M * N, 8 * (M * N + N));
    assert_traffic("dorgqr", "m=7 n=5 k=3", 8 * (6 + 5 + 4 + K), 8 * M * N);
    assert_traffic("dsyev", "jobz=V uplo=L n=5", 8 * 15, 8 * (N * N + N));
    assert_traffic("zheev", "jobz=N uplo=L n=5", 16 * 15, 8 * N);
    assert_traffic("dsyevr", "jobz=V range=I uplo=U n=5 il=2 iu=3", 8 * 15, 8 * (2 + 2 * N));
    assert_traffic("dgesvd", "jobu=S jobvt=A m=7 n=5", 8 * M * N, 8 * (N + M * N + N * N));
    assert_traffic("dgesdd", "jobz=O m=7 n=5", 8 * M * N, 8 * (M * N + N + N * N));
    assert_traffic("dgetri", "n=5", 8 * N * N + 4 * N, 8 * N * N);
    assert_traffic("dgbtrf", "m=5 n=5 kl=1 ku=1", 8 * 13, 8 * (13 + 3) + 4 * N);
    assert_traffic("dpbtrf", "uplo=U n=5 kd=2", 8 * 12, 8 * 12);
    assert_traffic("dgels", "trans=N m=7 n=5 nrhs=2", 8 * (M * N + M * NRHS),
                   8 * (M * N + M * NRHS));
    assert_traffic("dgesvx", "fact=F trans=N n=5 nrhs=2", 8 * (2 * N * N + N * NRHS) + 4 * N,
                   8 * (2 * N * NRHS + 1 + 2 * NRHS));
}
END_TEST

START_TEST(bytes_saturate)
{
    fs_count read, written;
    ck_assert(traffic("zgemm", "transa=N transb=N m=9223372036854775807 n=9223372036854775807",
                      &read, &written));
    ck_assert(read == FS_COUNT_MAX && written == FS_COUNT_MAX);
    ck_assert(traffic("dgemm", "transa=N transb=N m=-4 n=3 k=9", &read, &written));
    ck_assert(read == 0 && written == 0);
}
END_TEST

/* Every family with extents: none for dimensions of zero, and every array has a name. */
START_TEST(empty_calls_move_nothing)
{
    for (unsigned f = 0; f < fs_family_count; f++) {
        const fs_family *family = &fs_families[f];
        fs_access access[FS_ARRAY_MAX];
        int64_t value[FS_PARAM_MAX] = {0};
        const int64_t found[FS_FOUND_MAX] = {0};
        if (family->access == NULL)
            continue;
        fs_family_access(family, value, found, access);
        for (unsigned i = 0; i < family->narray; i++) {
            fs_count most = access[i].read[0].rows <= 5 ? 9 : 0; /* iseed, 3 x 3 matrices */
            ck_assert(strlen(family->array[i].name) > 0);
            ck_assert_msg(fs_pieces_elements(access[i].read) <= most &&
                              fs_pieces_elements(access[i].written) <= most,
                          "%s: %s", family->name, family->array[i].name);
        }
    }
}
END_TEST

/* Arrays whose extents no argument tells: scratch of the two stages' kernels, in a band array whose
 * use of st, ed, sweep and ttype is not documented. */
START_TEST(all_other_families_have_extents)
{
    static const char *const accepted[] = {"hb2st_kernels", "sb2st_kernels"};
    for (unsigned f = 0; f < fs_family_count; f++) {
        bool is_known = fs_families[f].access != NULL;
        for (size_t i = 0; i < sizeof accepted / sizeof accepted[0]; i++)
            is_known = is_known != (strcmp(fs_families[f].name, accepted[i]) == 0);
        ck_assert_msg(is_known, "%s: a line in arrays.tbl, or in this list", fs_families[f].name);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("extents");
    TCase *cases = tcase_create("extents");
    tcase_add_test(cases, elements_are_counted);
    tcase_add_test(cases, extents_of_nonsense_are_empty);
    tcase_add_test(cases, bytes_of_blas);
    tcase_add_test(cases, bytes_of_lapack);
    tcase_add_test(cases, bytes_saturate);
    tcase_add_test(cases, empty_calls_move_nothing);
    tcase_add_test(cases, all_other_families_have_extents);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
