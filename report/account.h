/* SPDX-License-Identifier: MIT */
/* What a process spent: its FLOPs and the four times of which wall = backend + overhead + residual
 * is exact, for each log and for all of them. */
#ifndef FS_REPORT_ACCOUNT_H
#define FS_REPORT_ACCOUNT_H

#include "report/logset.h"

struct fs_times {
    int64_t wall_ns, backend_ns, overhead_ns, residual_ns;
    int64_t thread_backend_ns; /* summed over threads, not their union */
};

struct fs_process {
    const fs_oplog *log;
    struct fs_oplog_tally *tally; /* parallel to log->signatures */
    struct fs_oplog_sums sums;
    enum fs_oplog_status status;
    unsigned __int128 flops; /* charged, for operations in flight too */
    unsigned __int128 flops_in_flight, mul, add;
    struct fs_times times;
    bool is_overlap_unknown;  /* several threads and not all events: backend time is at most this */
    int64_t call_overhead_ns; /* of one call on the fast path, in nanoseconds */
    int64_t begin_ns, end_ns; /* on the set's common clock, from its earliest start anchor */
};

struct fs_account {
    struct fs_process *processes; /* parallel to the set's logs */
    size_t count;
    unsigned __int128 flops; /* charged, for operations in flight too */
    unsigned __int128 flops_in_flight, mul, add;
    uint64_t calls;
    struct fs_times times; /* summed over processes */
    int64_t elapsed_ns;    /* from the first process's start to the last one's end */
    bool has_budget;
    unsigned __int128 budget_flops; /* of each run, or of each process where each has its own */
};

/* False: no memory. The set must outlive the account. */
bool fs_account_open(struct fs_account *account, const struct fs_logset *set);
void fs_account_close(struct fs_account *account);

/* As fs_account_open, from totals alone and without times: for programs that run. */
bool fs_account_open_totals(struct fs_account *account, const struct fs_logset *set);

/* How long an operation's flopscope overhead is: what the fast path adds to a call beyond the part
 * that the event's own duration shows. In ticks. */
uint64_t fs_call_overhead_ticks(const fs_oplog *log);

#endif
