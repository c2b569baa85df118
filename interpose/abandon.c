/* SPDX-License-Identifier: MIT */
/* Learns of operations that will not return. */
#include "interpose/abandon.h"

#include "interpose/frame.h"
#include "interpose/scope.h"
#include "interpose/slow.h"
#include "interpose/thread.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unwind.h>

/* The alternate signal stack that the thread runs on; span 0: on none. It may be above the stack
 * that was interrupted: then addresses do not tell which frame is inside which. */
static struct fs_range signal_stack(void)
{
    stack_t stack;
    if (sigaltstack(NULL, &stack) != 0 || (stack.ss_flags & SS_ONSTACK) == 0)
        return (struct fs_range){0, 0};
    return (struct fs_range){(uintptr_t)stack.ss_sp, stack.ss_size};
}

static bool is_on(struct fs_range stack, uintptr_t address)
{
    return address - stack.low < stack.span;
}

void fs_unwound_to(uintptr_t stack_pointer)
{
    if (fs_tls.current == NULL)
        return;
    struct fs_range handler = signal_stack();
    bool stays = is_on(handler, stack_pointer);
    uintptr_t frame;
    /* A handler's frames are over when it is left, and others while it is not left are not. */
    while ((frame = (uintptr_t)fs_tls.current) != 0 &&
           (is_on(handler, frame) == stays ? frame < stack_pointer : !stays))
        fs_abandon(fs_tls.current);
}

/* The frames below may have been written over: what is known of them is in the thread's state. */
void fs_abandon_below(struct fs_frame *frame)
{
    struct fs_range handler = signal_stack();
    struct fs_thread *thread = fs_tls.self;
    if (is_on(handler, (uintptr_t)frame) && !is_on(handler, (uintptr_t)frame->outer))
        return; /* a handler's call, inside the operation */
    struct fs_frame *open = thread != NULL && thread->ready ? fs_open_operation(thread) : NULL;
    if ((uintptr_t)open < (uintptr_t)frame)
        open = NULL;
    if (open == NULL && thread != NULL && thread->ready)
        fs_abandon_lost(thread);
    frame->outer = open;
    frame->outer_gate = 0;
    fs_tls.current = frame;
    fs_tls.gate = (uintptr_t)frame;
}

/* Called by the unwinder for each frame of the trampoline that an exception or a cancellation
 * passes; frames come from the inside out, so that it is the innermost one's turn. */
_Unwind_Reason_Code fs_personality(int version, _Unwind_Action actions,
                                   _Unwind_Exception_Class kind,
                                   struct _Unwind_Exception *exception,
                                   struct _Unwind_Context *context);

_Unwind_Reason_Code fs_personality(int version, _Unwind_Action actions,
                                   _Unwind_Exception_Class kind,
                                   struct _Unwind_Exception *exception,
                                   struct _Unwind_Context *context)
{
    (void)version;
    (void)kind;
    (void)exception;
    (void)context;
    if ((actions & _UA_CLEANUP_PHASE) != 0 && fs_tls.current != NULL)
        fs_abandon(fs_tls.current);
    return _URC_CONTINUE_UNWIND;
}
