/* SPDX-License-Identifier: MIT */
/* A 256 by 256 matrix-vector product, two small products and two dot products: the budget's
 * example. */
#include <stdio.h>

#include "support.h"

int main(void)
{
    const int n = 256, one = 1;
    const double alpha = 1.0, beta = 0.0;
    static double a[256 * 256], x[256], y[256];
    fill(a, 256 * 256, 1);
    fill(x, 256, 2);
    for (int i = 0; i < 2; i++)
        y[i] = ddot_(&n, x, &one, x, &one);
    printf("%016llx\n", (unsigned long long)multiply(10, 3));
    dgemv_("N", &n, &n, &alpha, a, &n, x, &one, &beta, y, &one, 1);
    print_digest("dgemv_", y, sizeof y);
    printf("%016llx\n", (unsigned long long)multiply(20, 3));
    return 0;
}
