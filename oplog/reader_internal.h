/* SPDX-License-Identifier: MIT */
/* What the reader's files share and its users do not see: ids, growing arrays, collection of
 * records, and saturating sums. */
#ifndef FS_OPLOG_READER_INTERNAL_H
#define FS_OPLOG_READER_INTERNAL_H

#include "oplog/reader.h"

/* Makes room for one more element in an array that has count elements of the given size. Returns
 * the array (perhaps moved), or NULL if there is no memory: the old array is then as it was. */
void *fs_oplog_grow(void *array, size_t count, size_t *capacity, size_t element_bytes);

/* Maps a number to an index below 2^32 - 1; the first one given for a number stays. False: no
 * memory. */
bool fs_oplog_ids_add(struct fs_oplog_ids *ids, uint32_t number, size_t index);

/* The index of a number, or SIZE_MAX. */
size_t fs_oplog_ids_find(const struct fs_oplog_ids *ids, uint32_t number);
void fs_oplog_ids_free(struct fs_oplog_ids *ids);

/* Collects the records in `bytes` bytes at data. False: no memory. */
bool fs_oplog_collect_records(fs_oplog *log, const uint8_t *data, size_t bytes);

/* Gives the pages that lie wholly between two addresses of the mapping back: reading them again
 * reads the file again. */
void fs_oplog_release(const fs_oplog *log, const void *from, const void *to);

/* Sets the rate of the log's clock from its header. */
void fs_oplog_set_clock(fs_oplog *log);

static inline uint64_t fs_add_saturating(uint64_t a, uint64_t b)
{
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

static inline unsigned __int128 fs_add_saturating_128(unsigned __int128 a, unsigned __int128 b)
{
    unsigned __int128 sum;
    return __builtin_add_overflow(a, b, &sum) ? ~(unsigned __int128)0 : sum;
}

static inline unsigned __int128 fs_multiply_saturating_128(unsigned __int128 a, uint64_t b)
{
    unsigned __int128 product;
    return __builtin_mul_overflow(a, b, &product) ? ~(unsigned __int128)0 : product;
}

/* A 128-bit number as it is in the log, low word first. */
static inline unsigned __int128 fs_words_128(const uint64_t word[2])
{
    return (unsigned __int128)word[1] << 64 | word[0];
}

#endif
