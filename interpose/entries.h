/* SPDX-License-Identifier: MIT */
/* What the generator says about every exported entry point: which routine it is and where in a
 * call's frame its dimensions and option letters are. Constant tables without a single relocation.
 */
#ifndef FS_ENTRIES_H
#define FS_ENTRIES_H

#include <stdint.h>

/* Words of struct fs_frame (frame.h) as seen by a source: the floating-point argument registers,
 * the integer ones (rdi rsi rdx rcx r8 r9), saved rbp, return address, then the caller's stack
 * arguments in order. Floating-point arguments beyond the registers are on the stack too. */
enum { FS_WORD_XMM = 0, FS_WORD_REG = 8, FS_WORD_RETURN = 15, FS_WORD_STACK = 16 };

enum fs_source_kind {
    FS_INT_VALUE,    /* CBLAS, LAPACKE: an integer of the backend's width in a register or slot */
    FS_INT_POINTER,  /* Fortran: points at such an integer */
    FS_CHAR_VALUE,   /* LAPACKE: an option letter */
    FS_CHAR_POINTER, /* Fortran: points at an option letter */
    FS_ENUM_VALUE,   /* CBLAS: 101/102 order, 111.. trans, 121.. uplo, 131.. diag, 141.. side */
    FS_ABSENT        /* this interface does not pass the parameter: its value is 0 */
};

struct fs_source {
    uint8_t word;
    uint8_t kind;
};

enum fs_interface { FS_FORTRAN, FS_CBLAS, FS_LAPACKE, FS_LAPACKE_WORK };

enum { FS_NO_WORD = 0xff };

/* One interface of one table line: fs_sources[source] .. are nparam parameters in the order of the
 * family's `param`, then nquery integers of which a -1 makes the call a workspace query. */
struct fs_shape {
    uint16_t source;
    uint16_t family; /* index in fs_families */
    uint8_t nparam;
    uint8_t nquery;
    uint8_t nstack;  /* stack words of the longest form of the call, hidden lengths included */
    uint8_t layout;  /* word of the CBLAS order or LAPACKE matrix_layout, or FS_NO_WORD */
    uint8_t same[2]; /* words of two operands whose being the same array is part of the signature */
    uint8_t batch;   /* 1: gemm_batch, whose dimensions are arrays by group (batch.h) */
    uint8_t interface;
};

struct fs_entry {
    uint32_t name;     /* offset in fs_entry_names */
    uint16_t shape;    /* index in fs_shapes */
    uint16_t routine;  /* index in fs_routines */
    uint8_t int_bytes; /* 4 or 8 where the name says it, 0: found by behaviour */
    uint8_t reserved[3];
};

extern const struct fs_source fs_sources[];
extern const struct fs_shape fs_shapes[];
extern const struct fs_entry fs_entries[]; /* sorted by name (strcmp) */
extern const char fs_entry_names[];        /* NUL-terminated names, one after the other */

#define FS_ENTRY_COUNT_MAX 65535

extern const uint32_t fs_entry_count;

#endif
