/* SPDX-License-Identifier: MIT */
/* Text tables on top of util-linux' libsmartcols (table.h). */
#include "report/table.h"

#include <libsmartcols/libsmartcols.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool fs_has_colours(void)
{
    const char *no_color = getenv("NO_COLOR");

    return isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0');
}

void fs_print_heading(const char *heading)
{
    bool colours = fs_has_colours();

    printf("%s%s%s\n", colours ? "\033[1m" : "", heading, colours ? "\033[0m" : "");
}

bool fs_table_begin(struct fs_table *table, bool has_headings, const char *const *columns)
{
    *table = (struct fs_table){.table = scols_new_table()};
    if (table->table == NULL)
        return false;
    scols_table_set_stream(table->table, stdout);
    scols_table_enable_noheadings(table->table, !has_headings);
    scols_table_enable_colors(table->table, fs_has_colours());
    scols_table_set_column_separator(table->table, "  ");
    /* Lines stay whole, however narrow the terminal is: it wraps them, and `less -S` scrolls. */
    scols_table_set_termforce(table->table, SCOLS_TERMFORCE_NEVER);
    for (; *columns != NULL; columns++) {
        bool is_right = **columns == '>';
        struct libscols_column *column = scols_table_new_column(
            table->table, *columns + (is_right ? 1 : 0), 0, is_right ? SCOLS_FL_RIGHT : 0);
        if (column != NULL)
            scols_cell_set_color(scols_column_get_header(column), "bold");
    }
    return true;
}

void fs_table_row(struct fs_table *table)
{
    table->line = scols_table_new_line(table->table, NULL);
    table->column = 0;
}

void fs_table_cell(struct fs_table *table, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (table->line != NULL)
        scols_line_set_data(table->line, table->column++, text);
}

void fs_table_skip(struct fs_table *table, size_t count)
{
    table->column += count;
}

void fs_table_end(struct fs_table *table)
{
    scols_print_table(table->table);
    scols_unref_table(table->table);
    table->table = NULL;
}

void fs_table_end_on(struct fs_table *table, FILE *stream)
{
    scols_table_set_stream(table->table, stream);
    scols_table_enable_colors(table->table, false);
    fs_table_end(table);
}
