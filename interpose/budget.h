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

/* A place for a thread's credit in FLOPs, to be charged with fs_budget_charge; NULL: no budget. */
uint64_t *fs_budget_join(void);

/* Gives a thread's credit back. */
void fs_budget_leave(uint64_t *credit_flops);

/* Draws cost_flops from the pool for a thread whose credit does not cover it. False: the whole tree
 * has less left than that; *remaining_flops says how much. Nothing is charged then. */
bool fs_budget_draw(uint64_t *credit_flops, uint64_t cost_flops, uint64_t *remaining_flops);

/* Limit and what is left of it, credit included. */
uint64_t fs_budget_limit_flops(void);
uint64_t fs_budget_remaining_flops(void);

/* Removes the shared budget's name if this process is the root of its run and the last one in it.
 */
void fs_budget_close(bool is_root);

/* Takes cost_flops from the thread's own credit; false: it does not cover it. */
static inline bool fs_budget_charge(uint64_t *credit_flops, uint64_t cost_flops)
{
    uint64_t credit = __atomic_load_n(credit_flops, __ATOMIC_RELAXED);
    do {
        if (credit < cost_flops)
            return false;
    } while (!__atomic_compare_exchange_n(credit_flops, &credit, credit - cost_flops, true,
                                          __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    return true;
}

#endif
