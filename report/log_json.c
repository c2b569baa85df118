/* SPDX-License-Identifier: MIT */
/* The list of operations as one JSON array, written element by element. What is the same in all
 * calls of a signature is turned into text once and kept for a while. */
#include "report/log.h"

#include "report/json.h"
#include "report/number.h"
#include "report/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_SIGNATURES = 1024 };

/* What a signature adds to its lines, before and after the line's own figures. */
struct parts {
    const struct fs_log_signature *signature; /* NULL: free */
    char *before, *after;
};

struct json_state {
    bool has_lines;
    struct parts kept[KEPT_SIGNATURES];
};

/* An object's members as text without the braces; takes the object. */
static char *members(json_t *object)
{
    char *text = json_dumps(object, FS_JSON_FLAGS);
    size_t length = text == NULL ? 0 : strlen(text);

    json_decref(object);
    if (length >= 2) {
        memmove(text, text + 1, length - 2);
        text[length - 2] = '\0';
    }
    return text;
}

static char *members_before(const struct fs_log_view *view, const struct fs_log_line *line)
{
    const struct fs_oplog_entry *entry = fs_line_entry(view, line);
    bool is_known = line->signature != NULL;
    json_t *object = json_object();

    json_object_set_new(object, "op_name", fs_json_text(entry->routine));
    json_object_set_new(object, "namespace", fs_json_text_or_null(fs_line_namespace(view, line)));
    json_object_set_new(object, "subscripts",
                        is_known ? fs_json_subscripts(entry, line->signature) : json_null());
    json_object_set_new(object, "shapes",
                        is_known ? fs_json_shapes(entry, line->signature) : json_null());
    return members(object);
}

static char *members_after(const struct fs_log_view *view, const struct fs_log_line *line)
{
    const fs_oplog *log = view->sources[line->event.log].log;
    const struct fs_oplog_entry *entry = fs_line_entry(view, line);
    json_t *object = json_object();

    json_object_set_new(object, "entry_point", fs_json_text(entry->name));
    json_object_set_new(object, "parameters",
                        line->signature != NULL ? fs_json_parameters(entry, line->signature)
                                                : json_null());
    json_object_set_new(object, "call_site",
                        fs_json_callsite(view->symbolizer, log, fs_line_callsite(view, line)));
    json_object_set_new(object, "stack",
                        line->signature != NULL
                            ? fs_json_stack(view->symbolizer, log, line->signature)
                            : json_null());
    return members(object);
}

static void forget(struct parts *parts)
{
    free(parts->before);
    free(parts->after);
    *parts = (struct parts){0};
}

static const struct parts *parts_of(struct json_state *state, const struct fs_log_view *view,
                                    const struct fs_log_line *line)
{
    uintptr_t key = (uintptr_t)line->signature;
    struct parts *parts = &state->kept[(key / 8 ^ key / 8192) % KEPT_SIGNATURES];

    if (parts->before == NULL || parts->after == NULL || parts->signature != line->signature ||
        line->signature == NULL) {
        forget(parts);
        parts->signature = line->signature;
        parts->before = members_before(view, line);
        parts->after = members_after(view, line);
    }
    return parts;
}

static void print_count(const char *key, unsigned __int128 value)
{
    char text[FS_COUNT_TEXT];

    /* As in the summary: what does not fit 63 bits is a real, since many readers refuse it else. */
    if (value > INT64_MAX)
        printf(", \"%s\": %.17g", key, (double)value);
    else
        printf(", \"%s\": %s", key, fs_format_digits(text, sizeof text, value));
}

static void print_seconds(const char *key, int64_t ns)
{
    uint64_t span = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;

    printf(", \"%s\": %s%" PRIu64 ".%09" PRIu64, key, ns < 0 ? "-" : "", span / 1000000000,
           span % 1000000000);
}

static bool begin(void *memory, const struct fs_log_view *view)
{
    (void)memory;
    (void)view;
    putchar('[');
    return true;
}

static void print_line(void *memory, const struct fs_log_view *view, const struct fs_log_line *line)
{
    struct json_state *state = memory;
    const struct fs_log_source *source = &view->sources[line->event.log];
    const struct fs_log_header *header = &source->log->header;
    const struct parts *parts = parts_of(state, view, line);

    printf("%s\n{%s", state->has_lines ? "," : "", parts->before != NULL ? parts->before : "");
    state->has_lines = true;
    print_count("flop_cost", line->cost_flops);
    print_count("cumulative", line->cumulative_flops);
    print_seconds("flopscope_context_start_offset_s", fs_line_start_ns(view, line));
    print_seconds("flopscope_backend_duration_s",
                  fs_oplog_ns(source->log, line->event.op.duration_ticks));
    print_seconds("flopscope_overhead_duration_s", source->call_overhead_ns);
    print_count("number", line->number);
    printf(", \"share\": %.6f, \"thread\": %d, \"pid\": %d, \"mpi_rank\": ",
           view->total_flops == 0 ? 0.0 : (double)line->cost_flops / (double)view->total_flops,
           line->event.thread->state.tid, header->pid);
    if (header->mpi_rank >= 0)
        printf("%d", header->mpi_rank);
    else
        printf("null");
    printf(", \"abandoned\": %s, ",
           line->event.op.flags & FS_LOG_EVENT_ABANDONED ? "true" : "false");
    if (line->event.op.flags & FS_LOG_EVENT_NONFINITE)
        printf("\"nonfinite\": \"%s\", ", fs_format_nonfinite(line->event.op.flags));
    printf("%s}", parts->after != NULL ? parts->after : "");
}

static void finish(void *memory, const struct fs_log_view *view, const struct fs_log_line *dearest,
                   uint64_t shown, uint64_t events)
{
    struct json_state *state = memory;

    (void)view;
    (void)dearest;
    (void)shown;
    (void)events;
    printf("%s]\n", state->has_lines ? "\n" : "");
    for (size_t i = 0; i < KEPT_SIGNATURES; i++)
        forget(&state->kept[i]);
}

const struct fs_log_form fs_log_json = {begin, print_line, finish, sizeof(struct json_state)};
