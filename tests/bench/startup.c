/* SPDX-License-Identifier: MIT */
/* How long a program takes from posix_spawn to its end, with this process's environment: prints the
 * median and the least in microseconds. usage: startup TIMES PROGRAM [ARGUMENT...] */
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static uint64_t now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int by_size(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

int main(int argc, char **argv)
{
    int times = argc > 2 ? atoi(argv[1]) : 0;
    uint64_t *took_ns = times > 0 ? malloc((size_t)times * sizeof *took_ns) : NULL;
    if (!took_ns)
        return 2;
    for (int i = 0; i < times; i++) {
        pid_t child;
        int status;
        uint64_t start = now_ns();
        if (posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ) != 0 ||
            waitpid(child, &status, 0) != child || status != 0) {
            fprintf(stderr, "startup: %s failed\n", argv[2]);
            return 1;
        }
        took_ns[i] = now_ns() - start;
    }
    qsort(took_ns, (size_t)times, sizeof *took_ns, by_size);
    printf("%.1f\t%.1f\n", (double)took_ns[times / 2] / 1000.0, (double)took_ns[0] / 1000.0);
    free(took_ns);
    return 0;
}
