/* SPDX-License-Identifier: MIT */
/* Namespaces and phases of several threads. Without the preload library there is nothing to check,
 * and the same is printed. Usage: api_threads SCENARIO */
#include "api_support.h"

#include <glob.h>
#include <omp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void run_threads(int count, void *(*function)(void *))
{
    pthread_t thread[64];
    for (int i = 0; i < count; i++)
        if (pthread_create(&thread[i], NULL, function, NULL) != 0)
            exit(1);
    for (int i = 0; i < count; i++)
        pthread_join(thread[i], NULL);
}

/* ---- whose namespace ---- */

static void *works(void *argument)
{
    dot(10);
    FLOPSCOPE_NAMESPACE_PUSH("init");
    dot(1);
    FLOPSCOPE_NAMESPACE_POP();
    dot(10);
    return argument;
}

/* solver: 4 x 20, solver.init: 4 x 1, and the same outside. */
static void workers(void)
{
    FLOPSCOPE_BUDGET_SCOPE(.name_space = "solver", .quiet = 1)
    {
        run_threads(4, works);
    }
    run_threads(4, works);
}

/* A team that was there before: one operation of each of its threads. */
static void team(int n)
{
#pragma omp parallel num_threads(4)
    dot(n);
}

static void pool(void)
{
    team(1);
    FLOPSCOPE_BUDGET_SCOPE(.flop_budget = 1000, .name_space = "solver", .quiet = 1)
    {
        team(10);
        FLOPSCOPE_NAMESPACE_PUSH("assembly");
        team(100);
        FLOPSCOPE_NAMESPACE_POP();
        team(20);
        check(used(FLOPSCOPE_INNERMOST) == 4 * 130, "the team is charged");
    }
    team(2);
#pragma omp parallel num_threads(4)
    {
        FLOPSCOPE_BUDGET_SCOPE(.name_space = "part", .quiet = 1)
        {
            dot(1);
#pragma omp barrier
            dot(2);
        }
        dot(4);
    }
}

/* ---- phases of threads at the same time ---- */

static pthread_barrier_t turn;
static int first;

static void *opens_first(void *argument)
{
    first = open_phase(0, "first", 0);
    pthread_barrier_wait(&turn);
    pthread_barrier_wait(&turn);
    FLOPSCOPE_BUDGET_CLOSE(first);
    pthread_barrier_wait(&turn);
    return argument;
}

static void *opens_second(void *argument)
{
    pthread_barrier_wait(&turn);
    int second = open_phase(0, "second", 0);
    dot(5);
    check(used(FLOPSCOPE_INNERMOST) == 5 && used(first) == 5, "both are open");
    pthread_barrier_wait(&turn);
    pthread_barrier_wait(&turn);
    dot(3);
    check(used(second) == 8 && used(first) == 0, "the first was closed alone");
    return argument; /* with its phase open */
}

static void interleaved(void)
{
    pthread_t other, another;
    pthread_barrier_init(&turn, NULL, 2);
    int outer = open_phase(100, "outer", 0);
    if (pthread_create(&other, NULL, opens_first, NULL) != 0 ||
        pthread_create(&another, NULL, opens_second, NULL) != 0)
        exit(1);
    pthread_join(other, NULL);
    pthread_join(another, NULL);
    check(used(outer) == 8, "the outer one is charged for both");
    FLOPSCOPE_BUDGET_CLOSE(outer);
    dot(1);
    check(used(FLOPSCOPE_INNERMOST) == used(FLOPSCOPE_PROCESS),
          "closed with the outer one: its thread has ended");
}

static void *closes(void *argument)
{
    FLOPSCOPE_BUDGET_CLOSE(*(int *)argument);
    return NULL;
}

static void by_another(void)
{
    pthread_t other;
    int phase = open_phase(100, "here", 0);
    dot(1);
    if (pthread_create(&other, NULL, closes, &phase) != 0)
        exit(1);
    pthread_join(other, NULL);
    check(used(phase) == 0, "closed by another thread");
    FLOPSCOPE_NAMESPACE_POP(); /* as docs/api.md says */
    dot(1);
}

