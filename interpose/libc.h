/* SPDX-License-Identifier: MIT */
/* The C library's own functions behind the few of them that flopscope wraps. */
#ifndef FS_LIBC_H
#define FS_LIBC_H

#define FS_EXPORT __attribute__((visibility("default")))

/* The function of that name behind ours, kept in *cache. Two threads may both resolve it, with one
 * result. Ends the process where there is none. */
void *fs_libc_next(void **cache, const char *name);

#endif
