/* SPDX-License-Identifier: MIT */
/* What a backend library is like, found by its behaviour and not by its name. */
#ifndef FS_BACKEND_H
#define FS_BACKEND_H

#include <stdint.h>

struct fs_backend {
    uintptr_t low;      /* address of the object, its identity */
    uint32_t int_bytes; /* of the integers of its plainly named entry points: 4 or 8 */
    uint32_t shift;     /* 1: complex functions return through a hidden first argument */
};

/* The backend that holds the function `target`; calls a few of its functions on a handful of
 * numbers the first time. Not to be called under a lock. */
struct fs_backend fs_backend_of(uintptr_t target);

/* Forgets all: objects may have been unloaded. */
void fs_backend_forget(void);

#endif
