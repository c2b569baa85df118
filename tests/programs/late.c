/* SPDX-License-Identifier: MIT */
/* Two operations with a pause between them: a wall time limit below the pause passes in it, so that
 * the second operation is the one that comes too late. */
#include <stdio.h>
#include <unistd.h>

#include "support.h"

int main(void)
{
    double x[250];
    int n = 250, one = 1;
    fill(x, 250, 97);
    printf("%a\n", ddot_(&n, x, &one, x, &one));
    usleep(400000);
    printf("%a\n", ddot_(&n, x, &one, x, &one));
    return 0;
}
