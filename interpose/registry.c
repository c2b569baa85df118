/* SPDX-License-Identifier: MIT */
/* Hash tables of the process: numbers of entry points, call sites and stacks. */
#include "interpose/registry.h"

#include "interpose/arena.h"
#include "interpose/process.h"

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
