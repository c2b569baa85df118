/* SPDX-License-Identifier: MIT */
/* Learns of operations that will not return. */
#include "interpose/abandon.h"

#include "interpose/slow.h"
#include "interpose/thread.h"

#include <stddef.h>
#include <unwind.h>

void fs_unwound_to(uintptr_t stack_pointer)
{
    while (fs_tls.current != NULL && (uintptr_t)fs_tls.current < stack_pointer)
        fs_abandon(fs_tls.current);
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
