/* SPDX-License-Identifier: MIT */
/* flopcost.h - what a BLAS or LAPACK call would cost, without running it: the cost model as a
 * library. Link with -lflopcost (pkg-config flopcost); the preload library is not needed. All
 * functions are thread-safe and pure; none allocates, but flopscope_einsum_path. */
#ifndef FLOPCOST_H
#define FLOPCOST_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Work of one operation in real arithmetic; divisions and square roots count as multiplications.
 * UINT64_MAX: this many or more. */
struct flopscope_work {
    uint64_t mul;
    uint64_t add;
};

/* An argument by its LAPACK name, lower case: {"m", 256}; option letters as {"uplo", 'L'}. */
struct flopscope_param {
    const char *name;
    int64_t value;
};

/* What functions return that can fail: 0, or one of these. */
enum flopscope_error {
    FLOPSCOPE_OK = 0,
    FLOPSCOPE_UNKNOWN_ROUTINE = -1,
    FLOPSCOPE_UNKNOWN_PARAMETER = -2,
    FLOPSCOPE_MISSING_PARAMETER = -3,
    FLOPSCOPE_BAD_VALUE = -4,
    FLOPSCOPE_NO_FORMULA = -5,
    FLOPSCOPE_TOO_MANY = -6,
    FLOPSCOPE_NOT_RUNNING = -7,
    FLOPSCOPE_NO_MEMORY = -8
};

/* The error in words, "unknown routine". Never NULL. */
const char *flopscope_strerror(int error);

/* What was wrong in the calling thread's last call here that failed, with names: "dgemm: k is
 * missing; its parameters are transa transb m n k". "" before the first. Valid until the thread's
 * next call. */
const char *flopscope_cost_message(void);

/* The work of a call of a routine with the parameters given: params[0 .. count), in any order. The
 * routine is named as itself ("dgemm"), as an entry point ("cblas_dgemm", "LAPACKE_dgesv") or as a
 * family ("gemm": in double precision). Parameters that the work does not depend on may be left out
 * (flopscope_routine_parameter tells). Dimensions that are zero or negative make no work. */
int flopscope_cost(const char *routine, const struct flopscope_param *params, size_t count,
                   struct flopscope_work *work);

/* FLOPs of work. fma 1: a multiplication and the addition that can fuse with it are one; 2: each
 * counts. multiplier: of the result, rounded to nearest, at most 1e9, to nine decimal places; 0 is
 * 1.0. UINT64_MAX: this many or more, or not a valid fma or multiplier. */
uint64_t flopscope_flops(const struct flopscope_work *work, int fma, double multiplier);

/* ---- the same in two steps, for many queries ---- */

struct flopscope_routine; /* one of the catalogue's; constant, never freed */

/* The routine by any of its names, as above; NULL: there is none. */
const struct flopscope_routine *flopscope_routine_find(const char *name);

/* All of them, sorted by name: index from 0; NULL behind the last. */
size_t flopscope_routine_count(void);
const struct flopscope_routine *flopscope_routine_at(size_t index);

/* The work of a call with all its parameters in their order: as many values as
 * flopscope_routine_parameter_count says. */
int flopscope_routine_cost(const struct flopscope_routine *routine, const int64_t *values,
                           size_t count, struct flopscope_work *work);

/* The bytes that a call moves at least once: what it reads of its arrays, and what it writes; an
 * array that is read and written is in both, work arrays are not. Saturating. FLOPSCOPE_NO_FORMULA:
 * not known. */
int flopscope_routine_bytes(const struct flopscope_routine *routine, const int64_t *values,
                            size_t count, uint64_t *read_bytes, uint64_t *written_bytes);

/* "dgemm"; "gemm"; 's' 'd' 'c' 'z' or 'b'. */
const char *flopscope_routine_name(const struct flopscope_routine *routine);
const char *flopscope_routine_family(const struct flopscope_routine *routine);
char flopscope_routine_precision(const struct flopscope_routine *routine);

