/* SPDX-License-Identifier: MIT */
/* The pool of a budget and the credits drawn from it, in memory that the process tree shares. */
#include "interpose/budget.h"

#include "interpose/lock.h"
#include "interpose/message.h"
#include "interpose/process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS = 4096, FAR = 64 };

struct segment {
    uint32_t ready; /* written last */
    uint32_t near;  /* threads keep no credit any more */
    uint64_t limit_flops;
    uint64_t pool_flops; /* not drawn by any thread; near: all that is left */
    struct fs_lock lock; /* for moving FLOPs between the pool and credits */
    int32_t keeper;      /* pid: while it lives, processes that draw may still come */
    char padding[32];
    struct fs_credit credit[SLOTS];
};
_Static_assert(sizeof(struct fs_credit) == 64, "a thread's credit is a cache line");

static struct segment *segment;
static char path[128]; /* of a shared one; "" else */

static bool has_membarrier;

static bool is_job(const char *run)
{
    return strncmp(run, "job-", 4) == 0;
}

/* The root of a process tree leads its run's id; an MPI job's ranks have their launcher in common.
 */
static int32_t keeper_of(const char *run)
{
    return is_job(run) ? (int32_t)getppid() : (int32_t)atoi(run);
}

static void initialize(struct segment *s, const char *run)
{
    s->keeper = keeper_of(run);
    s->limit_flops = fs_environment.budget_flops;
    s->pool_flops = fs_environment.budget_flops;
    /* Without the system call there is no way to take credit back: none is given out. */
    s->near = !has_membarrier;
    __atomic_store_n(&s->ready, 1, __ATOMIC_RELEASE);
}

