/* SPDX-License-Identifier: MIT */
/* Reads op logs: opens and checks a file, collects what it describes, iterates over its events and
 * sums them up. Survives any content: what is damaged is left out and said so. */
#ifndef FS_OPLOG_READER_H
#define FS_OPLOG_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "oplog/format.h"

/* fs_log_ names are on disk, fs_oplog_ names are in the reader's memory. All pointers below lead
 * into the log and live until fs_oplog_close; texts are NUL-terminated. */

struct fs_oplog_entry {
    const struct fs_log_entry *record;
    const char *name;       /* "cblas_dgemm" */
    const char *routine;    /* "dgemm" */
    const char *family;     /* "gemm" */
    const char *parameters; /* "transa? transb? m n k" */
    /* Of an operation of the program's own (group 0), as it said; "": not said. */
    const char *subscripts; /* "ij,jk->ik" */
    const char *shapes;     /* "256x256 256x256" */
};

struct fs_oplog_namespace {
    const struct fs_log_namespace *record;
    const char *path;
};

struct fs_oplog_callsite {
    const struct fs_log_callsite *record;
    const char *object;
    const char *symbol; /* "" when it is not known */
};

/* A call stack: numbers of call sites, the direct caller's first. */
struct fs_oplog_stack {
    const struct fs_log_stack *record;
    const int64_t *callsites;
    size_t depth;
};

/* The part of a chunk that follows its header. */
struct fs_oplog_chunk {
    const void *data;
    size_t bytes;
    uint64_t start_ticks; /* FS_LOG_EVENTS */
    uint32_t sequence;    /* FS_LOG_EVENTS */
};

struct fs_oplog_thread {
    uint32_t number;
    bool has_state;             /* false: its FS_LOG_THREAD chunk is lost, `state` is zeros */
    struct fs_log_thread state; /* as it was when the log was opened */
    struct fs_oplog_chunk *totals;
    size_t totals_count, totals_capacity;
    struct fs_oplog_chunk *events; /* by sequence */
    size_t events_count, events_capacity;
};

/* From a number in the log to an index in one of the arrays below. */
struct fs_oplog_ids {
    uint64_t *slots; /* (number << 32 | index) + 1; 0: free */
    size_t capacity; /* a power of two, or 0 */
    size_t count;
};

typedef struct {
    char *path;
    struct fs_log_header header; /* a copy; its texts are terminated */
    struct fs_oplog_entry *entries;
    size_t entry_count, entry_capacity;
    struct fs_oplog_namespace *namespaces;
    size_t namespace_count, namespace_capacity;
    struct fs_oplog_callsite *callsites;
    size_t callsite_count, callsite_capacity;
    struct fs_oplog_stack *stacks;
    size_t stack_count, stack_capacity;
    const struct fs_log_signature **signatures;
    size_t signature_count, signature_capacity;
    const struct fs_log_traffic **traffic;
    size_t traffic_count, traffic_capacity;
    const char **notes; /* FS_LOG_NOTE */
    size_t note_count, note_capacity;
    const char **environment; /* FS_LOG_ENVIRONMENT: "NAME=value" */
    size_t environment_count, environment_capacity;
    struct fs_oplog_thread *threads;
    size_t thread_count, thread_capacity;
    bool is_truncated;   /* the file ends before the log does */
    size_t damage_count; /* records and chunks that made no sense and were left out */
    /* The rest is the reader's own. */
    const uint8_t *base;
    size_t size;
    bool is_mapped;
    struct fs_oplog_ids entry_ids, namespace_ids, callsite_ids, stack_ids, signature_ids,
        traffic_ids, thread_ids;
    struct fs_oplog_ids signature_contents; /* by a hash of what they say */
    uint64_t ns_multiplier;                 /* nanoseconds per tick, times 2^ns_shift */
    unsigned ns_shift;
} fs_oplog;

