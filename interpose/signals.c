/* SPDX-License-Identifier: MIT */
/* sigaction, signal and the signal mask in front of the C library's: for SIGBUS the program gets
 * and sets its own disposition and mask (truncated.h), for all other signals nothing is changed. */
#include "interpose/libc.h"
#include "interpose/truncated.h"

#include <errno.h>

/* The C library's other names for signal, of BSD and of System V. */
sighandler_t ssignal(int number, sighandler_t handler);
sighandler_t sysv_signal(int number, sighandler_t handler);

FS_EXPORT int fs_sigaction(int number, const struct sigaction *wanted,
                           struct sigaction *before) __asm__("sigaction");
FS_EXPORT sighandler_t fs_signal(int number, sighandler_t handler) __asm__("signal");
FS_EXPORT sighandler_t fs_bsd_signal(int number, sighandler_t handler) __asm__("bsd_signal");
/* What <signal.h> makes of signal in programs that ask for strict standards. */
FS_EXPORT sighandler_t fs_sysv_signal(int number, sighandler_t handler) __asm__("__sysv_signal");

int fs_sigaction(int number, const struct sigaction *wanted, struct sigaction *before)
{
    return fs_truncation_sigaction(number, wanted, before);
}

static sighandler_t set_bus_handler(sighandler_t handler, unsigned flags)
{
    struct sigaction wanted = {.sa_handler = handler, .sa_flags = (int)flags}, before;
    if (handler == SIG_ERR) {
        errno = EINVAL;
        return SIG_ERR;
    }
    if ((flags & SA_NODEFER) == 0)
        sigaddset(&wanted.sa_mask, SIGBUS);
    return fs_truncation_sigaction(SIGBUS, &wanted, &before) == 0 ? before.sa_handler : SIG_ERR;
}

sighandler_t fs_signal(int number, sighandler_t handler)
{
    return number == SIGBUS ? set_bus_handler(handler, SA_RESTART) : ssignal(number, handler);
}

sighandler_t fs_bsd_signal(int number, sighandler_t handler)
{
    return fs_signal(number, handler);
}

sighandler_t fs_sysv_signal(int number, sighandler_t handler)
{
    return number == SIGBUS ? set_bus_handler(handler, SA_RESETHAND | SA_NODEFER)
                            : sysv_signal(number, handler);
}

FS_EXPORT int pthread_sigmask(int how, const sigset_t *set, sigset_t *before)
{
    static void *cache;
    return fs_truncation_sigmask(
        (int (*)(int, const sigset_t *, sigset_t *))fs_libc_next(&cache, "pthread_sigmask"), how,
        set, before);
}

FS_EXPORT int sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    static void *cache;
    return fs_truncation_sigmask(
        (int (*)(int, const sigset_t *, sigset_t *))fs_libc_next(&cache, "sigprocmask"), how, set,
        before);
}
