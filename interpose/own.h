/* SPDX-License-Identifier: MIT */
/* Operations of the program's own (flopscope_deduct): charged and logged like calls, described by
 * texts. */
#ifndef FS_OWN_H
#define FS_OWN_H

#include "interpose/signature.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_thread;

/* Stands for an entry point in the keys of their signatures. */
enum { FS_OWN_ENTRY = 0xffff };

struct fs_own_texts {
    const char *op_name;
    const char *subscripts; /* "" : none */
    const char *shapes;
};

/* Charges and logs an operation of `flops` before multipliers. False: a limit was exceeded and let
 * it go on. */
bool fs_own_deduct(struct fs_thread *thread, const struct fs_own_texts *texts, uint64_t flops,
                   uintptr_t return_address);

/* Number of the operation's name, from 0, of a signature with FS_OWN_ENTRY; and the name of a
 * number. Under the process's lock. */
uint32_t fs_own_index(const struct fs_signature *signature);
const char *fs_own_name(uint32_t index);

#endif
