/* SPDX-License-Identifier: MIT */
/* Ever new sizes: more distinct operations than any table wants to hold. */
#include <stdio.h>

#include "support.h"

enum { LARGEST = 54 };

int main(void)
{
    static double a[LARGEST * LARGEST], b[LARGEST * LARGEST], c[LARGEST * LARGEST];
    const int ld = LARGEST;
    const double alpha = 1.0, beta = 0.5;
    fill(a, LARGEST * LARGEST, 1);
    fill(b, LARGEST * LARGEST, 2);
    for (int m = 1; m <= LARGEST; m++)
        for (int n = 1; n <= LARGEST; n++)
            for (int k = 1; k <= LARGEST; k++)
                dgemm_("N", "N", &m, &n, &k, &alpha, a, &ld, b, &ld, &beta, c, &ld, 1, 1);
    print_digest("dgemm_", c, sizeof c);
    return 0;
}
