/* SPDX-License-Identifier: MIT */
/* What flopscope keeps for the process, from its first operation on; lifetime.h starts and closes
 * it. */
#ifndef FS_PROCESS_H
#define FS_PROCESS_H

#include "interpose/environment.h"
#include "interpose/lock.h"
#include "oplog/writer.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_base;
struct fs_namespaces;
struct fs_own;
struct fs_site_object;
struct fs_sums;
struct fs_thread;

/* In a page that is zero again in a child of fork. */
struct fs_process {
    bool started;
    struct fs_lock lock; /* for threads, namespaces and the log's other records */
    struct fs_log_writer log;
    struct fs_thread *threads; /* all that are alive */
    uint32_t thread_count;     /* ever */
    uint32_t signature_count;  /* numbers given out; atomic */
    uint64_t event_bytes;      /* reserved for events so far, against the limit */
    uint64_t deadline_ticks;
    uint64_t ended_calls; /* sums over threads that have ended */
    unsigned __int128 ended_flops;
    bool log_failed;  /* said so */
    bool said_budget; /* that it is exhausted */
    bool said_time;
    bool said_nonfinite;              /* that a NaN or infinity was met */
    bool said_refused;                /* that LAPACKE refused one */
    bool ending;                      /* a thread ends the process: others wait for it */
    struct fs_registry *registry;     /* registry.c */
    uint32_t *entry_numbers;          /* names.c */
    struct fs_site_object *objects;   /* callsite.c */
    struct fs_namespaces *namespaces; /* name_space.c */
    struct fs_own *own;               /* own.c */
    struct fs_sums *ended;            /* sums.c: over threads that have ended */
    struct fs_base *base;             /* summary.c: where its summary starts */
};

extern struct fs_process *fs_process;        /* NULL before the first operation */
extern struct fs_environment fs_environment; /* valid once a process has started */
extern bool fs_off; /* read and written atomically; set at exit, in setuid programs and when
                       flopscope failed to start */

static inline bool fs_process_is_started(void)
{
    const struct fs_process *process = __atomic_load_n(&fs_process, __ATOMIC_ACQUIRE);
    return process != NULL && __atomic_load_n(&process->started, __ATOMIC_ACQUIRE);
}

/* One line about a log that takes no more, once. */
void fs_process_log_failed(void);

/* A line on stderr (message.h), kept as a note in the log too. Takes the process's lock. */
void fs_process_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A note in the log alone; one that comes before the process's first operation waits for it. Takes
 * the process's lock. */
void fs_process_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The note that waited for the log. */
void fs_process_write_notes(void);

#endif
