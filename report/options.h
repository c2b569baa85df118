/* SPDX-License-Identifier: MIT */
/* What can be said on flopscope-report's command line: one table of options and one of commands,
 * from which both parsing and help are made. */
#ifndef FS_REPORT_OPTIONS_H
#define FS_REPORT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum fs_sort { FS_SORT_FLOPS, FS_SORT_TIME, FS_SORT_CALLS };

enum fs_format { FS_FORMAT_FOLDED, FS_FORMAT_CSV, FS_FORMAT_CSV_EVENTS };

struct fs_options {
    const struct fs_command *command;
    bool has_command; /* it was named */
    char **paths;     /* the logs that were named: the tail of argv */
    size_t path_count;
    bool json;
    bool help, help_env, version;
    bool by_namespace, by_callsite, by_stack, by_shape, by_process; /* summary */
    int sort;                                                       /* fs_sort */
    uint64_t top;                /* FS_TOP_DEFAULT: not given; 0: all */
    const char *op, *name_space; /* log; NULL: any */
    uint64_t min_flops;
    uint64_t thread; /* a tid; 0: any */
    uint64_t limit;  /* 0: all */
    int format;      /* export: fs_format */
    int weight;      /* export: fs_sort */
};

#define FS_TOP_DEFAULT UINT64_MAX

/* A command. run returns the process's exit code. */
struct fs_command {
    const char *name;
    unsigned mask;     /* its bit in an option's commands */
    const char *words; /* what follows its options: "[LOG...]" */
    const char *help;
    int (*run)(const struct fs_options *options);
};

/* The commands, ended by one without a name; the first is the default. In commands.c. */
extern const struct fs_command fs_commands[];

enum { FS_FOR_SUMMARY = 1, FS_FOR_LOG = 2, FS_FOR_EXPORT = 4, FS_FOR_LIVE = 8, FS_FOR_ALL = 15 };

/* Fills *options from the command line. False after one line on `errors` if it is wrong. argv is
 * reordered as getopt does. */
bool fs_options_parse(struct fs_options *options, int argc, char **argv, FILE *errors);

/* Writes the help of one command, or of all of them for NULL. */
void fs_options_help(const struct fs_command *command, FILE *stream);

#endif
