/* SPDX-License-Identifier: MIT */
/* The summary as text: budget, namespaces, operations, call sites and stacks, shapes, processes,
 * times, notes. */
#include "report/summary.h"

#include "report/number.h"
#include "report/shapes.h"
#include "report/table.h"
#include "report/text.h"

#include <inttypes.h>
#include <string.h>

enum { LONG_TABLE_ROWS = 25, FIGURES = 5 };

/* ---- head and budget ---- */

static void print_head(const struct fs_summary *summary)
{
    const struct fs_account *account = &summary->account;
    const struct fs_log_header *header = &summary->set->logs[0]->header;
    char process[384], seconds[FS_TEXT], multiplier[FS_TEXT] = "";

    if (account->count == 1)
        printf("flopscope: %s on %s\n", fs_format_process(process, sizeof process, header),
               header->host);
    else
        printf("flopscope: %zu processes, %s s\n", account->count,
               fs_format_seconds(seconds, account->elapsed_ns));
    if (header->multiplier_billionths != 1000000000u)
        snprintf(multiplier, sizeof multiplier, ", times %.9g",
                 (double)header->multiplier_billionths / 1e9);
    printf("FLOPs: %s (FMA=%u)%s; GFLOP/s count both (FMA=2)\n\n",
           header->fma == 2 ? "a multiplication and an addition are two"
                            : "a multiplication and its addition are one",
           header->fma, multiplier);
}

static bool print_budget(const struct fs_summary *summary)
{
    const struct fs_account *account = &summary->account;
    /* Shares are of the budget: without one there are none. */
    const char *const columns[] = {"", ">FLOPS", account->has_budget ? ">SHARE" : NULL, NULL};
    char count[FS_COUNT_TEXT], share[FS_TEXT];
    struct fs_table table;

    if (!fs_table_begin(&table, false, columns))
        return false;
    fs_table_row(&table);
    fs_table_cell(&table, "Total budget");
    fs_table_cell(&table, "%s",
                  account->has_budget ? fs_format_count(count, sizeof count, account->budget_flops)
                                      : "no budget");
    if (account->has_budget)
        fs_table_cell(&table, "%s",
                      fs_format_share(share, account->budget_flops, account->budget_flops));
    fs_table_row(&table);
    fs_table_cell(&table, "Used");
    fs_table_cell(&table, "%s", fs_format_count(count, sizeof count, account->flops));
    if (account->has_budget)
        fs_table_cell(&table, "%s", fs_format_share(share, account->flops, account->budget_flops));
    fs_table_row(&table);
    fs_table_cell(&table, "Remaining");
    if (account->has_budget) {
        unsigned __int128 remaining = fs_flops_remaining(account);
        fs_table_cell(&table, "%s", fs_format_count(count, sizeof count, remaining));
        fs_table_cell(&table, "%s", fs_format_share(share, remaining, account->budget_flops));
    } else {
        fs_table_cell(&table, "unlimited");
    }
    fs_table_end(&table);
    return true;
}

/* ---- tables of groups ---- */

static void fill_figures(struct fs_table *table, const struct fs_account *account,
                         const struct fs_group *group)
{
    char flops[FS_COUNT_TEXT], calls[FS_COUNT_TEXT];
    char share[FS_TEXT], seconds[FS_TEXT], rate[FS_TEXT];

    fs_table_cell(table, "%s", fs_format_count(flops, sizeof flops, group->flops));
    fs_table_cell(table, "%s", fs_format_share(share, group->flops, account->flops));
    fs_table_cell(table, "%s", fs_format_count(calls, sizeof calls, group->calls));
    fs_table_cell(table, "%s", fs_format_seconds(seconds, group->backend_ns));
    fs_table_cell(table, "%s", fs_format_gflops(rate, group->mul, group->add, group->backend_ns));
}

static void print_rest(size_t shown, size_t count)
{
    if (shown < count)
        printf("... and %zu more (--top 0 shows all)\n", count - shown);
}

static bool print_operations(const struct fs_summary *summary)
{
    static const char *const columns[] = {"OPERATION", ">FLOPS",   ">SHARE", ">CALLS",
                                          ">TIME s",   ">GFLOP/s", NULL};
    const struct fs_groups *operations = summary->operations;
    size_t shown = fs_shown_rows(summary->options, operations->count, 0);
    struct fs_table table;

    fs_print_heading("\nBy operation");
    if (operations->count == 0) {
        printf("no operations\n");
        return true;
    }
    if (!fs_table_begin(&table, true, columns))
        return false;
    for (size_t i = 0; i < shown; i++) {
        fs_table_row(&table);
        fs_table_cell(&table, "%s", operations->groups[i].key);
        fill_figures(&table, &summary->account, &operations->groups[i]);
    }
    fs_table_end(&table);
    print_rest(shown, operations->count);
    return true;
}

