/* SPDX-License-Identifier: MIT */
/* Work of condition estimates and iterative refinement in terms of one solve (refine.h).
 * How many solves and passes there are depends on the data; the usual numbers are taken. */
#include "costmodel/refine.h"

/* Passes of refinement in tenths, of real and of complex systems: a residual each, and the
 * correction after all but the last. Most systems take two; a backward error that is just above
 * the precision after one correction asks for a third, which is rarer for complex ones, where it
 * is measured by |re| + |im| and so smaller against |A| |x|. */
static const int tenths_of_passes[FS_REFINE_KINDS][2] = {
    [FS_REFINE_GENERAL] = {26, 22},   [FS_REFINE_SYMMETRIC] = {26, 24},
    [FS_REFINE_HERMITIAN] = {26, 20}, [FS_REFINE_BAND] = {26, 23},
    [FS_REFINE_DEFINITE] = {24, 22},  [FS_REFINE_DEFINITE_BAND] = {26, 22},
    [FS_REFINE_NONE] = {10, 10},
};

fs_work fs_condition_of_solves(int tenths, fs_work solve, fs_work norm)
{
    return fs_work_add(norm, fs_work_scaled(solve, tenths, 10));
}

fs_work fs_condition_work(fs_work solve, fs_work norm)
{
    return fs_condition_of_solves(10 * FS_NORM_ESTIMATE_SOLVES, solve, norm);
}

/* Refinement and error bound of one solution. */
static fs_work refine(fs_field field, fs_refinement kind, int64_t n, fs_int elements, fs_work solve)
{
    fs_work residual = fs_from_counts(field, elements, elements);
    /* |re| + |im| of a complex matrix costs an addition besides the one of the product. */
    fs_work absolute = fs_real_work(elements, fs_is_complex(field) ? 2 * elements : elements);
    fs_work pass = fs_total(3, (fs_work[]){residual, absolute, solve});
    fs_work passes = fs_work_scaled(pass, tenths_of_passes[kind][fs_is_complex(field)], 10);
    fs_work bound = fs_work_times(FS_NORM_ESTIMATE_SOLVES - 1, solve);
    fs_work weights = fs_real_by_field(field, FS_NORM_ESTIMATE_SOLVES * (fs_int)n,
                                       (FS_NORM_ESTIMATE_SOLVES - 2) * (fs_int)n);

    return fs_total(3, (fs_work[]){passes, bound, weights});
}

fs_work fs_refine_all(fs_field field, fs_refinement kind, int64_t n, int64_t nrhs, fs_int elements,
                      fs_work solve)
{
    fs_work w;

    if (fs_settled(&w, nrhs, 1, 1))
        return w;
    return fs_work_times(nrhs, refine(field, kind, n, elements, solve));
}
