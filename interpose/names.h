/* SPDX-License-Identifier: MIT */
/* Numbers of entry points and namespaces in the log, written to it on first use. */
#ifndef FS_NAMES_H
#define FS_NAMES_H

#include <stddef.h>
#include <stdint.h>

enum { FS_NAMESPACE_BYTES = 512 };

/* The log's number of an entry point. Under the process's lock. */
uint32_t fs_names_entry(uint32_t entry);

/* The number of the namespace `name` inside `parent` (0: at the root): its path is the parent's, a
 * dot, and name. Paths longer than FS_NAMESPACE_BYTES - 1 are cut. Takes the process's lock. */
uint32_t fs_names_namespace(uint32_t parent, const char *name);

/* The path of a namespace: "" for 0. Takes the process's lock. */
void fs_names_path(uint32_t number, char path[FS_NAMESPACE_BYTES]);

#endif
