/* SPDX-License-Identifier: MIT */
/* Text tables whose columns line up; headings in bold on a terminal. */
#ifndef FS_REPORT_TABLE_H
#define FS_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct libscols_table;
struct libscols_line;

struct fs_table {
    struct libscols_table *table;
    struct libscols_line *line; /* the row that cells go to */
    size_t column;              /* of the next cell */
};

/* Whether stdout takes colours: a terminal, and NO_COLOR is not set. */
bool fs_has_colours(void);

/* Writes a heading above a table or a block of text. */
void fs_print_heading(const char *heading);

/* Begins a table; columns are named in order, ">NAME" is aligned to the right; NULL ends them.
 * False: no memory. With has_headings false the names are not shown. */
bool fs_table_begin(struct fs_table *table, bool has_headings, const char *const *columns);
void fs_table_row(struct fs_table *table);

/* Fills the row's next cell. */
void fs_table_cell(struct fs_table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Leaves the row's next `count` cells empty. */
void fs_table_skip(struct fs_table *table, size_t count);

/* Prints the table and frees it. */
void fs_table_end(struct fs_table *table);

/* As fs_table_end, to a stream and without colours. */
void fs_table_end_on(struct fs_table *table, FILE *stream);

#endif
