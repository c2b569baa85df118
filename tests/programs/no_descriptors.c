/* SPDX-License-Identifier: MIT */
/* Works without a free descriptor. "first": none is free from the first operation on; "later":
 * after many operations all are closed, and taken for others. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "support.h"

enum { LONGEST = 4000, MANY = 200000 };

static double x[LONGEST];

static double operations(int count, int longest)
{
    double sum = 0;
    int one = 1;
    for (int i = 0; i < count; i++) {
        int n = 1 + i % longest;
        sum += ddot_(&n, x, &one, x, &one);
    }
    return sum;
}

static int take_all(void)
{
    struct rlimit limit = {64, 64};
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1;
    while (dup(STDOUT_FILENO) >= 0)
        ;
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    fill(x, LONGEST, 96);
    if (strcmp(argv[1], "first") == 0 && take_all() != 0)
        return 1;
    printf("%a\n", operations(MANY, 100));
    if (strcmp(argv[1], "later") == 0) {
        closefrom(3);
        if (take_all() != 0)
            return 1;
    }
    printf("%a\n", operations(MANY, LONGEST));
    return 0;
}