static bool print_namespaces(const struct fs_summary *summary)
{
    static const char *const columns[] = {"NAMESPACE", "OPERATION", ">FLOPS",   ">SHARE",
                                          ">CALLS",    ">TIME s",   ">GFLOP/s", NULL};
    const struct fs_groups *namespaces = summary->namespaces;
    struct fs_table table;

    if (namespaces == NULL)
        return true;
    fs_print_heading("\nBy namespace");
    size_t shown = fs_shown_rows(summary->options, namespaces->count, 0);
    if (!fs_table_begin(&table, true, columns))
        return false;
    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &namespaces->groups[i];
        fs_table_row(&table);
        fs_table_cell(&table, "%s", group->key[0] != '\0' ? group->key : "(none)");
        fs_table_cell(&table, "all");
        fill_figures(&table, &summary->account, group);
        for (size_t j = 0; j < group->operations->count; j++) {
            fs_table_row(&table);
            fs_table_cell(&table, "%s", "");
            fs_table_cell(&table, "%s", group->operations->groups[j].key);
            fill_figures(&table, &summary->account, &group->operations->groups[j]);
        }
    }
    fs_table_end(&table);
    print_rest(shown, namespaces->count);
    return true;
}

static bool print_callsites(const struct fs_summary *summary)
{
    static const char *const columns[] = {">FLOPS",    ">SHARE",   ">CALLS", ">TIME s", ">GFLOP/s",
                                          "CALL SITE", ">ADDRESS", "OBJECT", NULL};
    const struct fs_groups *callsites = summary->callsites;
    struct fs_table table;
    char text[512];

    if (callsites == NULL)
        return true;
    fs_print_heading("\nBy call site");
    size_t shown = fs_shown_rows(summary->options, callsites->count, LONG_TABLE_ROWS);
    if (!fs_table_begin(&table, true, columns))
        return false;
    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &callsites->groups[i];
        const struct fs_oplog_callsite *site = fs_oplog_frame(group->log, group->signature, 0);
        struct fs_place place = fs_symbolize(summary->symbolizer, group->log, site);
        fs_table_row(&table);
        fill_figures(&table, &summary->account, group);
        fs_table_cell(&table, "%s", fs_format_place(text, sizeof text, &place, site));
        if (site->record->object_offset != 0)
            fs_table_cell(&table, "0x%" PRIx64, site->record->object_offset);
        else
            fs_table_cell(&table, "-");
        fs_table_cell(&table, "%s", site->object);
    }
    fs_table_end(&table);
    print_rest(shown, callsites->count);
    return true;
}

/* A frame a line, the direct caller first. */
static bool print_stacks(const struct fs_summary *summary)
{
    static const char *const columns[] = {">FLOPS",   ">SHARE",      ">CALLS", ">TIME s",
                                          ">GFLOP/s", "CALLED FROM", NULL};
    const struct fs_groups *stacks = summary->stacks;
    struct fs_table table;
    char text[512];

    if (stacks == NULL)
        return true;
    fs_print_heading("\nBy call stack");
    size_t shown = fs_shown_rows(summary->options, stacks->count, LONG_TABLE_ROWS);
    if (!fs_table_begin(&table, true, columns))
        return false;
    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &stacks->groups[i];
        size_t depth = fs_oplog_depth(group->log, group->signature);
        for (size_t frame = 0; frame == 0 || frame < depth; frame++) {
            const struct fs_oplog_callsite *site =
                fs_oplog_frame(group->log, group->signature, frame);
            struct fs_place place = fs_symbolize(summary->symbolizer, group->log, site);
            fs_table_row(&table);
            if (frame == 0)
                fill_figures(&table, &summary->account, group);
            else
                fs_table_skip(&table, FIGURES);
            fs_table_cell(&table, "%s", fs_format_callsite(text, sizeof text, &place, site));
        }
    }
    fs_table_end(&table);
    print_rest(shown, stacks->count);
    return true;
}

static bool print_shapes(const struct fs_summary *summary)
{
    static const char *const columns[] = {">FLOPS",      ">SHARE",     ">CALLS",
                                          ">TIME s",     ">GFLOP/s",   ">FLOP/B",
                                          "ENTRY POINT", "PARAMETERS", NULL};
    const struct fs_groups *shapes = summary->shapes;
    struct fs_table table;
    char text[512];

    if (shapes == NULL)
        return true;
    fs_print_heading("\nBy shape");
    size_t shown = fs_shown_rows(summary->options, shapes->count, LONG_TABLE_ROWS);
    if (!fs_table_begin(&table, true, columns))
        return false;
    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &shapes->groups[i];
        const struct fs_oplog_entry *entry = fs_oplog_entry_of(group->log, group->signature->entry);
        fs_table_row(&table);
        fill_figures(&table, &summary->account, group);
        if (group->read_bytes > 0 || group->written_bytes > 0)
            fs_table_cell(&table, "%.2f", fs_flops_per_byte(group));
        else
            fs_table_cell(&table, "-");
        fs_table_cell(&table, "%s", entry->name);
        fs_table_cell(&table, "%s",
                      fs_format_parameters(text, sizeof text, entry, group->signature));
    }
    fs_table_end(&table);
    print_rest(shown, shapes->count);
    return true;
}

