/* SPDX-License-Identifier: MIT */
/* A call as the NaN check sees it: its parameters, what it reads and writes of its arrays, and a
 * look into those. */
#ifndef FS_NANCALL_H
#define FS_NANCALL_H

#include "interpose/binding.h"
#include "interpose/entries.h"
#include "interpose/frame.h"
#include "interpose/operand.h"

#include "costmodel/catalogue.h"

/* All that is to know of the call. The frame and the binding are the caller's. */
struct fs_nancall {
    const struct fs_frame *frame;
    const struct fs_binding *binding;
    const struct fs_shape *shape;
    const fs_family *family;
    char prec;
    uint8_t shift; /* a hidden first argument moves the others */
    enum fs_order order;
    int64_t value[FS_PARAM_MAX];
    fs_access access[FS_ARRAY_MAX];
};

/* Something that is not finite. */
struct fs_finding {
    const char *array; /* its name; NULL: the value of a function */
    bool is_vector;
    int64_t matrix; /* which one of a batch, from 0; -1: there is no batch */
    struct fs_nonfinite what;
};

/* Fills *call in; has_run: its outputs may be read. False: it has no extents, or its arguments are
 * wrong. The members before `order` are set in any case. */
bool fs_nancall_describe(struct fs_nancall *call, const struct fs_frame *frame,
                         const struct fs_binding *binding, bool has_run);

/* The first input, or the first output, that is not all finite; false: they are. */
bool fs_nancall_scan_inputs(const struct fs_nancall *call, struct fs_finding *finding);
bool fs_nancall_scan_outputs(const struct fs_nancall *call, int64_t info,
                             struct fs_finding *finding);

/* The value of a function such as nrm2 or dotc; false where it is finite or there is none. */
bool fs_nancall_scan_result(const struct fs_nancall *call, struct fs_finding *finding);

/* info of a call that has run; 0 where it has none. */
int64_t fs_nancall_info(const struct fs_nancall *call);

/* A word of the call, which the shape numbers. */
uint64_t fs_nancall_word(const struct fs_nancall *call, uint8_t word);

/* Element `index` of the integers that the source says; of an integer passed by value, itself. */
int64_t fs_nancall_integer(const struct fs_nancall *call, struct fs_source source, int64_t index);

/* What a letter of fs_array says of numbers in memory. False: they are integers. */
bool fs_nancall_type(const struct fs_nancall *call, char letter, struct fs_operand *operand);

/* Whether the number at this address is zero: beta, which says whether the result is read. */
bool fs_nancall_is_zero(const struct fs_nancall *call, const void *number, bool is_real);

#endif
