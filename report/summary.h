/* SPDX-License-Identifier: MIT */
/* A summary's figures, between the command that collects them and the two forms it is shown in. */
#ifndef FS_REPORT_SUMMARY_H
#define FS_REPORT_SUMMARY_H

#include "report/group.h"
#include "report/notes.h"
#include "report/symbolize.h"

struct fs_summary {
    const struct fs_options *options;
    const struct fs_logset *set;
    struct fs_account account;
    struct fs_groups *operations;
    struct fs_groups *namespaces; /* NULL where not asked for, like the next three */
    struct fs_groups *callsites;
    struct fs_groups *stacks;
    struct fs_groups *shapes;
    fs_symbolizer *symbolizer;
    struct fs_notes notes;
};

/* How many of `count` rows are shown; `preset` is the default limit, 0: none. */
size_t fs_shown_rows(const struct fs_options *options, size_t count, size_t preset);

/* Write the summary to stdout. False: no memory. */
bool fs_summary_text(const struct fs_summary *summary);
bool fs_summary_json(const struct fs_summary *summary);

/* "train (pid 4711)", with its MPI rank where it has one. Returns buffer. */
const char *fs_format_process(char *buffer, size_t size, const struct fs_log_header *header);

/* The FLOPs of the budget that are left; 0 when it is overdrawn. */
unsigned __int128 fs_flops_remaining(const struct fs_account *account);

#endif
