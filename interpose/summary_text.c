/* SPDX-License-Identifier: MIT */
/* The API's summary as text, in the words and columns of flopscope-report: budget, namespaces,
 * operations, times. */
#include "interpose/summary.h"

#include "interpose/columns.h"
#include "interpose/message.h"
#include "interpose/name_space.h"
#include "interpose/process.h"

#include <stdio.h>
#include <string.h>

enum { FIGURE_BYTES = FS_GROUPED_BYTES + 8 };

/* "12.3 %" of a whole; "-" of nothing. */
static const char *share(char text[FIGURE_BYTES], fs_count part, fs_count whole)
{
    if (whole == 0)
        return "-";
    /* Halved until the product fits: a share needs no more digits. */
    while (part > FS_COUNT_MAX / 1000) {
        part /= 2;
        whole /= 2;
    }
    fs_count permille = whole == 0 ? 1000 : (part * 1000 + whole / 2) / whole;
    unsigned long long shown = permille > UINT64_MAX ? UINT64_MAX : (unsigned long long)permille;
    snprintf(text, FIGURE_BYTES, "%llu.%llu %%", shown / 10, shown % 10);
    return text;
}

static const char *seconds(char text[FIGURE_BYTES], uint64_t ns)
{
    uint64_t us = ns / 1000 + (ns % 1000 >= 500);
    snprintf(text, FIGURE_BYTES, "%llu.%06llu", (unsigned long long)(us / 1000000u),
             (unsigned long long)(us % 1000000u));
    return text;
}

static const char *rate(char text[FIGURE_BYTES], const fs_work *work, uint64_t ns)
{
    fs_count thousandths;
    if (!fs_summary_rate(work, ns, 1000, &thousandths))
        return "-";
    uint64_t shown = thousandths > UINT64_MAX ? UINT64_MAX : (uint64_t)thousandths;
    snprintf(text, FIGURE_BYTES, "%llu.%03llu", (unsigned long long)(shown / 1000),
             (unsigned long long)(shown % 1000));
    return text;
}

/* ---- head ---- */

static void add_head(struct fs_out *out, const struct fs_summary *summary)
{
    const struct fs_log_header *header = fs_process->log.header;
    const char *slash = strrchr(header->program, '/');
    char path[FS_NAMESPACE_BYTES], rank[32] = "";
    fs_name_space_path(summary->name_space, path);
    if (header->mpi_rank >= 0)
        snprintf(rank, sizeof rank, "rank %d, ", (int)header->mpi_rank);
    fs_out_add(out, "flopscope: ");
    if (summary->phase != 0 && path[0] != '\0')
        fs_out_add(out, "phase %s of ", path);
    else if (summary->phase != 0)
        fs_out_add(out, "phase %d of ", (int)summary->phase);
    fs_out_add(out, "%s (%spid %d) on %s\n", slash != NULL ? slash + 1 : header->program, rank,
               (int)header->pid, header->host);
}

static void add_convention(struct fs_out *out, const struct fs_summary *summary)
{
    uint64_t whole = summary->multiplier_billionths / 1000000000u;
    uint64_t rest = summary->multiplier_billionths % 1000000000u;
    char multiplier[48] = "";
    if (whole != 1 || rest != 0) {
        int length = snprintf(multiplier, sizeof multiplier, ", times %llu.%09llu",
                              (unsigned long long)whole, (unsigned long long)rest);
        while (multiplier[length - 1] == '0')
            multiplier[--length] = '\0';
        if (multiplier[length - 1] == '.')
            multiplier[length - 1] = '\0';
    }
    fs_out_add(out, "FLOPs: %s (FMA=%d)%s; GFLOP/s count both (FMA=2)\n\n",
               fs_environment.fma == 2 ? "a multiplication and an addition are two"
                                       : "a multiplication and its addition are one",
               (int)fs_environment.fma, multiplier);
}

/* ---- budget ---- */

static void budget_row(struct fs_columns *columns, const char *name, fs_count flops, fs_count limit)
{
    char count[FIGURE_BYTES], of[FIGURE_BYTES];
    fs_columns_cell(columns, name);
    fs_columns_cell(columns, fs_grouped(count, flops));
    fs_columns_cell(columns, share(of, flops, limit));
    fs_columns_end(columns);
}

static void limited_rows(struct fs_columns *columns, const struct fs_summary *summary)
{
    uint64_t limit = summary->limit_flops;
    budget_row(columns, "Total budget", limit, limit);
    budget_row(columns, "Used", summary->used_flops, limit);
    if (summary->uncharged_flops > 0)
        budget_row(columns, "  uncharged", summary->uncharged_flops, limit);
    budget_row(columns, "Remaining", summary->remaining_flops, limit);
}

