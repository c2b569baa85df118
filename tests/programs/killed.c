/* SPDX-License-Identifier: MIT */
/* Calls dgemm_ and ddot_ for ever and counts its calls in a file that survives it: two 64-bit
 * numbers, calls begun and calls ended. The test kills it in the middle. Argument: the file. */
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "support.h"

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    int file = open(argv[1], O_RDWR | O_CREAT, 0644);
    if (file < 0 || ftruncate(file, 4096) != 0)
        return 1;
    _Atomic uint64_t *count = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (count == MAP_FAILED)
        return 1;
    double x[64];
    int one = 1;
    fill(x, 64, 81);
    for (unsigned i = 0;; i++) {
        int n = (int)(i % 64);
        atomic_fetch_add(&count[0], 1);
        if (i % 1000 == 999)
            (void)multiply(64, i);
        else
            (void)ddot_(&n, x, &one, x, &one);
        atomic_fetch_add(&count[1], 1);
    }
}
