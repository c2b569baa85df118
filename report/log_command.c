/* SPDX-License-Identifier: MIT */
/* flopscope-report log: streams the operations in time order, or picks the dearest, and hands them
 * to the form they are shown in. Memory does not grow with the number of operations. */
#include "report/commands.h"
#include "report/log.h"

#include "report/account.h"
#include "report/sums.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a line refers to ---- */

const struct fs_place *fs_line_place(const struct fs_log_view *view, const struct fs_log_line *line)
{
    static const struct fs_place unknown = {"", 0, "", 0};
    const struct fs_log_source *source = &view->sources[line->event.log];
    const struct fs_oplog_callsite *site = fs_line_callsite(view, line);

    if (source->log->callsite_count == 0 || site < source->log->callsites ||
        site >= source->log->callsites + source->log->callsite_count)
        return &unknown;
    return &source->places[site - source->log->callsites];
}

const struct fs_oplog_entry *fs_line_entry(const struct fs_log_view *view,
                                           const struct fs_log_line *line)
{
    return fs_oplog_entry_of(view->sources[line->event.log].log,
                             line->signature != NULL ? line->signature->entry : UINT32_MAX);
}

const char *fs_line_namespace(const struct fs_log_view *view, const struct fs_log_line *line)
{
    return fs_oplog_namespace_of(view->sources[line->event.log].log,
                                 line->signature != NULL ? line->signature->name_space : 0);
}

const struct fs_oplog_callsite *fs_line_callsite(const struct fs_log_view *view,
                                                 const struct fs_log_line *line)
{
    const fs_oplog *log = view->sources[line->event.log].log;

    return line->signature != NULL ? fs_oplog_frame(log, line->signature, 0)
                                   : fs_oplog_callsite_of(log, 0);
}

int64_t fs_line_start_ns(const struct fs_log_view *view, const struct fs_log_line *line)
{
    return fs_subtract_ns(line->event.start_ns, view->begin_ns);
}

/* ---- filters ---- */

static bool is_in_namespace(const char *path, const char *wanted)
{
    size_t length = strlen(wanted);

    return strncmp(path, wanted, length) == 0 && (path[length] == '\0' || path[length] == '.');
}

static bool is_wanted(const struct fs_options *options, const fs_oplog *log,
                      const struct fs_log_signature *signature)
{
    const struct fs_oplog_entry *entry = fs_oplog_entry_of(log, signature->entry);
    const char *name_space = fs_oplog_namespace_of(log, signature->name_space);

    if (options->op != NULL && strcmp(options->op, entry->routine) != 0 &&
        strcmp(options->op, entry->family) != 0 && strcmp(options->op, entry->name) != 0)
        return false;
    return options->name_space == NULL || is_in_namespace(name_space, options->name_space);
}

static bool passes(const struct fs_log_view *view, const struct fs_log_line *line)
{
    const struct fs_options *options = view->options;
    const struct fs_log_source *source = &view->sources[line->event.log];

    if (line->cost_flops < options->min_flops)
        return false;
    if (options->thread != 0 && (int64_t)options->thread != line->event.thread->state.tid)
        return false;
    if (line->signature == NULL)
        return options->op == NULL && options->name_space == NULL;
    return source->is_wanted[fs_oplog_signature_index(source->log, line->signature->id)];
}

/* ---- the dearest ---- */

/* A heap of the dearest lines so far, the cheapest of them first. */
struct dearest {
    struct fs_log_line *lines;
    size_t count, capacity;
    uint64_t wanted;
};

/* Whether a is less dear than b: of equal ones, the later. */
static bool is_less(const struct fs_log_line *a, const struct fs_log_line *b)
{
    return a->cost_flops != b->cost_flops ? a->cost_flops < b->cost_flops : a->number > b->number;
}

static void swap_lines(struct fs_log_line *a, struct fs_log_line *b)
{
    struct fs_log_line moved = *a;

    *a = *b;
    *b = moved;
}

static void sift_down(struct dearest *dearest)
{
    struct fs_log_line *lines = dearest->lines;

    for (size_t at = 0;;) {
        size_t least = at, left = 2 * at + 1, right = left + 1;
        if (left < dearest->count && is_less(&lines[left], &lines[least]))
            least = left;
        if (right < dearest->count && is_less(&lines[right], &lines[least]))
            least = right;
        if (least == at)
            return;
        swap_lines(&lines[at], &lines[least]);
        at = least;
    }
}

static bool keep_dearest(struct dearest *dearest, const struct fs_log_line *line)
{
    if (dearest->count == dearest->wanted) {
        if (dearest->wanted > 0 && is_less(&dearest->lines[0], line)) {
            dearest->lines[0] = *line;
            sift_down(dearest);
        }
        return true;
    }
    if (dearest->count == dearest->capacity) {
        size_t capacity = dearest->capacity == 0 ? 64 : 2 * dearest->capacity;
        struct fs_log_line *grown = reallocarray(dearest->lines, capacity, sizeof *grown);
        if (grown == NULL)
            return false;
        dearest->lines = grown;
        dearest->capacity = capacity;
    }
    size_t at = dearest->count++;
    dearest->lines[at] = *line;
    for (; at > 0 && is_less(&dearest->lines[at], &dearest->lines[(at - 1) / 2]); at = (at - 1) / 2)
        swap_lines(&dearest->lines[at], &dearest->lines[(at - 1) / 2]);
    return true;
}

static int by_cost(const void *a, const void *b)
{
    return is_less(b, a) ? -1 : is_less(a, b);
}

/* ---- the list ---- */

