/* SPDX-License-Identifier: MIT */
/* The reader's containers: arrays that grow, and a hash table from numbers in a log to indices,
 * which stays small whatever numbers a damaged log has. */
#include "oplog/reader_internal.h"

#include <stdlib.h>

void *fs_oplog_grow(void *array, size_t count, size_t *capacity, size_t element_bytes)
{
    if (count < *capacity)
        return array;
    size_t wanted = *capacity == 0 ? 16 : 2 * *capacity;
    void *moved = reallocarray(array, wanted, element_bytes);
    if (moved != NULL)
        *capacity = wanted;
    return moved;
}

static uint64_t *find_slot(const struct fs_oplog_ids *ids, uint32_t number)
{
    /* Numbers are mostly dense: taken as they are, neighbours stay neighbours. */
    for (size_t at = number;; at++) {
        uint64_t *slot = &ids->slots[at & (ids->capacity - 1)];
        if (*slot == 0 || (*slot - 1) >> 32 == number)
            return slot;
    }
}

static bool make_room(struct fs_oplog_ids *ids)
{
    struct fs_oplog_ids larger = {.capacity = ids->capacity == 0 ? 64 : 2 * ids->capacity};

    if (2 * (ids->count + 1) <= ids->capacity)
        return true;
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    larger.count = ids->count;
    for (size_t i = 0; i < ids->capacity; i++)
        if (ids->slots[i] != 0)
            *find_slot(&larger, (uint32_t)((ids->slots[i] - 1) >> 32)) = ids->slots[i];
    free(ids->slots);
    *ids = larger;
    return true;
}

bool fs_oplog_ids_add(struct fs_oplog_ids *ids, uint32_t number, size_t index)
{
    if (index >= UINT32_MAX || !make_room(ids))
        return false;
    uint64_t *slot = find_slot(ids, number);
    if (*slot == 0) {
        *slot = ((uint64_t)number << 32 | index) + 1;
        ids->count++;
    }
    return true;
}

size_t fs_oplog_ids_find(const struct fs_oplog_ids *ids, uint32_t number)
{
    if (ids->capacity == 0)
        return SIZE_MAX;
    uint64_t slot = *find_slot(ids, number);
    return slot == 0 ? SIZE_MAX : (size_t)((slot - 1) & UINT32_MAX);
}

void fs_oplog_ids_free(struct fs_oplog_ids *ids)
{
    free(ids->slots);
    *ids = (struct fs_oplog_ids){0};
}
