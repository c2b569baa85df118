/* SPDX-License-Identifier: MIT */
/* Symbol look-up as the dynamic linker would have done it for a caller, had we not been there. */
#ifndef FS_SCOPE_H
#define FS_SCOPE_H

#include <link.h>
#include <stdbool.h>
#include <stdint.h>

/* Addresses in [low, low + span). */
struct fs_range {
    uintptr_t low;
    uintptr_t span;
};

/* The definition of `name` that code at `address` binds: the next one after us in the global scope;
 * else in the scope of the object that the address is in; else in that of an object which loaded
 * it; else in any. NULL: none. *callers: the addresses for which the answer holds. */
void *fs_scope_resolve(const char *name, uintptr_t address, struct fs_range *callers);

/* `name` in the scope of the object that `address` is in: its own definition or its libraries'. */
void *fs_scope_find(const char *name, uintptr_t address);

/* The object that holds `address`, or NULL. Takes no lock where the C library is 2.35 or newer. */
const struct link_map *fs_scope_map(uintptr_t address);

/* Where the object that holds `address` is mapped; span 0: in none. */
struct fs_range fs_scope_object(uintptr_t address);

#endif
