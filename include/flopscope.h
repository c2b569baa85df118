/* SPDX-License-Identifier: MIT */
/* flopscope.h - what a program may say to flopscope and ask it. All functions come from the preload
 * library. They are declared weak: a program that uses them through the FLOPSCOPE_* macros links
 * without it, and does nothing there when it runs without the preload. */
#ifndef FLOPSCOPE_H
#define FLOPSCOPE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FLOPSCOPE_WEAK __attribute__((weak))

/* The library's version, "MAJOR.MINOR.PATCH". */
const char *flopscope_version(void) FLOPSCOPE_WEAK;

/* Operations of the calling thread belong to the namespace `name` inside the present one, until the
 * matching pop. Dotted paths may be given at once ("solver.init"). At most 64 deep; deeper pushes
 * are counted, so that pops match, but change nothing. */
void flopscope_namespace_push(const char *name) FLOPSCOPE_WEAK;
void flopscope_namespace_pop(void) FLOPSCOPE_WEAK;

/* FLOPs that this process has been charged so far (saturating), and what its budget has left;
 * UINT64_MAX: no budget. Exact while no operation is running. */
uint64_t flopscope_flops_used(void) FLOPSCOPE_WEAK;
uint64_t flopscope_flops_remaining(void) FLOPSCOPE_WEAK;

#define FLOPSCOPE_NAMESPACE_PUSH(name)                                                             \
    (flopscope_namespace_push ? flopscope_namespace_push(name) : (void)0)
#define FLOPSCOPE_NAMESPACE_POP() (flopscope_namespace_pop ? flopscope_namespace_pop() : (void)0)

#ifdef __cplusplus
}
#endif

#endif
