/* SPDX-License-Identifier: MIT */
/* Which memory is mapped to the log's file. A signal handler may ask: no lock, no allocation. */
#ifndef FS_OPLOG_MAPPINGS_H
#define FS_OPLOG_MAPPINGS_H

#include <stdbool.h>
#include <stddef.h>

/* Notes a mapping. Where there is no room for it any more, it is not found later. */
void fs_mappings_add(const void *start, size_t bytes);

/* Forgets the mapping that begins at `start`; returns its size, 0: it was not noted. */
size_t fs_mappings_remove(const void *start);

/* Forgets all: those of a process that this one was forked from. */
void fs_mappings_clear(void);

bool fs_mappings_have(const void *address);

#endif
