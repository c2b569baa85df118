/* SPDX-License-Identifier: MIT */
/* Operations that are left without a return: by longjmp, an exception or thread cancellation. */
#ifndef FS_ABANDON_H
#define FS_ABANDON_H

#include <stdint.h>

/* The thread's stack is about to be cut back to stack_pointer: operations below it are over. */
void fs_unwound_to(uintptr_t stack_pointer);

#endif
