/* SPDX-License-Identifier: MIT */
/* A BLAS of its own, built several times with different answers: dgemm_ sets c[0] to ANSWER plus m.
 */
#include <stddef.h>

#ifndef ANSWER
#define ANSWER 0
#endif

void dgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
            const double *beta, double *c, const int *ldc, size_t transa_length,
            size_t transb_length);

void dgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
            const double *beta, double *c, const int *ldc, size_t transa_length,
            size_t transb_length)
{
    (void)transa, (void)transb, (void)n, (void)k, (void)alpha, (void)a, (void)lda, (void)b;
    (void)ldb, (void)beta, (void)ldc, (void)transa_length, (void)transb_length;
    c[0] = ANSWER + *m;
}
