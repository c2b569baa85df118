/* SPDX-License-Identifier: MIT */
/* What a phase, or the process, has spent: figures for the API's summaries, which are written from
 * them as text or as JSON. */
#ifndef FS_SUMMARY_H
#define FS_SUMMARY_H

#include "costmodel/work.h"
#include "interpose/sums.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An operation, a namespace, or an operation in a namespace. */
struct fs_summary_row {
    const char *name; /* of the operation; NULL: a namespace */
    uint32_t name_space;
    uint64_t calls;
    uint64_t backend_ns, overhead_ns;
    fs_count flops;
    fs_work work;
};

struct fs_thread;

struct fs_summary_rows {
    struct fs_summary_row *row; /* dearest first */
    size_t count;
    size_t capacity;
};

struct fs_summary {
    uint32_t name_space; /* of the phase */
    int32_t phase;       /* 0: the process */
    bool has_limit;
    uint64_t limit_flops, remaining_flops;
    fs_count used_flops;
    fs_count uncharged_flops; /* of these: what ran beyond the phase's limit */
    uint64_t calls;
    fs_work work;
    uint64_t multiplier_billionths;                         /* the environment's and the phase's */
    uint64_t wall_ns, backend_ns, overhead_ns, residual_ns; /* wall is the sum of the others */
    uint64_t thread_backend_ns;                             /* summed over threads */
    uint32_t threads;                                       /* of the process so far */
    bool is_overlap_unknown; /* several threads, and not all their operations are in the log */
    struct fs_summary_rows operations;
    struct fs_summary_rows name_spaces; /* without by_namespace empty */
    struct fs_summary_rows pairs;       /* operations in namespaces */
};

/* Collects the figures. False: no such phase (id -1: the thread's innermost, or the process), or no
 * memory. */
bool fs_summary_open(struct fs_summary *summary, const struct fs_thread *thread, int32_t phase,
                     bool by_namespace);
void fs_summary_close(struct fs_summary *summary);

/* The process's summary starts again from zero. */
void fs_summary_reset(void);

/* Writes it into buffer, cut at size; the length of the whole. */
size_t fs_summary_text(const struct fs_summary *summary, char *buffer, size_t size);
size_t fs_summary_json(const struct fs_summary *summary, char *buffer, size_t size);

/* GFLOP/s, (mul + add) / ns, times scale and rounded; false where there was no time. */
bool fs_summary_rate(const fs_work *work, uint64_t ns, unsigned scale, fs_count *scaled);

/* A text that is written into a buffer and counted beyond its end. */
struct fs_out {
    char *buffer;
    size_t size;
    size_t length;
};

void fs_out_add(struct fs_out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
