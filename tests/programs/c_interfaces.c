/* SPDX-License-Identifier: MIT */
/* A C program that reaches BLAS and LAPACK through all four interfaces: CBLAS, Fortran, LAPACKE and
 * LAPACKE's _work, with row and column major order, options, and complex arguments and results. */
#include <cblas.h>
#include <complex.h>
#include <lapacke.h>
#include <stdio.h>

#include "support.h"

static void blas_through_cblas(void)
{
    double a[64], b[64], c[64], x[16], y[16];
    fill(a, 64, 1);
    fill(b, 64, 2);
    fill(c, 64, 3);
    fill(x, 16, 4);
    fill(y, 16, 5);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, 5, 7, 3, 1.5, a, 3, b, 3, 0.5, c, 7);
    print_digest("cblas_dgemm", c, sizeof c);
    cblas_dgemv(CblasColMajor, CblasTrans, 6, 4, 1.0, a, 6, x, 1, 0.25, y, 2);
    print_digest("cblas_dgemv", y, sizeof y);
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasUpper, CblasNoTrans, CblasUnit, 4, 6, 1.0, a, 8, b,
                8);
    print_digest("cblas_dtrsm", b, sizeof b);
    cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, 5, 9, 1.0, a, 5, 0.0, c, 5);
    print_digest("cblas_dsyrk", c, sizeof c);
    double dot = cblas_ddot(11, x, 1, y, 1);
    print_digest("cblas_ddot", &dot, sizeof dot);
    printf("cblas_idamax %d\n", (int)cblas_idamax(13, x, 1));
    float xs[9], ys[9];
    for (int i = 0; i < 9; i++) {
        xs[i] = (float)x[i];
        ys[i] = (float)y[i];
    }
    double dsdot = cblas_dsdot(9, xs, 1, ys, 1);
    print_digest("cblas_dsdot", &dsdot, sizeof dsdot);
    double _Complex product;
    cblas_zdotc_sub(7, a, 1, b, 1, &product);
    print_digest("cblas_zdotc_sub", &product, sizeof product);
    double _Complex alpha = 0.5 + 2.0 * I;
    cblas_zgeru(CblasRowMajor, 3, 4, &alpha, a, 1, b, 1, c, 4);
    print_digest("cblas_zgeru", c, sizeof c);
}

static void blas_through_fortran(void)
{
    double a[64], b[64], c[64];
    int m = 6, n = 5, k = 8, one = 1;
    const double alpha = -1.0, beta = 2.0;
    fill(a, 64, 11);
    fill(b, 64, 12);
    fill(c, 64, 13);
    dgemm_("T", "N", &m, &n, &k, &alpha, a, &k, b, &k, &beta, c, &m, 1, 1);
    print_digest("dgemm_", c, sizeof c);
    double _Complex x[8], y[8];
    fill((double *)x, 16, 14);
    fill((double *)y, 16, 15);
    double _Complex product = zdotc_(&k, x, &one, y, &one);
    print_digest("zdotc_", &product, sizeof product);
    for (int i = 0; i < 8; i++)
        a[i * 8 + i] += 8.0;
    int info;
    dpotrf_("L", &k, a, &k, &info, 1);
    printf("dpotrf_ info %d\n", info);
    print_digest("dpotrf_", a, sizeof a);
}

static void lapack_through_lapacke(void)
{
    double a[64], b[24];
    lapack_int ipiv[8];
    fill(a, 64, 21);
    fill(b, 24, 22);
    int info = LAPACKE_dgesv(LAPACK_ROW_MAJOR, 8, 3, a, 8, ipiv, b, 3);
    printf("LAPACKE_dgesv info %d\n", info);
    print_digest("LAPACKE_dgesv", b, sizeof b);
    fill(a, 64, 23);
    info = LAPACKE_dgetrf(LAPACK_COL_MAJOR, 8, 6, a, 8, ipiv);
    printf("LAPACKE_dgetrf info %d\n", info);
    print_digest("LAPACKE_dgetrf", a, sizeof a);
    double tau[8], work[64];
    fill(a, 64, 24);
    info = LAPACKE_dgeqrf_work(LAPACK_COL_MAJOR, 8, 5, a, 8, tau, work, 64);
    printf("LAPACKE_dgeqrf_work info %d\n", info);
    print_digest("LAPACKE_dgeqrf_work", a, sizeof a);
    lapack_complex_double h[36];
    double w[6];
    fill((double *)h, 72, 25);
    info = LAPACKE_zheev(LAPACK_ROW_MAJOR, 'V', 'U', 6, h, 6, w);
    printf("LAPACKE_zheev info %d\n", info);
    print_digest("LAPACKE_zheev", w, sizeof w);
}

int main(void)
{
    blas_through_cblas();
    blas_through_fortran();
    lapack_through_lapacke();
    return 3;
}
