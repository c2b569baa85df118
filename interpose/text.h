/* SPDX-License-Identifier: MIT */
/* The program's texts, cut where they do not fit. */
#ifndef FS_TEXT_H
#define FS_TEXT_H

#include <stddef.h>

/* Copies text to at[0 .. size), NUL-terminated; what does not fit is left out, from a whole UTF-8
 * character on. Returns the length copied. */
size_t fs_text_copy(char *at, size_t size, const char *text);

#endif
