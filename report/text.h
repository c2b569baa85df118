/* SPDX-License-Identifier: MIT */
/* Times, shares and rates as the report writes them, in text and in JSON. */
#ifndef FS_REPORT_TEXT_H
#define FS_REPORT_TEXT_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

enum { FS_TEXT = 64 };

/* "1.234567": seconds to the microsecond. Like all of these, returns buffer, of FS_TEXT bytes. */
const char *fs_format_seconds(char *buffer, int64_t ns);

/* "12.3 %"; "-" of nothing. */
const char *fs_format_share(char *buffer, unsigned __int128 part, unsigned __int128 whole);

/* What FS_LOG_EVENT_NONFINITE of an event's flags say: "NaN", "infinity, in input too", "in input".
 */
const char *fs_format_nonfinite(uint32_t flags);

/* "27.21": 10^9 operations (multiplications and additions, FMA=2) a second; "-" without time. */
const char *fs_format_gflops(char *buffer, unsigned __int128 mul, unsigned __int128 add,
                             int64_t ns);

/* A count as a JSON number: an integer up to 2^63 - 1, beyond that the nearest real. */
json_t *fs_json_count(unsigned __int128 value);
json_t *fs_json_seconds(int64_t ns);

/* 10^9 operations a second, or null without time. */
json_t *fs_json_gflops(unsigned __int128 mul, unsigned __int128 add, int64_t ns);

/* A text as a JSON string; bytes that are not UTF-8 become question marks. */
json_t *fs_json_text(const char *text);

/* null for an empty text. */
json_t *fs_json_text_or_null(const char *text);

#endif