/* ---- many ---- */

enum { THREADS = 4, PHASES = 25000 };

static int mode;

static void *opens_many(void *argument)
{
    for (int i = 0; i < PHASES; i++) {
        int phase = open_phase(mode == FLOPSCOPE_WARN ? 10 : 1000000000, "work", mode);
        dot(5);
        if (mode == FLOPSCOPE_WARN)
            dot(20);
        FLOPSCOPE_BUDGET_CLOSE(phase);
    }
    return argument;
}

/* 100,000 phases; in each an operation that fits, and where that is allowed one that does not. */
static void many(void)
{
    run_threads(THREADS, opens_many);
    uint64_t each = mode == FLOPSCOPE_WARN ? 25 : 5;
    check(used(FLOPSCOPE_PROCESS) == each * THREADS * PHASES, "all that ran is counted");
    check(used(FLOPSCOPE_INNERMOST) == used(FLOPSCOPE_PROCESS), "none is open");
}

static void many_warn(void)
{
    mode = FLOPSCOPE_WARN;
    many();
}

static void many_exit(void)
{
    mode = FLOPSCOPE_EXIT;
    many();
}

/* ---- times ---- */

static void *multiplies(void *argument)
{
    for (unsigned i = 0; i < 200; i++)
        multiply(60, i);
    dot(500);
    return argument;
}

static void write_summary(int budget, const char *path)
{
    static char text[1 << 16];
    long length = flopscope_summary_json
                      ? flopscope_summary_json(budget, FLOPSCOPE_BY_NAMESPACE, text, sizeof text)
                      : 0;
    FILE *file = length > 0 ? fopen(path, "w") : NULL;
    if (length > 0 && (file == NULL || fwrite(text, 1, (size_t)length, file) != (size_t)length ||
                       fclose(file) != 0))
        exit(1);
}

/* Threads in backends at once, before and in a phase; what the process says of them. */
static void overlap(void)
{
    run_threads(4, multiplies);
    FLOPSCOPE_BUDGET_SCOPE(.name_space = "phase", .quiet = 1)
    {
        run_threads(3, multiplies);
        write_summary(FLOPSCOPE_INNERMOST, "phase.json");
    }
    write_summary(FLOPSCOPE_PROCESS, "process.json");
}

/* ---- places in the budget ---- */

static void *works_once(void *argument)
{
    dot(10);
    return argument;
}

/* Places taken in the budget of the run that this process began; -1: there is none. What budget.c
 * keeps: 64 bytes, then 4,096 places of 64 with the owner's pid at 12. */
static int places_taken(void)
{
    char pattern[256];
    glob_t found;
    int taken = 0, owner;
    snprintf(pattern, sizeof pattern, "/dev/shm/flopscope-%u-%d-*", (unsigned)getuid(),
             (int)getpid());
    if (glob(pattern, 0, NULL, &found) != 0)
        return -1;
    FILE *file = fopen(found.gl_pathv[0], "r");
    for (int i = 0; file != NULL && i < 4096; i++)
        if (fseek(file, 64 + 64L * i + 12, SEEK_SET) == 0 && fread(&owner, 4, 1, file) == 1)
            taken += owner != 0;
    if (file != NULL)
        fclose(file);
    globfree(&found);
    return taken;
}

static void places(void)
{
    for (int i = 0; i < 100; i++)
        run_threads(50, works_once);
    check(places_taken() >= 0 && places_taken() <= 1, "threads that have ended leave their places");
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } scenarios[] = {
        {"workers", workers},       {"pool", pool},           {"interleaved", interleaved},
        {"by-another", by_another}, {"many-warn", many_warn}, {"many-exit", many_exit},
        {"places", places},         {"overlap", overlap},
    };
    for (size_t i = 0; argc == 2 && i < sizeof scenarios / sizeof scenarios[0]; i++)
        if (strcmp(argv[1], scenarios[i].name) == 0) {
            scenarios[i].run();
            printf("end of %s\n", argv[1]);
            return 0;
        }
    return 2;
}
