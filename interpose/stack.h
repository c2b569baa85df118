/* SPDX-License-Identifier: MIT */
/* Call stacks of operations (FLOPSCOPE_STACKS). A stack is unwound once for each distinct way to a
 * call: later calls are recognized by their stack pointer and by the return addresses still being
 * where the unwinder found them. */
#ifndef FS_STACK_H
#define FS_STACK_H

#include "interpose/frame.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_stacks; /* what a thread knows of them */
struct fs_thread;

/* Loads the unwinder. False, with one line on stderr: there is none. */
bool fs_stack_start(void);

/* A thread's memory of stacks, or NULL: they are not wanted, or there is no memory. */
struct fs_stacks *fs_stack_new(struct fs_thread *thread);

/* What stands for the call's stack in a signature's key, in place of its return address. */
uint64_t fs_stack_site(struct fs_thread *thread, const struct fs_frame *frame);

/* The number of a stack in the log; 0: the site is a return address. */
static inline uint32_t fs_stack_number(uint64_t site)
{
    return site >> 63 != 0 ? (uint32_t)site : 0;
}

/* Objects have been unloaded: a thread's stacks are to be walked anew. Under the process's lock. */
void fs_stack_unloaded(struct fs_stacks *stacks);

#endif