/* How much is known about the work: "exact"; "leading" (lower order terms left out); "estimate"
 * (iterative); "none" (moves data only); "nested" (no formula). */
const char *flopscope_routine_class(const struct flopscope_routine *routine);

/* The parameters that a call's cost may depend on, in the order of the Fortran argument list. */
enum flopscope_parameter_flags { FLOPSCOPE_OPTION = 1, FLOPSCOPE_PRICED = 2 };
size_t flopscope_routine_parameter_count(const struct flopscope_routine *routine);

/* Name of a parameter, NULL behind the last. flags, unless NULL: FLOPSCOPE_OPTION: its value is a
 * letter; FLOPSCOPE_PRICED: the work depends on it, so that it may not be left out
 * (but for uplo and trans, which then are U and N). */
const char *flopscope_routine_parameter(const struct flopscope_routine *routine, size_t index,
                                        int *flags);

/* ---- where the figures come from ---- */

/* The work as the table has it, a sum of cost functions: "getrf(n, n) + getrs(n, nrhs)". */
const char *flopscope_routine_work(const struct flopscope_routine *routine);

/* Texts about one of those functions; "" where there is nothing to say. */
struct flopscope_explanation {
    const char *name;       /* "getrf" */
    const char *title;      /* "LU factorization with partial pivoting of an m x n matrix" */
    const char *formula;    /* in words and terms */
    const char *work_class; /* "exact", "leading", "estimate" */
    const char *source;     /* "LAWN 41" */
    const char *depends;    /* what the true count depends on besides the parameters */
    const char *error;      /* measured deviation from executed operations */
};

/* The explanation of the routine's index-th cost function, from 0. FLOPSCOPE_BAD_VALUE: it has no
 * such one. */
int flopscope_routine_explain(const struct flopscope_routine *routine, size_t index,
                              struct flopscope_explanation *explanation);

/* ---- contractions, elementwise functions, the truncated SVD ---- */

/* An array's extents, rank of them; a scalar has rank 0. */
struct flopscope_shape {
    const int64_t *extent;
    size_t rank;
};

/* The work of an einsum of count operands done at once, as NumPy reads the subscripts ("ij,jk->ik";
 * implicit output, repeated indices and the ellipsis too): over an index space of P points
 * (count - 1) P multiplications, and P additions where an index is summed. */
int flopscope_einsum_cost(const char *subscripts, const struct flopscope_shape *shapes,
                          size_t count, struct flopscope_work *work);

/* A step of a path contracts two of the operands, which are numbered from 0; the result of step s
 * is number count + s. */
struct flopscope_path_step {
    uint32_t left, right;
    struct flopscope_work work;
    uint64_t flops;
};

enum { FLOPSCOPE_EINSUM_OPERANDS = 32 };

struct flopscope_path {
    uint64_t optimized_cost;   /* FLOPs of all steps */
    uint64_t naive_cost;       /* FLOPs of all operands at once */
    double speedup;            /* naive_cost / optimized_cost */
    uint64_t largest_elements; /* of the largest intermediate result; 0: there is none */
    uint32_t step_count;
    struct flopscope_path_step step[FLOPSCOPE_EINSUM_OPERANDS];
};

/* The cheapest pairwise order of an einsum, for up to 10 operands; a cheap one for up to 32. fma as
 * in flopscope_flops. Under the preload library the query is logged as one FLOP of einsum_path. */
int flopscope_einsum_path(const char *subscripts, const struct flopscope_shape *shapes,
                          size_t count, int fma, struct flopscope_path *path);

/* An elementwise function (1 for each element of the result), a reduction (1 for each element of
 * the input), the first k singular triplets of an m x n matrix (m n k). */
int flopscope_pointwise_cost(const struct flopscope_shape *result, struct flopscope_work *work);
int flopscope_reduction_cost(const struct flopscope_shape *input, struct flopscope_work *work);
int flopscope_svd_cost(int64_t m, int64_t n, int64_t k, struct flopscope_work *work);

#ifdef __cplusplus
}
#endif

#endif
