/* SPDX-License-Identifier: MIT */
/* Locks of the slow paths. */
#include "interpose/lock.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

static __thread struct {
    unsigned depth;
    int cancel_state;
    sigset_t signals;
} shield;

/* Faults are not put off: they could not wait. */
void fs_lock_shield(void)
{
    if (shield.depth++ > 0)
        return;
    sigset_t signals;
    sigfillset(&signals);
    sigdelset(&signals, SIGBUS);
    sigdelset(&signals, SIGSEGV);
    sigdelset(&signals, SIGFPE);
    sigdelset(&signals, SIGILL);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &shield.cancel_state);
    pthread_sigmask(SIG_BLOCK, &signals, &shield.signals);
}

void fs_lock_unshield(void)
{
    if (--shield.depth > 0)
        return;
    pthread_sigmask(SIG_SETMASK, &shield.signals, NULL);
    pthread_setcancelstate(shield.cancel_state, NULL);
}

static bool change_owner(struct fs_lock *lock, int32_t from, int32_t to)
{
    return __atomic_compare_exchange_n(&lock->owner, &from, to, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

void fs_lock_take(struct fs_lock *lock)
{
    fs_lock_shield();
    int32_t self = (int32_t)getpid();
    for (;;) {
        int32_t seen = __atomic_load_n(&lock->owner, __ATOMIC_RELAXED);
        if (seen != self && change_owner(lock, seen, self))
            return;
        nanosleep(&(struct timespec){.tv_nsec = 20000}, NULL);
    }
}

void fs_lock_give(struct fs_lock *lock)
{
    __atomic_store_n(&lock->owner, 0, __ATOMIC_RELEASE);
    fs_lock_unshield();
}
