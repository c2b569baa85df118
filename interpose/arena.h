/* SPDX-License-Identifier: MIT */
/* Memory for flopscope's own tables: from mmap, never from the program's malloc, freed all at once.
 */
#ifndef FS_ARENA_H
#define FS_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct fs_arena_block;

struct fs_arena {
    struct fs_arena_block *block; /* the newest; older ones are linked from it */
    size_t used;
    bool inherited; /* by a child of fork; where not, the child must never look there */
};

/* Zeroed memory of `bytes`, aligned to a cache line, or NULL. */
void *fs_arena_alloc(struct fs_arena *arena, size_t bytes);

/* Gives all of it back. */
void fs_arena_free(struct fs_arena *arena);

/* Whole pages of zeroed memory that a child of fork finds zeroed again, or NULL: whoever looks
 * there sees at once that he is in another process. */
void *fs_pages_wiped_on_fork(size_t bytes);

#endif
