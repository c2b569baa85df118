/* SPDX-License-Identifier: MIT */
/* Recognizes call stacks, and has the unwinder walk those that are new. */
#include "interpose/stack.h"

#include "interpose/aside.h"
#include "interpose/callsite.h"
#include "interpose/clock.h"
#include "interpose/message.h"
#include "interpose/process.h"
#include "interpose/registry.h"
#include "interpose/thread.h"
#include "interpose/unwinder.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

/* A thread remembers this many; further ones are walked each time. */
enum { REMEMBERED_MAX = 20000 };

bool fs_stack_start(void)
{
    if (fs_unwinder_load())
        return true;
    fs_message("FLOPSCOPE_STACKS needs libunwind, which is not installed: no stacks are kept");
    return false;
}

struct fs_stacks *fs_stack_new(struct fs_thread *thread)
{
    if (fs_environment.stacks == 0)
        return NULL;
    return fs_arena_alloc(&thread->arena, sizeof(struct fs_stacks));
}

/* Under the process's lock. */
static uint32_t number_of(const struct fs_return *returns, unsigned depth)
{
    int64_t callsites[FS_STACK_FRAMES_MAX];
    uint64_t hash = depth;
    for (unsigned i = 0; i < depth; i++) {
        callsites[i] = fs_callsite_number(returns[i].address);
        hash = (hash ^ (uint64_t)callsites[i]) * 0x9e3779b97f4a7c15u ^ hash >> 31;
    }
    bool is_new;
    uint32_t number = fs_registry_number(FS_NUMBER_STACK, hash, &is_new);
    if (!is_new)
        return number;
    struct fs_log_stack record = {.id = number, .depth = depth};
    if (!fs_log_record(&fs_process->log, FS_LOG_STACK, &record, sizeof record, callsites, depth,
                       NULL, 0))
        fs_process_log_failed();
    return number;
}

/* A place in the bucket: of a stack that objects were unloaded from, or a new one. NULL: no more.
 */
static struct fs_known_stack *room_for(struct fs_thread *thread, struct fs_known_stack **bucket,
                                       unsigned depth)
{
    struct fs_known_stack *stack = *bucket;
    while (stack != NULL && (stack->frame != NULL || stack->depth != depth))
        stack = stack->next;
    if (stack != NULL || thread->stacks->remembered >= REMEMBERED_MAX)
        return stack;
    stack = fs_arena_alloc(&thread->arena, sizeof *stack + depth * sizeof stack->returns[0]);
    if (stack == NULL)
        return NULL;
    thread->stacks->remembered++;
    stack->next = *bucket;
    stack->depth = depth;
    __atomic_store_n(bucket, stack, __ATOMIC_RELEASE);
    return stack;
}

/* Walks the stack. One whose return addresses are not where the unwinder says (a signal's frame is
 * on it) is not remembered, and walked each time. */
static uint32_t walk(struct fs_thread *thread, const struct fs_frame *frame,
                     struct fs_known_stack **bucket)
{
    struct fs_return returns[FS_STACK_FRAMES_MAX];
    unsigned depth = fs_unwinder_walk(frame->word[FS_WORD_RETURN], returns, fs_environment.stacks);
    if (depth == 0)
        return 0;
    fs_lock_take(&fs_process->lock);
    uint32_t number = number_of(returns, depth);
    fs_lock_give(&fs_process->lock);
    for (unsigned i = 0; i < depth; i++)
        if (*returns[i].slot != returns[i].address)
            return number;
    struct fs_known_stack *stack = room_for(thread, bucket, depth);
    if (stack != NULL) {
        stack->number = number;
        memcpy(stack->returns, returns, depth * sizeof returns[0]);
        stack->frame = frame;
    }
    return number;
}

struct walked {
    struct fs_thread *thread;
    const struct fs_frame *frame;
    struct fs_known_stack **bucket;
    uint32_t number;
};

static void walk_aside(void *data)
{
    struct walked *walked = data;
    walked->number = walk(walked->thread, walked->frame, walked->bucket);
}

uint64_t fs_stack_site(struct fs_thread *thread, const struct fs_frame *frame)
{
    uint64_t known = fs_stack_known(thread->stacks, frame);
    if (known != 0)
        return known;
    int saved_errno = errno;
    uint64_t start_ticks = fs_ticks();
    struct walked walked = {thread, frame, fs_stack_bucket(thread->stacks, frame), 0};
    fs_aside(walk_aside, &walked);
    uint32_t number = walked.number;
    thread->record->overhead_ticks += fs_ticks() - start_ticks;
    errno = saved_errno;
    return number != 0 ? fs_stack_site_of(number) : frame->word[FS_WORD_RETURN];
}

void fs_stack_unloaded(struct fs_stacks *stacks)
{
    for (unsigned i = 0; stacks != NULL && i < FS_STACK_BUCKETS; i++)
        for (struct fs_known_stack *stack = stacks->bucket[i]; stack != NULL; stack = stack->next)
            __atomic_store_n(&stack->frame, NULL, __ATOMIC_RELAXED);
}
