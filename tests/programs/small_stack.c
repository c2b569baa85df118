/* SPDX-License-Identifier: MIT */
/* Calls BLAS in a thread with the smallest stack there is, a page that must not be touched before
 * it; the first call of the process is there. Prints a digest of what it computed. */
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "support.h"

enum { N = 8, PAGE = 4096, SMALLEST = 16384 };

static double a[N * N], x[N], y[N];

static void *work(void *data)
{
    const double one = 1.0;
    const int step = 1;
    for (int i = 0; i < 100; i++) {
        int n = 1 + i % N;
        dgemv_("N", &n, &n, &one, a, &n, x, &step, &one, y, &step, 1);
    }
    y[0] = NAN;
    dgemv_("N", &step, &step, &one, a, &step, x, &step, &one, y, &step, 1);
    return data;
}

int main(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    char *memory =
        mmap(NULL, PAGE + SMALLEST, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || mprotect(memory, PAGE, PROT_NONE) != 0)
        return 1;
    fill(a, N * N, 1);
    fill(x, N, 2);
    pthread_attr_init(&attributes);
    if (pthread_attr_setstack(&attributes, memory + PAGE, SMALLEST) != 0 ||
        pthread_create(&thread, &attributes, work, NULL) != 0)
        return 1;
    pthread_join(thread, NULL);
    print_digest("y", y + 1, sizeof y - sizeof y[0]);
    return 0;
}
