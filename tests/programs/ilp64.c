/* SPDX-License-Identifier: MIT */
/* A program with 64-bit integers on Debian's ILP64 OpenBLAS, whose names are the plain ones. One
 * length is beyond 2^31, on a vector with stride 0; upper halves of the integers are never garbage.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef int64_t integer;

double dasum_(const integer *n, const double *x, const integer *incx);
void dscal_(const integer *n, const double *alpha, double *x, const integer *incx);
double cblas_ddot(integer n, const double *x, integer incx, const double *y, integer incy);
integer idamax_(const integer *n, const double *x, const integer *incx);
void dgemm_(const char *transa, const char *transb, const integer *m, const integer *n,
            const integer *k, const double *alpha, const double *a, const integer *lda,
            const double *b, const integer *ldb, const double *beta, double *c, const integer *ldc,
            size_t transa_length, size_t transb_length);
void dgesv_(const integer *n, const integer *nrhs, double *a, const integer *lda, integer *ipiv,
            double *b, const integer *ldb, integer *info);

int main(void)
{
    const integer one = 1, n = 9, nrhs = 2;
    double a[81], b[81], c[81];
    for (int i = 0; i < 81; i++) {
        a[i] = (i * 37 % 83) / 83.0 + (i % 10 == 0 ? 4.0 : 0.0);
        b[i] = (i * 11 % 79) / 79.0;
        c[i] = 1.0;
    }
    const integer m6 = 6, n5 = 5, k7 = 7;
    const double alpha = 2.0, beta = -1.0;
    dgemm_("N", "N", &m6, &n5, &k7, &alpha, a, &n, b, &n, &beta, c, &n, 1, 1);
    double sum = 0.0;
    for (int i = 0; i < 81; i++)
        sum += c[i];
    printf("dgemm_ %a\n", sum);
    printf("idamax_ %" PRId64 "\n", idamax_(&n, b, &one));
    integer ipiv[9], info;
    dgesv_(&n, &nrhs, a, &n, ipiv, b, &n, &info);
    printf("dgesv_ %" PRId64 " %a ipiv %" PRId64 "\n", info, b[3], ipiv[0]);

    const integer long_n = ((integer)1 << 31) + 5, zero = 0;
    const double half = 0.5;
    double unit = 0.5;
    printf("cblas_ddot %a\n", cblas_ddot(long_n, &half, 0, &unit, 0));
    printf("dasum_ %a\n", dasum_(&one, &unit, &zero));
    return 0;
}
