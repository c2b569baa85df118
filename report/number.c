/* SPDX-License-Identifier: MIT */
/* Formatting and parsing of counts for the command line tools (number.h).
 * Everything is exact: a number that would have to be rounded is refused. */
#include "report/number.h"

#include <string.h>

static const char *format(char *buffer, size_t size, unsigned __int128 value, bool separators)
{
    char text[FS_COUNT_TEXT];
    size_t at = sizeof text - 1;
    unsigned digits = 0;

    text[at] = '\0';
    do {
        if (separators && digits > 0 && digits % 3 == 0)
            text[--at] = ',';
        text[--at] = (char)('0' + (int)(value % 10));
        value /= 10;
        digits++;
    } while (value != 0);
    if (size > 0) {
        size_t length = sizeof text - 1 - at;
        if (length >= size)
            length = size - 1;
        memcpy(buffer, text + at, length);
        buffer[length] = '\0';
    }
    return buffer;
}

const char *fs_format_count(char *buffer, size_t size, unsigned __int128 value)
{
    return format(buffer, size, value, true);
}

const char *fs_format_digits(char *buffer, size_t size, unsigned __int128 value)
{
    return format(buffer, size, value, false);
}

static bool append_digit(uint64_t *value, char digit)
{
    return !__builtin_mul_overflow(*value, (uint64_t)10, value) &&
           !__builtin_add_overflow(*value, (uint64_t)(digit - '0'), value);
}

/* Reads a run of digits at *text into *value; false if there is none or it does not fit. */
static bool parse_digits(const char **text, uint64_t *value)
{
    const char *at = *text;

    *value = 0;
    if (*at < '0' || *at > '9')
        return false;
    for (; *at >= '0' && *at <= '9'; at++)
        if (!append_digit(value, *at))
            return false;
    *text = at;
    return true;
}

/* The power of ten that a suffix stands for, or -1. */
static int suffix_power(const char *text)
{
    static const char suffixes[] = "kMGTPE";
    const char *found;

    if (text[0] == '\0')
        return 0;
    if (text[1] != '\0')
        return -1;
    found = strchr(suffixes, text[0] == 'K' ? 'k' : text[0]);
    return found == NULL ? -1 : 3 * (int)(found - suffixes + 1);
}

/* The power of ten at the end of a number (e9, G or nothing), or -1. */
static int parse_power(const char *text)
{
    uint64_t power;

    /* "E" alone is the suffix of 10^18; before digits it is an exponent. */
    if ((*text == 'e' || *text == 'E') && text[1] != '\0') {
        text += text[1] == '+' ? 2 : 1;
        if (!parse_digits(&text, &power) || *text != '\0' || power > 1000)
            return -1;
        return (int)power;
    }
    return suffix_power(text);
}

bool fs_parse_count(const char *text, uint64_t *value)
{
    uint64_t result;
    int power = 0;
    bool has_digits = false;

    if (strncmp(text, "10^", 3) == 0) {
        uint64_t exponent;
        text += 3;
        if (!parse_digits(&text, &exponent) || *text != '\0' || exponent > 19)
            return false;
        for (result = 1; exponent > 0; exponent--)
            result *= 10;
        *value = result;
        return true;
    }
    result = 0;
    for (; *text >= '0' && *text <= '9'; text++, has_digits = true)
        if (!append_digit(&result, *text))
            return false;
    if (*text == '.') {
        const char *end = ++text;
        while (*end >= '0' && *end <= '9')
            end++;
        has_digits = has_digits || end > text;
        const char *last = end;
        while (last > text && last[-1] == '0')
            last--;
        for (; text < last; text++, power--)
            if (!append_digit(&result, *text))
                return false;
        text = end;
    }
    int exponent = parse_power(text);
    if (!has_digits || exponent < 0)
        return false;
    power += exponent;
    if (power < 0)
        return false;
    for (; power > 0 && result != 0; power--)
        if (!append_digit(&result, '0'))
            return false;
    *value = result;
    return true;
}
