/* SPDX-License-Identifier: MIT */
/* Cuts or deletes the logs in its working directory in the middle of its work. Before and after,
 * operations of known and of new sizes, in this thread and in new ones. Arguments: how long the
 * logs are to be in bytes, or "delete"; "block": all signals are blocked. */
#include <glob.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

enum { LONGEST = 4000, MANY = 300000 };

static double x[LONGEST];

static double operations(int count, int first, int longest)
{
    double sum = 0;
    int one = 1;
    for (int i = 0; i < count; i++) {
        int n = first + i % longest;
        sum += ddot_(&n, x, &one, x, &one);
    }
    return sum;
}

static void *in_thread(void *sum)
{
    *(double *)sum = operations(MANY / 10, 1, 300);
    return NULL;
}

static int cut(const char *how)
{
    glob_t logs;
    if (glob("*.fslog", 0, NULL, &logs) != 0)
        return 0; /* run bare, there is none */
    for (size_t i = 0; i < logs.gl_pathc; i++)
        if ((strcmp(how, "delete") == 0 ? unlink(logs.gl_pathv[i])
                                        : truncate(logs.gl_pathv[i], atol(how))) != 0)
            return 1;
    globfree(&logs);
    return 0;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    double other = 0;
    if (argc < 2)
        return 2;
    if (argc > 2) {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, NULL);
    }
    fill(x, LONGEST, 95);
    printf("before %a\n", operations(MANY, 1, 200));
    if (cut(argv[1]) != 0)
        return 1;
    printf("same sizes %a\n", operations(MANY, 1, 200));
    printf("new sizes %a\n", operations(MANY, 201, 1000));
    if (pthread_create(&thread, NULL, in_thread, &other) != 0 || pthread_join(thread, NULL) != 0)
        return 1;
    printf("thread %a\n", other);
    return 0;
}
