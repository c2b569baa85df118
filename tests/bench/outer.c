/* SPDX-License-Identifier: MIT */
/* A LAPACK routine that does nothing but call BLAS functions that have nothing to do: ipiv[0]
 * hundred times four of them, by turns. What they take is what calling takes. */
typedef void swap_type(const int *n, double *x, const int *incx, double *y, const int *incy);
typedef void scal_type(const int *n, const double *alpha, double *x, const int *incx);
typedef void axpy_type(const int *n, const double *alpha, const double *x, const int *incx,
                       double *y, const int *incy);
int idamax_(const int *n, const double *x, const int *incx);
swap_type dswap_;
scal_type dscal_;
axpy_type daxpy_;
void dgetf2_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);

void dgetf2_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info)
{
    const int none = 0, one = 1;
    const double alpha = 1.0;
    (void)m;
    (void)n;
    (void)lda;
    *info = 0;
    for (int i = 0; i < 100 * ipiv[0]; i++) {
        *info += idamax_(&none, a, &one);
        dswap_(&none, a, &one, a, &one);
        dscal_(&none, &alpha, a, &one);
        daxpy_(&none, &alpha, a, &one, a, &one);
    }
}
