/* SPDX-License-Identifier: MIT */
/* Signatures: what makes two calls equal, found again in a thread's own hash table by one probe.
 * Each thread describes its own in the log, without a lock; readers take those that say the same
 * for one. */
#ifndef FS_SIGNATURE_H
#define FS_SIGNATURE_H

#include "interpose/key.h"
#include "oplog/format.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_thread;

/* More distinct signatures than this, of a thread or of all of them, are folded into one for each
 * entry point and namespace. */
enum { FS_SIGNATURES_MAX = 16384, FS_SIGNATURES_MAX_ALL = 65536 };

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
    uint64_t word[]; /* of the key; then its fs_signature_more */
};

/* What is not needed to find it. */
struct fs_signature_more {
    uint32_t callsite;  /* number in the log; of a stack or none: not used */
    uint32_t own_index; /* of the name of an operation of the program's own */
};

static inline struct fs_signature_more *fs_signature_more(const struct fs_signature *signature)
{
    return (struct fs_signature_more *)(uintptr_t)&signature->word[signature->words];
}

/* Open addressing; a slot of 0 is free. The number of slots is a power of two. */
struct fs_signature_table {
    fs_slot *slot;
    uint64_t mask;
    uint64_t *filter; /* 8 bits for each slot, two set for each hash in the table */
    uint32_t used;
    bool has_gone; /* call sites that an unloaded object had */
};

/* What is in a slot, or NULL. Of other threads' tables under the process's lock. */
static inline struct fs_signature *fs_signature_in(const struct fs_signature_table *table,
                                                   uint64_t i)
{
    fs_slot slot = __atomic_load_n(&table->slot[i], __ATOMIC_ACQUIRE);
    return slot != 0 ? fs_slot_entry(slot) : NULL;
}

/* A signature for a key that the thread has none for: priced and written to the log; folded when
 * there are too many. The call is running: what a signal handler calls is nested in it, and one
 * that leaves by a jump finds the thread's tables in order. NULL: no memory. */
struct fs_signature *fs_signature_new(struct fs_thread *thread, const struct fs_key *key,
                                      uint32_t entry);

/* May a thread not have more? */
bool fs_signature_full(const struct fs_thread *thread);

/* Objects have been unloaded: signatures of call sites that were in them are found no more, until
 * the same call site is there again. Takes the process's lock. */
void fs_signature_unloaded(void);

/* The thread's signature with this key, or NULL. */
struct fs_signature *fs_signature_find(const struct fs_thread *thread, const struct fs_key *key);

/* The thread's signature of this key whose call site was gone and is there again, or NULL. */
struct fs_signature *fs_signature_revive(const struct fs_thread *thread, const struct fs_key *key,
                                         uint32_t callsite);

/* A signature as it is entered. */
struct fs_described {
    uint64_t cost_flops;
    uint32_t id;
    bool varying, folded;
    struct fs_signature_more more;
};

/* Enters it in the thread's table; NULL: no memory. Signals wait, or the call is running. */
struct fs_signature *fs_signature_enter(struct fs_thread *thread, const struct fs_key *key,
                                        const struct fs_described *described);

/* Appends a record that describes a signature to the thread's, `traffic` after it unless NULL. */
void fs_signature_write(struct fs_thread *thread, struct fs_log_signature *record,
                        const int64_t *values, struct fs_log_traffic *traffic);

/* A number for a signature, from 1. */
uint32_t fs_signature_next_id(void);

/* Work of a call whose signature is not varying. */
fs_work fs_signature_work(const struct fs_signature *signature);

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