static struct segment *map(int fd)
{
    int flags = fd >= 0 ? MAP_SHARED : MAP_SHARED | MAP_ANONYMOUS;
    void *memory = mmap(NULL, sizeof(struct segment), PROT_READ | PROT_WRITE, flags, fd, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

/* Gone, or a zombie that nobody has waited for. */
static bool is_dead(int32_t pid)
{
    char name[32], text[128] = "";
    if (pid <= 0)
        return false;
    if (kill(pid, 0) != 0)
        return errno == ESRCH;
    snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t bytes = read(fd, text, sizeof text - 1);
    close(fd);
    const char *state = bytes > 0 ? strrchr(text, ')') : NULL; /* "PID (NAME) STATE ..." */
    return state != NULL && (state[2] == 'Z' || state[2] == 'X');
}

/* Does another live process draw on it? */
static bool is_in_use(const struct segment *s)
{
    int32_t self = (int32_t)getpid();
    for (unsigned i = 0; i < SLOTS; i++) {
        int32_t owner = __atomic_load_n(&s->credit[i].owner, __ATOMIC_RELAXED);
        if (owner != 0 && owner != self && !is_dead(owner))
            return true;
    }
    return false;
}

/* Growing a file beyond RLIMIT_FSIZE would raise SIGXFSZ in the program. */
static bool may_create(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur >= sizeof(struct segment);
}

/* The run's segment in a directory that is memory or at least shared, made by whoever comes first.
 */
static struct segment *open_in(const char *directory, const char *run)
{
    int length = snprintf(path, sizeof path, "%s/flopscope-%u-%s-%llu", directory,
                          (unsigned)getuid(), run, (unsigned long long)fs_environment.budget_flops);
    struct segment *s = NULL;
    struct stat status;
    int create = may_create() ? O_CREAT : 0;
    int fd =
        length < (int)sizeof path ? open(path, O_RDWR | create | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    if (fd < 0) {
        errno = create != 0 ? errno : EFBIG;
        return NULL;
    }
    while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ;
    if (fstat(fd, &status) == 0 && status.st_uid == getuid() &&
        (status.st_size != 0 || (create != 0 && posix_fallocate(fd, 0, sizeof *s) == 0)))
        s = map(fd);
    /* A job's number may come again, when nothing of the last one that had it is left. */
    if (s != NULL && (s->ready == 0 || (is_job(run) && is_dead(s->keeper) && !is_in_use(s))))
        initialize(s, run);
    flock(fd, LOCK_UN); /* closing would not do it: the mapping holds the file open */
    close(fd);
    return s;
}

/* Seconds that a segment stays after its run's last process, of those that used it, has ended: one
 * that they started may not have come to its first operation. */
enum { STALE_AFTER_S = 60 };

/* Removes what other runs left behind whose processes are all gone. A name is
 * flopscope-UID-RUN-LIMIT. */
static void remove_stale(const char *directory, const char *own_run)
{
    char prefix[32], name[sizeof path];
    snprintf(prefix, sizeof prefix, "flopscope-%u-", (unsigned)getuid());
    DIR *entries = opendir(directory);
    const struct dirent *entry;
    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        const char *run = entry->d_name + strlen(prefix);
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0 ||
            strncmp(run, own_run, strlen(own_run)) == 0 ||
            snprintf(name, sizeof name, "%s/%s", directory, entry->d_name) >= (int)sizeof name)
            continue;
        int fd = open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
        struct stat status;
        if (fd >= 0 && fstat(fd, &status) == 0 && status.st_size == sizeof(struct segment)) {
            struct segment *s = map(fd);
            if (s != NULL && is_dead(s->keeper) && !is_in_use(s) &&
                time(NULL) - status.st_mtim.tv_sec > STALE_AFTER_S)
                unlink(name);
            if (s != NULL)
                munmap(s, sizeof *s);
        }
        if (fd >= 0)
            close(fd);
    }
    if (entries != NULL)
        closedir(entries);
}

/* Threads that ended with an exec of this process left their credit, and perhaps the lock, in its
 * name. */
static void take_back_from_before_exec(void)
{
    int32_t self = (int32_t)getpid();
    if (segment->lock.owner == self)
        segment->lock.owner = 0;
    for (unsigned i = 0; i < SLOTS; i++) {
        struct fs_credit *credit = &segment->credit[i];
        if (credit->owner != self)
            continue;
        uint64_t flops = credit->flops;
        credit->flops = 0;
        __atomic_fetch_add(&segment->pool_flops, flops, __ATOMIC_ACQ_REL);
        __atomic_store_n(&credit->busy, 0, __ATOMIC_RELAXED);
        __atomic_store_n(&credit->owner, 0, __ATOMIC_RELEASE);
    }
    if (!has_membarrier)
        __atomic_store_n(&segment->near, 1, __ATOMIC_SEQ_CST);
}

bool fs_budget_open(const char *run)
{
    if (segment != NULL) /* a child of fork: the parent's mapping */
        munmap(segment, sizeof *segment);
    path[0] = '\0';
    segment = NULL;
    if (fs_environment.budget_flops == UINT64_MAX)
        return false;
    has_membarrier = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED, 0, 0) == 0;
    if (fs_environment.budget_scope == FS_SCOPE_TREE) {
        remove_stale("/dev/shm", run);
        segment = open_in("/dev/shm", run);
        if (segment == NULL)
            segment = open_in("/tmp", run);
        if (segment == NULL)
            fs_message("the budget cannot be shared between processes (%s): each has its own",
                       strerror(errno));
    }
    if (segment == NULL) {
        path[0] = '\0';
        segment = map(-1);
        if (segment == NULL) {
            fs_message("no memory for the budget: the program is not run unlimited");
            _exit(2);
        }
        initialize(segment, run);
    }
    take_back_from_before_exec();
    return true;
}

static bool claim(struct fs_credit *credit, int32_t self, bool from_the_dead)
{
    int32_t owner = __atomic_load_n(&credit->owner, __ATOMIC_RELAXED);
    if (owner != 0 && (!from_the_dead || owner == self || !is_dead(owner)))
        return false;
    return __atomic_compare_exchange_n(&credit->owner, &owner, self, false, __ATOMIC_ACQ_REL,
                                       __ATOMIC_RELAXED);
}

struct fs_credit *fs_budget_join(void)
{
    if (segment == NULL)
        return NULL;
    int32_t self = (int32_t)getpid();
    for (unsigned i = 0; i < 2 * SLOTS; i++) {
        struct fs_credit *credit = &segment->credit[i % SLOTS];
        if (claim(credit, self, i >= SLOTS)) {
            credit->near = &segment->near;
            __atomic_store_n(&credit->busy, 0, __ATOMIC_RELAXED);
            return credit;
        }
    }
    /* More threads than places: these charge the pool itself, exactly, and only get slower. */
    static const uint32_t always = 1;
    static struct fs_credit none = {.near = &always};
    return &none;
}

