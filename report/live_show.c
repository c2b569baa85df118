/* SPDX-License-Identifier: MIT */
/* The picture of a sample: head, budget, rates, the dearest operations, processes or threads
 * (live.h). */
#include "report/live.h"

#include "report/number.h"
#include "report/summary.h"
#include "report/table.h"
#include "report/text.h"

#include <stdlib.h>
#include <string.h>

enum { BAR_MIN = 10, BAR_MAX = 50, PARTS_SHOWN = 8, OPERATIONS_SHOWN = 10 };

/* A rate without its fraction. */
static const char *format_rate(char *buffer, size_t size, double rate)
{
    return fs_format_count(buffer, size, rate < 1e38 ? (unsigned __int128)(rate + 0.5) : 0);
}

/* "12.5 s", "3 min 20 s", "5 h 12 min": a time that people wait for. */
static const char *format_wait(char *buffer, size_t size, double seconds)
{
    if (seconds < 100)
        snprintf(buffer, size, "%.1f s", seconds);
    else if (seconds < 6000)
        snprintf(buffer, size, "%d min %d s", (int)seconds / 60, (int)seconds % 60);
    else if (seconds < 360000)
        snprintf(buffer, size, "%d h %d min", (int)seconds / 3600, (int)seconds / 60 % 60);
    else
        snprintf(buffer, size, "%.0f days", seconds / 86400);
    return buffer;
}

/* How long the budget lasts; "" where there is none or nothing is being spent. */
static const char *format_time_left(char *buffer, size_t size, const struct fs_sample *sample)
{
    char wait[FS_TEXT];

    buffer[0] = '\0';
    if (sample->account.has_budget && sample->running > 0 && sample->rate.flops > 0)
        snprintf(buffer, size, "budget lasts %s",
                 format_wait(wait, sizeof wait,
                             (double)fs_flops_remaining(&sample->account) / sample->rate.flops));
    return buffer;
}

static void write_head(FILE *stream, const struct fs_sample *sample)
{
    const struct fs_account *account = &sample->account;
    char process[384], wait[FS_TEXT];

    format_wait(wait, sizeof wait, (double)sample->elapsed_ns / 1e9);
    if (account->count == 1)
        fprintf(stream, "flopscope: %s on %s, %s, %s\n",
                fs_format_process(process, sizeof process, &account->processes[0].log->header),
                account->processes[0].log->header.host, wait,
                fs_end_of_process(&account->processes[0]));
    else
        fprintf(stream, "flopscope: %zu processes, %zu running, %s\n", account->count,
                sample->running, wait);
}

static void write_bar(FILE *stream, const struct fs_sample *sample, size_t columns)
{
    const struct fs_account *account = &sample->account;
    char used[FS_COUNT_TEXT], budget[FS_COUNT_TEXT], left[FS_COUNT_TEXT], share[FS_TEXT], text[256];

    if (!account->has_budget) {
        fprintf(stream, "Used    %s FLOPs, no budget\n",
                fs_format_count(used, sizeof used, account->flops));
        return;
    }
    snprintf(text, sizeof text, "] %s  %s of %s FLOPs, %s left",
             fs_format_share(share, account->flops, account->budget_flops),
             fs_format_count(used, sizeof used, account->flops),
             fs_format_count(budget, sizeof budget, account->budget_flops),
             fs_format_count(left, sizeof left, fs_flops_remaining(account)));
    size_t room = columns > strlen(text) + 9 ? columns - strlen(text) - 9 : 0;
    int width = columns == 0 || room > BAR_MAX ? BAR_MAX : room < BAR_MIN ? BAR_MIN : (int)room;
    double part =
        account->budget_flops > 0 ? (double)account->flops / (double)account->budget_flops : 1.0;
    int full = part >= 1.0 ? width : (int)(part * width);
    fprintf(stream, "Budget  [");
    for (int i = 0; i < width; i++)
        fputc(i < full ? '#' : '.', stream);
    fprintf(stream, "%s\n", text);
}

static void write_rates(FILE *stream, const struct fs_sample *sample)
{
    char flops[FS_COUNT_TEXT], calls[FS_COUNT_TEXT], left[128];

    format_time_left(left, sizeof left, sample);
    fprintf(stream, "%s %s FLOPs/s%s%s  %.3f GFLOP/s  %s calls/s\n",
            sample->running > 0 ? "Rate   " : "Average",
            format_rate(flops, sizeof flops, sample->rate.flops), left[0] != '\0' ? "  " : "", left,
            sample->rate.mul_add / 1e9, format_rate(calls, sizeof calls, sample->rate.calls));
}

