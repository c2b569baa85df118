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

/* An array argument: the word of its address (FS_NO_WORD: this interface does not pass it), its
 * leading dimension or increment (FS_ABSENT: it is contiguous) as input and as output, and the
 * distance between the matrices of a batch (FS_ABSENT: it is one). */
struct fs_array_source {
    uint8_t word;
    struct fs_source stride, written_stride;
    struct fs_source jump;
};

enum fs_interface { FS_FORTRAN, FS_CBLAS, FS_LAPACKE, FS_LAPACKE_WORK };

enum { FS_NO_WORD = 0xff };

/* How beta is passed: a number of the routine's precision or the real of it, here or there. */
enum { FS_BETA_VALUE, FS_BETA_POINTER, FS_BETA_REAL_VALUE, FS_BETA_REAL_POINTER };

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
    uint8_t batch;   /* 1: gemm_batch, whose dimensions are arrays by group: its sources are m n k
                        group_count group_size transa transb beta */
    uint8_t interface;

    /* What the NaN check has to know. */
    uint16_t array;    /* fs_array_sources[array] ..: the family's arrays, in its order */
    uint8_t found[2];  /* words of the integers that extents depend on, or FS_NO_WORD */
    uint8_t info;      /* word of info's address; FS_WORD_RETURN: the result; FS_NO_WORD: none */
    uint8_t beta;      /* word of the scalar that says whether the result is read, or FS_NO_WORD */
    uint8_t beta_kind; /* FS_BETA_VALUE.. */
    uint8_t order;     /* parameter that says the order of rows and columns, or FS_NO_WORD */
    uint8_t result;    /* type letter of a floating-point result as in fs_array, or 0 */
    uint8_t result_word; /* where it is written to, or FS_NO_WORD: in the result registers */
};

struct fs_entry {
    uint32_t name;     /* offset in fs_entry_names */
    uint16_t shape;    /* index in fs_shapes */
    uint16_t routine;  /* index in fs_routines */
    uint8_t int_bytes; /* 4 or 8 where the name says it, 0: found by behaviour */
    uint8_t reserved[3];
};

extern const struct fs_source fs_sources[];
extern const struct fs_array_source fs_array_sources[];
extern const struct fs_shape fs_shapes[];
extern const struct fs_entry fs_entries[]; /* sorted by name (strcmp) */
extern const char fs_entry_names[];        /* NUL-terminated names, one after the other */

#define FS_ENTRY_COUNT_MAX 65535

extern const uint32_t fs_entry_count;

#endif
