/* SPDX-License-Identifier: MIT */
/* The list of operations as text: a line each. Column widths come from what the logs describe, so
 * that lines can be written as they come. */
#include "report/log.h"

#include "report/number.h"
#include "report/shapes.h"
#include "report/sums.h"
#include "report/table.h"
#include "report/text.h"

#include <inttypes.h>
#include <string.h>

enum { WIDEST = 48, PLACE_BYTES = 512 };

struct text_state {
    int number, start, operation, shapes, flops, cumulative, name_space;
    bool has_processes, has_threads, has_namespaces;
};

static void widen(int *width, size_t length)
{
    if (length > WIDEST)
        length = WIDEST;
    if ((int)length > *width)
        *width = (int)length;
}

static int count_width(unsigned __int128 value)
{
    char text[FS_COUNT_TEXT];

    return (int)strlen(fs_format_count(text, sizeof text, value));
}

static void measure_log(struct text_state *state, const fs_oplog *log)
{
    char shapes[512], count[FS_COUNT_TEXT];

    for (size_t i = 0; i < log->signature_count; i++) {
        const struct fs_log_signature *signature = log->signatures[i];
        const struct fs_oplog_entry *entry = fs_oplog_entry_of(log, signature->entry);
        const char *name_space = fs_oplog_namespace_of(log, signature->name_space);
        widen(&state->operation, strlen(entry->routine));
        widen(&state->shapes, strlen(fs_format_shapes(shapes, sizeof shapes, entry, signature)));
        widen(&state->flops, strlen(fs_format_count(count, sizeof count, signature->cost_flops)));
        widen(&state->name_space, strlen(name_space));
        state->has_namespaces = state->has_namespaces || name_space[0] != '\0';
    }
}

static bool begin(void *memory, const struct fs_log_view *view)
{
    struct text_state *state = memory;
    char heading[1024], part[256];

    *state = (struct text_state){
        .number = 1, .start = 10, .operation = 9, .shapes = 6, .flops = 5, .cumulative = 10};
    state->name_space = 9;
    state->has_processes = view->count > 1;
    state->has_threads = view->thread_count > view->count;
    for (size_t i = 0; i < view->count; i++)
        measure_log(state, view->sources[i].log);
    widen(&state->number, (size_t)count_width(view->calls));
    widen(&state->cumulative, (size_t)count_width(view->total_flops));
    snprintf(heading, sizeof heading, "%*s  %*s", state->number, "#", state->start, "START s");
    if (state->has_processes)
        strcat(heading, "     PID  RANK");
    if (state->has_threads)
        strcat(heading, "  THREAD");
    snprintf(part, sizeof part, "  %-*s  %-*s  %*s  %7s  %*s  %12s", state->operation, "OPERATION",
             state->shapes, "SHAPES", state->flops, "FLOPS", "SHARE", state->cumulative,
             "CUMULATIVE", "TIME us");
    strcat(heading, part);
    if (state->has_namespaces) {
        snprintf(part, sizeof part, "  %-*s", state->name_space, "NAMESPACE");
        strcat(heading, part);
    }
    strcat(heading, "  CALL SITE");
    fs_print_heading(heading);
    return true;
}

static void print_origin(const struct text_state *state, const struct fs_log_view *view,
                         const struct fs_log_line *line)
{
    const struct fs_log_header *header = &view->sources[line->event.log].log->header;

    if (state->has_processes && header->mpi_rank >= 0)
        printf("  %6d  %4d", header->pid, header->mpi_rank);
    else if (state->has_processes)
        printf("  %6d     -", header->pid);
    if (state->has_threads)
        printf("  %6d", line->event.thread->state.tid);
}

static const char *shapes_of(char *buffer, size_t size, const struct fs_log_view *view,
                             const struct fs_log_line *line)
{
    if (line->signature == NULL)
        return "?";
    return fs_format_shapes(buffer, size, fs_line_entry(view, line), line->signature);
}

