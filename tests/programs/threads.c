/* SPDX-License-Identifier: MIT */
/* Eight threads call dgemm_ at the same time, each with a size of its own, 50 calls each; then a
 * thousand short-lived threads call once each, one after the other. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

enum { THREADS = 8, CALLS = 50, SHORT_LIVED = 1000 };

struct job {
    int n;
    int calls;
    uint64_t result;
};

static void *run(void *argument)
{
    struct job *job = argument;
    for (int i = 0; i < job->calls; i++)
        job->result = job->result * 31u + multiply(job->n, (unsigned)i);
    return NULL;
}

static void start(pthread_t *thread, struct job *job)
{
    if (pthread_create(thread, NULL, run, job) != 0) {
        fprintf(stderr, "pthread_create failed\n");
        exit(1);
    }
}

int main(void)
{
    pthread_t thread[THREADS];
    struct job job[THREADS];
    for (int i = 0; i < THREADS; i++) {
        job[i] = (struct job){.n = 10 + i, .calls = CALLS};
        start(&thread[i], &job[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(thread[i], NULL);
        printf("thread %d %016llx\n", i, (unsigned long long)job[i].result);
    }
    struct job one = {.n = 4, .calls = 1};
    for (int i = 0; i < SHORT_LIVED; i++) {
        start(&thread[0], &one);
        pthread_join(thread[0], NULL);
    }
    printf("short-lived %016llx\n", (unsigned long long)one.result);
    return 0;
}
