/* SPDX-License-Identifier: MIT */
/* Leaves operations by jumps that the compiler makes itself, from a callback, and writes over the
 * stack that they had before it computes on. */
#include <stdio.h>

#include "support.h"

static void *back[5];
static int jumps;

static __attribute__((noinline)) void jump(void)
{
    __builtin_longjmp(back, 1);
}

static int choose(const double *re, const double *im)
{
    (void)im;
    if (jumps++ == 0)
        jump();
    return *re > 0;
}

static __attribute__((noinline)) void leave(void)
{
    jumps = 0;
    if (__builtin_setjmp(back) == 0)
        schur(6, 7, choose);
}

static __attribute__((noinline)) void write_over(void)
{
    volatile unsigned char memory[60000];
    for (size_t i = 0; i < sizeof memory; i++)
        memory[i] = 0x5a;
}

int main(void)
{
    const double x = 1;
    const int n = 1;
    for (int turn = 0; turn < 2; turn++) {
        multiply(6, 1);
        leave();
        write_over();
        printf("%g\n", ddot_(&n, &x, &n, &x, &n));
        for (int i = 0; i < 5; i++)
            multiply(6, 2);
    }
    return 0;
}
