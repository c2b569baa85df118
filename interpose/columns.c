/* SPDX-License-Identifier: MIT */
/* Columns of text: as wide as their widest cell, two blanks between them, none at a line's end. */
#include "interpose/columns.h"

#include <stddef.h>

/* In characters of UTF-8. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

static void add_text(struct fs_out *out, const char *text)
{
    for (; *text != '\0'; text++)
        fs_out_add(out, "%c", (unsigned char)*text < ' ' ? '?' : *text);
}

/* Blanks to the left of a cell: those between columns, of empty cells before it, and its own. */
static void add_blanks(struct fs_out *out, int count)
{
    fs_out_add(out, "%*s", count, "");
}

void fs_columns_cell(struct fs_columns *columns, const char *text)
{
    unsigned column = columns->at++;
    int width = width_of(text);
    bool is_right = (columns->right >> column & 1) != 0;
    if (columns->out == NULL) {
        if (width > columns->width[column])
            columns->width[column] = width;
        return;
    }
    if (column > 0)
        add_blanks(columns->out, 2);
    if (is_right)
        add_blanks(columns->out, columns->width[column] - width);
    add_text(columns->out, text);
    /* What follows in the row, if anything does, begins behind the column. */
    if (!is_right)
        add_blanks(columns->out, columns->width[column] - width);
}

void fs_columns_end(struct fs_columns *columns)
{
    if (columns->out != NULL)
        fs_out_add(columns->out, "\n");
    columns->at = 0;
}

void fs_columns_write(struct fs_out *out, unsigned right, fs_columns_rows *rows,
                      const struct fs_summary *summary)
{
    struct fs_columns columns = {.right = right};
    rows(&columns, summary);
    columns.out = out;
    columns.at = 0;
    rows(&columns, summary);
}
