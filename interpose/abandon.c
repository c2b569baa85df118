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

void fs_abandon_below(struct fs_frame *frame)
{
    fs_tls.current = frame->outer;
    fs_tls.gate = frame->outer_gate;
    fs_unwound_to((uintptr_t)frame);
    frame->outer = fs_tls.current;
    frame->outer_gate = fs_tls.gate;
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
