/* SPDX-License-Identifier: MIT */
/* Condition estimation and iterative refinement, which every kind of linear system has: how often
 * the solver is called, and what comes besides. Internal to costmodel/. */
#ifndef FS_REFINE_H
#define FS_REFINE_H

#include "costmodel/arith.h"

/* Solves with a vector that the 1-norm estimator of LAPACK (lacn2) takes on most matrices. */
enum { FS_NORM_ESTIMATE_SOLVES = 5 };

/* Systems that differ in how soon refinement ends; what has a triangular matrix is not refined. */
typedef enum {
    FS_REFINE_GENERAL,
    FS_REFINE_SYMMETRIC,
    FS_REFINE_HERMITIAN,
    FS_REFINE_BAND,
    FS_REFINE_DEFINITE,
    FS_REFINE_DEFINITE_BAND,
    FS_REFINE_NONE,
    FS_REFINE_KINDS
} fs_refinement;

/* Condition estimate: `solve` is one solve with a vector, `norm` what is formed once before. */
fs_work fs_condition_work(fs_work solve, fs_work norm);

/* As fs_condition_work where the estimator takes `tenths` tenths of a solve in the mean. */
fs_work fs_condition_of_solves(int tenths, fs_work solve, fs_work norm);

/* Refinement and error bounds of nrhs solutions of a system of order n; 0 for a zero or negative
 * one. Each pass forms b - A x and |A| |x| + |b| with the `elements` products of a matrix by a
 * vector; the error bound is a norm estimate, whose vectors are scaled by weights. */
fs_work fs_refine_all(fs_field field, fs_refinement kind, int64_t n, int64_t nrhs, fs_int elements,
                      fs_work solve);

#endif