/* Opens the log at path (read-only mapping). NULL on failure, with one line in error that names the
 * file and says what is wrong with it. */
fs_oplog *fs_oplog_open(const char *path, char *error, size_t error_size);

/* As fs_oplog_open, of size bytes at data, which must be aligned to 8 and live until the log is
 * closed; name stands for the path. */
fs_oplog *fs_oplog_open_memory(const void *data, size_t size, const char *name, char *error,
                               size_t error_size);

void fs_oplog_close(fs_oplog *log);

/* Reads and checks the header of the log at path alone. False with a line in error. */
bool fs_oplog_read_header(const char *path, struct fs_log_header *header, char *error,
                          size_t error_size);

/* What an id in the log stands for, never NULL: a description whose texts are "?" (namespaces: "")
 * where the log does not tell. */
const struct fs_oplog_entry *fs_oplog_entry_of(const fs_oplog *log, uint32_t id);
const struct fs_oplog_callsite *fs_oplog_callsite_of(const fs_oplog *log, uint32_t id);
const char *fs_oplog_namespace_of(const fs_oplog *log, uint32_t id);

/* Index of a signature in log->signatures, or SIZE_MAX where the log does not describe it. */
size_t fs_oplog_signature_index(const fs_oplog *log, uint32_t id);

/* The bytes that a call of the signature moves; NULL where the log does not tell. */
const struct fs_log_traffic *fs_oplog_traffic_of(const fs_oplog *log, uint32_t signature);

/* Frames of a signature's call stack: 1 where its call site alone was kept, 0 where nothing was. */
size_t fs_oplog_depth(const fs_oplog *log, const struct fs_log_signature *signature);

/* The call site of a frame, the direct caller's being frame 0; never NULL. */
const struct fs_oplog_callsite *
fs_oplog_frame(const fs_oplog *log, const struct fs_log_signature *signature, size_t frame);

/* The values of a signature's parameters; *count is their number. */
const int64_t *fs_oplog_values(const struct fs_log_signature *signature, size_t *count);

/* ---- process ---- */

enum fs_oplog_status {
    FS_OPLOG_ENDED,   /* it closed its log: see header.state */
    FS_OPLOG_RUNNING, /* it runs on this machine */
    FS_OPLOG_KILLED,  /* it is gone and did not close its log */
    FS_OPLOG_UNKNOWN  /* it did not close its log; whether it runs cannot be seen from here */
};
enum fs_oplog_status fs_oplog_status(const fs_oplog *log);

/* Whether the process that the log's run began with still runs: it may start others. False where
 * that cannot be seen. */
bool fs_oplog_root_runs(const fs_oplog *log);

/* ---- clock ---- */

/* A span of ticks in nanoseconds, saturating at INT64_MAX. */
int64_t fs_oplog_ns(const fs_oplog *log, uint64_t ticks);

/* An instant in nanoseconds from the log's start anchor; negative before it. */
int64_t fs_oplog_instant_ns(const fs_oplog *log, uint64_t ticks);

/* The process's start and end as nanoseconds from the log's start anchor. The end of a process that
 * did not close its log is the latest instant that the log knows of. */
int64_t fs_oplog_start_ns(const fs_oplog *log);
int64_t fs_oplog_end_ns(const fs_oplog *log);

/* ---- events ---- */

struct fs_oplog_op {
    uint32_t signature;
    uint32_t flags; /* fs_log_event_flags */
    uint64_t start_ticks;
    uint64_t duration_ticks;
    uint64_t mul, add, cost_flops; /* of this call; 0 unless its signature is varying */
};

/* A thread's events, one after the other. Pages that were passed are given back, so that memory
 * does not grow with the log. */
struct fs_oplog_cursor {
    const fs_oplog *log;
    const struct fs_oplog_thread *thread;
    size_t chunk; /* the one that `at` is in, plus one */
    const struct fs_log_event *at, *stop, *end;
    const uint8_t *kept; /* pages before it were given back */
    uint64_t ticks;      /* end of the last event */
};

