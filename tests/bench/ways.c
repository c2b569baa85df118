/* SPDX-License-Identifier: MIT */
/* A call of cblas_ddot by different ways, for what call stacks cost: usage: ways ROUNDS. Prints
 * "WAY\tNS", the median CPU time of a call over the rounds. */
#include "cpu_time.h"

#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>

enum { CALLS = 2000 };
#define OWN_FRAME __attribute__((noinline, noclone))

static double x[4] = {1.0}, sum;

/* The additions keep calls from becoming jumps, which would leave no frame. */
static OWN_FRAME void call(void)
{
    sum += cblas_ddot(1, x, 1, x, 1);
}

static OWN_FRAME void left(void)
{
    call();
    sum += 1.0;
}

static OWN_FRAME void right(void)
{
    call();
    sum += 2.0;
}

static OWN_FRAME void descend(int depth)
{
    if (depth == 0)
        call();
    else
        descend(depth - 1);
    sum += 3.0;
}

static void one_way(int i)
{
    (void)i;
    left();
}

static void two_ways(int i)
{
    if (i % 2)
        left();
    else
        right();
}

static void twelve_deep(int i)
{
    (void)i;
    descend(12);
}

static void many_depths(int i)
{
    descend(i % 16);
}

static const struct {
    const char *name;
    void (*go)(int i);
} ways[] = {{"one way", one_way},
            {"two ways in turn", two_ways},
            {"12 deep", twelve_deep},
            {"16 depths in turn", many_depths}};
enum { WAYS = sizeof ways / sizeof ways[0] };

static int by_value(const void *left_value, const void *right_value)
{
    const double *a = left_value, *b = right_value;
    return (*a > *b) - (*a < *b);
}

int main(int argc, char **argv)
{
    int rounds = argc == 2 ? atoi(argv[1]) : 0;
    double *took_ns = rounds > 0 ? malloc(WAYS * (size_t)rounds * sizeof *took_ns) : NULL;
    if (!took_ns) {
        fputs("usage: ways ROUNDS\n", stderr);
        return 2;
    }
    for (int round = 0; round < rounds; round++)
        for (int way = 0; way < WAYS; way++) {
            double start_ns = cpu_now_ns();
            for (int i = 0; i < CALLS; i++)
                ways[way].go(i);
            took_ns[way * rounds + round] = (cpu_now_ns() - start_ns) / CALLS;
        }
    for (int way = 0; way < WAYS; way++) {
        qsort(took_ns + way * rounds, (size_t)rounds, sizeof *took_ns, by_value);
        printf("%s\t%.2f\n", ways[way].name, took_ns[way * rounds + rounds / 2]);
    }
    free(took_ns);
    return sum < 0.0;
}
