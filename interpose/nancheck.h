/* SPDX-License-Identifier: MIT */
/* FLOPSCOPE_CHECK_NAN_INF: looks into what an operation reads before it runs, since some of it will
 * be overwritten, and into what it wrote after; says which NaN or infinity came first. */
#ifndef FS_NANCHECK_H
#define FS_NANCHECK_H

#include "interpose/nancall.h"

#include <stdint.h>

struct fs_binding;
struct fs_frame;

/* The operation that a thread runs. */
struct fs_nancheck {
    const struct fs_binding *binding;
    bool has_input; /* one of its inputs was not all finite: the first */
    struct fs_finding input;
    struct fs_nancall call; /* here since stacks may be small */
};

/* Before the backend: reads the inputs. Keeps nothing but what is in *check. */
void fs_nancheck_inputs(struct fs_nancheck *check, const struct fs_frame *frame,
                        const struct fs_binding *binding);

/* After it: reads the outputs, and speaks of the first NaN or infinity of the process. Returns the
 * event's flags (fs_log_event_flags). Takes the process's lock to speak. */
uint64_t fs_nancheck_outputs(struct fs_nancheck *check, const struct fs_frame *frame,
                             uint32_t name_space);

#endif
