/* SPDX-License-Identifier: MIT */
/* BLAS before main and after it: constructor, atexit handler, destructor, and those of a library.
 */
#include <stdlib.h>

#include "support.h"

static void __attribute__((constructor)) begin(void)
{
    say("constructor %016llx\n", (unsigned long long)multiply(7, 3));
}

static void __attribute__((destructor)) end(void)
{
    say("destructor %016llx\n", (unsigned long long)multiply(8, 4));
}

static void at_exit(void)
{
    say("atexit %016llx\n", (unsigned long long)multiply(9, 5));
}

int main(void)
{
    if (atexit(at_exit) != 0)
        return 1;
    say("main %016llx\n", (unsigned long long)multiply(10, 6));
    return 0;
}
