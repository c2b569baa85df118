/* SPDX-License-Identifier: MIT */
/* A log that is cut while its process runs: its pages beyond the new end raise SIGBUS, where the
 * program would die of a store of ours. A handler gives such pages memory that nobody keeps. */
#ifndef FS_TRUNCATED_H
#define FS_TRUNCATED_H

#include <signal.h>

/* Watches over the mappings of this process's log. A thread that blocks SIGBUS is not protected. */
void fs_truncation_guard(void);

/* sigaction as the program knows it: for SIGBUS, its own disposition is kept aside while ours is
 * installed, and is what a fault that is not ours comes to. */
int fs_truncation_sigaction(int number, const struct sigaction *wanted, struct sigaction *before);

#endif
