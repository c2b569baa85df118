/* SPDX-License-Identifier: MIT */
/* Signatures: what makes two calls equal, found again in a thread's own hash table by one probe. */
#ifndef FS_SIGNATURE_H
#define FS_SIGNATURE_H

#include "interpose/arena.h"
#include "interpose/key.h"
#include "oplog/format.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_thread;

/* As one thread sees it. A line of cache holds what a call needs, up to two parameters. */
struct fs_signature {
    uint64_t hash; /* of the key that it was entered with */
    struct fs_log_totals *totals;
    uint64_t cost_flops; /* charged for each call */
    uint32_t id;         /* in the log */
    uint8_t words;
    bool slow;    /* takes the slow paths: varying, or checked for NaN and infinity */
    bool varying; /* priced by nested calls, or folded: cost and work are the call's own */
    bool folded;
    uint64_t word[];
};

/* Open addressing; a slot of 0 is free. The number of slots is a power of two. */
struct fs_signature_table {
    fs_slot *slot;
    uint64_t mask;
    uint64_t *filter; /* 8 bits for each slot, two set for each hash in the table */
    uint32_t used;
};

/* The signature of a key that the thread has not seen: known to the process, or new, priced and
 * written to the log; folded when the process has too many. NULL: no memory. */
struct fs_signature *fs_signature_new(struct fs_thread *thread, const struct fs_key *key,
                                      uint32_t entry);

/* The key that the process knows a signature by: its call site is a number, since an address may
 * come again in another object. Under the process's lock. */
struct fs_key fs_signature_process_key(const struct fs_key *key);

/* Objects have been unloaded: signatures of call sites that were in them are found no more, until
 * the same call site is there again. Takes the process's lock. */
void fs_signature_unloaded(void);

/* The thread's signature with this key, or NULL. */
struct fs_signature *fs_signature_find(const struct fs_thread *thread, const struct fs_key *key);

/* Enters a signature that the process knows in the thread's table; NULL: no memory. Under the
 * process's lock. */
struct fs_known;
struct fs_signature *fs_signature_enter(struct fs_thread *thread, const struct fs_key *key,
                                        const struct fs_known *known);

/* What the thread's calls of a signature, `calls` of them, were charged. */
fs_count fs_signature_charged(const struct fs_signature *signature, uint64_t calls);

/* flops under FLOPSCOPE_FLOP_MULTIPLIER, rounded to nearest, at most UINT64_MAX. */
uint64_t fs_multiplied(fs_count flops);

/* Work and cost of a call with this key. False: its family has no formula. */
bool fs_signature_price(const struct fs_key *key, uint32_t entry, fs_work *work,
                        uint64_t *cost_flops);

/* The parameters of a key as the catalogue names them, into value[FS_PARAM_MAX]: option letters
 * upper case, CBLAS enumerators as letters. */
void fs_signature_values(const struct fs_key *key, uint32_t entry, int64_t *value);

/* An empty table for a new thread; false: no memory. */
bool fs_signature_table_start(struct fs_thread *thread);

#endif
