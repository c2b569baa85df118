/* SPDX-License-Identifier: MIT */
/* What the public functions (flopscope.h) have in common: each is a turn that keeps errno and books
 * its time as flopscope's. */
#ifndef FS_API_H
#define FS_API_H

#include <stdint.h>

#include "interpose/libc.h"

struct fs_thread;

struct fs_turn {
    struct fs_thread
        *thread; /* the calling thread, as its first operation would make it; NULL: off */
    int saved_errno;
    uint64_t start_ticks;
};

struct fs_turn fs_turn_begin(void);
void fs_turn_end(const struct fs_turn *turn);

#endif
