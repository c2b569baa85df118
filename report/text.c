/* SPDX-License-Identifier: MIT */
/* Times, shares and rates for people and for programs (text.h). */
#include "report/text.h"

#include "oplog/format.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *fs_format_seconds(char *buffer, int64_t ns)
{
    uint64_t span = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;
    uint64_t us = (span + 500) / 1000;

    snprintf(buffer, FS_TEXT, "%s%" PRIu64 ".%06" PRIu64, ns < 0 && us > 0 ? "-" : "", us / 1000000,
             us % 1000000);
    return buffer;
}

const char *fs_format_share(char *buffer, unsigned __int128 part, unsigned __int128 whole)
{
    if (whole == 0)
        snprintf(buffer, FS_TEXT, "-");
    else
        snprintf(buffer, FS_TEXT, "%.1f %%", 100.0 * (double)part / (double)whole);
    return buffer;
}

static double gflops(unsigned __int128 mul, unsigned __int128 add, int64_t ns)
{
    return ((double)mul + (double)add) / (double)ns;
}

const char *fs_format_gflops(char *buffer, unsigned __int128 mul, unsigned __int128 add, int64_t ns)
{
    if (ns <= 0)
        snprintf(buffer, FS_TEXT, "-");
    else
        snprintf(buffer, FS_TEXT, "%.3f", gflops(mul, add, ns));
    return buffer;
}

json_t *fs_json_count(unsigned __int128 value)
{
    return value <= INT64_MAX ? json_integer((json_int_t)value) : json_real((double)value);
}

json_t *fs_json_seconds(int64_t ns)
{
    return json_real((double)ns / 1e9);
}

json_t *fs_json_gflops(unsigned __int128 mul, unsigned __int128 add, int64_t ns)
{
    return ns <= 0 ? json_null() : json_real(gflops(mul, add, ns));
}

json_t *fs_json_text(const char *text)
{
    json_t *json = json_string(text);

    if (json == NULL) {
        char *ascii = strdup(text);
        for (char *at = ascii; at != NULL && *at != '\0'; at++)
            if ((unsigned char)*at >= 0x80)
                *at = '?';
        json = ascii == NULL ? NULL : json_string(ascii);
        free(ascii);
    }
    return json;
}

json_t *fs_json_text_or_null(const char *text)
{
    return text[0] == '\0' ? json_null() : fs_json_text(text);
}

const char *fs_format_nonfinite(uint32_t flags)
{
    static const char *const texts[] = {"",
                                        "NaN",
                                        "infinity",
                                        "infinity and NaN",
                                        "in input",
                                        "NaN, in input too",
                                        "infinity, in input too",
                                        "infinity and NaN, in input too"};
    return texts[(flags & FS_LOG_EVENT_NONFINITE) / FS_LOG_EVENT_NAN];
}
