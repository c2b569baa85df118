/* SPDX-License-Identifier: MIT */
/* What names and values the arguments of routines have in flopscope-cost's queries. */
#ifndef FS_FLOPSCOPE_COST_ARGUMENTS_H
#define FS_FLOPSCOPE_COST_ARGUMENTS_H

#include "report/flopscope_cost.h"

struct fs_cost_letters {
    const char *name;
    const char *accepted;
    char otherwise; /* what is meant where it is not given; 0: it must be */
};

/* The letters that a family's option takes; never NULL. */
const struct fs_cost_letters *fs_cost_letters_of(const fs_family *family, const char *name);

/* Position of a parameter, or -1. */
int fs_cost_find_parameter(const fs_family *family, const char *name);

#endif
