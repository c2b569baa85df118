/* SPDX-License-Identifier: MIT */
/* Forks again and again while other threads call BLAS with ever new sizes: whatever lock they hold
 * at that moment, the child goes on. Each child calls ddot_ CHILD_CALLS times. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

enum { THREADS = 4, CHILDREN = 200, CHILD_CALLS = 30 };

static double x[4000];
static atomic_int stop;

static double dot(int n, int stride)
{
    return ddot_(&n, x, &stride, x, &stride);
}

static void *call_until_stopped(void *argument)
{
    const int first = *(const int *)argument;
    double sum = 0.0;
    for (int i = 0; !atomic_load(&stop); i++)
        sum += dot((first + i) % 2000, 2);
    return sum < 0.0 ? argument : NULL;
}

int main(void)
{
    pthread_t thread[THREADS];
    int first[THREADS], failed = 0;
    fill(x, 4000, 91);
    for (int i = 0; i < THREADS; i++) {
        first[i] = i * 500;
        if (pthread_create(&thread[i], NULL, call_until_stopped, &first[i]) != 0)
            return 1;
    }
    for (int i = 0; i < CHILDREN; i++) {
        pid_t child = fork();
        if (child == 0) {
            double sum = 0.0;
            for (int n = 0; n < CHILD_CALLS; n++)
                sum += dot(2000 + n, 1);
            _exit(sum > 0.0 ? 0 : 1);
        }
        int status = -1;
        failed += child < 0 || waitpid(child, &status, 0) != child || status != 0;
    }
    atomic_store(&stop, 1);
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    printf("%d children failed\n", failed);
    return failed != 0;
}
