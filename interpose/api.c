/* SPDX-License-Identifier: MIT */
/* The public functions of flopscope.h. */
#include "flopscope.h"

#include "interpose/budget.h"
#include "interpose/names.h"
#include "interpose/process.h"
#include "interpose/thread.h"

#include <errno.h>
#include <stddef.h>

#define FS_EXPORT __attribute__((visibility("default")))

/* The calling thread, as its first operation would make it. */
static struct fs_thread *self(void)
{
    struct fs_thread *thread = fs_tls.self;
    return thread != NULL && thread->ready ? thread : fs_thread_self();
}

FS_EXPORT const char *flopscope_version(void)
{
    return FS_VERSION;
}

FS_EXPORT void flopscope_namespace_push(const char *name)
{
    int saved_errno = errno;
    struct fs_thread *thread = self();
    if (thread != NULL) {
        if (thread->name_space_depth < FS_NAMESPACE_DEPTH_MAX) {
            thread->name_space_stack[thread->name_space_depth] = thread->name_space;
            if (name != NULL && name[0] != '\0')
                thread->name_space = fs_names_namespace(thread->name_space, name);
        }
        thread->name_space_depth++;
    }
    errno = saved_errno;
}

FS_EXPORT void flopscope_namespace_pop(void)
{
    int saved_errno = errno;
    struct fs_thread *thread = self();
    if (thread != NULL && thread->name_space_depth > 0 &&
        --thread->name_space_depth < FS_NAMESPACE_DEPTH_MAX)
        thread->name_space = thread->name_space_stack[thread->name_space_depth];
    errno = saved_errno;
}

FS_EXPORT uint64_t flopscope_flops_used(void)
{
    int saved_errno = errno;
    uint64_t calls = 0;
    unsigned __int128 flops = 0;
    if (self() != NULL)
        fs_process_sum(&calls, &flops);
    errno = saved_errno;
    return flops > UINT64_MAX ? UINT64_MAX : (uint64_t)flops;
}

FS_EXPORT uint64_t flopscope_flops_remaining(void)
{
    int saved_errno = errno;
    uint64_t remaining = self() != NULL ? fs_budget_remaining_flops() : UINT64_MAX;
    errno = saved_errno;
    return remaining;
}
