/* SPDX-License-Identifier: MIT */
/* The clock of the benchmarks: the CPU time of the thread, since there may be more threads than
 * cores, and other programs. */
#ifndef BENCH_CPU_TIME_H
#define BENCH_CPU_TIME_H

#include <time.h>

static inline double cpu_now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

#endif