static void print_line(void *memory, const struct fs_log_view *view, const struct fs_log_line *line)
{
    const struct text_state *state = memory;
    const fs_oplog *log = view->sources[line->event.log].log;
    char number[FS_COUNT_TEXT], flops[FS_COUNT_TEXT], cumulative[FS_COUNT_TEXT];
    char start[FS_TEXT], share[FS_TEXT], shapes[512], place[PLACE_BYTES];

    printf("%*s  %*s", state->number, fs_format_count(number, sizeof number, line->number),
           state->start, fs_format_seconds(start, fs_line_start_ns(view, line)));
    print_origin(state, view, line);
    printf("  %-*s  %-*s  %*s  %7s  %*s  %12.3f", state->operation,
           fs_line_entry(view, line)->routine, state->shapes,
           shapes_of(shapes, sizeof shapes, view, line), state->flops,
           fs_format_count(flops, sizeof flops, line->cost_flops),
           fs_format_share(share, line->cost_flops, view->total_flops), state->cumulative,
           fs_format_count(cumulative, sizeof cumulative, line->cumulative_flops),
           (double)fs_oplog_ns(log, line->event.op.duration_ticks) / 1e3);
    if (state->has_namespaces)
        printf("  %-*s", state->name_space, fs_line_namespace(view, line));
    printf("  %s%s",
           fs_format_callsite(place, sizeof place, fs_line_place(view, line),
                              fs_line_callsite(view, line)),
           line->event.op.flags & FS_LOG_EVENT_ABANDONED ? " (abandoned)" : "");
    if (line->event.op.flags & FS_LOG_EVENT_NONFINITE)
        printf(" (%s)", fs_format_nonfinite(line->event.op.flags));
    putchar('\n');
}

static void print_in_flight(const struct fs_log_view *view)
{
    char parameters[512], seconds[FS_TEXT];

    for (size_t i = 0; i < view->count; i++) {
        const fs_oplog *log = view->sources[i].log;
        for (size_t j = 0; j < log->thread_count; j++) {
            const struct fs_log_thread *state = &log->threads[j].state;
            size_t index = fs_oplog_signature_index(log, state->op_signature);
            if (!fs_oplog_is_in_flight(log, &log->threads[j]) || index == SIZE_MAX)
                continue;
            const struct fs_oplog_entry *entry =
                fs_oplog_entry_of(log, log->signatures[index]->entry);
            printf(
                "in flight: %s %s in thread %d of process %d, since %s s\n", entry->name,
                fs_format_parameters(parameters, sizeof parameters, entry, log->signatures[index]),
                state->tid, log->header.pid,
                fs_format_seconds(seconds,
                                  fs_subtract_ns(fs_oplog_instant_ns(log, state->op_start_ticks),
                                                 fs_oplog_start_ns(log))));
        }
    }
}

static void finish(void *memory, const struct fs_log_view *view, const struct fs_log_line *dearest,
                   uint64_t shown, uint64_t events)
{
    char flops[FS_COUNT_TEXT], share[FS_TEXT], shapes[512], place[PLACE_BYTES];
    char count[FS_COUNT_TEXT], all[FS_COUNT_TEXT];

    (void)memory;
    putchar('\n');
    if (dearest != NULL)
        printf("largest step of the cumulative cost: #%s %s %s, %s FLOPs (%s), from %s\n",
               fs_format_count(count, sizeof count, dearest->number),
               fs_line_entry(view, dearest)->routine,
               shapes_of(shapes, sizeof shapes, view, dearest),
               fs_format_count(flops, sizeof flops, dearest->cost_flops),
               fs_format_share(share, dearest->cost_flops, view->total_flops),
               fs_format_callsite(place, sizeof place, fs_line_place(view, dearest),
                                  fs_line_callsite(view, dearest)));
    if (shown < events)
        printf("operations: %s of %s shown\n", fs_format_count(count, sizeof count, shown),
               fs_format_count(all, sizeof all, events));
    else
        printf("operations: %s\n", fs_format_count(all, sizeof all, events));
    if (events < view->calls)
        printf("not logged one by one: %s (the notes of the summary say why)\n",
               fs_format_count(all, sizeof all, view->calls - events));
    print_in_flight(view);
}

const struct fs_log_form fs_log_text = {begin, print_line, finish, sizeof(struct text_state)};
