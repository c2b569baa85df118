/* SPDX-License-Identifier: MIT */
/* A stack of flopscope's own, for what takes more than a thread with the smallest stack may have
 * left: the start of a process, messages, walks of the stack. */
#ifndef FS_ASIDE_H
#define FS_ASIDE_H

/* Calls function(data) on a stack of its own, with the thread's signals put off, and returns after
 * it; on the thread's stack where there is no memory. Unwinders see through it. */
void fs_aside(void (*function)(void *), void *data);

#endif