static void lock_segment(void)
{
    fs_lock_shield();
    for (;;) {
        int32_t seen = 0, self = (int32_t)getpid();
        if (__atomic_compare_exchange_n(&segment->lock.owner, &seen, self, false, __ATOMIC_ACQUIRE,
                                        __ATOMIC_RELAXED))
            return;
        if (seen != self && is_dead(seen) &&
            __atomic_compare_exchange_n(&segment->lock.owner, &seen, self, false, __ATOMIC_ACQUIRE,
                                        __ATOMIC_RELAXED))
            return;
        sched_yield();
    }
}

void fs_budget_leave(struct fs_credit *credit)
{
    lock_segment();
    __atomic_fetch_add(&segment->pool_flops, credit->flops, __ATOMIC_ACQ_REL);
    credit->flops = 0;
    __atomic_store_n(&credit->owner, 0, __ATOMIC_RELEASE);
    fs_lock_give(&segment->lock);
}

/* All credit back into the pool, for good. A thread that was charging when `near` was set is waited
 * for; one whose process was killed then is not. Under the lock. */
static void take_all_back(void)
{
    __atomic_store_n(&segment->near, 1, __ATOMIC_SEQ_CST);
    if (has_membarrier)
        syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL_EXPEDITED, 0, 0);
    for (unsigned i = 0; i < SLOTS; i++) {
        struct fs_credit *credit = &segment->credit[i];
        while (__atomic_load_n(&credit->busy, __ATOMIC_ACQUIRE) != 0 && !is_dead(credit->owner))
            sched_yield();
        /* In this order a kill in between loses FLOPs rather than spending them twice. */
        uint64_t flops = credit->flops;
        credit->flops = 0;
        __atomic_fetch_add(&segment->pool_flops, flops, __ATOMIC_ACQ_REL);
    }
}

/* flops out of the pool, if it has as many. */
static bool take_from_pool(uint64_t flops)
{
    uint64_t pool = __atomic_load_n(&segment->pool_flops, __ATOMIC_ACQUIRE);
    do {
        if (pool < flops)
            return false;
    } while (!__atomic_compare_exchange_n(&segment->pool_flops, &pool, pool - flops, true,
                                          __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
    return true;
}

bool fs_budget_draw(struct fs_credit *credit, uint64_t cost_flops, uint64_t *remaining_flops)
{
    if (__atomic_load_n(&segment->near, __ATOMIC_ACQUIRE) == 0) {
        lock_segment();
        uint64_t pool = __atomic_load_n(&segment->pool_flops, __ATOMIC_ACQUIRE);
        if (segment->near == 0 && cost_flops <= pool) {
            /* Far from the limit: some credit besides. */
            uint64_t share = credit->owner != 0 ? (pool - cost_flops) / FAR : 0;
            if (take_from_pool(cost_flops + share)) {
                credit->flops += share;
                fs_lock_give(&segment->lock);
                return true;
            }
        }
        if (segment->near == 0)
            take_all_back();
        fs_lock_give(&segment->lock);
    }
    if (take_from_pool(cost_flops))
        return true;
    lock_segment(); /* who set `near` may still be taking credit back */
    bool covered = take_from_pool(cost_flops);
    *remaining_flops = __atomic_load_n(&segment->pool_flops, __ATOMIC_ACQUIRE);
    fs_lock_give(&segment->lock);
    return covered;
}

uint64_t fs_budget_limit_flops(void)
{
    return segment != NULL ? segment->limit_flops : UINT64_MAX;
}

uint64_t fs_budget_remaining_flops(void)
{
    if (segment == NULL)
        return UINT64_MAX;
    uint64_t sum = __atomic_load_n(&segment->pool_flops, __ATOMIC_ACQUIRE);
    for (unsigned i = 0; i < SLOTS; i++)
        sum += __atomic_load_n(&segment->credit[i].flops, __ATOMIC_RELAXED);
    return sum;
}

/* Or had some, which may have left others behind. */
static bool has_children(void)
{
    siginfo_t info;
    struct rusage ended;
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD ||
           getrusage(RUSAGE_CHILDREN, &ended) != 0 || ended.ru_minflt != 0;
}

/* Whoever still draws on it may start others, and a child may not have drawn yet: then the next run
 * that has a budget removes it. */
void fs_budget_close(bool is_root)
{
    if (segment == NULL || path[0] == '\0')
        return;
    if (segment->keeper == (int32_t)getpid() && is_root && !has_children() && !is_in_use(segment))
        unlink(path);
    else
        utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW); /* for remove_stale of other runs */
}
