/* SPDX-License-Identifier: MIT */
/* An operation in words, for messages. */
#ifndef FS_DESCRIBE_H
#define FS_DESCRIBE_H

#include "interpose/refusal.h"

#include <stddef.h>

/* "m=256 n=256 k=256, namespace train, called from solve+0x1f in ./model" into text, cut where it
 * does not fit. Slow. */
void fs_describe(const struct fs_operation *operation, char *text, size_t size);

#endif
