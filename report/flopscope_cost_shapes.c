/* SPDX-License-Identifier: MIT */
/* Shapes of arrays in flopscope-cost's queries: 256x256, (256, 256), 10^6, () for a scalar. */
#include "report/flopscope_cost.h"

#include "report/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads the extent that ends at a separator or at the end, and moves *text there. */
static bool read_extent(const char **text, int64_t *extent)
{
    char word[FS_COUNT_TEXT];
    size_t length = strcspn(*text, "xX, )");

    if (length >= sizeof word)
        return false;
    memcpy(word, *text, length);
    word[length] = '\0';
    *text += length;
    *text += strspn(*text, " ");
    return fs_cost_parse_dimension(word, FS_DIM_MAX, extent);
}

bool fs_cost_parse_shape(const char *text, fs_tensor_shape *shape)
{
    bool has_parenthesis = *text == '(';

    shape->rank = 0;
    text += has_parenthesis;
    text += strspn(text, " ");
    if (has_parenthesis && *text == ')')
        return text[1] == '\0';
    for (;;) {
        if (shape->rank == FS_EINSUM_RANK || !read_extent(&text, &shape->extent[shape->rank]))
            return false;
        shape->rank++;
        if (*text != 'x' && *text != 'X' && *text != ',')
            break;
        bool is_comma = *text++ == ',';
        text += strspn(text, " ");
        if (is_comma && has_parenthesis && *text == ')')
            break;
    }
    if (has_parenthesis && *text++ != ')')
        return false;
    return *text == '\0';
}

const char *fs_cost_format_shape(char *buffer, size_t size, const fs_tensor_shape *shape)
{
    size_t at = (size_t)snprintf(buffer, size, "%s", shape->rank == 0 ? "()" : "");

    for (unsigned i = 0; i < shape->rank && at < size; i++)
        at += (size_t)snprintf(buffer + at, size - at, "%s%" PRId64, i > 0 ? "x" : "",
                               shape->extent[i]);
    return buffer;
}

json_t *fs_cost_json_shape(const fs_tensor_shape *shape)
{
    json_t *array = json_array();

    for (unsigned i = 0; i < shape->rank; i++)
        json_array_append_new(array, json_integer(shape->extent[i]));
    return array;
}

int fs_cost_read_shapes(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                        fs_tensor_shape *shape)
{
    if (count > FS_EINSUM_OPERANDS)
        return fs_cost_refuse(setting, "%u operands are given, but at most %d can be", count,
                              FS_EINSUM_OPERANDS);
    for (unsigned i = 0; i < count; i++)
        if (!fs_cost_parse_shape(words[i], &shape[i]))
            return fs_cost_refuse(setting,
                                  "%s: expected a shape such as 256x256 or 10^6, of at most %d "
                                  "axes from 0 to 2^40 long",
                                  words[i], FS_EINSUM_RANK);
    return FS_COST_OK;
}

bool fs_cost_is_symmetric(const char *list, unsigned i, bool *is_asked)
{
    *is_asked = false;
    if (list == NULL)
        return false;
    for (const char *p = list; *p != '\0'; p += strcspn(p, ","), p += *p == ',')
        *is_asked = *is_asked || (unsigned)atoi(p) == i + 1;
    return *list == '\0' || *is_asked;
}
