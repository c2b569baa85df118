/* SPDX-License-Identifier: MIT */
/* The public functions of flopscope.h for version and namespaces, and what all of them share. */
#include "interpose/api.h"

#include "flopscope.h"
#include "interpose/clock.h"
#include "interpose/lifetime.h"
#include "interpose/lock.h"
#include "interpose/name_space.h"
#include "interpose/thread.h"

#include <errno.h>
#include <stddef.h>

struct fs_turn fs_turn_begin(void)
{
    struct fs_turn turn = {.thread = fs_tls.self, .saved_errno = errno};
    if (turn.thread == NULL || !turn.thread->ready) {
        fs_lock_shield();
        turn.thread = fs_thread_self();
        fs_lock_unshield();
    }
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

/* A name that the thread has pushed before takes a few nanoseconds, less than taking its time
 * would.
 */
static struct fs_thread *self(void)
{
    struct fs_thread *thread = fs_tls.self;
    if (thread != NULL && thread->ready)
        return thread;
    struct fs_turn turn = fs_turn_begin();
    fs_turn_end(&turn);
    return turn.thread;
}

FS_EXPORT void flopscope_namespace_push(const char *name)
{
    struct fs_thread *thread = self();
    if (thread != NULL)
        fs_name_space_push(thread, name);
}

FS_EXPORT void flopscope_namespace_pop(void)
{
    struct fs_thread *thread = self();
    if (thread != NULL)
        fs_name_space_pop(thread);
}
