/* SPDX-License-Identifier: MIT */
/* The public functions of flopscope.h for version and namespaces, and what all of them share. */
#include "interpose/api.h"

#include "flopscope.h"
#include "interpose/clock.h"
#include "interpose/names.h"
#include "interpose/thread.h"

#include <errno.h>
#include <stddef.h>

struct fs_turn fs_turn_begin(void)
{
    struct fs_turn turn = {.thread = fs_tls.self, .saved_errno = errno};
    if (turn.thread == NULL || !turn.thread->ready)
        turn.thread = fs_thread_self();
    turn.start_ticks = fs_ticks();
    return turn;
}

void fs_turn_end(const struct fs_turn *turn)
{
    if (turn->thread != NULL)
        turn->thread->record->overhead_ticks += fs_ticks() - turn->start_ticks;
    errno = turn->saved_errno;
}

FS_EXPORT const char *flopscope_version(void)
{
    return FS_VERSION;
}

FS_EXPORT void flopscope_namespace_push(const char *name)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_thread *thread = turn.thread;
    if (thread != NULL) {
        if (thread->name_space_depth < FS_NAMESPACE_DEPTH_MAX) {
            thread->name_space_stack[thread->name_space_depth] = thread->name_space;
            if (name != NULL && name[0] != '\0')
                thread->name_space = fs_names_namespace(thread->name_space, name);
        }
        thread->name_space_depth++;
    }
    fs_turn_end(&turn);
}

FS_EXPORT void flopscope_namespace_pop(void)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_thread *thread = turn.thread;
    if (thread != NULL && thread->name_space_depth > 0 &&
        --thread->name_space_depth < FS_NAMESPACE_DEPTH_MAX)
        thread->name_space = thread->name_space_stack[thread->name_space_depth];
    fs_turn_end(&turn);
}