/* Sets a cursor before the thread's first event, or before the first chunk that may have events
 * ending after `ticks`. */
void fs_oplog_cursor_start(struct fs_oplog_cursor *cursor, const fs_oplog *log,
                           const struct fs_oplog_thread *thread);
void fs_oplog_cursor_seek(struct fs_oplog_cursor *cursor, uint64_t ticks);

/* Fills *op with the next event; false at the end. */
bool fs_oplog_cursor_next(struct fs_oplog_cursor *cursor, struct fs_oplog_op *op);

/* The instant at which a thread's last event ended, in ticks; 0 if it has none. */
uint64_t fs_oplog_thread_end_ticks(const fs_oplog *log, const struct fs_oplog_thread *thread);

/* Whether a thread was in an operation when its process was last seen: its signature is
 * thread->state.op_signature. */
bool fs_oplog_is_in_flight(const fs_oplog *log, const struct fs_oplog_thread *thread);

/* What a thread's operation in flight was charged so far; 0 if there is none. It is in no event and
 * in no totals. */
uint64_t fs_oplog_in_flight_flops(const fs_oplog *log, const struct fs_oplog_thread *thread);

/* The events of all threads of one or several logs, merged by the time of their start. */
typedef struct fs_oplog_merge fs_oplog_merge;

struct fs_oplog_event {
    struct fs_oplog_op op;
    size_t log; /* index in the array that was given */
    const struct fs_oplog_thread *thread;
    int64_t start_ns; /* from the earliest log's start anchor */
};

/* NULL: no memory. Times of different logs are compared by CLOCK_MONOTONIC within a run on one
 * host, by CLOCK_REALTIME otherwise. The array of logs may go, the logs must stay. */
fs_oplog_merge *fs_oplog_merge_new(fs_oplog *const *logs, size_t count);
void fs_oplog_merge_free(fs_oplog_merge *merge);

/* Where a log's start anchor lies, in nanoseconds from the earliest log's. */
int64_t fs_oplog_merge_origin_ns(const fs_oplog_merge *merge, size_t log);

/* Moves a merge of one log forward, so that events ending before `ticks` may be left out. */
void fs_oplog_merge_seek(fs_oplog_merge *merge, uint64_t ticks);

bool fs_oplog_merge_next(fs_oplog_merge *merge, struct fs_oplog_event *event);

/* ---- totals ---- */

struct fs_oplog_tally {
    uint64_t calls;
    uint64_t ticks, min_ticks, max_ticks;
    uint64_t nonfinite;                     /* calls that read or wrote a NaN or infinity */
    unsigned __int128 mul, add, cost_flops; /* over the calls, saturating */
};

struct fs_oplog_sums {
    uint64_t calls;
    uint64_t ticks;
    unsigned __int128 cost_flops; /* saturating */
    uint64_t overhead_ticks;      /* slow paths, over all threads */
    uint64_t abandoned;           /* operations left by longjmp, exception or cancellation */
    uint64_t undescribed_calls;   /* of signatures that the log does not describe: damage */
    size_t threads;               /* that did an operation */
    size_t recomputed;            /* threads whose totals were made from their events */
};

/* Adds each signature's totals over all threads to tally[], an array parallel to log->signatures
 * that the caller has zeroed. The totals of a process that was killed may lack the last event of a
 * thread: they are made from the events where the log has all of them. */
void fs_oplog_tally(const fs_oplog *log, struct fs_oplog_tally *tally, struct fs_oplog_sums *sums);

/* Adds one thread's totals to tally[] and *sums, as they are now, without a look at its events. */
void fs_oplog_tally_thread(const fs_oplog *log, const struct fs_oplog_thread *thread,
                           struct fs_oplog_tally *tally, struct fs_oplog_sums *sums);

#endif
