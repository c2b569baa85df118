/* SPDX-License-Identifier: MIT */
/* What flopscope-report export makes from totals, between the command and its forms. */
#ifndef FS_REPORT_EXPORT_H
#define FS_REPORT_EXPORT_H

#include "report/account.h"
#include "report/options.h"
#include "report/symbolize.h"

struct fs_export {
    const struct fs_options *options;
    struct fs_account account;
    fs_symbolizer *symbolizer;
};

/* Folded stacks, the form that flame graphs are made from: "main;solve;cblas_dgemm 16777216", the
 * outermost frame first, the operation last, then the weight. Frames outside main are left out.
 * With several programs, the program's name comes first. False: no memory. */
bool fs_export_folded(const struct fs_export *export);

/* A line of comma-separated values for each process's signatures. False: no memory. */
bool fs_export_csv(const struct fs_export *export);

#endif
