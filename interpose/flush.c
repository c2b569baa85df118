/* SPDX-License-Identifier: MIT */
/* Flushes the program's output before the end. A stream may be locked for good, by a thread that
 * waits for input: so a thread of its own does it, and gets a second. */
#include "interpose/flush.h"

#include "interpose/scope.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static sem_t flushed;

/* libgfortran keeps its own buffers: a null unit means all of them. */
static void flush_fortran(void)
{
    void (*flush)(int *) = NULL;
    *(void **)&flush = fs_scope_any("_gfortran_flush_i4");
    if (flush != NULL)
        flush(NULL);
}

/* So does Python. Its interpreter lock is ours already, or to be had. */
static void flush_python(void)
{
    int (*run)(const char *) = NULL;
    *(void **)&run = fs_scope_any("PyRun_SimpleString");
    if (run != NULL)
        run("import sys\nsys.stdout.flush()\nsys.stderr.flush()\n");
}

static int call_int(const char *name, int otherwise)
{
    int (*function)(void) = NULL;
    *(void **)&function = fs_scope_any(name);
    return function != NULL ? function() : otherwise;
}

static void *flush_everything(void *python_waits)
{
    fflush(NULL);
    flush_fortran();
    sem_post(&flushed);
    if (python_waits != NULL) {
        call_int("PyGILState_Ensure", 0);
        flush_python();
    }
    sem_post(&flushed);
    return NULL;
}

static void wait_until(const struct timespec *end)
{
    while (sem_timedwait(&flushed, end) != 0 && errno == EINTR)
        ;
}

void fs_end_process(int exit_code)
{
    bool has_python = call_int("Py_IsInitialized", 0) != 0;
    bool has_lock = has_python && call_int("PyGILState_Check", 0) != 0;
    pthread_t thread;
    struct timespec end;
    if (has_lock)
        flush_python();
    sem_init(&flushed, 0, 0);
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += 1;
    static char yes;
    if (pthread_create(&thread, NULL, flush_everything, has_python && !has_lock ? &yes : NULL) ==
        0) {
        wait_until(&end);
        wait_until(&end);
    }
    _exit(exit_code);
}
