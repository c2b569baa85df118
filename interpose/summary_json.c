/* SPDX-License-Identifier: MIT */
/* The API's summary as one JSON object, with the keys of flopscope-report's. */
#include "interpose/summary.h"

#include "interpose/name_space.h"
#include "interpose/process.h"

#include <string.h>

enum { BILLION = 1000000000 };

/* Length of the UTF-8 sequence at text, 0 where there is none. */
static size_t sequence_length(const unsigned char *text)
{
    size_t length = text[0] < 0x80                       ? 1
                    : text[0] >= 0xc2 && text[0] <= 0xdf ? 2
                    : text[0] >= 0xe0 && text[0] <= 0xef ? 3
                    : text[0] >= 0xf0 && text[0] <= 0xf4 ? 4
                                                         : 0;
    for (size_t i = 1; i < length; i++)
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

/* A JSON string; bytes that are not UTF-8 become U+FFFD. */
static void add_string(struct fs_out *out, const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    fs_out_add(out, "\"");
    while (*byte != '\0') {
        size_t length = sequence_length(byte);
        if (length == 0)
            fs_out_add(out, "\\ufffd");
        else if (*byte == '"' || *byte == '\\')
            fs_out_add(out, "\\%c", *byte);
        else if (*byte < 0x20)
            fs_out_add(out, "\\u%04x", *byte);
        else
            fs_out_add(out, "%.*s", (int)length, (const char *)byte);
        byte += length > 0 ? length : 1;
    }
    fs_out_add(out, "\"");
}

/* Decimal digits of a 128-bit count. */
static void add_count(struct fs_out *out, const char *key, fs_count count)
{
    char digits[40];
    size_t at = sizeof digits - 1;
    digits[at] = '\0';
    do
        digits[--at] = (char)('0' + (int)(count % 10));
    while ((count /= 10) > 0);
    fs_out_add(out, "\"%s\": %s", key, digits + at);
}

static void add_seconds(struct fs_out *out, const char *key, uint64_t ns)
{
    fs_out_add(out, "\"%s\": %llu.%09llu", key, (unsigned long long)(ns / 1000000000u),
               (unsigned long long)(ns % 1000000000u));
}

static void add_work(struct fs_out *out, const fs_work *work, uint64_t backend_ns)
{
    fs_count rate;
    add_count(out, "mul", work->mul);
    fs_out_add(out, ", ");
    add_count(out, "add", work->add);
    fs_out_add(out, ", \"gflops\": ");
    if (fs_summary_rate(work, backend_ns, BILLION, &rate) && rate <= UINT64_MAX)
        fs_out_add(out, "%llu.%09llu", (unsigned long long)rate / BILLION,
                   (unsigned long long)rate % BILLION);
    else
        fs_out_add(out, "null");
}

static void add_figures(struct fs_out *out, const char *cost_key, const struct fs_summary_row *row)
{
    add_count(out, cost_key, row->flops);
    fs_out_add(out, ", \"calls\": %llu, ", (unsigned long long)row->calls);
    add_seconds(out, "flopscope_backend_time_s", row->backend_ns);
    fs_out_add(out, ", ");
    add_seconds(out, "flopscope_overhead_time_s", row->overhead_ns);
    fs_out_add(out, ", ");
    add_work(out, &row->work, row->backend_ns);
}

/* {"dgemm": {...}, ...} of rows in a namespace; NULL: of all. */
static void add_operations(struct fs_out *out, const struct fs_summary_rows *rows,
                           const uint32_t *name_space, const char *indent)
{
    const char *separator = "";
    fs_out_add(out, "\"operations\": {");
    for (size_t i = 0; i < rows->count; i++) {
        const struct fs_summary_row *row = &rows->row[i];
        if (name_space != NULL && row->name_space != *name_space)
            continue;
        fs_out_add(out, "%s\n%s", separator, indent);
        add_string(out, row->name);
        fs_out_add(out, ": {");
        add_figures(out, "flop_cost", row);
        fs_out_add(out, "}");
        separator = ",";
    }
    fs_out_add(out, "}");
}

static void add_name_spaces(struct fs_out *out, const struct fs_summary *summary)
{
    char path[FS_NAMESPACE_BYTES];
    fs_out_add(out, ",\n  \"by_namespace\": {");
    for (size_t i = 0; i < summary->name_spaces.count; i++) {
        const struct fs_summary_row *row = &summary->name_spaces.row[i];
        fs_name_space_path(row->name_space, path);
        fs_out_add(out, "%s\n    ", i > 0 ? "," : "");
        add_string(out, path);
        fs_out_add(out, ": {");
        add_figures(out, "flops_used", row);
        fs_out_add(out, ",\n      ");
        add_operations(out, &summary->pairs, &row->name_space, "        ");
        fs_out_add(out, "}");
    }
    fs_out_add(out, "}");
}

static void add_limit(struct fs_out *out, const struct fs_summary *summary)
{
    if (!summary->has_limit) {
        fs_out_add(out, "\"flop_budget\": null, ");
        add_count(out, "flops_used", summary->used_flops);
        fs_out_add(out, ", \"flops_remaining\": null");
        return;
    }
    add_count(out, "flop_budget", summary->limit_flops);
    fs_out_add(out, ", ");
    add_count(out, "flops_used", summary->used_flops);
    fs_out_add(out, ", ");
    add_count(out, "flops_remaining", summary->remaining_flops);
    fs_out_add(out, ", ");
    add_count(out, "flops_uncharged", summary->uncharged_flops);
}

size_t fs_summary_json(const struct fs_summary *summary, char *buffer, size_t size)
{
    struct fs_out out = {buffer, size, 0};
    char path[FS_NAMESPACE_BYTES];
    fs_name_space_path(summary->name_space, path);
    fs_out_add(&out, "{\n  \"namespace\": ");
    add_string(&out, path);
    fs_out_add(&out, ",\n  ");
    add_limit(&out, summary);
    fs_out_add(&out, ", \"calls\": %llu,\n  ", (unsigned long long)summary->calls);
    add_seconds(&out, "wall_time_s", summary->wall_ns);
    fs_out_add(&out, ", ");
    add_seconds(&out, "flopscope_backend_time_s", summary->backend_ns);
    fs_out_add(&out, ", ");
    add_seconds(&out, "flopscope_overhead_time_s", summary->overhead_ns);
    fs_out_add(&out, ", ");
    add_seconds(&out, "residual_wall_time_s", summary->residual_ns);
    fs_out_add(&out, ",\n  ");
    add_seconds(&out, "backend_thread_time_s", summary->thread_backend_ns);
    fs_out_add(&out, ", \"is_overlap_unknown\": %s,\n  ",
               summary->is_overlap_unknown ? "true" : "false");
    add_work(&out, &summary->work, summary->backend_ns);
    fs_out_add(&out, ",\n  \"fma\": %d, \"flop_multiplier\": %llu.%09llu,\n  ",
               (int)fs_environment.fma,
               (unsigned long long)summary->multiplier_billionths / BILLION,
               (unsigned long long)summary->multiplier_billionths % BILLION);
    add_operations(&out, &summary->operations, NULL, "    ");
    if (summary->name_spaces.row != NULL)
        add_name_spaces(&out, summary);
    fs_out_add(&out, "\n}\n");
    return out.length;
}
