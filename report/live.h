/* SPDX-License-Identifier: MIT */
/* Watching programs while they run: which logs there are (live_watch.c, live_process.c), what they
 * say now and what has changed (live_sample.c), and the picture of it (live_show.c). */
#ifndef FS_REPORT_LIVE_H
#define FS_REPORT_LIVE_H

#include "report/account.h"
#include "report/group.h"

#include <stdio.h>

/* ---- which logs ---- */

struct fs_watch {
    struct fs_logset set; /* as they were when last read; empty while there is none */
    char *directory;      /* where the run's other logs appear; NULL: none do */
};

/* Begins to watch what was named: nothing (the newest run here), a pid, or logs and directories.
 * The set stays empty where there is no log yet. False after one line on `errors`. */
bool fs_watch_open(struct fs_watch *watch, char *const *words, size_t count, FILE *errors);
void fs_watch_close(struct fs_watch *watch);

/* Looks for new logs of the run and reads all of processes that run anew. False: no memory. */
bool fs_watch_refresh(struct fs_watch *watch);

/* Whether anything may still change. */
bool fs_watch_is_over(const struct fs_watch *watch);

/* Waits until a process, or one of its descendants, has a log, and sets *path to it: the caller
 * frees it. *path is NULL where a signal ended the wait. False after one line on `errors`: there is
 * no such process, it ended without a log, or it is another user's. */
bool fs_watch_wait_for_process(int32_t pid, char **path, FILE *errors);

/* ---- what they say ---- */

/* FLOPs (in budget units), multiplications and additions, and calls: so far, or in a second. */
struct fs_counts {
    double flops, mul_add, calls;
};

/* A process, or a thread where there is only one process. */
struct fs_part {
    uint32_t log;    /* index in the set */
    uint32_t thread; /* index in the log; UINT32_MAX: the whole process */
    unsigned __int128 flops;
    struct fs_counts so_far, rate;
};

struct fs_sample {
    int64_t now_ns;     /* CLOCK_MONOTONIC */
    int64_t elapsed_ns; /* from the first process's start */
    struct fs_account account;
    struct fs_groups *operations; /* dearest first */
    struct fs_counts so_far, rate;
    struct fs_part *parts; /* dearest first; none where there is but one */
    size_t part_count;
    size_t running; /* processes that run */
};

/* Takes a sample. Rates are since `before`; with NULL, averages from the start. The watch's set
 * must not change while the sample's account is looked at. False: no memory. */
bool fs_sample_take(struct fs_sample *sample, const struct fs_watch *watch,
                    const struct fs_sample *before);
void fs_sample_release(struct fs_sample *sample);

/* ---- the picture ---- */

/* Writes the picture in lines to a stream; `rows` and `columns` are what there is room for, 0: any.
 * The last picture is of programs that ended. */
void fs_picture_write(FILE *stream, const struct fs_sample *sample, size_t rows, size_t columns,
                      uint64_t top);

/* Writes a sample as one line. */
void fs_picture_line(FILE *stream, const struct fs_sample *sample);

#endif
