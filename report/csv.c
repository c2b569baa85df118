/* SPDX-License-Identifier: MIT */
/* Writes comma-separated values (csv.h). stdout's own buffer is all that is needed. */
#include "report/csv.h"

#include "report/number.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool has_cells; /* on the line that is being written */

static void next_cell(void)
{
    if (has_cells)
        putchar(',');
    has_cells = true;
}

void fs_csv_text(const char *text)
{
    next_cell();
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

void fs_csv_integer(int64_t value)
{
    next_cell();
    printf("%" PRId64, value);
}

void fs_csv_count(unsigned __int128 value)
{
    char text[FS_COUNT_TEXT];

    next_cell();
    fputs(fs_format_digits(text, sizeof text, value), stdout);
}

void fs_csv_seconds(int64_t ns)
{
    uint64_t span = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;

    next_cell();
    printf("%s%" PRIu64 ".%09" PRIu64, ns < 0 ? "-" : "", span / 1000000000, span % 1000000000);
}

void fs_csv_process(const struct fs_log_header *header)
{
    fs_csv_integer(header->pid);
    if (header->mpi_rank >= 0)
        fs_csv_integer(header->mpi_rank);
    else
        fs_csv_text("");
}

void fs_csv_end(void)
{
    putchar('\n');
    has_cells = false;
}
