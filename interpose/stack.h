/* SPDX-License-Identifier: MIT */
/* Call stacks of operations (FLOPSCOPE_STACKS). A stack is unwound once for each distinct way to a
 * call: later calls are recognized by their stack pointer and by the return addresses still being
 * where the unwinder found them. */
#ifndef FS_STACK_H
#define FS_STACK_H

#include "interpose/entries.h"
#include "interpose/frame.h"
#include "interpose/unwinder.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_thread;

enum { FS_STACK_BUCKETS = 256 };

/* A stack as a thread has seen it: the frames' return addresses, and where on the stack they are.
 * If they still are there, below the same stack pointer, the unwinder would take the same steps. */
struct fs_known_stack {
    struct fs_known_stack *next;
    const struct fs_frame *frame;
    uint32_t number;
    uint32_t depth;
    struct fs_return returns[];
};

/* What a thread knows of them. */
struct fs_stacks {
    struct fs_known_stack *bucket[FS_STACK_BUCKETS];
    uint32_t remembered;
};

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

static inline uint64_t fs_stack_site_of(uint32_t number)
{
    return (uint64_t)1 << 63 | number;
}

/* Where the stacks of calls with this return address and stack pointer are. */
static inline struct fs_known_stack **fs_stack_bucket(struct fs_stacks *stacks,
                                                      const struct fs_frame *frame)
{
    uint64_t return_address = frame->word[FS_WORD_RETURN];
    uint64_t mixed = (return_address ^ (uintptr_t)frame << 20) * 0x9e3779b97f4a7c15u;
    return &stacks->bucket[mixed >> 56];
}

static inline bool fs_stack_is_still_there(const struct fs_known_stack *stack,
                                           const struct fs_frame *frame)
{
    if (stack->frame != frame)
        return false;
    for (uint32_t i = 0; i < stack->depth; i++)
        if (*stack->returns[i].slot != stack->returns[i].address)
            return false;
    return true;
}

/* fs_stack_site of a way that the thread knows; else 0. */
static inline uint64_t fs_stack_known(struct fs_stacks *stacks, const struct fs_frame *frame)
{
    const struct fs_known_stack *stack = *fs_stack_bucket(stacks, frame);
    for (; stack != NULL; stack = stack->next)
        if (fs_stack_is_still_there(stack, frame))
            return fs_stack_site_of(stack->number);
    return 0;
}

/* Objects have been unloaded: a thread's stacks are to be walked anew. Under the process's lock. */
void fs_stack_unloaded(struct fs_stacks *stacks);

#endif
