/* SPDX-License-Identifier: MIT */
/* What happens when a limit is reached: the program's handler, the message, and what
 * FLOPSCOPE_ON_EXHAUSTED or the phase says. */
#ifndef FS_EXHAUSTED_H
#define FS_EXHAUSTED_H

#include "flopscope.h"
#include "interpose/refusal.h"

#include <stdbool.h>

enum { FS_EXIT_SETTINGS = 2, FS_EXIT_BUDGET = 88, FS_EXIT_TIME = 89 };

/* An operation does not fit, or time is up. Does not return under `exit`, nor where the handler
 * leaves. True: the handler said that it goes on this time. Call without locks. */
bool fs_exhausted(const struct fs_refusal *refusal, const struct fs_operation *operation);

/* The program's handler, or NULL. */
void fs_exhausted_handler(flopscope_exhausted_handler handler, void *data);

#endif
