/* SPDX-License-Identifier: MIT */
/* The C library's own functions behind the few of them that flopscope wraps. */
#ifndef FS_LIBC_H
#define FS_LIBC_H

/* dlclose without our bookkeeping: for handles that flopscope opened itself. */
int fs_libc_dlclose(void *handle);

#endif
