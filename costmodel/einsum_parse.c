/* SPDX-License-Identifier: MIT */
/* Reads subscripts and shapes of a contraction as NumPy's einsum does (einsum.h). What is wrong is
 * said in the terms of the text that was given. */
#include "costmodel/einsum.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What is being read: the contraction so far, and where to say what is wrong. */
struct reading {
    fs_einsum *einsum;
    const fs_tensor_shape *shape;
    unsigned ellipsis_rank;              /* axes of the longest ellipsis */
    uint8_t ellipsis[FS_EINSUM_INDICES]; /* the indices of these axes */
    unsigned times[FS_EINSUM_INDICES];   /* an index occurs in the operands */
    char *error;
    size_t error_size;
};

/* A part of the subscripts between separators. */
struct part {
    const char *text;
    size_t length;
};

char fs_index_letter(unsigned index)
{
    return (char)(index < 26 ? 'A' + (int)index : 'a' + (int)index - 26);
}

static int index_of(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    return letter >= 'a' && letter <= 'z' ? letter - 'a' + 26 : -1;
}

static bool refuse(struct reading *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool refuse(struct reading *r, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(r->error, r->error_size, format, arguments);
    va_end(arguments);
    return false;
}

static const char *skip_spaces(const char *text)
{
    return text + strspn(text, " ");
}

/* Splits "ij, jk -> ik" into the operands' parts and the output's. False: more operands than fit.
 */
static bool split(struct reading *r, const char *subscripts, struct part *operand, unsigned *count,
                  struct part *output)
{
    const char *arrow = strstr(subscripts, "->");
    const char *end = arrow != NULL ? arrow : subscripts + strlen(subscripts);

    *output = (struct part){.text = NULL};
    if (arrow != NULL)
        *output = (struct part){arrow + 2, strlen(arrow + 2)};
    *count = 0;
    for (const char *p = subscripts;; p++) {
        size_t length = strcspn(p, ",");
        if (p + length > end)
            length = (size_t)(end - p);
        if (*count == FS_EINSUM_OPERANDS)
            return refuse(r, "more than %d operands", FS_EINSUM_OPERANDS);
        operand[(*count)++] = (struct part){p, length};
        p += length;
        if (p == end)
            return true;
    }
}

/* Takes one symbol from a part: an index, -1 for the ellipsis, -2 at the end; refuses others. */
static bool next_symbol(struct reading *r, struct part *part, int *symbol)
{
    for (; part->length > 0 && *part->text == ' '; part->text++)
        part->length--;
    *symbol = -2;
    if (part->length == 0)
        return true;
    size_t length = part->length >= 3 && strncmp(part->text, "...", 3) == 0 ? 3 : 1;
    *symbol = length == 3 ? -1 : index_of(*part->text);
    if (length == 1 && *symbol < 0)
        return refuse(r, "'%c' in the subscripts: expected letters, commas, '...' and one '->'",
                      *part->text >= ' ' && *part->text <= '~' ? *part->text : '?');
    part->text += length;
    part->length -= length;
    return true;
}

/* Counts the letters of all operands and finds the longest ellipsis, which gets unused letters. */
static bool count_indices(struct reading *r, const struct part *operand)
{
    for (unsigned i = 0; i < r->einsum->count; i++) {
        struct part rest = operand[i];
        unsigned letters = 0, ellipses = 0, rank = r->shape[i].rank;
        int symbol;
        while (next_symbol(r, &rest, &symbol) && symbol != -2) {
            if (symbol >= 0)
                r->times[symbol]++;
            *(symbol >= 0 ? &letters : &ellipses) += 1;
        }
        if (symbol != -2)
            return false;
        if (ellipses > 1)
            return refuse(r, "operand %u has '...' twice", i + 1);
        if (letters > rank || (letters < rank && ellipses == 0))
            return refuse(r, "operand %u: '%.*s' has %u %s, but its shape has %u %s", i + 1,
                          (int)operand[i].length, operand[i].text, letters,
                          letters == 1 ? "index" : "indices", rank, rank == 1 ? "axis" : "axes");
        if (ellipses > 0 && rank - letters > r->ellipsis_rank)
            r->ellipsis_rank = rank - letters;
    }
    unsigned left = r->ellipsis_rank;
    for (unsigned i = FS_EINSUM_INDICES; i-- > 0 && left > 0;)
        if (r->times[i] == 0) {
            r->ellipsis[--left] = (uint8_t)i;
            r->einsum->ellipsis |= fs_index_bit(i);
        }
    return left == 0 || refuse(r, "more than %d distinct indices", FS_EINSUM_INDICES);
}

/* The length that an index has in operand i's axes so far, or -1. */
static int64_t length_in_operand(const struct reading *r, unsigned i, unsigned index)
{
    const fs_einsum *e = r->einsum;

    for (unsigned k = 0; k < e->rank[i]; k++)
        if (e->index[i][k] == index)
            return r->shape[i].extent[k];
    return -1;
}

/* One more axis of operand i, of the given index. */
static bool add_axis(struct reading *r, unsigned i, unsigned index)
{
    fs_einsum *e = r->einsum;
    fs_tensor *tensor = &e->operand[i];
    int64_t extent = r->shape[i].extent[e->rank[i]];
    int64_t *known = &e->extent[index], own = length_in_operand(r, i, index);

    /* A diagonal needs equal axes; between operands, 1 fits every length. */
    if (own >= 0 && own != extent)
        return refuse(r, "index '%c' is %" PRId64 " and %" PRId64 " long in operand %u",
                      fs_index_letter(index), own, extent, i + 1);
    e->index[i][e->rank[i]++] = (uint8_t)index;
    tensor->indices |= fs_index_bit(index);
    if (extent != 1)
        tensor->wide |= fs_index_bit(index);
    if (*known < 0 || *known == 1)
        *known = extent;
    else if (extent != 1 && extent != *known)
        return refuse(r,
                      "index '%c' is %" PRId64 " long in operand %u, but %" PRId64
                      " before: axes of an index are equally long, or 1",
                      fs_index_letter(index), extent, i + 1, *known);
    return true;
}

static bool read_operand(struct reading *r, unsigned i, struct part part)
{
    fs_tensor *tensor = &r->einsum->operand[i];
    unsigned letters = 0;
    int symbol;

    for (struct part rest = part; next_symbol(r, &rest, &symbol) && symbol != -2;)
        letters += symbol >= 0;
    while (next_symbol(r, &part, &symbol) && symbol != -2) {
        unsigned axes = symbol >= 0 ? 1 : r->shape[i].rank - letters;
        for (unsigned k = 0; k < axes; k++)
            if (!add_axis(r, i,
                          symbol >= 0 ? (unsigned)symbol
                                      : r->ellipsis[r->ellipsis_rank - axes + k]))
                return false;
    }
    for (unsigned k = 0; k < FS_EINSUM_INDICES; k++)
        tensor->block[k] = tensor->indices >> k & 1 ? (uint8_t)k : FS_EINSUM_ABSENT;
    return true;
}

static void add_output(fs_einsum *e, unsigned index)
{
    e->output_index[e->output_rank++] = (uint8_t)index;
    e->output |= fs_index_bit(index);
}

static void add_output_ellipsis(struct reading *r)
{
    for (unsigned i = 0; i < r->ellipsis_rank; i++)
        add_output(r->einsum, r->ellipsis[i]);
}

/* Without '->': the ellipsis, then the indices that occur once, in alphabetical order. */
static void imply_output(struct reading *r)
{
    add_output_ellipsis(r);
    for (unsigned i = 0; i < FS_EINSUM_INDICES; i++)
        if (r->times[i] == 1)
            add_output(r->einsum, i);
}

static bool read_output(struct reading *r, struct part part)
{
    bool has_ellipsis = false;
    int symbol;

    while (next_symbol(r, &part, &symbol) && symbol != -2) {
        if (symbol == -1) {
            if (has_ellipsis)
                return refuse(r, "the output has '...' twice");
            has_ellipsis = true;
            add_output_ellipsis(r);
        } else if (r->times[symbol] == 0) {
            return refuse(r, "output index '%c' is in no operand",
                          fs_index_letter((unsigned)symbol));
        } else if (r->einsum->output >> symbol & 1) {
            return refuse(r, "output index '%c' occurs twice", fs_index_letter((unsigned)symbol));
        } else {
            add_output(r->einsum, (unsigned)symbol);
        }
    }
    if (symbol == -2 && r->ellipsis_rank > 0 && !has_ellipsis)
        return refuse(r, "the output needs '...', which stands for %u %s of the operands",
                      r->ellipsis_rank, r->ellipsis_rank == 1 ? "axis" : "axes");
    return symbol == -2;
}

bool fs_einsum_parse(fs_einsum *einsum, const char *subscripts, const fs_tensor_shape *shape,
                     unsigned count, char *error, size_t error_size)
{
    struct reading r = {.einsum = einsum, .shape = shape, .error = error, .error_size = error_size};
    struct part operand[FS_EINSUM_OPERANDS], output;

    memset(einsum, 0, sizeof *einsum);
    for (unsigned i = 0; i < FS_EINSUM_INDICES; i++)
        einsum->extent[i] = -1;
    if (*skip_spaces(subscripts) == '\0')
        return refuse(&r, "the subscripts are empty: expected such as 'ij,jk->ik'");
    if (!split(&r, subscripts, operand, &einsum->count, &output))
        return false;
    if (einsum->count != count)
        return refuse(&r, "the subscripts are of %u operand%s, but %u shape%s given", einsum->count,
                      einsum->count == 1 ? "" : "s", count, count == 1 ? " is" : "s are");
    if (!count_indices(&r, operand))
        return false;
    for (unsigned i = 0; i < count; i++)
        if (!read_operand(&r, i, operand[i]))
            return false;
    if (output.text != NULL)
        return read_output(&r, output);
    imply_output(&r);
    return true;
}
