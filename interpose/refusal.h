/* SPDX-License-Identifier: MIT */
/* An operation, and why a limit refuses it, as charging finds and messages tell it. */
#ifndef FS_REFUSAL_H
#define FS_REFUSAL_H

#include "interpose/binding.h"
#include "interpose/environment.h"
#include "interpose/frame.h"

#include <stdbool.h>
#include <stdint.h>

/* An operation as messages describe it: a call, or, with frame NULL, one of the program's own. */
struct fs_operation {
    const char *op_name;
    uint32_t name_space;
    const struct fs_frame *frame;
    const struct fs_binding *binding;
    const char *shapes;       /* of an own operation */
    uintptr_t return_address; /* of an own operation */
};

/* Why an operation cannot go on, as a limit says it. */
struct fs_refusal {
    bool is_time;
    bool first;    /* nobody has been told yet */
    int32_t phase; /* 0: the environment's */
    enum fs_on_exhausted on_exhausted;
    uint32_t name_space; /* of the phase */
    uint64_t cost_flops, remaining_flops;
    uint64_t limit_ns, elapsed_ns;
};

#endif