static void describe(const struct fs_log_view *view, struct fs_log_line *line)
{
    const fs_oplog *log = view->sources[line->event.log].log;
    size_t index = fs_oplog_signature_index(log, line->event.op.signature);

    line->signature = index == SIZE_MAX ? NULL : log->signatures[index];
    line->cost_flops = 0;
    if (line->signature != NULL)
        line->cost_flops = line->signature->flags & FS_LOG_SIG_VARYING
                               ? line->event.op.cost_flops
                               : line->signature->cost_flops;
    line->cumulative_flops = fs_add_flops(line->cumulative_flops, line->cost_flops);
}

static bool show(const struct fs_log_view *view, const struct fs_log_form *form, void *state,
                 fs_oplog_merge *merge)
{
    const struct fs_options *options = view->options;
    struct dearest dearest = {.wanted = options->top};
    struct fs_log_line line = {0}, largest = {0};
    uint64_t shown = 0, limit = options->limit == 0 ? UINT64_MAX : options->limit;
    bool is_picking = options->top != FS_TOP_DEFAULT && options->top != 0, is_kept = true;

    while (is_kept && fs_oplog_merge_next(merge, &line.event)) {
        line.number++;
        describe(view, &line);
        if (largest.number == 0 || line.cost_flops > largest.cost_flops)
            largest = line;
        if (!passes(view, &line))
            continue;
        if (is_picking)
            is_kept = keep_dearest(&dearest, &line);
        else if (shown < limit && ++shown > 0)
            form->line(state, view, &line);
    }
    if (dearest.count > 1)
        qsort(dearest.lines, dearest.count, sizeof *dearest.lines, by_cost);
    for (; is_kept && shown < dearest.count && shown < limit; shown++)
        form->line(state, view, &dearest.lines[shown]);
    if (is_kept)
        form->finish(state, view, largest.number != 0 ? &largest : NULL, shown, line.number);
    free(dearest.lines);
    return is_kept;
}

/* ---- the view ---- */

static bool open_source(struct fs_log_view *view, struct fs_log_source *source, const fs_oplog *log)
{
    struct fs_oplog_tally *tally = calloc(log->signature_count + 1, sizeof *tally);
    struct fs_oplog_sums sums;

    source->log = log;
    source->places = calloc(log->callsite_count + 1, sizeof *source->places);
    source->is_wanted = calloc(log->signature_count + 1, sizeof *source->is_wanted);
    if (tally == NULL || source->places == NULL || source->is_wanted == NULL) {
        free(tally);
        return false;
    }
    fs_oplog_tally(log, tally, &sums);
    view->calls = fs_add_calls(view->calls, sums.calls);
    for (size_t i = 0; i < log->signature_count; i++) {
        view->total_flops = fs_add_flops(view->total_flops, tally[i].cost_flops);
        source->is_wanted[i] = is_wanted(view->options, log, log->signatures[i]);
    }
    free(tally);
    for (size_t i = 0; i < log->callsite_count; i++)
        source->places[i] = fs_symbolize(view->symbolizer, log, &log->callsites[i]);
    source->call_overhead_ns = fs_oplog_ns(log, fs_call_overhead_ticks(log));
    view->thread_count += log->thread_count;
    return true;
}

static bool open_view(struct fs_log_view *view, const struct fs_logset *set)
{
    view->symbolizer = fs_symbolizer_new();
    view->sources = calloc(set->count + 1, sizeof *view->sources);
    if (view->symbolizer == NULL || view->sources == NULL)
        return false;
    for (view->count = 0; view->count < set->count; view->count++)
        if (!open_source(view, &view->sources[view->count], set->logs[view->count])) {
            view->count++;
            return false;
        }
    return true;
}

static void close_view(struct fs_log_view *view)
{
    for (size_t i = 0; i < view->count; i++) {
        free(view->sources[i].places);
        free(view->sources[i].is_wanted);
    }
    free(view->sources);
    fs_symbolizer_free(view->symbolizer);
}

static void place_in_time(struct fs_log_view *view, const fs_oplog_merge *merge)
{
    view->begin_ns = INT64_MAX;
    for (size_t i = 0; i < view->count; i++) {
        int64_t begin_ns =
            fs_add_ns(fs_oplog_merge_origin_ns(merge, i), fs_oplog_start_ns(view->sources[i].log));
        view->begin_ns = begin_ns < view->begin_ns ? begin_ns : view->begin_ns;
    }
}

static bool list(struct fs_log_view *view, const struct fs_log_form *form,
                 const struct fs_logset *set)
{
    fs_oplog_merge *merge = open_view(view, set) ? fs_oplog_merge_new(set->logs, set->count) : NULL;
    void *state = calloc(1, form->state_bytes);
    bool is_shown = false;

    if (merge != NULL && state != NULL) {
        place_in_time(view, merge);
        is_shown = form->begin(state, view) && show(view, form, state, merge);
    }
    free(state);
    fs_oplog_merge_free(merge);
    return is_shown;
}

int fs_log_list(const struct fs_options *options, const struct fs_log_form *form)
{
    struct fs_log_view view = {.options = options};
    struct fs_logset set;
    bool is_shown;

    if (!fs_logset_open(&set, options->paths, options->path_count, stderr))
        return 1;
    is_shown = list(&view, form, &set);
    if (!is_shown)
        fprintf(stderr, "flopscope-report: out of memory\n");
    close_view(&view);
    fs_logset_close(&set);
    return is_shown ? 0 : 1;
}

int fs_log_command(const struct fs_options *options)
{
    return fs_log_list(options, options->json ? &fs_log_json : &fs_log_text);
}
