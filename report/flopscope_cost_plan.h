/* SPDX-License-Identifier: MIT */
/* The operations of a plan, as they were read, and how they are shown. */
#ifndef FS_FLOPSCOPE_COST_PLAN_H
#define FS_FLOPSCOPE_COST_PLAN_H

#include "report/flopscope_cost.h"

/* The most words of a line. */
enum { FS_COST_WORDS = 256 };

struct fs_cost_operation {
    unsigned long line;
    char *label; /* "" if there is none; owned */
    uint64_t times;
    struct fs_cost_answer answer; /* of one call */
    fs_count flops;               /* of all its calls */
    fs_count cumulative;          /* of the plan up to here */
};

struct fs_cost_steps {
    struct fs_cost_operation *operation;
    size_t count, room;
    fs_count flops;
    bool is_saturated; /* a call of some operation costs the most that 64 bits can say, or more */
};

void fs_cost_show_plan(const struct fs_cost_setting *setting, const struct fs_cost_steps *steps);
void fs_cost_json_plan(const struct fs_cost_setting *setting, const struct fs_cost_steps *steps);

#endif
