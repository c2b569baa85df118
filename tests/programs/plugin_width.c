/* SPDX-License-Identifier: MIT */
/* A plugin on a real BLAS, built once for 32-bit and once for 64-bit integers: INTEGER is their
 * type. What lies behind a 32-bit integer is never zero, so that a wrong width shows. */
#include <stdint.h>

#ifndef INTEGER
#define INTEGER int32_t
#endif

double ddot_(const INTEGER *n, const double *x, const INTEGER *incx, const double *y,
             const INTEGER *incy);
double plugin_sum(int m);

double plugin_sum(int m)
{
    const INTEGER n[2] = {m, -1}, one[2] = {1, -1};
    double x[64];
    for (int i = 0; i < 64; i++)
        x[i] = i;
    return ddot_(n, x, one, x, one);
}