static void unlimited_rows(struct fs_columns *columns, const struct fs_summary *summary)
{
    char used[FIGURE_BYTES];
    const char *const rows[][2] = {{"Total budget", "no budget"},
                                   {"Used", fs_grouped(used, summary->used_flops)},
                                   {"Remaining", "unlimited"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fs_columns_cell(columns, rows[i][0]);
        fs_columns_cell(columns, rows[i][1]);
        fs_columns_end(columns);
    }
}

/* ---- operations and namespaces ---- */

static void heading_cells(struct fs_columns *columns)
{
    static const char *const headings[] = {"FLOPS", "SHARE", "CALLS", "TIME s", "GFLOP/s"};
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        fs_columns_cell(columns, headings[i]);
    fs_columns_end(columns);
}

static void figure_cells(struct fs_columns *columns, const struct fs_summary *summary,
                         const struct fs_summary_row *row)
{
    char text[FIGURE_BYTES];
    fs_columns_cell(columns, fs_grouped(text, row->flops));
    fs_columns_cell(columns, share(text, row->flops, summary->used_flops));
    fs_columns_cell(columns, fs_grouped(text, row->calls));
    fs_columns_cell(columns, seconds(text, row->backend_ns));
    fs_columns_cell(columns, rate(text, &row->work, row->backend_ns));
    fs_columns_end(columns);
}

static void operation_rows(struct fs_columns *columns, const struct fs_summary *summary)
{
    fs_columns_cell(columns, "OPERATION");
    heading_cells(columns);
    for (size_t i = 0; i < summary->operations.count; i++) {
        fs_columns_cell(columns, summary->operations.row[i].name);
        figure_cells(columns, summary, &summary->operations.row[i]);
    }
}

static void name_space_rows(struct fs_columns *columns, const struct fs_summary *summary)
{
    char path[FS_NAMESPACE_BYTES];
    fs_columns_cell(columns, "NAMESPACE");
    fs_columns_cell(columns, "OPERATION");
    heading_cells(columns);
    for (size_t i = 0; i < summary->name_spaces.count; i++) {
        const struct fs_summary_row *row = &summary->name_spaces.row[i];
        fs_name_space_path(row->name_space, path);
        fs_columns_cell(columns, path[0] != '\0' ? path : "(none)");
        fs_columns_cell(columns, "all");
        figure_cells(columns, summary, row);
        for (size_t j = 0; j < summary->pairs.count; j++) {
            const struct fs_summary_row *pair = &summary->pairs.row[j];
            if (pair->name_space != row->name_space)
                continue;
            fs_columns_cell(columns, "");
            fs_columns_cell(columns, pair->name);
            figure_cells(columns, summary, pair);
        }
    }
}

/* ---- times ---- */

static void time_row(struct fs_columns *columns, const char *name, uint64_t ns, uint64_t wall_ns)
{
    char text[FIGURE_BYTES];
    fs_columns_cell(columns, name);
    fs_columns_cell(columns, seconds(text, ns));
    fs_columns_cell(columns, share(text, ns, wall_ns));
    fs_columns_end(columns);
}

static void time_rows(struct fs_columns *columns, const struct fs_summary *summary)
{
    fs_columns_cell(columns, "TIME");
    fs_columns_cell(columns, "SECONDS");
    fs_columns_cell(columns, "SHARE");
    fs_columns_end(columns);
    time_row(columns, "wall", summary->wall_ns, summary->wall_ns);
    time_row(columns, "backend", summary->backend_ns, summary->wall_ns);
    time_row(columns, "flopscope overhead", summary->overhead_ns, summary->wall_ns);
    time_row(columns, "residual", summary->residual_ns, summary->wall_ns);
}

static void add_threads(struct fs_out *out, const struct fs_summary *summary)
{
    char text[FIGURE_BYTES];
    if (summary->threads < 2)
        return;
    fs_out_add(out, "backend: %s thread-seconds of %u threads\n",
               seconds(text, summary->thread_backend_ns), (unsigned)summary->threads);
    if (summary->is_overlap_unknown)
        fs_out_add(out, "how they overlapped is not in the log: backend time is at most this\n");
}

size_t fs_summary_text(const struct fs_summary *summary, char *buffer, size_t size)
{
    struct fs_out out = {buffer, size, 0};
    add_head(&out, summary);
    add_convention(&out, summary);
    fs_columns_write(&out, 6, summary->has_limit ? limited_rows : unlimited_rows, summary);
    if (summary->name_spaces.row != NULL) {
        fs_out_add(&out, "\nBy namespace\n");
        fs_columns_write(&out, 0x7c, name_space_rows, summary);
    }
    fs_out_add(&out, "\nBy operation\n");
    if (summary->operations.count == 0)
        fs_out_add(&out, "no operations\n");
    else
        fs_columns_write(&out, 0x3e, operation_rows, summary);
    fs_out_add(&out, "\nTime\n");
    fs_columns_write(&out, 6, time_rows, summary);
    add_threads(&out, summary);
    return out.length;
}
