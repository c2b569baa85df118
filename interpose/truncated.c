/* SPDX-License-Identifier: MIT */
/* The SIGBUS handler over the log's mappings, and the program's own disposition behind it
 * (truncated.h). */
#include "interpose/truncated.h"

#include "interpose/process.h"
#include "oplog/format.h"
#include "oplog/mappings.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* glibc's sigaction under the name that it uses itself: ours is in front of the other. */
int __sigaction(int number, const struct sigaction *wanted, struct sigaction *before);

/* The C library sets this flag and its restorer, and the kernel gives both back. */
enum { HAS_RESTORER = 0x04000000 };

static struct sigaction slots[2];
static unsigned current; /* the slot that has the program's disposition */
static int32_t guarded;  /* pid of the process whose disposition that is; 0: none */

static const struct sigaction *program(void)
{
    return &slots[__atomic_load_n(&current, __ATOMIC_ACQUIRE)];
}

/* A handler sees the one or the other, whole. */
static void set_program(const struct sigaction *action)
{
    unsigned next = 1 - __atomic_load_n(&current, __ATOMIC_RELAXED);
    slots[next] = *action;
    __atomic_store_n(&current, next, __ATOMIC_RELEASE);
}

static void take_default(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    __sigaction(SIGBUS, &action, NULL);
}

/* What would have happened without us. */
static void pass_on(int number, siginfo_t *info, void *context)
{
    struct sigaction action = *program();
    bool is_sent = info->si_code <= 0; /* by a process; otherwise the access faults again */
    if (action.sa_handler == SIG_IGN && is_sent)
        return;
    if (action.sa_handler == SIG_IGN || action.sa_handler == SIG_DFL) {
        take_default();
        if (is_sent)
            syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGBUS);
        return;
    }
    if ((action.sa_flags & (int)SA_RESETHAND) != 0) {
        struct sigaction reset = action;
        reset.sa_handler = SIG_DFL;
        set_program(&reset);
    }
    if ((action.sa_flags & SA_SIGINFO) != 0)
        action.sa_sigaction(number, info, context);
    else
        action.sa_handler(number);
}

/* Memory in place of a page that the log has no more. */
static bool replace_page(const void *address)
{
    void *page = (void *)((uintptr_t)address & ~(uintptr_t)(FS_LOG_PAGE_BYTES - 1));
    if (mmap(page, FS_LOG_PAGE_BYTES, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
        return false;
    madvise(page, FS_LOG_PAGE_BYTES, MADV_DONTFORK);
    return true;
}

static void on_bus_error(int number, siginfo_t *info, void *context)
{
    int saved_errno = errno;
    bool is_ours = info->si_code == BUS_ADRERR && guarded == (int32_t)getpid() &&
                   fs_mappings_have(info->si_addr) && replace_page(info->si_addr);
    if (is_ours)
        fs_log_truncated(&fs_process->log);
    errno = saved_errno;
    if (!is_ours)
        pass_on(number, info, context);
}

static bool is_ours(const struct sigaction *action)
{
    return (action->sa_flags & SA_SIGINFO) != 0 && action->sa_sigaction == on_bus_error;
}

/* Ours with the program's mask and flags, so that its handler runs as it asked for. An ignored
 * signal stays so: children inherit that through exec. */
static int install(void)
{
    struct sigaction action = *program();
    if (action.sa_handler == SIG_IGN)
        return __sigaction(SIGBUS, &action, NULL);
    action.sa_flags = (action.sa_flags & ~(int)SA_RESETHAND) | SA_SIGINFO;
    if (action.sa_handler == SIG_DFL)
        action.sa_flags |= SA_ONSTACK | SA_RESTART;
    action.sa_sigaction = on_bus_error;
    return __sigaction(SIGBUS, &action, NULL);
}

void fs_truncation_guard(void)
{
    struct sigaction now;
    if (__sigaction(SIGBUS, NULL, &now) != 0)
        return;
    if (!is_ours(&now)) /* otherwise inherited by fork, with what is kept aside */
        set_program(&now);
    guarded = (int32_t)getpid();
    install();
}

int fs_truncation_sigaction(int number, const struct sigaction *wanted, struct sigaction *before)
{
    struct sigaction now;
    bool is_own = number == SIGBUS && guarded == (int32_t)getpid();
    if (number != SIGBUS || guarded == 0 || __sigaction(SIGBUS, NULL, &now) != 0 ||
        (!is_own && !is_ours(&now)))
        return __sigaction(number, wanted, before);
    struct sigaction old = is_ours(&now) ? *program() : now;
    int failed = 0;
    if (wanted != NULL && is_own) {
        struct sigaction kept = *wanted;
        kept.sa_flags |= now.sa_flags & HAS_RESTORER;
        kept.sa_restorer = now.sa_restorer;
        set_program(&kept);
        failed = install();
    } else if (wanted != NULL) {
        /* A child, perhaps of vfork: what is kept aside is its parent's. */
        failed = __sigaction(SIGBUS, wanted, NULL);
    }
    if (failed == 0 && before != NULL)
        *before = old;
    return failed;
}
