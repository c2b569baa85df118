/* SPDX-License-Identifier: MIT */
/* A library whose constructor starts a thread that calls BLAS, and waits for it. */
#include <pthread.h>
#include <stddef.h>

double plugin_answer(int m);

double constructed_answer;

static void *work(void *data)
{
    constructed_answer = plugin_answer(5);
    return data;
}

__attribute__((constructor)) static void construct(void)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, NULL) == 0)
        pthread_join(thread, NULL);
}
