/* SPDX-License-Identifier: MIT */
/* Cutting texts between characters, not inside of one. */
#include "interpose/text.h"

#include <string.h>

enum { CONTINUATION_MAX = 3 }; /* bytes of a UTF-8 character behind its first */

static int continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

size_t fs_text_copy(char *at, size_t size, const char *text)
{
    if (size == 0)
        return 0;
    size_t length = strnlen(text, size), back = 0;
    if (length == size) {
        length--;
        while (back < CONTINUATION_MAX && back < length && continues(text[length - back]))
            back++;
        if (!continues(text[length - back]))
            length -= back;
    }
    memcpy(at, text, length);
    at[length] = '\0';
    return length;
}
