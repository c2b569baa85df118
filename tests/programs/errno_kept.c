/* SPDX-License-Identifier: MIT */
/* errno is the same after a call as before, on the slow paths too: first calls, new sizes, many
 * calls. */
#include <errno.h>
#include <stdio.h>

#include "support.h"

int main(void)
{
    double x[600];
    int one = 1, changed = 0;
    fill(x, 600, 51);
    for (int i = 0; i < 2000000; i++) {
        int n = i % 600;
        errno = 10000 + n;
        (void)ddot_(&n, x, &one, x, &one);
        changed += errno != 10000 + n;
    }
    printf("errno changed %d times\n", changed);
    return changed != 0;
}
