/* SPDX-License-Identifier: MIT */
/* Numbers that the process gives to entry points, call sites and stacks, and memory that lasts as
 * long as its log. All functions are called under the process's lock. */
#ifndef FS_REGISTRY_H
#define FS_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Numbers for texts and addresses, from 1 in the order of their first asking, 0: no memory. *is_new
 * says that this is the first. Separate numbering for each `kind`. */
enum fs_numbered { FS_NUMBER_ENTRY, FS_NUMBER_CALLSITE, FS_NUMBER_STACK, FS_NUMBER_KINDS };
uint32_t fs_registry_number(enum fs_numbered kind, uint64_t key, bool *is_new);

/* Memory that lasts as long as the process's log. */
void *fs_registry_alloc(size_t bytes);

#endif
