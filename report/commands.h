/* SPDX-License-Identifier: MIT */
/* The commands of flopscope-report, each in a file of its own. They write to stdout and, what went
 * wrong, to stderr; they return the exit code. */
#ifndef FS_REPORT_COMMANDS_H
#define FS_REPORT_COMMANDS_H

#include "report/options.h"

int fs_summary_command(const struct fs_options *options);
int fs_log_command(const struct fs_options *options);
int fs_live_command(const struct fs_options *options);
int fs_export_command(const struct fs_options *options);

#endif
