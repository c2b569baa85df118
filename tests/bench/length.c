/* SPDX-License-Identifier: MIT */
/* Many calls of dger_ with alpha = 0, which returns at once and costs m n FLOPs by its shape:
 * usage: length CALLS SHAPES THREADS [POINTS [killed]]. Each thread makes its part of the calls,
 * with SHAPES shapes (up to 10^6) in an order that looks random, or one. After each of POINTS parts
 * the first thread prints CALLS RSS_KIB BARE_NS THROUGH_NS the calls so far, and what one took in
 * this part; the bare call is the backend's own and is not counted. The last line is "total CALLS
 * FLOPS", what the program knows that it did. With `killed` it then kills itself. */
#include "cpu_time.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void dger_type(const int *m, const int *n, const double *alpha, const double *x,
                       const int *incx, const double *y, const int *incy, double *a,
                       const int *lda);
dger_type dger_;

enum { SIDE = 1000, THREADS_MAX = 64, BARE_PART = 16 };

static dger_type *bare_dger;
static long calls_each, shapes;
static int points;
static unsigned long long flops[THREADS_MAX];

static long rss_kib(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file || fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return pages * 4;
}

/* Calls [from, to) of a thread; shapes come again after SHAPES calls, each time all of them: a
 * multiplier that has no factor in common with their number permutes them. */
static unsigned long long call(dger_type *dger, long from, long to)
{
    static const double zero = 0.0;
    const int one = 1, ld = SIDE;
    double x = 1.0, a = 1.0;
    unsigned long long sum = 0;
    for (long i = from; i < to; i++) {
        long shape = i * 7368787 % shapes;
        int m = (int)(shape / SIDE) + 1, n = (int)(shape % SIDE) + 1;
        dger(&m, &n, &zero, &x, &one, &x, &one, &a, &ld);
        sum += (unsigned long long)m * (unsigned long long)n;
    }
    return sum;
}

static void *run(void *argument)
{
    size_t thread = (size_t)(uintptr_t)argument;
    for (long point = 0; point < points; point++) {
        long from = calls_each * point / points, to = calls_each * (point + 1) / points;
        double start_ns = cpu_now_ns();
        flops[thread] += call(dger_, from, to);
        double end_ns = cpu_now_ns();
        if (thread != 0)
            continue;
        long bare_to = from + (to - from) / BARE_PART + 1;
        call(bare_dger, from, bare_to);
        printf("%ld\t%ld\t%.2f\t%.2f\n", to, rss_kib(),
               (cpu_now_ns() - end_ns) / (double)(bare_to - from),
               (end_ns - start_ns) / (double)(to - from));
        fflush(stdout);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t threads[THREADS_MAX];
    int thread_count = argc > 3 ? atoi(argv[3]) : 0;
    calls_each = argc > 3 && thread_count > 0 ? atol(argv[1]) / thread_count : 0;
    shapes = argc > 3 ? atol(argv[2]) : 0;
    points = argc > 4 ? atoi(argv[4]) : 1;
    if (calls_each < 1 || shapes < 1 || shapes > (long)SIDE * SIDE || thread_count > THREADS_MAX ||
        points < 1) {
        fputs("usage: length CALLS SHAPES THREADS [POINTS [killed]]\n", stderr);
        return 2;
    }
    void *library = dlopen("libblas.so.3", RTLD_NOW);
    *(void **)&bare_dger = library ? dlsym(library, "dger_") : NULL;
    if (!bare_dger) {
        fprintf(stderr, "length: %s\n", dlerror());
        return 1;
    }
    for (int i = 1; i < thread_count; i++)
        if (pthread_create(&threads[i], NULL, run, (void *)(uintptr_t)i) != 0)
            abort();
    run(NULL);
    unsigned long long sum = flops[0];
    for (int i = 1; i < thread_count; i++) {
        pthread_join(threads[i], NULL);
        sum += flops[i];
    }
    printf("total\t%ld\t%llu\n", calls_each * thread_count, sum);
    fflush(stdout);
    if (argc > 5 && strcmp(argv[5], "killed") == 0)
        raise(SIGKILL);
    return 0;
}
