/* SPDX-License-Identifier: MIT */
/* The operations that flopscope-report log lists, between the command that picks them and the
 * forms they are shown in. */
#ifndef FS_REPORT_LOG_H
#define FS_REPORT_LOG_H

#include "report/logset.h"
#include "report/options.h"
#include "report/symbolize.h"

struct fs_log_source {
    const fs_oplog *log;
    struct fs_place *places; /* parallel to log->callsites */
    uint8_t *is_wanted;      /* parallel to log->signatures: what the options say of it */
    int64_t call_overhead_ns;
};

struct fs_log_view {
    const struct fs_options *options;
    struct fs_log_source *sources; /* parallel to the set's logs */
    size_t count;
    size_t thread_count;
    fs_symbolizer *symbolizer;
    int64_t begin_ns; /* the first process's start, on the merge's clock */
    unsigned __int128 total_flops;
    uint64_t calls; /* by the totals; events may be fewer */
};

/* One operation. */
struct fs_log_line {
    uint64_t number; /* from 1, in time order */
    struct fs_oplog_event event;
    const struct fs_log_signature *signature; /* NULL: the log does not describe it */
    uint64_t cost_flops;
    unsigned __int128 cumulative_flops; /* this operation included */
};

/* Writes one form of the list to stdout. line is called for each operation, finish once; dearest is
 * the operation with the largest cost of all, NULL if there is none. */
struct fs_log_form {
    bool (*begin)(void *state, const struct fs_log_view *view);
    void (*line)(void *state, const struct fs_log_view *view, const struct fs_log_line *line);
    void (*finish)(void *state, const struct fs_log_view *view, const struct fs_log_line *dearest,
                   uint64_t shown, uint64_t events);
    size_t state_bytes; /* of the state that begin is given, zeroed */
};

extern const struct fs_log_form fs_log_text, fs_log_json, fs_log_csv;

/* Lists the operations that the options ask for in this form. Returns the exit code. */
int fs_log_list(const struct fs_options *options, const struct fs_log_form *form);

/* Where a line was called from. */
const struct fs_place *fs_line_place(const struct fs_log_view *view,
                                     const struct fs_log_line *line);

/* The entry point, namespace and call site of a line. */
const struct fs_oplog_entry *fs_line_entry(const struct fs_log_view *view,
                                           const struct fs_log_line *line);
const char *fs_line_namespace(const struct fs_log_view *view, const struct fs_log_line *line);
const struct fs_oplog_callsite *fs_line_callsite(const struct fs_log_view *view,
                                                 const struct fs_log_line *line);

/* A line's start, from the first process's start. */
int64_t fs_line_start_ns(const struct fs_log_view *view, const struct fs_log_line *line);

#endif
