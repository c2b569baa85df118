/* SPDX-License-Identifier: MIT */
/* Batched products, which not every BLAS has: in the forms of OpenBLAS and MKL. */
#include <cblas.h>

void dgemm_batch_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
                  const double *alpha, const double **a, const int *lda, const double **b,
                  const int *ldb, const double *beta, double **c, const int *ldc,
                  const int *group_count, const int *group_size);
void cblas_dgemm_batch(CBLAS_ORDER order, const CBLAS_TRANSPOSE *transa,
                       const CBLAS_TRANSPOSE *transb, const int *m, const int *n, const int *k,
                       const double *alpha, const double **a, const int *lda, const double **b,
                       const int *ldb, const double *beta, double **c, const int *ldc,
                       int group_count, const int *group_size);
void cblas_dgemm_batch_strided(CBLAS_ORDER order, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transb,
                               int m, int n, int k, double alpha, const double *a, int lda,
                               int stridea, const double *b, int ldb, int strideb, double beta,
                               double *c, int ldc, int stridec, int batch_size);

void dgemm_batch_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
                  const double *alpha, const double **a, const int *lda, const double **b,
                  const int *ldb, const double *beta, double **c, const int *ldc,
                  const int *group_count, const int *group_size)
{
    for (int group = 0, at = 0; group < *group_count; group++)
        for (int i = 0; i < group_size[group]; i++, at++)
            cblas_dgemm(CblasColMajor, transa[group] == 'N' ? CblasNoTrans : CblasTrans,
                        transb[group] == 'N' ? CblasNoTrans : CblasTrans, m[group], n[group],
                        k[group], alpha[group], a[at], lda[group], b[at], ldb[group], beta[group],
                        c[at], ldc[group]);
}

void cblas_dgemm_batch(CBLAS_ORDER order, const CBLAS_TRANSPOSE *transa,
                       const CBLAS_TRANSPOSE *transb, const int *m, const int *n, const int *k,
                       const double *alpha, const double **a, const int *lda, const double **b,
                       const int *ldb, const double *beta, double **c, const int *ldc,
                       int group_count, const int *group_size)
{
    for (int group = 0, at = 0; group < group_count; group++)
        for (int i = 0; i < group_size[group]; i++, at++)
            cblas_dgemm(order, transa[group], transb[group], m[group], n[group], k[group],
                        alpha[group], a[at], lda[group], b[at], ldb[group], beta[group], c[at],
                        ldc[group]);
}

void cblas_dgemm_batch_strided(CBLAS_ORDER order, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transb,
                               int m, int n, int k, double alpha, const double *a, int lda,
                               int stridea, const double *b, int ldb, int strideb, double beta,
                               double *c, int ldc, int stridec, int batch_size)
{
    for (int i = 0; i < batch_size; i++)
        cblas_dgemm(order, transa, transb, m, n, k, alpha, a + i * stridea, lda, b + i * strideb,
                    ldb, beta, c + i * stridec, ldc);
}
