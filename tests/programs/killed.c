/* SPDX-License-Identifier: MIT */
/* Calls dgemm_ and ddot_ for ever and counts its calls in a file that survives it: two 64-bit
 * numbers, calls begun and calls ended. The test kills it in the middle. Arguments: the file,
 * threads. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "support.h"

static _Atomic uint64_t *count;

static void *call_for_ever(void *unused)
{
    double x[64];
    int one = 1;
    (void)unused;
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
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    int file = open(argv[1], O_RDWR | O_CREAT, 0644);
    if (file < 0 || ftruncate(file, 4096) != 0)
        return 1;
    count = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (count == MAP_FAILED)
        return 1;
    for (int i = 1; i < atoi(argv[2]); i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, call_for_ever, NULL) != 0)
            return 1;
    }
    call_for_ever(NULL);
}
