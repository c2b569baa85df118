/* SPDX-License-Identifier: MIT */
/* What happens when a limit is reached: the message, and what FLOPSCOPE_ON_EXHAUSTED says. */
#ifndef FS_EXHAUSTED_H
#define FS_EXHAUSTED_H

#include "interpose/signature.h"

#include <stdint.h>

enum { FS_EXIT_SETTINGS = 2, FS_EXIT_BUDGET = 88, FS_EXIT_TIME = 89 };

/* An operation does not fit into the budget. Does not return under `exit`; under `warn` and
 * `signal` the operation then runs, and the thread is not charged any more. */
void fs_budget_exhausted(const struct fs_key *key, uint32_t entry, uint64_t cost_flops,
                         uint64_t remaining_flops);

/* The wall time limit has passed, at an operation's start or end. */
void fs_time_exhausted(uint32_t entry);

#endif
