/* SPDX-License-Identifier: MIT */
/* Asks for the size of the workspace, then computes: the questions are neither charged nor logged.
 * Each routine is asked three times and called once. */
#include <lapacke.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

enum { N = 12, ASKED = 3 };

static void *room(double size, size_t element_bytes)
{
    void *memory = malloc((size_t)size * element_bytes);
    if (!memory)
        exit(1);
    return memory;
}

static void symmetric_eigenvalues(void)
{
    double a[N * N], w[N], size = 0.0;
    int n = N, info, lwork = -1;
    fill(a, N * N, 31);
    for (int i = 0; i < ASKED; i++)
        LAPACK_dsyev("V", "L", &n, a, &n, w, &size, &lwork, &info);
    lwork = (int)size;
    double *work = room(size, sizeof *work);
    LAPACK_dsyev("V", "L", &n, a, &n, w, work, &lwork, &info);
    print_digest("dsyev_", w, sizeof w);
    free(work);
}

static void hermitian_eigenvalues(void)
{
    double _Complex a[N * N], size = 0.0;
    double w[N], rsize = 0.0;
    int n = N, info, lwork = -1, lrwork = -1, liwork = -1, isize = 0;
    fill((double *)a, 2 * N * N, 32);
    for (int i = 0; i < ASKED; i++)
        LAPACK_zheevd("N", "U", &n, a, &n, w, &size, &lwork, &rsize, &lrwork, &isize, &liwork,
                      &info);
    lwork = (int)(double)size;
    lrwork = (int)rsize;
    liwork = isize;
    double _Complex *work = room((double)size, sizeof *work);
    double *rwork = room(rsize, sizeof *rwork);
    int *iwork = room(isize, sizeof *iwork);
    LAPACK_zheevd("N", "U", &n, a, &n, w, work, &lwork, rwork, &lrwork, iwork, &liwork, &info);
    print_digest("zheevd_", w, sizeof w);
    free(work);
    free(rwork);
    free(iwork);
}

static void singular_values(void)
{
    double a[N * N], s[N], u[N * N], vt[N * N], size = 0.0;
    int iwork[8 * N];
    fill(a, N * N, 33);
    for (int i = 0; i < ASKED; i++)
        LAPACKE_dgesdd_work(LAPACK_COL_MAJOR, 'A', N, N - 4, a, N, s, u, N, vt, N, &size, -1,
                            iwork);
    double *work = room(size, sizeof *work);
    LAPACKE_dgesdd_work(LAPACK_COL_MAJOR, 'A', N, N - 4, a, N, s, u, N, vt, N, work, (int)size,
                        iwork);
    print_digest("LAPACKE_dgesdd_work", s, (N - 4) * sizeof *s);
    free(work);
}

int main(void)
{
    symmetric_eigenvalues();
    hermitian_eigenvalues();
    singular_values();
    return 0;
}
