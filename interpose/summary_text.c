/* SPDX-License-Identifier: MIT */
/* The API's summary as text: budget, namespaces, operations, times, in columns that line up. */
#include "interpose/summary.h"

#include "interpose/message.h"
#include "interpose/name_space.h"

#include <stdio.h>
#include <string.h>

enum { SHARE_BYTES = 16, SECONDS_BYTES = 40 };

/* "12.3 %" of a whole; "-" of nothing. */
static const char *share(char text[SHARE_BYTES], fs_count part, fs_count whole)
{
    if (whole == 0)
        return "-";
    /* Halved until the product fits: a share needs no more digits. */
    while (part > FS_COUNT_MAX / 1000) {
        part /= 2;
        whole /= 2;
    }
    fs_count permille = whole == 0 ? 1000 : (part * 1000 + whole / 2) / whole;
    unsigned shown = permille > 99999 ? 99999 : (unsigned)permille;
    snprintf(text, SHARE_BYTES, "%u.%u %%", shown / 10, shown % 10);
    return text;
}

static const char *seconds(char text[SECONDS_BYTES], uint64_t ns)
{
    uint64_t us = ns / 1000 + (ns % 1000 >= 500);
    snprintf(text, SECONDS_BYTES, "%llu.%06llu", (unsigned long long)(us / 1000000u),
             (unsigned long long)(us % 1000000u));
    return text;
}

/* Widths of the columns: of the longest name, and of the largest numbers. */
struct widths {
    int name, flops, calls;
};

static int wider(int width, size_t length)
{
    return (size_t)width >= length ? width : length > 200 ? 200 : (int)length;
}

static struct widths widths_of(const struct fs_summary *summary)
{
    char text[FS_GROUPED_BYTES];
    struct widths widths = {12, 5, 5};
    widths.flops = wider(widths.flops, strlen(fs_grouped(text, summary->used_flops)));
    if (summary->has_limit)
        widths.flops = wider(widths.flops, strlen(fs_grouped(text, summary->limit_flops)));
    widths.calls = wider(widths.calls, strlen(fs_grouped(text, summary->calls)));
    for (size_t i = 0; i < summary->operations.count; i++)
        widths.name = wider(widths.name, strlen(summary->operations.row[i].name));
    for (size_t i = 0; i < summary->name_spaces.count; i++) {
        char path[FS_NAMESPACE_BYTES];
        fs_name_space_path(summary->name_spaces.row[i].name_space, path);
        widths.name = wider(widths.name, strlen(path));
    }
    for (size_t i = 0; i < summary->pairs.count; i++)
        widths.name = wider(widths.name, strlen(summary->pairs.row[i].name) + 2);
    return widths;
}

static void add_budget_row(struct fs_out *out, const struct widths *widths, const char *name,
                           const char *flops, const char *of_budget)
{
    fs_out_add(out, "%-*s  %*s", widths->name, name, widths->flops, flops);
    if (of_budget != NULL)
        fs_out_add(out, "  %7s", of_budget);
    fs_out_add(out, "\n");
}

static void add_budget(struct fs_out *out, const struct fs_summary *summary,
                       const struct widths *widths)
{
    char count[FS_GROUPED_BYTES], of[SHARE_BYTES];
    uint64_t limit = summary->limit_flops;
    if (!summary->has_limit) {
        add_budget_row(out, widths, "Total budget", "none", NULL);
        add_budget_row(out, widths, "Used", fs_grouped(count, summary->used_flops), NULL);
        return;
    }
    add_budget_row(out, widths, "Total budget", fs_grouped(count, limit), share(of, limit, limit));
    add_budget_row(out, widths, "Used", fs_grouped(count, summary->used_flops),
                   share(of, summary->used_flops, limit));
    if (summary->uncharged_flops > 0)
        add_budget_row(out, widths, "  uncharged", fs_grouped(count, summary->uncharged_flops),
                       share(of, summary->uncharged_flops, limit));
    add_budget_row(out, widths, "Remaining", fs_grouped(count, summary->remaining_flops),
                   share(of, summary->remaining_flops, limit));
}

