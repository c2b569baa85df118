/* SPDX-License-Identifier: MIT */
/* Operations that are left without a return: by longjmp, an exception or thread cancellation. */
#ifndef FS_ABANDON_H
#define FS_ABANDON_H

#include <stdint.h>

struct fs_frame;

/* The thread's stack is about to be cut back to stack_pointer: operations below it are over. */
void fs_unwound_to(uintptr_t stack_pointer);

/* A call has begun above the operation that seemed to be around it: what is over is over, and the
 * frame's outer one is then what the call is nested in, or NULL. */
void fs_abandon_below(struct fs_frame *frame);

#endif
