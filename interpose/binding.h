/* SPDX-License-Identifier: MIT */
/* Which backend a call goes to: the one that its caller would have bound without the preload. */
#ifndef FS_BINDING_H
#define FS_BINDING_H

#include "interpose/entries.h"

#include <stdint.h>

/* A backend of an entry point for callers in [low, low + span). Immutable once published; the first
 * three fields are read by trampoline_x86_64.S. */
struct fs_binding {
    void *target;
    uintptr_t low;
    uintptr_t span;
    uint32_t int_bytes; /* of its integers: 4 or 8 */
    uint32_t shift;     /* 1: its complex result is a hidden first argument, else 0 */
    uint32_t nstack;    /* stack words of a call */
    uint32_t entry;
    struct fs_binding *next; /* of the same entry point, for other callers */
};

/* By entry point: the binding used last, NULL before the first call. */
extern struct fs_binding *fs_bindings[FS_ENTRY_COUNT_MAX];

/* The binding for a caller, resolved on its first call. Where there is no backend the process ends
 * as the dynamic linker would have ended it. Thread-safe; keeps errno. */
const struct fs_binding *fs_bind(uint32_t entry, uintptr_t return_address);

/* Publishes a binding that the caller made and keeps, unless it is known. */
void fs_binding_add(struct fs_binding *binding);

/* Forgets what was bound: objects may have been unloaded. */
void fs_binding_forget(void);

#endif
