/* SPDX-License-Identifier: MIT */
/* Condition estimation and iterative refinement, which every kind of linear system has: how often
 * the solver is called, and what comes besides. Internal to costmodel/. */
#ifndef FS_REFINE_H
#define FS_REFINE_H

#include "costmodel/arith.h"

/* Solves with a vector that the 1-norm estimator of LAPACK (lacn2) takes on most matrices. */
enum { FS_NORM_ESTIMATE_SOLVES = 5 };

/* Passes of refinement of a general, symmetric or band system, in tenths: a residual each, and the
 * correction after all but the last. Positive definite systems are nearer to convergence. */
enum { FS_PASSES_GENERAL = 28, FS_PASSES_DEFINITE = 24, FS_PASSES_NONE = 10 };

/* Condition estimate: `solve` is one solve with a vector, `norm` what is formed once before. */
fs_work fs_condition_work(fs_work solve, fs_work norm);

/* Refinement and error bounds of one solution: each pass forms b - A x and |A| |x| + |b| with the
 * `elements` products of a matrix by a vector; the error bound is a norm estimate. */
fs_work fs_refine_work(fs_field field, fs_int elements, fs_work solve, int tenths_of_passes);

/* As fs_refine_work for nrhs solutions of a system of order n; 0 for a zero or negative one. */
fs_work fs_refine_all(fs_field field, int64_t nrhs, fs_int elements, fs_work solve,
                      int tenths_of_passes);

#endif
