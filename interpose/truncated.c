/* SPDX-License-Identifier: MIT */
/* The SIGBUS handler over the log's mappings, and the program's own disposition behind it
 * (truncated.h). */
#include "interpose/truncated.h"

#include "oplog/format.h"
#include "oplog/mappings.h"
#include "oplog/writer.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

/* glibc's sigaction under the name that it uses itself: ours is in front of the other. */
int __sigaction(int number, const struct sigaction *wanted, struct sigaction *before);

/* The C library sets this flag and its restorer, and the kernel gives both back. */
enum { HAS_RESTORER = 0x04000000 };

static struct sigaction slots[2];
static unsigned current; /* the slot that has the program's disposition */
static struct fs_log_writer *guarded_log;
static int32_t guarded; /* pid of the process whose disposition that is; 0: none */

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

/* ---- the thread's mask ---- */

static __thread bool thread_guarded, thread_is_new;
static __thread bool thread_blocks; /* says the program; while it is guarded that is not so */

void fs_truncation_guard_thread(void)
{
    thread_guarded = thread_is_new = guarded == (int32_t)getpid();
}

void fs_truncation_mask(sigset_t *mask)
{
    if (!thread_is_new)
        return;
    thread_is_new = false;
    thread_blocks = sigismember(mask, SIGBUS) == 1;
    sigdelset(mask, SIGBUS);
}

int fs_truncation_sigmask(int (*real)(int, const sigset_t *, sigset_t *), int how,
                          const sigset_t *set, sigset_t *before)
{
    if (!thread_guarded)
        return real(how, set, before);
    bool blocked = thread_blocks, has_bus = set != NULL && sigismember(set, SIGBUS) == 1;
    sigset_t without;
    if (set != NULL) {
        without = *set;
        sigdelset(&without, SIGBUS);
    }
    int failed = real(how, set != NULL ? &without : NULL, before);
    if (failed != 0)
        return failed;
    if (before != NULL && blocked)
        sigaddset(before, SIGBUS);
    if (set != NULL && (how == SIG_SETMASK || has_bus))
        thread_blocks = how != SIG_UNBLOCK && has_bus;
    return 0;
}

/* A SIGBUS that was sent to a thread which blocks it, says the program: it is blocked indeed from
 * now on, and sent again, to wait. */
static void put_off(siginfo_t *info, ucontext_t *context)
{
    thread_guarded = false;
    thread_blocks = false;
    sigaddset(&context->uc_sigmask, SIGBUS);
    /* Blocked before it comes again; the return from the handler keeps it so. */
    const uint64_t bus = (uint64_t)1 << (SIGBUS - 1);
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, &bus, NULL, sizeof bus);
    if (info->si_code == SI_TKILL)
        syscall(SYS_rt_tgsigqueueinfo, getpid(), syscall(SYS_gettid), SIGBUS, info);
    else
        syscall(SYS_rt_sigqueueinfo, getpid(), SIGBUS, info);
}

/* What would have happened to a thread that blocks the signal; false: it does not. */
static bool pass_on_blocked(siginfo_t *info, void *context)
{
    if (!thread_guarded || !thread_blocks)
        return false;
    if (info->si_code <= 0)
        put_off(info, context);
    else
        take_default(); /* the access faults again */
    return true;
}

static void on_bus_error(int number, siginfo_t *info, void *context)
{
    int saved_errno = errno;
    bool is_ours = info->si_code == BUS_ADRERR && guarded == (int32_t)getpid() &&
                   fs_mappings_have(info->si_addr) && replace_page(info->si_addr);
    if (is_ours)
        fs_log_truncated(guarded_log);
    bool is_done = is_ours || pass_on_blocked(info, context);
    errno = saved_errno;
    if (!is_done)
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

void fs_truncation_guard(struct fs_log_writer *log)
{
    guarded_log = log;
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
