/* SPDX-License-Identifier: MIT */
/* Beginnings and ends: of flopscope in a process, at its first operation, again in a child of fork,
 * and at exit; of a thread's part in it. */
#ifndef FS_LIFETIME_H
#define FS_LIFETIME_H

#include "oplog/format.h"

#include <stdbool.h>

struct fs_thread;

/* Starts flopscope for this process if that has not been done; false: it is off. Bad settings that
 * would have set a limit end the process with exit code 2. */
bool fs_process_start(void);

/* Memory has run out for an operation to be charged and logged: ends the process with exit code 2
 * if a limit is set; else one line about it, once. */
void fs_process_out_of_memory(void);

/* Objects have been unloaded: what is known by their addresses is forgotten. */
void fs_process_unloaded(void);

/* Marks the log as ended and says the closing line. Safe to call twice. */
void fs_process_close(enum fs_log_state state);

/* The calling thread's state, made on its first operation (the process's too); NULL when flopscope
 * is off. Takes a lock the first time. */
struct fs_thread *fs_thread_self(void);

#endif
