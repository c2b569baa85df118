/* SPDX-License-Identifier: MIT */
/* The environment as it was when the library was loaded: as far as flopscope reads it. A program
 * may change its environment at any time, in another thread too, or clear it; a limit stays what it
 * was. */
#ifndef FS_CAPTURED_H
#define FS_CAPTURED_H

/* Copies what matters, when the library is loaded. */
void fs_captured_load(void);

/* The value of a variable, or NULL. */
const char *fs_captured(const char *name);

/* The copied "NAME=value" texts by number from 0; NULL after the last. */
const char *fs_captured_text(unsigned number);

#endif
