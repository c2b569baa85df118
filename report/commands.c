/* SPDX-License-Identifier: MIT */
/* The commands of flopscope-report: the parser and the help are made from this table and from that
 * of the options. */
#include "report/commands.h"

const struct fs_command fs_commands[] = {
    {"summary", FS_FOR_SUMMARY, "[LOG...]",
     "Shows budget, operations by cost, and where the time went", fs_summary_command},
    {"log", FS_FOR_LOG, "[LOG...]", "Lists the operations one by one in the order of time",
     fs_log_command},
    {"live", FS_FOR_LIVE, "[PID|LOG...]",
     "Watches running programs, twice a second, until they end or Ctrl-C (exit code 130)",
     fs_live_command},
    {"export", FS_FOR_EXPORT, "[LOG...]",
     "Writes what the logs tell in a form that other programs read", fs_export_command},
    {NULL, 0, NULL, NULL, NULL},
};