/* ---- processes, times, notes ---- */

static bool print_processes(const struct fs_summary *summary)
{
    static const char *const columns[] = {">PID",       ">RANK",    "HOST",   "PROGRAM",
                                          ">FLOPS",     ">SHARE",   ">CALLS", ">WALL s",
                                          ">BACKEND s", ">GFLOP/s", "END",    NULL};
    const struct fs_account *account = &summary->account;
    char count[FS_COUNT_TEXT], text[FS_TEXT];
    struct fs_table table;

    if (!summary->options->by_process)
        return true;
    fs_print_heading("\nBy process");
    if (!fs_table_begin(&table, true, columns))
        return false;
    for (size_t i = 0; i < account->count; i++) {
        const struct fs_process *process = &account->processes[i];
        const struct fs_log_header *header = &process->log->header;
        fs_table_row(&table);
        fs_table_cell(&table, "%d", header->pid);
        if (header->mpi_rank >= 0)
            fs_table_cell(&table, "%d", header->mpi_rank);
        else
            fs_table_cell(&table, "-");
        fs_table_cell(&table, "%s", header->host);
        fs_table_cell(&table, "%s", header->program);
        fs_table_cell(&table, "%s", fs_format_count(count, sizeof count, process->flops));
        fs_table_cell(&table, "%s", fs_format_share(text, process->flops, account->flops));
        fs_table_cell(&table, "%s", fs_format_count(count, sizeof count, process->sums.calls));
        fs_table_cell(&table, "%s", fs_format_seconds(text, process->times.wall_ns));
        fs_table_cell(&table, "%s", fs_format_seconds(text, process->times.backend_ns));
        fs_table_cell(
            &table, "%s",
            fs_format_gflops(text, process->mul, process->add, process->times.backend_ns));
        fs_table_cell(&table, "%s", fs_end_of_process(process));
    }
    fs_table_end(&table);
    return true;
}

static void time_row(struct fs_table *table, const char *name, int64_t ns, int64_t wall_ns)
{
    char seconds[FS_TEXT], share[FS_TEXT];

    fs_table_row(table);
    fs_table_cell(table, "%s", name);
    fs_table_cell(table, "%s", fs_format_seconds(seconds, ns));
    fs_table_cell(table, "%s",
                  fs_format_share(share, (unsigned __int128)ns, (unsigned __int128)wall_ns));
}

static bool print_times(const struct fs_summary *summary)
{
    static const char *const columns[] = {"TIME", ">SECONDS", ">SHARE", NULL};
    const struct fs_account *account = &summary->account;
    const struct fs_times *times = &account->times;
    char seconds[FS_TEXT];
    size_t threads = 0;
    struct fs_table table;

    fs_print_heading(account->count > 1 ? "\nTime, summed over processes" : "\nTime");
    if (!fs_table_begin(&table, true, columns))
        return false;
    time_row(&table, "wall", times->wall_ns, times->wall_ns);
    time_row(&table, "backend", times->backend_ns, times->wall_ns);
    time_row(&table, "flopscope overhead", times->overhead_ns, times->wall_ns);
    time_row(&table, "residual", times->residual_ns, times->wall_ns);
    fs_table_end(&table);
    for (size_t i = 0; i < account->count; i++)
        threads += account->processes[i].sums.threads;
    if (threads > account->count)
        printf("backend: %s thread-seconds of %zu threads\n",
               fs_format_seconds(seconds, times->thread_backend_ns), threads);
    return true;
}

static void print_notes(const struct fs_summary *summary)
{
    if (summary->notes.count == 0)
        return;
    fs_print_heading("\nNotes");
    for (size_t i = 0; i < summary->notes.count; i++)
        printf("- %s\n", summary->notes.lines[i]);
}

bool fs_summary_text(const struct fs_summary *summary)
{
    print_head(summary);
    if (!print_budget(summary) || !print_namespaces(summary) || !print_operations(summary) ||
        !print_callsites(summary) || !print_stacks(summary) || !print_shapes(summary) ||
        !print_processes(summary) || !print_times(summary))
        return false;
    print_notes(summary);
    return true;
}
