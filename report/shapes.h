/* SPDX-License-Identifier: MIT */
/* Parameters of an operation as text, and what can be told from them: its operands' shapes and, for
 * products, their einsum subscripts. */
#ifndef FS_REPORT_SHAPES_H
#define FS_REPORT_SHAPES_H

#include "oplog/reader.h"

/* One of an entry point's parameters. */
struct fs_parameter {
    const char *name; /* not terminated */
    size_t name_length;
    bool is_option; /* value is a character code */
    int64_t value;
};

/* The parameter of a signature at index; false where there is none. */
bool fs_parameter_at(const struct fs_oplog_entry *entry, const struct fs_log_signature *signature,
                     size_t index, struct fs_parameter *parameter);

/* Writes "transa=N transb=T m=256 n=256 k=64", cut short where size bytes are too few; of a
 * signature that stands for many shapes, "(other shapes)". Returns buffer. */
const char *fs_format_parameters(char *buffer, size_t size, const struct fs_oplog_entry *entry,
                                 const struct fs_log_signature *signature);

enum { FS_OPERANDS_MAX = 4, FS_RANK_MAX = 2 };

struct fs_operands {
    size_t count;
    struct {
        size_t rank; /* 0: a scalar */
        int64_t extent[FS_RANK_MAX];
    } operand[FS_OPERANDS_MAX];
    char subscripts[24]; /* "ik,kj->ij"; "": not a product of arrays */
};

/* The operands of well-known families, matrices as they are stored. False for other families. */
bool fs_operands_of(const struct fs_oplog_entry *entry, const struct fs_log_signature *signature,
                    struct fs_operands *operands);

/* Writes the operands as "256x64 64x256", or the parameters where operands are not known. */
const char *fs_format_shapes(char *buffer, size_t size, const struct fs_oplog_entry *entry,
                             const struct fs_log_signature *signature);

#endif
