/* SPDX-License-Identifier: MIT */
/* A lock for slow paths that a fork cannot leave locked: it holds its owner's pid, and a child sees
 * that the owner was another process. */
#ifndef FS_LOCK_H
#define FS_LOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

struct fs_lock {
    int32_t owner; /* pid, 0: free */
};

static inline void fs_lock_take(struct fs_lock *lock)
{
    int32_t self = (int32_t)getpid();
    for (;;) {
        int32_t seen = 0;
        if (__atomic_compare_exchange_n(&lock->owner, &seen, self, false, __ATOMIC_ACQUIRE,
                                        __ATOMIC_RELAXED))
            return;
        if (seen != self && __atomic_compare_exchange_n(&lock->owner, &seen, self, false,
                                                        __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
            return;
        nanosleep(&(struct timespec){.tv_nsec = 20000}, NULL);
    }
}

static inline void fs_lock_give(struct fs_lock *lock)
{
    __atomic_store_n(&lock->owner, 0, __ATOMIC_RELEASE);
}

#endif
