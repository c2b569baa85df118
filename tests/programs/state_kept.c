/* SPDX-License-Identifier: MIT */
/* What a call must leave as it was, on the slow paths too (first calls, new sizes, new chunks of
 * the log): errno, the floating-point exception flags, the rounding direction. */
#include <errno.h>
#include <fenv.h>
#include <stdio.h>

#include "support.h"

enum { CALLS = 2000000, LENGTHS = 600 };

int main(void)
{
    static double x[LENGTHS];
    int one = 1, changed = 0;
    for (int i = 0; i < LENGTHS; i++)
        x[i] = i; /* sums of products are exact: no flag is raised by them */
    fesetround(FE_UPWARD);
    feclearexcept(FE_ALL_EXCEPT);
    for (int i = 0; i < CALLS; i++) {
        int n = i % LENGTHS;
        errno = 10000 + n;
        (void)ddot_(&n, x, &one, x, &one);
        changed += errno != 10000 + n;
    }
    printf("errno changed %d times, flags %x, rounding %s\n", changed,
           (unsigned)fetestexcept(FE_ALL_EXCEPT), fegetround() == FE_UPWARD ? "kept" : "changed");
    return changed != 0;
}
