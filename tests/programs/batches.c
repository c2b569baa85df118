/* SPDX-License-Identifier: MIT */
/* Batched products and a transposition in place, finite or with a NaN or infinity in the way named
 * on the command line; between the matrices there are others, where no operation looks. */
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

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

enum { PRODUCTS = 3, SIZE = 16, STRIDED = 4 };

static double a[PRODUCTS][SIZE], b[PRODUCTS][SIZE], c[PRODUCTS][SIZE];

/* One product of 2 x 2 by 2 x 1, and two of 2 x 3 (transposed) by 3 x 1. */
static void by_groups(CBLAS_ORDER order)
{
    const char *transa = "NT", *transb = "NN";
    const CBLAS_TRANSPOSE cblas_transa[] = {CblasNoTrans, CblasTrans};
    const CBLAS_TRANSPOSE cblas_transb[] = {CblasNoTrans, CblasNoTrans};
    const int m[] = {2, 2}, n[] = {1, 1}, k[] = {2, 3}, ld[] = {4, 4}, size[] = {1, 2}, groups = 2;
    const double one[] = {1, 1}, beta[] = {0, 0};
    const double *as[] = {a[0], a[1], a[2]}, *bs[] = {b[0], b[1], b[2]};
    double *cs[] = {c[0], c[1], c[2]};
    if (order == CblasColMajor)
        dgemm_batch_(transa, transb, m, n, k, one, as, ld, bs, ld, beta, cs, ld, &groups, size);
    else
        cblas_dgemm_batch(order, cblas_transa, cblas_transb, m, n, k, one, as, ld, bs, ld, beta, cs,
                          ld, groups, size);
    print_digest("products", c, sizeof c);
}

/* A matrix of these rows and columns at a leading dimension of 4, the rest NaN. */
static void set(double *matrix, int rows, int cols)
{
    for (int i = 0; i < SIZE; i++)
        matrix[i] = i % 4 < rows && i / 4 < cols ? i + 1.0 : (double)NAN;
}

/* By columns; by rows the same memory is a transposed matrix. */
static void prepare(CBLAS_ORDER order)
{
    int by_rows = order == CblasRowMajor;
    for (int i = 0; i < PRODUCTS; i++) {
        int inner = i == 0 ? 2 : 3, rows = i == 0 ? 2 : 3, cols = 2;
        set(a[i], by_rows ? cols : rows, by_rows ? rows : cols);
        set(b[i], by_rows ? 1 : inner, by_rows ? inner : 1);
        set(c[i], 0, 0);
    }
}

static void strided(double first)
{
    double x[STRIDED][SIZE], y[STRIDED][SIZE], z[STRIDED][SIZE];
    for (int i = 0; i < STRIDED; i++) {
        set(x[i], 2, 2);
        set(y[i], 2, 2);
        set(z[i], 0, 0);
    }
    x[STRIDED - 1][0] = first;
    y[STRIDED - 1][0] = 0;
    cblas_dgemm_batch_strided(CblasColMajor, CblasNoTrans, CblasNoTrans, 2, 2, 2, 1.0, x[0], 4,
                              SIZE, y[0], 4, SIZE, 0.0, z[0], 4, SIZE, STRIDED);
    print_digest("strided", z, sizeof z);
}

/* 2 x 3 at 4 becomes 3 x 2 at 5. */
static void in_place(void)
{
    double x[SIZE];
    set(x, 2, 3);
    x[1 + 2 * 4] = NAN;
    cblas_dimatcopy(CblasColMajor, CblasTrans, 2, 3, 1.0, x, 4, 5);
    print_digest("transposed", x, sizeof x);
}

int main(int argc, char **argv)
{
    const char *way = argc == 2 ? argv[1] : "";
    if (strcmp(way, "groups") == 0) {
        prepare(CblasColMajor);
        b[2][0] = NAN;
        by_groups(CblasColMajor);
    } else if (strcmp(way, "cblas-groups") == 0) {
        prepare(CblasRowMajor);
        a[1][0] = 1e200;
        b[1][0] = 1e200;
        by_groups(CblasRowMajor);
    } else if (strcmp(way, "strided") == 0) {
        strided(NAN);
    } else if (strcmp(way, "imatcopy") == 0) {
        in_place();
    } else if (strcmp(way, "finite") == 0) {
        prepare(CblasColMajor);
        by_groups(CblasColMajor);
        prepare(CblasRowMajor);
        by_groups(CblasRowMajor);
        strided(1);
    } else {
        fprintf(stderr, "batches: expected one of groups cblas-groups strided imatcopy finite\n");
        return 2;
    }
    return 0;
}
