/* SPDX-License-Identifier: MIT */
/* Hash tables of the process: signatures by key, and numbers of entry points, call sites and
 * namespaces. */
#include "interpose/registry.h"

#include "interpose/process.h"

#include <stddef.h>
#include <string.h>

struct number {
    uint64_t key;
    uint32_t number; /* 0: free */
};

struct number_table {
    struct number *slot;
    uint64_t mask;
    uint32_t used;
};

struct fs_registry {
    struct fs_arena arena;
    fs_slot *slot;
    struct fs_known **numbered; /* by id - 1: room for half as many as slots */
    uint64_t mask;
    uint32_t used;
    struct number_table numbers[FS_NUMBER_KINDS];
};

enum { FIRST_SLOTS = 256 };

static struct fs_registry *registry(void)
{
    if (fs_process->registry == NULL) {
        struct fs_arena arena = {0};
        struct fs_registry *new_registry = fs_arena_alloc(&arena, sizeof *new_registry);
        if (new_registry != NULL)
            new_registry->arena = arena;
        fs_process->registry = new_registry;
    }
    return fs_process->registry;
}

void *fs_registry_alloc(size_t bytes)
{
    struct fs_registry *r = registry();
    return r != NULL ? fs_arena_alloc(&r->arena, bytes) : NULL;
}

static bool same_key(const struct fs_key *a, const struct fs_key *b)
{
    return a->hash == b->hash && a->words == b->words &&
           memcmp(a->word, b->word, a->words * sizeof a->word[0]) == 0;
}

struct fs_known *fs_registry_find(const struct fs_key *key)
{
    struct fs_registry *r = registry();
    if (r == NULL || r->slot == NULL)
        return NULL;
    for (uint64_t i = key->hash & r->mask; r->slot[i] != 0; i = (i + 1) & r->mask) {
        struct fs_known *known = fs_slot_entry(r->slot[i]);
        if (fs_slot_may_be(r->slot[i], key->hash) && same_key(&known->key, key))
            return known;
    }
    return NULL;
}

static void place(fs_slot *slot, uint64_t mask, struct fs_known *known)
{
    uint64_t i = known->key.hash & mask;
    while (slot[i] != 0)
        i = (i + 1) & mask;
    slot[i] = fs_slot_of(known, known->key.hash);
}

static bool grow(struct fs_registry *r)
{
    uint64_t mask = r->slot != NULL ? r->mask * 2 + 1 : FIRST_SLOTS - 1;
    fs_slot *slot = fs_arena_alloc(&r->arena, (mask + 1) * sizeof slot[0]);
    struct fs_known **numbered = fs_arena_alloc(&r->arena, (mask + 1) / 2 * sizeof numbered[0]);
    if (slot == NULL || numbered == NULL)
        return false;
    for (uint32_t i = 0; i < r->used; i++)
        numbered[i] = r->numbered[i];
    r->numbered = numbered;
    for (uint64_t i = 0; r->slot != NULL && i <= r->mask; i++)
        if (r->slot[i] != 0)
            place(slot, mask, fs_slot_entry(r->slot[i]));
    r->slot = slot;
    r->mask = mask;
    return true;
}

struct fs_known *fs_registry_add(const struct fs_key *key)
{
    struct fs_registry *r = registry();
    if (r == NULL || ((r->slot == NULL || r->used >= r->mask / 2) && !grow(r)))
        return NULL;
    size_t key_bytes = offsetof(struct fs_key, word) + key->words * sizeof key->word[0];
    struct fs_known *known = fs_arena_alloc(&r->arena, offsetof(struct fs_known, key) + key_bytes);
    if (known == NULL)
        return NULL;
    memcpy(&known->key, key, key_bytes);
    r->numbered[r->used] = known;
    known->id = ++r->used;
    place(r->slot, r->mask, known);
    return known;
}

const struct fs_known *fs_registry_known(uint32_t id)
{
    return fs_process->registry->numbered[id - 1];
}

bool fs_registry_full(void)
{
    const struct fs_registry *r = registry();
    return r != NULL && r->used >= FS_SIGNATURES_MAX;
}

static struct number *number_slot(struct number *slot, uint64_t mask, uint64_t key)
{
    uint64_t i = (key * 0x9e3779b97f4a7c15u) >> 20 & mask;
    while (slot[i].number != 0 && slot[i].key != key)
        i = (i + 1) & mask;
    return &slot[i];
}

static bool grow_numbers(struct number_table *table)
{
    uint64_t mask = table->slot != NULL ? table->mask * 2 + 1 : FIRST_SLOTS - 1;
    struct number *slot = fs_registry_alloc((mask + 1) * sizeof slot[0]);
    if (slot == NULL)
        return false;
    for (uint64_t i = 0; table->slot != NULL && i <= table->mask; i++)
        if (table->slot[i].number != 0)
            *number_slot(slot, mask, table->slot[i].key) = table->slot[i];
    table->slot = slot;
    table->mask = mask;
    return true;
}

uint32_t fs_registry_number(enum fs_numbered kind, uint64_t key, bool *is_new)
{
    struct fs_registry *r = registry();
    *is_new = false;
    if (r == NULL)
        return 0;
    struct number_table *table = &r->numbers[kind];
    if ((table->slot == NULL || table->used >= table->mask / 2) && !grow_numbers(table))
        return 0;
    struct number *slot = number_slot(table->slot, table->mask, key);
    if (slot->number == 0) {
        *slot = (struct number){key, ++table->used};
        *is_new = true;
    }
    return slot->number;
}
