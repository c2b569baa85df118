/* SPDX-License-Identifier: MIT */
/* Calls LAPACK with outputs and unused parts of arrays full of NaN: the routines write all that
 * they say they write, so nothing is to be found. Row-major and column-major, through LAPACKE's
 * _work layer and above it. */
#include <lapacke.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

enum { M = 7, N = 5, LD = 9, RHS = 2, BYTES = LD * LD };

static int order;

/* An array full of NaN; kept until the program's end. */
static double *empty(void)
{
    double *a = malloc(BYTES * sizeof *a);
    if (a == NULL)
        exit(1);
    for (int i = 0; i < BYTES; i++)
        a[i] = NAN;
    return a;
}

static double *at(double *a, int i, int j)
{
    return &a[order == LAPACK_ROW_MAJOR ? i * LD + j : i + j * LD];
}

/* A rows by cols matrix; with a dominant diagonal if it is square. */
static double *matrix(int rows, int cols)
{
    double *a = empty();
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            *at(a, i, j) = (i * 7 + j * 3) % 11 * 0.1 + (i == j) * (rows == cols ? 10 + i : 1);
    return a;
}

/* A symmetric positive definite matrix of which only one triangle is there. */
static double *triangle(char uplo)
{
    double *a = matrix(N, N);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            if (uplo == 'U' ? i > j : i < j)
                *at(a, i, j) = NAN;
    return a;
}

static double *vector(int n)
{
    double *x = empty();
    for (int i = 0; i < n; i++)
        x[i] = 3 + i % 4;
    return x;
}

static void report(const char *name, int info)
{
    printf("%s %d\n", name, info);
}

static void linear_systems(void)
{
    lapack_int ipiv[LD];
    double rcond, *a = matrix(N, N);
    report("gesv", LAPACKE_dgesv(order, N, RHS, a, LD, ipiv, matrix(N, RHS), LD));
    report("getri", LAPACKE_dgetri(order, N, a, LD, ipiv));
    report("gecon", LAPACKE_dgecon(order, '1', N, a, LD, 1.0, &rcond));
    report("getrf", LAPACKE_dgetrf(order, M, N, matrix(M, N), LD, ipiv));
    char equed;
    double *af = empty(), pivot;
    report("gesvx", LAPACKE_dgesvx(order, 'E', 'N', N, RHS, matrix(N, N), LD, af, LD, ipiv, &equed,
                                   empty(), empty(), matrix(N, RHS), LD, empty(), LD, &rcond,
                                   empty(), empty(), &pivot));
    report("gesvx", LAPACKE_dgesvx(order, 'N', 'T', N, RHS, matrix(N, N), LD, af, LD, ipiv, &equed,
                                   empty(), empty(), matrix(N, RHS), LD, empty(), LD, &rcond,
                                   empty(), empty(), &pivot));
    report("gtsv", LAPACKE_dgtsv(order, N, RHS, vector(N - 1), vector(N), vector(N - 1),
                                 matrix(N, RHS), LD));
    for (const char *uplo = "UL"; *uplo != '\0'; uplo++) {
        double *p = triangle(*uplo);
        report("posv", LAPACKE_dposv(order, *uplo, N, RHS, p, LD, matrix(N, RHS), LD));
        report("potri", LAPACKE_dpotri(order, *uplo, N, p, LD));
        report("sysv",
               LAPACKE_dsysv(order, *uplo, N, RHS, triangle(*uplo), LD, ipiv, matrix(N, RHS), LD));
        report("trtri", LAPACKE_dtrtri(order, *uplo, 'N', N, triangle(*uplo), LD));
        report("pptrf", LAPACKE_dpptrf(order, *uplo, 1, vector(1)));
    }
}

static void least_squares(void)
{
    lapack_int jpvt[LD] = {0}, rank;
    double *a = matrix(M, N), *tau = empty();
    report("geqrf", LAPACKE_dgeqrf(order, M, N, a, LD, tau));
    report("ormqr", LAPACKE_dormqr(order, 'L', 'T', M, RHS, N, a, LD, tau, matrix(M, RHS), LD));
    report("orgqr", LAPACKE_dorgqr(order, M, N, N, a, LD, tau));
    report("gelqf", LAPACKE_dgelqf(order, N, M, a = matrix(N, M), LD, tau = empty()));
    report("orglq", LAPACKE_dorglq(order, N, M, N, a, LD, tau));
    report("geqp3", LAPACKE_dgeqp3(order, M, N, matrix(M, N), LD, jpvt, empty()));
    report("geqrt", LAPACKE_dgeqrt(order, M, N, 2, matrix(M, N), LD, empty(), LD));
    report("geqrt3", LAPACKE_dgeqrt3(order, M, N, matrix(M, N), LD, empty(), LD));
    report("gels", LAPACKE_dgels(order, 'N', M, N, RHS, matrix(M, N), LD, matrix(M, RHS), LD));
    report("gels", LAPACKE_dgels(order, 'N', N, M, RHS, matrix(N, M), LD, matrix(M, RHS), LD));
    report("gelsd", LAPACKE_dgelsd(order, M, N, RHS, matrix(M, N), LD, matrix(M, RHS), LD, empty(),
                                   1e-9, &rank));
    report("gelsy", LAPACKE_dgelsy(order, M, N, RHS, matrix(M, N), LD, matrix(M, RHS), LD, jpvt,
                                   1e-9, &rank));
}

