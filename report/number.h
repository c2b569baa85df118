/* SPDX-License-Identifier: MIT */
/* Counts as people write and read them: 16,777,216 on output; 1e9, 10^6, 2.5G, 1k on input.
 * Shared by the command line tools; exact integer arithmetic throughout. */
#ifndef FS_NUMBER_H
#define FS_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any 128-bit count: 39 digits, 12 separators, the terminating NUL. */
enum { FS_COUNT_TEXT = 52 };

/* Writes value in decimal with a comma between groups of three digits into buffer (size bytes, at
 * least FS_COUNT_TEXT for every value to fit; cut short otherwise). Returns buffer. */
const char *fs_format_count(char *buffer, size_t size, unsigned __int128 value);

/* As fs_format_count, without separators: for JSON and other programs. */
const char *fs_format_digits(char *buffer, size_t size, unsigned __int128 value);

/* Reads a non-negative count: digits, with a decimal fraction, a power of ten (1e9, 2.5e6, 10^6) or
 * one of the suffixes k K M G T P E (powers of 1000). Spaces, signs and anything else are refused,
 * and so is what is not a whole number (1.5, 1.0005k) or does not fit. False leaves *value alone.
 */
bool fs_parse_count(const char *text, uint64_t *value);

#endif
