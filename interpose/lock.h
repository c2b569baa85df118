/* SPDX-License-Identifier: MIT */
/* A lock for slow paths that nothing can leave locked: not a fork (it holds its owner's pid, and a
 * child sees that the owner was another process), not a signal handler or a cancellation of its
 * thread. */
#ifndef FS_LOCK_H
#define FS_LOCK_H

#include <signal.h>
#include <stdint.h>

struct fs_lock {
    int32_t owner; /* pid, 0: free */
};

/* Locks are not recursive; several may be held. From the first to the last, the thread's signals
 * wait and it cannot be cancelled. */
void fs_lock_take(struct fs_lock *lock);
void fs_lock_give(struct fs_lock *lock);

/* The same protection without a lock; nests. */
void fs_lock_shield(void);
void fs_lock_unshield(void);

/* The thread's signal mask as it really is. */
void fs_lock_signal_mask(int how, const sigset_t *set, sigset_t *before);

#endif
