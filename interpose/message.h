/* SPDX-License-Identifier: MIT */
/* Lines on stderr, written with one write(2): no stdio, no allocation. */
#ifndef FS_MESSAGE_H
#define FS_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

/* Notes which file is stderr; when the library is loaded. */
void fs_message_start(void);

/* Writes "flopscope: " and the formatted text (at most 1,000 characters) as one line. Keeps errno.
 */
void fs_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes text[0 .. length) to the descriptor, through EINTR and short writes. */
void fs_write_all(int fd, const char *text, size_t length);

/* value in decimal with thousands separators into buffer (at least 56 bytes). Returns buffer. */
const char *fs_grouped(char *buffer, unsigned __int128 value);

#define FS_GROUPED_BYTES 56

#endif
