/* SPDX-License-Identifier: MIT */
/* What the FLOPSCOPE_* variables say, parsed once a process at its first operation. The variables
 * are the lines of environment.tbl. */
#ifndef FS_ENVIRONMENT_H
#define FS_ENVIRONMENT_H

#include <stdbool.h>
#include <stdint.h>

enum fs_scope { FS_SCOPE_TREE, FS_SCOPE_PROCESS };
enum fs_on_exhausted { FS_EXHAUSTED_EXIT, FS_EXHAUSTED_WARN, FS_EXHAUSTED_SIGNAL };

enum { FS_STACK_FRAMES_MAX = 64 };

struct fs_environment {
    uint64_t budget_flops; /* UINT64_MAX: none */
    enum fs_scope budget_scope;
    uint64_t wall_time_limit_ns; /* 0: none */
    enum fs_on_exhausted on_exhausted;
    uint64_t multiplier_billionths;
    int fma; /* 1 or 2 */
    char name_space[208];
    const char *log; /* NULL: the default; "none": no log */
    uint64_t log_limit_bytes;
    unsigned stacks; /* frames of call stack to keep, at most FS_STACK_FRAMES_MAX; 0: the direct
                        caller alone */
    bool check_nan_inf;
    bool quiet;
};

/* Fills *environment from the process environment. A value that cannot be understood is one line on
 * stderr; false if it would have set a limit: the program must then not go on. */
bool fs_environment_read(struct fs_environment *environment);

/* Parsers, each false where text is not wholly a value of its kind and range.
 * fs_parse_flops: "10000000", "1e9", "2.5G"; exact, below 2^63.
 * fs_parse_billionths: a decimal number to 9 places, times 10^9; digits beyond the ninth are
 * refused. */
bool fs_parse_flops(const char *text, uint64_t *value);
bool fs_parse_billionths(const char *text, uint64_t *value);

#endif
