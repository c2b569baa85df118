/* SPDX-License-Identifier: MIT */
/* A library that calls BLAS when it is loaded and when it is unloaded. */
#include "support.h"

static void __attribute__((constructor)) begin(void)
{
    say("library constructor %016llx\n", (unsigned long long)multiply(5, 1));
}

static void __attribute__((destructor)) end(void)
{
    say("library destructor %016llx\n", (unsigned long long)multiply(6, 2));
}
