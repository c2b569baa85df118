/* SPDX-License-Identifier: MIT */
/* What a call inside a LAPACK routine takes where there is nothing to do (outer.c): usage: inside
 * ROUNDS. Prints the CPU time of one in the fastest of ROUNDS calls of the routine. */
#include "cpu_time.h"

#include <stdio.h>
#include <stdlib.h>

enum { HUNDREDS = 250, INNER_CALLS = 4 * 100 * HUNDREDS };

void dgetf2_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);

int main(int argc, char **argv)
{
    int rounds = argc == 2 ? atoi(argv[1]) : 0, order = 1, pivot = HUNDREDS, info;
    double element = 1.0, best_ns = 1e300;
    if (rounds < 1) {
        fprintf(stderr, "usage: inside ROUNDS\n");
        return 2;
    }
    for (int i = 0; i < rounds; i++) {
        double start_ns = cpu_now_ns();
        dgetf2_(&order, &order, &element, &order, &pivot, &info);
        double took_ns = (cpu_now_ns() - start_ns) / INNER_CALLS;
        best_ns = took_ns < best_ns ? took_ns : best_ns;
    }
    printf("%.3f\n", best_ns);
    return 0;
}
