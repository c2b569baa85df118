/* SPDX-License-Identifier: MIT */
/* Charging an operation off the fast path, and telling whoever is to be told when it does not fit
 * or when time is up. */
#ifndef FS_CHARGE_H
#define FS_CHARGE_H

#include "interpose/refusal.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_thread;

/* Charges an operation of the thread before it runs. Where it does not fit, the handler may leave
 * for good; otherwise the limit's setting ends the process or lets the operation go on. True: it
 * was charged to all that it is to be charged to. */
bool fs_charge(struct fs_thread *thread, const struct fs_operation *operation, uint64_t cost_flops);

/* A wall time limit of the thread's has passed, before or after the operation. Does not return
 * where that ends the process; the handler may leave for good. */
void fs_check_time(struct fs_thread *thread, const char *op_name);

#endif
