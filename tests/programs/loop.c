/* SPDX-License-Identifier: MIT */
/* A loop of dgemm_ with matrices of 256, for the budget tests. Prints "ran K" after each call that
 * came back, unbuffered, and "end" at last. With LOOP_WAITS in the environment it stays, before
 * that, until its standard input ends. Usage: loop CALLS [THREADS [PROCESSES [exec]]] */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

enum { N = 256, THREADS_MAX = 64 };

static double a[N * N], b[N * N];
static int calls;

static void on_limit(int signal_number)
{
    (void)signal_number;
    say("signal\n");
}

static void *run(void *argument)
{
    double *c = filled((size_t)N * N, 3);
    const int n = N;
    const double one = 1.0, zero = 0.0;
    (void)argument;
    for (int i = 0; i < calls; i++) {
        dgemm_("N", "N", &n, &n, &n, &one, a, &n, b, &n, &zero, c, &n, 1, 1);
        say("ran %d\n", i + 1);
    }
    free(c);
    return NULL;
}

static void run_threads(int threads)
{
    pthread_t thread[THREADS_MAX];
    for (int i = 1; i < threads; i++)
        if (pthread_create(&thread[i], NULL, run, NULL) != 0)
            exit(1);
    run(NULL);
    for (int i = 1; i < threads; i++)
        pthread_join(thread[i], NULL);
}

static int start_processes(int processes, char **argv, int by_exec)
{
    for (int i = 1; i < processes; i++) {
        pid_t child = fork();
        if (child < 0)
            return 1;
        if (child == 0 && by_exec) {
            char *arguments[] = {argv[0], argv[1], argv[2], NULL};
            execv("/proc/self/exe", arguments);
            _exit(127);
        }
        if (child == 0)
            return 0;
    }
    return 0;
}

int main(int argc, char **argv)
{
    int threads = argc > 2 ? atoi(argv[2]) : 1;
    int processes = argc > 3 ? atoi(argv[3]) : 1;
    if (argc < 2 || threads < 1 || threads > THREADS_MAX)
        return 2;
    calls = atoi(argv[1]);
    if (getenv("LOOP_HANDLES_SIGXCPU"))
        signal(SIGXCPU, on_limit);
    fill(a, (size_t)N * N, 1);
    fill(b, (size_t)N * N, 2);
    printf("buffered text\n"); /* must come out when the budget ends the program */
    if (start_processes(processes, argv, argc > 4 && strcmp(argv[4], "exec") == 0) != 0)
        return 1;
    run_threads(threads);
    while (getenv("LOOP_WAITS") && getchar() != EOF)
        ;
    printf("end\n");
    while (wait(NULL) > 0)
        ;
    return 0;
}
