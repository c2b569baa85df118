/* SPDX-License-Identifier: MIT */
/* The pool of a budget and the credits drawn from it, in memory that the process tree shares. */
#include "interpose/budget.h"

#include "interpose/lock.h"
#include "interpose/message.h"
#include "interpose/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLOTS = 4096, FAR = 64 };

/* One thread's credit, alone in its cache line. */
struct slot {
    uint64_t credit_flops;
    int32_t owner; /* pid, 0: free */
    char padding[52];
};

struct segment {
    uint64_t ready; /* written last */
    uint64_t limit_flops;
    uint64_t pool_flops; /* not drawn by any thread */
    char padding[40];
    struct slot slot[SLOTS];
};
_Static_assert(sizeof(struct slot) == 64, "a slot is a cache line");

static struct segment *segment;
static char path[128]; /* of a shared one; "" else */

static void initialize(struct segment *s)
{
    s->limit_flops = fs_environment.budget_flops;
    s->pool_flops = fs_environment.budget_flops;
    __atomic_store_n(&s->ready, 1, __ATOMIC_RELEASE);
}

static struct segment *map(int fd)
{
    int flags = fd >= 0 ? MAP_SHARED : MAP_SHARED | MAP_ANONYMOUS;
    void *memory = mmap(NULL, sizeof(struct segment), PROT_READ | PROT_WRITE, flags, fd, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

/* The run's segment in a directory that is memory or at least shared, made by whoever comes first.
 */
static struct segment *open_in(const char *directory, const char *run)
{
    int length = snprintf(path, sizeof path, "%s/flopscope-%u-%s-%llu", directory,
                          (unsigned)getuid(), run, (unsigned long long)fs_environment.budget_flops);
    struct segment *s = NULL;
    struct stat status;
    int fd = length < (int)sizeof path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)
                                       : -1;
    if (fd < 0)
        return NULL;
    while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ;
    if (fstat(fd, &status) == 0 && status.st_uid == getuid() &&
        (status.st_size != 0 || posix_fallocate(fd, 0, sizeof *s) == 0))
        s = map(fd);
    if (s != NULL && s->ready == 0)
        initialize(s);
    close(fd); /* and with it the lock */
    return s;
}

bool fs_budget_open(const char *run)
{
    if (segment != NULL) /* a child of fork: the parent's mapping */
        munmap(segment, sizeof *segment);
    path[0] = '\0';
    segment = NULL;
    if (fs_environment.budget_flops == UINT64_MAX)
        return false;
    if (fs_environment.budget_scope == FS_SCOPE_TREE) {
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
        initialize(segment);
    }
    return true;
}

static bool is_free(struct slot *slot, int32_t self)
{
    int32_t owner = __atomic_load_n(&slot->owner, __ATOMIC_RELAXED);
    if (owner == 0 || (owner != self && kill(owner, 0) != 0 && errno == ESRCH))
        return __atomic_compare_exchange_n(&slot->owner, &owner, self, false, __ATOMIC_ACQ_REL,
                                           __ATOMIC_RELAXED);
    return false;
}

uint64_t *fs_budget_join(void)
{
    if (segment == NULL)
        return NULL;
    int32_t self = (int32_t)getpid();
    for (unsigned i = 0; i < SLOTS; i++)
        if (is_free(&segment->slot[i], self))
            return &segment->slot[i].credit_flops;
    /* More threads than slots share the last one: charging stays exact, and only gets slower. */
    return &segment->slot[SLOTS - 1].credit_flops;
}

static uint64_t take_back(uint64_t *credit_flops)
{
    uint64_t credit = __atomic_exchange_n(credit_flops, 0, __ATOMIC_ACQ_REL);
    if (credit != 0)
        __atomic_fetch_add(&segment->pool_flops, credit, __ATOMIC_ACQ_REL);
    return credit;
}

void fs_budget_leave(uint64_t *credit_flops)
{
    take_back(credit_flops);
    struct slot *slot = (struct slot *)credit_flops;
    if (slot != &segment->slot[SLOTS - 1])
        __atomic_store_n(&slot->owner, 0, __ATOMIC_RELEASE);
}

/* All credit back into the pool. Returns how much that was. */
static uint64_t take_all_back(void)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < SLOTS; i++)
        if (__atomic_load_n(&segment->slot[i].credit_flops, __ATOMIC_RELAXED) != 0)
            sum += take_back(&segment->slot[i].credit_flops);
    return sum;
}

/* cost_flops for the caller and, far from the limit, some credit besides. */
static bool draw_from_pool(uint64_t *credit_flops, uint64_t cost_flops)
{
    uint64_t pool = __atomic_load_n(&segment->pool_flops, __ATOMIC_ACQUIRE), share;
    do {
        if (pool < cost_flops)
            return false;
        share = (pool - cost_flops) / FAR;
    } while (!__atomic_compare_exchange_n(&segment->pool_flops, &pool, pool - cost_flops - share,
                                          true, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
    __atomic_fetch_add(credit_flops, share, __ATOMIC_ACQ_REL);
    return true;
}

bool fs_budget_draw(uint64_t *credit_flops, uint64_t cost_flops, uint64_t *remaining_flops)
{
    /* Another thread may draw between our taking back and our drawing; what it drew is then either
     * charged or credit again. It ends when a whole round finds nothing to take back. */
    for (;;) {
        if (fs_budget_charge(credit_flops, cost_flops) || draw_from_pool(credit_flops, cost_flops))
            return true;
        if (take_all_back() == 0)
            break;
    }
    *remaining_flops = fs_budget_remaining_flops();
    return false;
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
        sum += __atomic_load_n(&segment->slot[i].credit_flops, __ATOMIC_RELAXED);
    return sum;
}

void fs_budget_close(bool is_root)
{
    if (segment == NULL || path[0] == '\0' || !is_root)
        return;
    int32_t self = (int32_t)getpid();
    for (unsigned i = 0; i < SLOTS; i++) {
        int32_t owner = __atomic_load_n(&segment->slot[i].owner, __ATOMIC_RELAXED);
        if (owner != 0 && owner != self && (kill(owner, 0) == 0 || errno == EPERM))
            return; /* somebody still draws on it, and may start others */
    }
    unlink(path);
}
