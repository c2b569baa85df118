/* SPDX-License-Identifier: MIT */
/* The frame that a call's trampoline keeps on the stack: the caller's argument registers, and what
 * the call's end has to know. The offsets are used by trampoline_x86_64.S. */
#ifndef FS_FRAME_H
#define FS_FRAME_H

#ifdef __ASSEMBLER__
/* Offsets from rbp of the words that the trampoline itself touches. */
#define FS_FRAME_SIZE   192 /* of the part below rbp: bytes before word[14] */
#define FS_FRAME_RESULT (-192)
#define FS_FRAME_XMM    (-112)
#define FS_FRAME_REG    (-48)
/* From the frame's beginning: its words. */
#define FS_FRAME_WORD 80
#else

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fs_signature;
struct fs_thread;

struct fs_frame {
    uint64_t result[4];             /* rax rdx xmm0 xmm1 of the backend, while fs_end runs */
    struct fs_frame *outer;         /* the call that this one is nested in, or NULL */
    uint64_t outer_gate;            /* the gate as it was */
    struct fs_signature *signature; /* what is logged at the end, or NULL: passed through */
    uint64_t start_ticks;
    uintptr_t target; /* the backend's function */
    uint64_t site;    /* return address, or a call stack's number: stack.h */
    /* entries.h numbers these: xmm0-7, rdi rsi rdx rcx r8 r9, rbp, return address, stack arguments
     */
    uint64_t word[17];
};
_Static_assert(offsetof(struct fs_frame, word) == 80,
               "trampoline_x86_64.S: FS_FRAME_XMM, FS_FRAME_WORD");
_Static_assert(offsetof(struct fs_frame, word[14]) == 192, "trampoline_x86_64.S: FS_FRAME_SIZE");

/* gate: the frame of the operation that runs, 0 when none does or its nested calls are to be seen.
 * First, since trampoline_x86_64.S compares the stack pointer with it. */
struct fs_tls {
    uintptr_t gate;
    struct fs_thread *self;
    struct fs_frame *current; /* innermost frame of a call that is under way, or NULL */
};

extern __thread struct fs_tls fs_tls;

/* Is this where the trampoline goes on after a backend? */
bool fs_returns_to_trampoline(uintptr_t address);

#endif
#endif
