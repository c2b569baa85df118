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

/* Notes the objects that the program is started with; when the library is loaded. */
void fs_scope_started(void);

/* The next definition of `name` after us in the objects that the program was started with, or NULL.
 * Takes no lock, allocates nothing. */
void *fs_scope_next(const char *name);

/* The definition of `name` that code at `address` binds: the next one after us in the global scope;
 * else in the scope of the object that the address is in; else in that of an object which loaded
 * it; else what objects bind that refer to it. NULL: none. *callers: the addresses for which the
 * answer holds. *is_guess: the last was tried, and they bind different ones. */
void *fs_scope_resolve(const char *name, uintptr_t address, struct fs_range *callers,
                       bool *is_guess);

/* `name` in the scope of the object that `address` is in: its own definition or its libraries'. */
void *fs_scope_find(const char *name, uintptr_t address);

/* The first definition of `name` in any object but ours, or NULL. */
void *fs_scope_any(const char *name);

/* The object that holds `address`, or NULL. Takes no lock where the C library is 2.35 or newer. */
const struct link_map *fs_scope_map(uintptr_t address);

/* Where the object that holds `address` is mapped; span 0: in none. */
struct fs_range fs_scope_object(uintptr_t address);

#endif
