/* SPDX-License-Identifier: MIT */
/* Processes of several threads that spend the same amount in each operation until they are stopped.
 * Prints what the operations cost that came back, and how the processes ended.
 * Usage: spend PROCESSES THREADS AMOUNT [deduct|phases|both] */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "flopscope.h"
#include "support.h"

enum { THREADS_MAX = 32, AMOUNT_MAX = 100000, PER_PHASE = 7 };

static double x[AMOUNT_MAX];
static int amount, deducts, opens_phases;
static unsigned long *ended; /* shared by all processes */

static void spend(int i)
{
    int one = 1;
    if (deducts && i % 2)
        FLOPSCOPE_DEDUCT("own", (uint64_t)amount, NULL, NULL);
    else
        ddot_(&amount, x, &one, x, &one);
    __atomic_fetch_add(ended, (unsigned long)amount, __ATOMIC_RELAXED);
}

static void *spend_for_ever(void *opens)
{
    const struct flopscope_budget_options plenty = {
        .size = sizeof plenty, .flop_budget = (uint64_t)1 << 60, .quiet = 1};
    for (;;) {
        int phase = opens != NULL ? FLOPSCOPE_BUDGET_OPEN(&plenty) : 0;
        for (int i = 0; i < PER_PHASE; i++)
            spend(i);
        if (phase > 0)
            FLOPSCOPE_BUDGET_CLOSE(phase);
    }
    return NULL;
}

static void run_threads(int threads)
{
    pthread_t thread;
    for (int i = 1; i < threads; i++)
        if (pthread_create(&thread, NULL, spend_for_ever, NULL) != 0)
            _exit(1);
    spend_for_ever(opens_phases ? &opens_phases : NULL);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    const char *mode = argc > 4 ? argv[4] : "";
    int processes = atoi(argv[1]), stopped = 0, status;
    amount = atoi(argv[3]);
    deducts = strcmp(mode, "deduct") == 0 || strcmp(mode, "both") == 0;
    opens_phases = strcmp(mode, "phases") == 0 || strcmp(mode, "both") == 0;
    ended = mmap(NULL, sizeof *ended, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (ended == MAP_FAILED || amount < 1 || amount > AMOUNT_MAX)
        return 2;
    for (int i = 0; i < processes; i++)
        if (fork() == 0)
            run_threads(atoi(argv[2]));
    for (int i = 0; i < processes; i++)
        stopped += wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 88;
    printf("ended %lu, stopped %d\n", *ended, stopped);
    return 0;
}
