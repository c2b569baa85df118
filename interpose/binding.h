/* SPDX-License-Identifier: MIT */
/* Which backend a call goes to: the one that its caller would have bound without the preload. */
#ifndef FS_BINDING_H
#define FS_BINDING_H

#include "costmodel/catalogue.h"
#include "interpose/entries.h"

#include <stdbool.h>
#include <stdint.h>

/* How to read one argument, the backend's integer width included. */
enum fs_reading {
    FS_READ_INT32,
    FS_READ_INT64,
    FS_READ_INT32_AT,
    FS_READ_INT64_AT,
    FS_READ_CHAR,
    FS_READ_CHAR_AT,
    FS_READ_NOTHING
};

struct fs_argument {
    uint8_t word;    /* of the frame */
    uint8_t reading; /* fs_reading */
};

enum { FS_QUERIES_MAX = 8 };

/* A backend of an entry point for callers in [low, low + span), and all that the fast path needs to
 * know of its calls. Immutable once published; the first three fields are read by
 * trampoline_x86_64.S. */
struct fs_binding {
    void *target;
    uintptr_t low;
    uintptr_t span;
    uint32_t entry;
    uint8_t nstack; /* stack words of a call */
    uint8_t nparam;
    uint8_t nquery;
    uint8_t same[2]; /* words, or FS_NO_WORD: as in struct fs_shape */
    uint8_t layout;
    bool batch;
    uint8_t parameters_reading; /* of every parameter, or FS_READ_NOTHING: they differ */
    uint8_t int_bytes;          /* of its integers: 4 or 8 */
    struct fs_argument
        argument[FS_PARAM_MAX + FS_QUERIES_MAX]; /* nparam parameters, nquery sizes */
    struct fs_binding *next;                     /* of the same entry point, for other callers */
    struct fs_binding *older;                    /* of all */
};

/* By entry point: the binding used last, NULL before the first call. */
extern struct fs_binding *fs_bindings[FS_ENTRY_COUNT_MAX];

/* By entry point: the backend of all callers whatever, or NULL. For nested calls, which need no
 * more than that. */
extern void *fs_targets[FS_ENTRY_COUNT_MAX];

/* The binding for a caller, resolved on its first call. Where there is no backend the process ends
 * as the dynamic linker would have ended it. Thread-safe; keeps errno. */
const struct fs_binding *fs_bind(uint32_t entry, uintptr_t return_address);

/* Fills in what the entry point's shape says, for the binding's integer width. shift 1: a hidden
 * first argument moves all others by one word; functions with a complex result have few enough to
 * stay in registers. */
void fs_binding_describe(struct fs_binding *binding, uint8_t shift);

/* Publishes a binding that the caller made and keeps, unless it is known. */
void fs_binding_add(struct fs_binding *binding);

/* Takes it back: the fast path looks at an entry point's first binding alone. */
void fs_binding_remove(const struct fs_binding *binding);

/* Forgets what was bound: objects may have been unloaded. */
void fs_binding_forget(void);

#endif