static void write_operations(FILE *stream, const struct fs_sample *sample, size_t shown)
{
    static const char *const columns[] = {"OPERATION", ">FLOPS",   ">SHARE", ">CALLS",
                                          ">TIME s",   ">GFLOP/s", NULL};
    char flops[FS_COUNT_TEXT], calls[FS_COUNT_TEXT], text[FS_TEXT];
    struct fs_table table;

    fputc('\n', stream);
    if (!fs_table_begin(&table, true, columns))
        return;
    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &sample->operations->groups[i];
        fs_table_row(&table);
        fs_table_cell(&table, "%s", group->key);
        fs_table_cell(&table, "%s", fs_format_count(flops, sizeof flops, group->flops));
        fs_table_cell(&table, "%s", fs_format_share(text, group->flops, sample->account.flops));
        fs_table_cell(&table, "%s", fs_format_count(calls, sizeof calls, group->calls));
        fs_table_cell(&table, "%s", fs_format_seconds(text, group->backend_ns));
        fs_table_cell(&table, "%s",
                      fs_format_gflops(text, group->mul, group->add, group->backend_ns));
    }
    fs_table_end_on(&table, stream);
    if (shown < sample->operations->count)
        fprintf(stream, "... and %zu more\n", sample->operations->count - shown);
}

/* Who: "train (rank 0, pid 4711)" or "thread 4712 worker". */
static void part_cell(struct fs_table *table, const struct fs_sample *sample,
                      const struct fs_part *part)
{
    const fs_oplog *log = sample->account.processes[part->log].log;
    char text[384];

    if (part->thread == UINT32_MAX)
        fs_table_cell(table, "%s", fs_format_process(text, sizeof text, &log->header));
    else
        fs_table_cell(table, "%d %s", log->threads[part->thread].state.tid,
                      log->threads[part->thread].state.name);
}

static void write_parts(FILE *stream, const struct fs_sample *sample, size_t shown)
{
    const bool are_threads = sample->parts[0].thread != UINT32_MAX;
    const char *const columns[] = {
        are_threads ? "THREAD" : "PROCESS", ">FLOPS", ">SHARE", ">FLOPS/s", ">GFLOP/s", ">CALLS/s",
        are_threads ? NULL : "STATE",       NULL};
    char count[FS_COUNT_TEXT], share[FS_TEXT];
    struct fs_table table;

    fputc('\n', stream);
    if (!fs_table_begin(&table, true, columns))
        return;
    for (size_t i = 0; i < shown; i++) {
        const struct fs_part *part = &sample->parts[i];
        fs_table_row(&table);
        part_cell(&table, sample, part);
        fs_table_cell(&table, "%s", fs_format_count(count, sizeof count, part->flops));
        fs_table_cell(&table, "%s", fs_format_share(share, part->flops, sample->account.flops));
        fs_table_cell(&table, "%s", format_rate(count, sizeof count, part->rate.flops));
        fs_table_cell(&table, "%.3f", part->rate.mul_add / 1e9);
        fs_table_cell(&table, "%s", format_rate(count, sizeof count, part->rate.calls));
        if (!are_threads)
            fs_table_cell(&table, "%s", fs_end_of_process(&sample->account.processes[part->log]));
    }
    fs_table_end_on(&table, stream);
    if (shown < sample->part_count)
        fprintf(stream, "... and %zu more\n", sample->part_count - shown);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

void fs_picture_write(FILE *stream, const struct fs_sample *sample, size_t rows, size_t columns,
                      uint64_t top)
{
    enum { HEAD_ROWS = 3, TABLE_ROWS = 3 }; /* of a table: blank line, heading, "... and N more" */
    size_t parts = least(sample->part_count, PARTS_SHOWN);
    size_t wanted = top == FS_TOP_DEFAULT ? OPERATIONS_SHOWN : top == 0 ? SIZE_MAX : (size_t)top;
    size_t operations = least(sample->operations->count, wanted);
    size_t taken = HEAD_ROWS + TABLE_ROWS + (parts > 0 ? parts + TABLE_ROWS : 0);

    if (rows > 0)
        operations = least(operations, rows > taken ? rows - taken : 0);
    write_head(stream, sample);
    write_bar(stream, sample, columns);
    write_rates(stream, sample);
    if (operations > 0)
        write_operations(stream, sample, operations);
    if (parts > 0)
        write_parts(stream, sample, parts);
}

void fs_picture_line(FILE *stream, const struct fs_sample *sample)
{
    char used[FS_COUNT_TEXT], calls[FS_COUNT_TEXT], flops_rate[FS_COUNT_TEXT];
    char calls_rate[FS_COUNT_TEXT], share[FS_TEXT], left[128];
    const struct fs_account *account = &sample->account;

    format_time_left(left, sizeof left, sample);
    fprintf(
        stream, "%.1f s  %s FLOPs%s%s  %s calls  %s FLOPs/s  %.3f GFLOP/s  %s calls/s%s%s\n",
        (double)sample->elapsed_ns / 1e9, fs_format_count(used, sizeof used, account->flops),
        account->has_budget ? "  " : "",
        account->has_budget ? fs_format_share(share, account->flops, account->budget_flops) : "",
        fs_format_count(calls, sizeof calls, account->calls),
        format_rate(flops_rate, sizeof flops_rate, sample->rate.flops), sample->rate.mul_add / 1e9,
        format_rate(calls_rate, sizeof calls_rate, sample->rate.calls), left[0] != '\0' ? "  " : "",
        left);
}
