/* SPDX-License-Identifier: MIT */
/* A log that is cut while its process runs: its pages beyond the new end raise SIGBUS, where the
 * program would die of a store of ours. A handler gives such pages memory that nobody keeps. */
#ifndef FS_TRUNCATED_H
#define FS_TRUNCATED_H

#include <signal.h>

struct fs_log_writer;

/* Watches over the mappings of this process's log, which is kept. */
void fs_truncation_guard(struct fs_log_writer *log);

/* From now on SIGBUS is not blocked in this thread, whatever it says: a fault of ours would end the
 * process. The program sees its own mask. Takes effect with the next fs_truncation_mask. */
void fs_truncation_guard_thread(void);

/* Of a thread that has just become guarded: the mask that the program had set, as it has to be. */
void fs_truncation_mask(sigset_t *mask);

/* pthread_sigmask as the program knows it; `real` does it. */
int fs_truncation_sigmask(int (*real)(int, const sigset_t *, sigset_t *), int how,
                          const sigset_t *set, sigset_t *before);

/* sigaction as the program knows it: for SIGBUS, its own disposition is kept aside while ours is
 * installed, and is what a fault that is not ours comes to. */
int fs_truncation_sigaction(int number, const struct sigaction *wanted, struct sigaction *before);

#endif
