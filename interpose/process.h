/* SPDX-License-Identifier: MIT */
/* What flopscope keeps for the process: started at the first operation, again in a child of fork,
 * closed at exit. */
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
struct fs_sums;
struct fs_thread;

/* In a page that is zero again in a child of fork. */
struct fs_process {
    bool started;
    struct fs_lock lock; /* for threads, signatures, namespaces and the log's records */
    struct fs_log_writer log;
    struct fs_thread *threads; /* all that are alive */
    uint32_t thread_count;     /* ever */
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
    struct fs_namespaces *namespaces; /* name_space.c */
    struct fs_own *own;               /* own.c */
    struct fs_sums *ended;            /* sums.c: over threads that have ended */
    struct fs_base *base;             /* summary.c: where its summary starts */
};

extern struct fs_process *fs_process;        /* NULL before the first operation */
extern struct fs_environment fs_environment; /* valid once a process has started */
extern bool fs_off; /* read and written atomically; set at exit, in setuid programs and when
                       flopscope failed to start */

/* Starts flopscope for this process if that has not been done; false: it is off. Bad settings that
 * would have set a limit end the process with exit code 2. */
bool fs_process_start(void);

/* Memory has run out for an operation to be charged and logged: ends the process with exit code 2
 * if a limit is set; else one line about it, once. */
void fs_process_out_of_memory(void);

/* One line about a log that takes no more, once. */
void fs_process_log_failed(void);

/* A line on stderr (message.h), kept as a note in the log too. Takes the process's lock. */
void fs_process_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A note in the log alone; one that comes before the process's first operation waits for it. Takes
 * the process's lock. */
void fs_process_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Objects have been unloaded: what is known by their addresses is forgotten. */
void fs_process_unloaded(void);

/* Marks the log as ended and says the closing line. Safe to call twice. */
void fs_process_close(enum fs_log_state state);

/* Calls and charged FLOPs of the process so far. */
void fs_process_sum(uint64_t *calls, unsigned __int128 *flops);

#endif
