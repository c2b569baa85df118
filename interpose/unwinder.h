/* SPDX-License-Identifier: MIT */
/* libunwind, loaded only when a stack is to be walked: programs start without it. */
#ifndef FS_UNWINDER_H
#define FS_UNWINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A return address on the calling thread's stack, and the slot that it is in. */
struct fs_return {
    uintptr_t address;
    const uintptr_t *slot;
};

/* Loads libunwind if that has not been done; false: it is not installed. */
bool fs_unwinder_load(void);

/* The frames from the one with the given return address outwards, at most `most`, into returns.
 * Returns how many; 0: it was not found. */
unsigned fs_unwinder_walk(uintptr_t return_address, struct fs_return *returns, unsigned most);

/* The name of the function on this thread's stack that return_address is in, from its object's full
 * symbol table, and the offset in it. */
bool fs_unwinder_name(uintptr_t return_address, char *name, size_t size, uint64_t *offset);

#endif
