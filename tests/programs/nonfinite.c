/* SPDX-License-Identifier: MIT */
/* Produces NaN and infinities in BLAS and LAPACK, in the way named on the command line, and puts
 * others where no operation looks. */
#include <cblas.h>
#include <complex.h>
#include <lapacke.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

enum { LDA = 5, LDB = 6, LDC = 7 };

/* 3 by 2 times 2 by 4, row-major, each row followed by NaN. */
struct product {
    double a[3 * LDA], b[2 * LDB], c[3 * LDC];
};

static void set(double *matrix, int rows, int cols, int ld, double value)
{
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < ld; j++)
            matrix[i * ld + j] = j < cols ? value + i - j : NAN;
}

static void multiply_product(struct product *p, double beta)
{
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 3, 4, 2, 1.0, p->a, LDA, p->b, LDB, beta,
                p->c, LDC);
    print_digest("product", p->c, sizeof p->c);
}

static void prepare(struct product *p)
{
    set(p->a, 3, 2, LDA, 1);
    set(p->b, 2, 4, LDB, 2);
    set(p->c, 3, 4, LDC, 3);
}

/* c(2,3) overflows; what is in c before is not read. */
static void infinity_in_dgemm(void)
{
    struct product p;
    prepare(&p);
    set(p.c, 3, 0, LDC, 0);
    p.a[1 * LDA + 0] = p.b[0 * LDB + 2] = 1e200;
    multiply_product(&p, 0.0);
    multiply_product(&p, 0.0);
}

/* 0 / 0 in x(2), which all kernels come to. infinity - infinity is none where operations are
 * fused. */
static void nan_in_dtrsv(void)
{
    double a[9] = {1, 0, 0, 0, 0, 0, 3, 0, 1}, x[3] = {1, 0, 1};
    cblas_dtrsv(CblasColMajor, CblasUpper, CblasTrans, CblasNonUnit, 3, a, 3, x, 1);
    printf("x(1) %g\n", x[0]);
}

static void nan_in_input(void)
{
    struct product p;
    prepare(&p);
    multiply_product(&p, 0.5);
    p.b[1 * LDB + 3] = NAN;
    multiply_product(&p, 0.5);
}

/* c is read, since beta is not 0. */
static void nan_in_result(void)
{
    struct product p;
    prepare(&p);
    p.c[2 * LDC + 1] = NAN;
    multiply_product(&p, 0.5);
}

static void infinity_in_dscal(void)
{
    double x[24];
    fill(x, 24, 1);
    x[3 * 4] = 1e300;
    for (int i = 0; i < 24; i++)
        if (i % 3 != 0)
            x[i] = NAN;
    cblas_dscal(8, 1e100, x, 3);
    print_digest("x", x, sizeof x);
}

/* A diagonal system, row-major: b(1,2) overflows. */
static void infinity_in_lapacke(void)
{
    double a[3 * LDA], b[3 * LDB];
    lapack_int ipiv[3];
    set(a, 3, 0, LDA, 0);
    set(b, 3, 2, LDB, 1);
    for (int i = 0; i < 9; i++)
        a[i / 3 * LDA + i % 3] = i % 4 == 0;
    a[0] = 1e-200;
    b[0] = 0;
    b[1] = 1e200;
    printf("info %d\n", (int)LAPACKE_dgesv(LAPACK_ROW_MAJOR, 3, 2, a, LDA, ipiv, b, LDB));
    print_digest("b", b, sizeof b);
}

/* LAPACKE looks into its inputs itself. */
static void refused_by_lapacke(void)
{
    double a[4] = {1, 2, NAN, 4}, b[2] = {1, 1};
    lapack_int ipiv[2];
    printf("info %d\n", (int)LAPACKE_dgesv(LAPACK_COL_MAJOR, 2, 1, a, 2, ipiv, b, 2));
}

static void infinity_in_result(void)
{
    double x[4] = {1e200, 1, 2, 3};
    printf("dot %g\n", cblas_ddot(4, x, 1, x, 1));
}

static void infinity_in_complex_result(void)
{
    double _Complex x[3] = {1, 2, 1e200};
    const int n = 3, one = 1;
    double _Complex result = zdotc_(&n, x, &one, x, &one);
    print_digest("dot", &result, sizeof result);
}

static void triangles(void)
{
    double a[5 * LDA], b[5 * LDB], band[5 * 4];
    set(a, 5, 5, LDA, 0);
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++)
            a[i * LDA + j] = i < j ? NAN : i == j ? 20 : 1;
    set(b, 5, 3, LDB, 1);
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, 5, 3, 1.0, a, LDA,
                b, LDB);
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, 5, 3, 1.0, b, LDB, 1.0, a, LDA);
    print_digest("rank 3 update", a, sizeof a);
    printf("info %d\n", (int)LAPACKE_dpotrf(LAPACK_ROW_MAJOR, 'L', 5, a, LDA));
    for (int i = 0; i < 5; i++)
        a[i * LDA + i] = NAN;
    cblas_dtrmv(CblasRowMajor, CblasLower, CblasTrans, CblasUnit, 5, a, LDA, b, LDB);
    print_digest("unit triangle", b, sizeof b);
    for (int i = 0; i < 20; i++) /* one diagonal below, two above; its corners are not there */
        band[i] = i == 0 || i == 18 || i == 19 || i == 15 ? NAN : 1;
    double x[5] = {1, 2, 3, 4, 5}, y[15];
    for (int i = 0; i < 15; i++)
        y[i] = i % 3 == 0 ? 1 : NAN;
    cblas_dgbmv(CblasRowMajor, CblasNoTrans, 5, 5, 1, 2, 1.0, band, 4, x, -1, 1.0, y, -3);
    print_digest("band", y, sizeof y);
}

/* NaN everywhere but where an operation looks. */
static void nan_between(void)
{
    struct product p;
    double x[12];
    prepare(&p);
    multiply_product(&p, 0.5);
    for (int i = 0; i < 12; i++)
        x[i] = i % 4 == 0 ? 1.0 : NAN;
    cblas_dscal(3, 2.0, x, 4);
    cblas_dswap(3, x, -4, p.c, LDC);
    print_digest("x", x, sizeof x);
    triangles();
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } ways[] = {{"dgemm", infinity_in_dgemm},     {"input", nan_in_input},
                {"updated", nan_in_result},       {"dscal", infinity_in_dscal},
                {"lapacke", infinity_in_lapacke}, {"refused", refused_by_lapacke},
                {"ddot", infinity_in_result},     {"zdotc", infinity_in_complex_result},
                {"dtrsv", nan_in_dtrsv},          {"between", nan_between}};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (argc == 2 && strcmp(argv[1], ways[i].name) == 0) {
            ways[i].run();
            return 0;
        }
    }
    fprintf(stderr,
            "nonfinite: expected one of dgemm input updated dscal lapacke refused ddot zdotc "
            "dtrsv between\n");
    return 2;
}
