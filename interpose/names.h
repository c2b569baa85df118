/* SPDX-License-Identifier: MIT */
/* Numbers of entry points in the log, written to it on first use. */
#ifndef FS_NAMES_H
#define FS_NAMES_H

#include <stdint.h>

/* The log's number of an entry point. Takes the process's lock the first time. */
uint32_t fs_names_entry(uint32_t entry);

#endif
