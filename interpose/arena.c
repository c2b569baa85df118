/* SPDX-License-Identifier: MIT */
/* A bump allocator over mmap. */
#include "interpose/arena.h"

#include <stdint.h>
#include <sys/mman.h>

struct fs_arena_block {
    struct fs_arena_block *older;
    size_t bytes;
};

enum { LINE_BYTES = 64, FIRST_BLOCK_BYTES = 64 * 1024, BLOCK_BYTES = 256 * 1024 };

static void *pages(size_t bytes, int flags)
{
    void *memory =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

static struct fs_arena_block *new_block(const struct fs_arena *arena, size_t bytes, int flags)
{
    struct fs_arena_block *block = pages(bytes, flags);
    if (block == NULL)
        return NULL;
    if (!arena->inherited)
        madvise(block, bytes, MADV_DONTFORK);
    block->bytes = bytes;
    return block;
}

/* A block of its own for what is too large for a common one, behind the newest, which goes on being
 * filled. */
static void *alloc_large(struct fs_arena *arena, size_t bytes)
{
    struct fs_arena_block *block = new_block(arena, bytes + LINE_BYTES, 0);
    if (block == NULL)
        return NULL;
    block->older = arena->block->older;
    arena->block->older = block;
    return (char *)block + LINE_BYTES;
}

void *fs_arena_alloc(struct fs_arena *arena, size_t bytes)
{
    bytes = (bytes + LINE_BYTES - 1) & ~(size_t)(LINE_BYTES - 1);
    if (arena->block == NULL || arena->used + bytes > arena->block->bytes) {
        size_t usual = arena->block != NULL ? BLOCK_BYTES : FIRST_BLOCK_BYTES;
        bool is_large = bytes + LINE_BYTES > usual;
        if (is_large && arena->block != NULL)
            return alloc_large(arena, bytes);
        /* Who has filled one block fills the next: a fault for each page would cost more. */
        struct fs_arena_block *block = new_block(arena, is_large ? bytes + LINE_BYTES : usual,
                                                 arena->block != NULL ? MAP_POPULATE : 0);
        if (block == NULL)
            return NULL;
        block->older = arena->block;
        arena->block = block;
        arena->used = LINE_BYTES;
    }
    void *memory = (char *)arena->block + arena->used;
    arena->used += bytes;
    return memory;
}

void fs_arena_free(struct fs_arena *arena)
{
    while (arena->block != NULL) {
        struct fs_arena_block *block = arena->block;
        arena->block = block->older;
        munmap(block, block->bytes);
    }
    arena->used = 0;
}

void *fs_pages_wiped_on_fork(size_t bytes)
{
    void *memory = pages(bytes, 0);
    if (memory == NULL)
        return NULL;
    if (madvise(memory, bytes, MADV_WIPEONFORK) != 0) {
        munmap(memory, bytes);
        return NULL;
    }
    return memory;
}
