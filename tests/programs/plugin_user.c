/* SPDX-License-Identifier: MIT */
/* The part of a plugin that calls BLAS: which dgemm_ it gets depends on what it is linked with. */
#include <stddef.h>

void dgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
            const double *beta, double *c, const int *ldc, size_t transa_length,
            size_t transb_length);
double plugin_answer(int m);

double plugin_answer(int m)
{
    const double one = 1.0, zero = 0.0;
    double a[64] = {0.0}, b[64] = {0.0}, c[64] = {0.0};
    const int n = 2, k = 3, ld = 8;
    dgemm_("N", "N", &m, &n, &k, &one, a, &ld, b, &ld, &zero, c, &ld, 1, 1);
    return c[0];
}
