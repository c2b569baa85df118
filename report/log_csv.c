/* SPDX-License-Identifier: MIT */
/* The list of operations as comma-separated values: a heading, then a line for each. */
#include "report/log.h"

#include "report/csv.h"
#include "report/number.h"
#include "report/shapes.h"
#include "report/text.h"

static bool begin(void *memory, const struct fs_log_view *view)
{
    (void)memory;
    (void)view;
    printf("number,start_s,duration_s,pid,mpi_rank,thread,namespace,routine,entry_point,parameters,"
           "shapes,flops,cumulative_flops,abandoned,nonfinite,call_site\n");
    return true;
}

static void print_line(void *memory, const struct fs_log_view *view, const struct fs_log_line *line)
{
    const fs_oplog *log = view->sources[line->event.log].log;
    const struct fs_oplog_entry *entry = fs_line_entry(view, line);
    char text[1024] = "", shapes[1024] = "";

    (void)memory;
    fs_csv_count(line->number);
    fs_csv_seconds(fs_line_start_ns(view, line));
    fs_csv_seconds(fs_oplog_ns(log, line->event.op.duration_ticks));
    fs_csv_process(&log->header);
    fs_csv_integer(line->event.thread->state.tid);
    fs_csv_text(fs_line_namespace(view, line));
    fs_csv_text(entry->routine);
    fs_csv_text(entry->name);
    if (line->signature != NULL) {
        fs_format_parameters(text, sizeof text, entry, line->signature);
        fs_format_shapes(shapes, sizeof shapes, entry, line->signature);
    }
    fs_csv_text(text);
    fs_csv_text(shapes);
    fs_csv_count(line->cost_flops);
    fs_csv_count(line->cumulative_flops);
    fs_csv_integer((line->event.op.flags & FS_LOG_EVENT_ABANDONED) != 0);
    fs_csv_text(fs_format_nonfinite(line->event.op.flags));
    fs_csv_text(fs_format_callsite(text, sizeof text, fs_line_place(view, line),
                                   fs_line_callsite(view, line)));
    fs_csv_end();
}

static void finish(void *memory, const struct fs_log_view *view, const struct fs_log_line *dearest,
                   uint64_t shown, uint64_t events)
{
    (void)memory;
    (void)view;
    (void)dearest;
    (void)shown;
    (void)events;
}

const struct fs_log_form fs_log_csv = {begin, print_line, finish, 1};
