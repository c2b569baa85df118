/* SPDX-License-Identifier: MIT */
/* Where in the program an operation was called from. */
#ifndef FS_CALLSITE_H
#define FS_CALLSITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The log's number of a return address, described in the log on first use. Under the process's
 * lock. */
uint32_t fs_callsite_number(uintptr_t return_address);

/* Is an object gone that call sites were in, which makes them unknown? Code made at run time always
 * is: of it there is no object. Forgets those that are. Under the process's lock. */
bool fs_callsite_objects_gone(void);

/* "solve+0x1f in ./model" into text: the function as far as libunwind (if installed) or the
 * object's dynamic symbols tell, else the offset in the object. For messages: slow. */
void fs_callsite_describe(uintptr_t return_address, char *text, size_t size);

#endif