static void symmetric_eigenproblems(char uplo)
{
    lapack_int m, fail[LD], support[2 * LD];
    report("syev", LAPACKE_dsyev(order, 'V', uplo, N, triangle(uplo), LD, empty()));
    report("syev", LAPACKE_dsyev(order, 'N', uplo, N, triangle(uplo), LD, empty()));
    report("syevd", LAPACKE_dsyevd(order, 'V', uplo, N, triangle(uplo), LD, empty()));
    for (const char *range = "AVI"; *range != '\0'; range++) {
        report("syevr", LAPACKE_dsyevr(order, 'V', *range, uplo, N, triangle(uplo), LD, 9, 12, 2, 3,
                                       0, &m, empty(), empty(), LD, support));
        report("syevx", LAPACKE_dsyevx(order, 'V', *range, uplo, N, triangle(uplo), LD, 9, 12, 2, 3,
                                       0, &m, empty(), empty(), LD, fail));
        report("sygvx",
               LAPACKE_dsygvx(order, 1, 'V', *range, uplo, N, triangle(uplo), LD, triangle(uplo),
                              LD, 0.9, 1.1, 2, 3, 0, &m, empty(), empty(), LD, fail));
        report("stevr", LAPACKE_dstevr(order, 'V', *range, N, vector(N), vector(N - 1), 2, 5, 2, 3,
                                       0, &m, empty(), empty(), LD, support));
    }
    report("sygv",
           LAPACKE_dsygv(order, 1, 'V', uplo, N, triangle(uplo), LD, triangle(uplo), LD, empty()));
    double *a = triangle(uplo), *tau = empty();
    report("sytrd", LAPACKE_dsytrd(order, uplo, N, a, LD, empty(), empty(), tau));
    report("orgtr", LAPACKE_dorgtr(order, uplo, N, a, LD, tau));
    report("steqr", LAPACKE_dsteqr(order, 'I', N, vector(N), vector(N - 1), empty(), LD));
    report("stedc", LAPACKE_dstedc(order, 'I', N, vector(N), vector(N - 1), empty(), LD));
    report("stevd", LAPACKE_dstevd(order, 'V', N, vector(N), vector(N - 1), empty(), LD));
}

static void other_eigenproblems(void)
{
    lapack_int low, high, found;
    double norm, *h = matrix(N, N), *tau = empty();
    report("geev", LAPACKE_dgeev(order, 'V', 'V', N, matrix(N, N), LD, empty(), empty(), empty(),
                                 LD, empty(), LD));
    report("geev", LAPACKE_dgeev(order, 'N', 'N', N, matrix(N, N), LD, empty(), empty(), empty(),
                                 LD, empty(), LD));
    report("geevx",
           LAPACKE_dgeevx(order, 'B', 'V', 'V', 'B', N, matrix(N, N), LD, empty(), empty(), empty(),
                          LD, empty(), LD, &low, &high, empty(), &norm, empty(), empty()));
    report("gees", LAPACKE_dgees(order, 'V', 'N', NULL, N, matrix(N, N), LD, &found, empty(),
                                 empty(), empty(), LD));
    report("ggev", LAPACKE_dggev(order, 'V', 'V', N, matrix(N, N), LD, matrix(N, N), LD, empty(),
                                 empty(), empty(), empty(), LD, empty(), LD));
    report("gges", LAPACKE_dgges(order, 'V', 'V', 'N', NULL, N, matrix(N, N), LD, matrix(N, N), LD,
                                 &found, empty(), empty(), empty(), empty(), LD, empty(), LD));
    report("gehrd", LAPACKE_dgehrd(order, N, 1, N, h, LD, tau));
    report("orghr", LAPACKE_dorghr(order, N, 1, N, h, LD, tau));
    report("gebal", LAPACKE_dgebal(order, 'B', N, matrix(N, N), LD, &low, &high, empty()));
}

static void singular_values(int rows, int cols)
{
    lapack_int found, support[12 * LD];
    for (const char *job = "ASON"; *job != '\0'; job++) {
        report("gesdd", LAPACKE_dgesdd(order, *job, rows, cols, matrix(rows, cols), LD, empty(),
                                       empty(), LD, empty(), LD));
        report("gesvd",
               LAPACKE_dgesvd(order, *job, *job == 'O' ? 'S' : *job, rows, cols, matrix(rows, cols),
                              LD, empty(), empty(), LD, empty(), LD, empty()));
    }
    for (const char *range = "AVI"; *range != '\0'; range++)
        report("gesvdx",
               LAPACKE_dgesvdx(order, 'V', 'V', *range, rows, cols, matrix(rows, cols), LD, 1, 4, 2,
                               3, &found, empty(), empty(), LD, empty(), LD, support));
    report("gebrd", LAPACKE_dgebrd(order, rows, cols, matrix(rows, cols), LD, empty(), empty(),
                                   empty(), empty()));
}

int main(void)
{
    static const int orders[] = {LAPACK_COL_MAJOR, LAPACK_ROW_MAJOR};
    for (int i = 0; i < 2; i++) {
        order = orders[i];
        linear_systems();
        least_squares();
        symmetric_eigenproblems('U');
        symmetric_eigenproblems('L');
        other_eigenproblems();
        singular_values(M, N);
        singular_values(N, M);
    }
    return 0;
}
