/* SPDX-License-Identifier: MIT */
/* Work of condition estimates and iterative refinement in terms of one solve (refine.h).
 * How many solves and passes there are depends on the data; the usual numbers are taken. */
#include "costmodel/refine.h"

fs_work fs_condition_work(fs_work solve, fs_work norm)
{
    return fs_work_add(norm, fs_work_times(FS_NORM_ESTIMATE_SOLVES, solve));
}

fs_work fs_refine_work(fs_field field, fs_int elements, fs_work solve, int tenths_of_passes)
{
    fs_work residual = fs_from_counts(field, elements, elements);
    /* |re| + |im| of a complex matrix costs an addition besides the one of the product. */
    fs_work absolute = fs_real_work(elements, fs_is_complex(field) ? 2 * elements : elements);
    fs_work pass = fs_total(3, (fs_work[]){residual, absolute, solve});
    fs_work passes = fs_work_scaled(pass, tenths_of_passes, 10);
    fs_work bound = fs_work_times(FS_NORM_ESTIMATE_SOLVES - 1, solve);

    return fs_work_add(passes, bound);
}

fs_work fs_refine_all(fs_field field, int64_t nrhs, fs_int elements, fs_work solve,
                      int tenths_of_passes)
{
    fs_work w;

    if (fs_settled(&w, nrhs, 1, 1))
        return w;
    return fs_work_times(nrhs, fs_refine_work(field, elements, solve, tenths_of_passes));
}
