/* SPDX-License-Identifier: MIT */
/* Locks of the slow paths. */
#include "interpose/lock.h"

#include "interpose/arena.h"
#include "interpose/truncated.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Not by way of the program's pthread_sigmask, which is ours. */
void fs_lock_signal_mask(int how, const sigset_t *set, sigset_t *before)
{
    enum { KERNEL_BYTES = 8 };
    if (before != NULL)
        sigemptyset(before);
    syscall(SYS_rt_sigprocmask, how, set, before, KERNEL_BYTES);
}

static __thread struct {
    unsigned depth;
    int cancel_state;
    sigset_t signals;
} shield;

/* Faults are not put off: they could not wait. A handler may leave by siglongjmp until the signals
 * are blocked, and as soon as they are not: nothing is counted before, nor left to be done after.
 */
void fs_lock_shield(void)
{
    if (shield.depth > 0) {
        shield.depth++;
        return;
    }
    sigset_t signals, before;
    sigfillset(&signals);
    sigdelset(&signals, SIGBUS);
    sigdelset(&signals, SIGSEGV);
    sigdelset(&signals, SIGFPE);
    sigdelset(&signals, SIGILL);
    fs_lock_signal_mask(SIG_BLOCK, &signals, &before);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &shield.cancel_state);
    shield.signals = before;
    shield.depth = 1;
}

void fs_lock_unshield(void)
{
    if (shield.depth > 1) {
        shield.depth--;
        return;
    }
    sigset_t before = shield.signals;
    shield.depth = 0;
    pthread_setcancelstate(shield.cancel_state, NULL);
    fs_truncation_mask(&before);
    fs_lock_signal_mask(SIG_SETMASK, &before, NULL);
}

/* The process's number, kept in a page that is zero again in a child of any kind of fork: asking
 * for it took a third of a lock's time. */
static int32_t own_pid(void)
{
    static int32_t *kept;
    int32_t *pid = __atomic_load_n(&kept, __ATOMIC_ACQUIRE);
    if (pid == NULL) {
        pid = fs_pages_wiped_on_fork(sizeof *pid);
        if (pid == NULL)
            return (int32_t)getpid();
        __atomic_store_n(&kept, pid, __ATOMIC_RELEASE); /* of two, one is left over */
    }
    int32_t known = __atomic_load_n(pid, __ATOMIC_RELAXED);
    if (known == 0) {
        known = (int32_t)getpid();
        __atomic_store_n(pid, known, __ATOMIC_RELAXED);
    }
    return known;
}

static bool change_owner(struct fs_lock *lock, int32_t from, int32_t to)
{
    return __atomic_compare_exchange_n(&lock->owner, &from, to, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

void fs_lock_take(struct fs_lock *lock)
{
    fs_lock_shield();
    int32_t self = own_pid();
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
