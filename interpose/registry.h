/* SPDX-License-Identifier: MIT */
/* The process's signatures: one number and one price for a key, whichever threads meet it. All
 * functions are called under the process's lock. */
#ifndef FS_REGISTRY_H
#define FS_REGISTRY_H

#include "interpose/arena.h"
#include "interpose/key.h"

/* More distinct signatures than this are folded into one for each entry point and namespace. */
enum { FS_SIGNATURES_MAX = 16384 };

struct fs_known {
    uint64_t cost_flops;
    fs_work work; /* of a call; varying: none */
    uint32_t id;
    uint32_t own_index; /* of the name of an operation of the program's own */
    bool varying;
    bool folded;
    struct fs_key key; /* no more memory than its words take */
};

/* The signature of this key, or NULL. */
struct fs_known *fs_registry_find(const struct fs_key *key);

/* A new one with the next number, cost 0; or NULL: no memory. */
struct fs_known *fs_registry_add(const struct fs_key *key);

/* The signature of a number that has been given out. */
const struct fs_known *fs_registry_known(uint32_t id);

/* Are there FS_SIGNATURES_MAX? */
bool fs_registry_full(void);

/* Numbers for texts and addresses, from 1 in the order of their first asking, 0: no memory. *is_new
 * says that this is the first. Separate numbering for each `kind`. */
enum fs_numbered { FS_NUMBER_ENTRY, FS_NUMBER_CALLSITE, FS_NUMBER_STACK, FS_NUMBER_KINDS };
uint32_t fs_registry_number(enum fs_numbered kind, uint64_t key, bool *is_new);

/* Memory that lasts as long as the process's log. */
void *fs_registry_alloc(size_t bytes);

#endif
