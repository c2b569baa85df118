/* SPDX-License-Identifier: MIT */
/* flopscope-cost: a query for the price of one call, read from the command line, and its answers.
 */
#ifndef FS_FLOPSCOPE_COST_H
#define FS_FLOPSCOPE_COST_H

#include "costmodel/catalogue.h"

/* Exit codes: done, and wrong usage. */
enum { FS_COST_OK = 0, FS_COST_USAGE = 2 };

#define FS_BILLION 1000000000u

struct fs_cost_query {
    const fs_routine *routine;
    const fs_family *family;
    int64_t value[FS_PARAM_MAX];  /* in the order of family->param */
    bool is_given[FS_PARAM_MAX];  /* on the command line */
    bool is_needed[FS_PARAM_MAX]; /* the work depends on it */
    int fma;                      /* 1 or 2 */
    uint64_t multiplier_billionths;
    bool json;
};

/* What a query costs. flops: by the FMA convention, times the multiplier, rounded to nearest. */
struct fs_cost_price {
    fs_work work;
    fs_count flops;
};

/* A routine by the name of a routine, an entry point or a family, in any case; NULL if there is
 * none, after one line on stderr. */
const fs_routine *fs_cost_find(const char *name);

/* Takes name=value from the command line. False after one line on stderr. */
bool fs_cost_read_argument(struct fs_cost_query *query, const char *argument);

/* Fills in defaults of what was not given. False after one line on stderr that names what is
 * missing. */
bool fs_cost_complete(struct fs_cost_query *query);

struct fs_cost_price fs_cost_price(const struct fs_cost_query *query);

/* Print the answer; return the exit code. */
int fs_cost_show_text(const struct fs_cost_query *query);
int fs_cost_show_json(const struct fs_cost_query *query);

/* Print formula, source, class and error of a routine's work; all families. Return the exit code.
 */
int fs_cost_explain(const char *name, bool json);
int fs_cost_list(bool json);

/* "exact", "leading", ...: a class in words. */
const char *fs_cost_class_name(fs_class work_class);

/* What a routine's work rests on in a few words for people. */
const char *fs_cost_class_meaning(fs_class work_class);

#endif