static void add_heading(struct fs_out *out, const struct widths *widths, const char *name)
{
    fs_out_add(out, "\n%-*s  %*s  %7s  %*s  %10s\n", widths->name, name, widths->flops, "FLOPS",
               "SHARE", widths->calls, "CALLS", "TIME s");
}

static void add_row(struct fs_out *out, const struct fs_summary *summary,
                    const struct widths *widths, const char *indent, const char *name,
                    const struct fs_summary_row *row)
{
    char flops[FS_GROUPED_BYTES], calls[FS_GROUPED_BYTES], of[SHARE_BYTES], time[SECONDS_BYTES];
    fs_out_add(out, "%s%-*s  %*s  %7s  %*s  %10s\n", indent, widths->name - (int)strlen(indent),
               name, widths->flops, fs_grouped(flops, row->flops),
               share(of, row->flops, summary->used_flops), widths->calls,
               fs_grouped(calls, row->calls), seconds(time, row->backend_ns));
}

static void add_name_spaces(struct fs_out *out, const struct fs_summary *summary,
                            const struct widths *widths)
{
    char path[FS_NAMESPACE_BYTES];
    add_heading(out, widths, "NAMESPACE");
    for (size_t i = 0; i < summary->name_spaces.count; i++) {
        const struct fs_summary_row *row = &summary->name_spaces.row[i];
        fs_name_space_path(row->name_space, path);
        add_row(out, summary, widths, "", path[0] != '\0' ? path : "(none)", row);
        for (size_t j = 0; j < summary->pairs.count; j++)
            if (summary->pairs.row[j].name_space == row->name_space)
                add_row(out, summary, widths, "  ", summary->pairs.row[j].name,
                        &summary->pairs.row[j]);
    }
}

static void add_time(struct fs_out *out, const struct widths *widths, const char *name, uint64_t ns,
                     uint64_t wall_ns)
{
    char time[SECONDS_BYTES], of[SHARE_BYTES];
    fs_out_add(out, "%-*s  %*s  %7s\n", widths->name, name, widths->flops > 10 ? widths->flops : 10,
               seconds(time, ns), share(of, ns, wall_ns));
}

static void add_times(struct fs_out *out, const struct fs_summary *summary,
                      const struct widths *widths)
{
    fs_out_add(out, "\n%-*s  %*s  %7s\n", widths->name, "TIME",
               widths->flops > 10 ? widths->flops : 10, "SECONDS", "SHARE");
    add_time(out, widths, "wall", summary->wall_ns, summary->wall_ns);
    add_time(out, widths, "backend", summary->backend_ns, summary->wall_ns);
    add_time(out, widths, "overhead", summary->overhead_ns, summary->wall_ns);
    add_time(out, widths, "residual", summary->residual_ns, summary->wall_ns);
}

size_t fs_summary_text(const struct fs_summary *summary, char *buffer, size_t size)
{
    struct fs_out out = {buffer, size, 0};
    struct widths widths = widths_of(summary);
    char path[FS_NAMESPACE_BYTES];
    fs_name_space_path(summary->name_space, path);
    if (summary->phase == 0)
        fs_out_add(&out, "flopscope: the process\n\n");
    else
        fs_out_add(&out, "flopscope: phase %s\n\n", path[0] != '\0' ? path : "(no namespace)");
    add_budget(&out, summary, &widths);
    if (summary->name_spaces.row != NULL)
        add_name_spaces(&out, summary, &widths);
    if (summary->operations.count == 0) {
        fs_out_add(&out, "\nno operations\n");
    } else {
        add_heading(&out, &widths, "OPERATION");
        for (size_t i = 0; i < summary->operations.count; i++)
            add_row(&out, summary, &widths, "", summary->operations.row[i].name,
                    &summary->operations.row[i]);
    }
    add_times(&out, summary, &widths);
    return out.length;
}
