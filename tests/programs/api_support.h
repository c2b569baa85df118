/* SPDX-License-Identifier: MIT */
/* What programs that use the API share. Without the preload library its functions are not there:
 * nothing is checked then, and phases have the number 0. */
#ifndef FS_TEST_API_SUPPORT_H
#define FS_TEST_API_SUPPORT_H

#include "flopscope.h"
#include "support.h"

#include <stdio.h>

/* Is it so, where the library is there to answer? */
static inline void check(int holds, const char *what)
{
    if (flopscope_version && !holds)
        printf("WRONG: %s\n", what);
}

/* An operation of n FLOPs, at most 1,000. */
static inline void dot(int n)
{
    static double x[1000];
    const int one = 1;
    volatile double sum = ddot_(&n, x, &one, x, &one);
    (void)sum;
}

static inline uint64_t used(int budget)
{
    return flopscope_budget_used ? flopscope_budget_used(budget) : 0;
}

static inline uint64_t left(int budget)
{
    return flopscope_budget_remaining ? flopscope_budget_remaining(budget) : 0;
}

/* A phase that says nothing at its end. */
static inline int open_phase(uint64_t flop_budget, const char *name_space, int on_exhausted)
{
    struct flopscope_budget_options options = {.size = sizeof options,
                                               .flop_budget = flop_budget,
                                               .name_space = name_space,
                                               .quiet = 1,
                                               .on_exhausted = on_exhausted};
    return FLOPSCOPE_BUDGET_OPEN(&options);
}

#endif
