/* SPDX-License-Identifier: MIT */
/* The budget: a pool of FLOPs that the threads of a process tree draw on. A thread far from the
 * limit holds some credit of its own, so that charging touches no shared cache line; near the limit
 * all credit is taken back and charging is exact. */
#ifndef FS_BUDGET_H
#define FS_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

/* Opens the budget that the environment asks for: shared by the run's processes, or this process's
 * own. False: there is none. */
bool fs_budget_open(const char *run);

/* A thread's share of the budget: FLOPs that it may spend without asking, alone in a cache line.
 * Only its thread writes it, without atomic operations; whoever takes the credit back first sets
 * the budget's `near` flag, makes all processors pass a memory barrier (membarrier), and waits for
 * `busy`. */
struct fs_credit {
    uint64_t flops;
    uint32_t busy;
    int32_t owner;        /* pid, 0: free */
    const uint32_t *near; /* in the owner's address space: not 0 once charging must be exact */
    char padding[40];
};

/* A place for a thread's credit; NULL: no budget. */
struct fs_credit *fs_budget_join(void);

/* Gives a thread's credit back. */
void fs_budget_leave(struct fs_credit *credit);

/* Draws cost_flops from the pool for a thread whose credit does not cover it. False: the whole tree
 * has less left than that; *remaining_flops says how much. Nothing is charged then. */
bool fs_budget_draw(struct fs_credit *credit, uint64_t cost_flops, uint64_t *remaining_flops);

/* Limit and what is left of it, credit included. */
uint64_t fs_budget_limit_flops(void);
uint64_t fs_budget_remaining_flops(void);

/* Removes the shared budget's name if this process is the root of its run and the last one in it.
 */
void fs_budget_close(bool is_root);

/* Puts a number in the place of another one, or not at all. A single instruction, so that no signal
 * handler of the thread comes in between; not locked, since no other thread writes there. */
static inline bool fs_replace(uint64_t *place, uint64_t before, uint64_t after)
{
    bool done;
    __asm__ volatile("cmpxchgq %3, %1"
                     : "=@ccz"(done), "+m"(*place), "+a"(before)
                     : "r"(after)
                     : "memory");
    return done;
}

/* Takes cost_flops from the thread's own credit; false: it does not cover it, or must be asked for.
 * A signal handler may charge in the middle of it: it leaves `busy` as it was. */
static inline bool fs_budget_charge(struct fs_credit *credit, uint64_t cost_flops)
{
    uint32_t was_busy = __atomic_load_n(&credit->busy, __ATOMIC_RELAXED);
    __atomic_store_n(&credit->busy, 1, __ATOMIC_RELAXED);
    __atomic_signal_fence(
        __ATOMIC_SEQ_CST); /* the processor's fence is membarrier's, on the rare side */
    bool covered = false;
    uint64_t flops;
    do {
        flops = __atomic_load_n(&credit->flops, __ATOMIC_RELAXED);
        if (__atomic_load_n(credit->near, __ATOMIC_RELAXED) != 0 || flops < cost_flops)
            break;
        covered = fs_replace(&credit->flops, flops, flops - cost_flops);
    } while (!covered);
    __atomic_store_n(&credit->busy, was_busy, __ATOMIC_RELEASE);
    return covered;
}

#endif
