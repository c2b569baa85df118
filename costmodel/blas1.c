/* SPDX-License-Identifier: MIT */
/* Work of level 1 BLAS and its extensions: operations on vectors of n elements.
 * Reference BLAS starts sums from zero, so n additions for n terms: what is executed is counted. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* axpy: y := alpha x + y, also y := alpha conj(x) + y.
 * formula: mul = n, add = n
 * class: exact
 * source: LAWN 41 counting; complex zaxpy executes 1 addition more to look whether alpha is zero
 * error: 0 on 5 rows of general alpha */
fs_work fs_cost_axpy(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_from_counts(field, n, n);
}

/* axpby: y := alpha x + beta y.
 * formula: mul = 2n, add = n
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_axpby(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_from_counts(field, 2 * (fs_int)n, n);
}

/* scal: x := alpha x, alpha of the vector's field.
 * formula: mul = n
 * class: exact
 * source: definition of the operation
 * error: 0 on general alpha */
fs_work fs_cost_scal(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_from_counts(field, n, 0);
}

/* scal_real: x := alpha x, alpha real; csscal and zdscal scale both parts.
 * formula: mul = n; complex: mul = 2n
 * class: exact
 * source: definition of the operation
 * error: 0 */
fs_work fs_cost_scal_real(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_real_by_field(field, n, 0);
}

/* dot: inner product of two vectors, conjugated or not, also with a wider sum.
 * formula: mul = n, add = n
 * class: exact
 * source: executed count; n - 1 additions would do, and some sources count those
 * error: 0 on 8 rows */
fs_work fs_cost_dot(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_from_counts(field, n, n);
}

/* nrm2: Euclidean norm.
 * formula: mul = n + 1, add = n; complex: mul = 2n + 1, add = 2n
 * class: exact
 * source: squares, their sum and one square root; the reference code executes 1 mul more, to
 *   scale
 * error: 1 operation */
fs_work fs_cost_nrm2(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_work_add(fs_real_by_field(field, n, n), fs_real_work(1, 0));
}

/* asum: sum of absolute values, of |re| + |im| for complex vectors.
 * formula: add = n; complex: add = 2n
 * class: exact
 * source: executed count; absolute values are free
 * error: 0 on 4 rows */
fs_work fs_cost_asum(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_real_by_field(field, 0, n);
}

/* sum: sum of the elements.
 * formula: add = n; complex: add = 2n
 * class: exact
 * source: as asum */
fs_work fs_cost_sum(fs_field field, int64_t n)
{
    return fs_cost_asum(field, n);
}

/* sum1: sum of the absolute values of complex numbers.
 * formula: add = n
 * class: exact
 * source: executed count; absolute values (hypot) are not counted
 * error: 0 */
fs_work fs_cost_sum1(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1) ? w : fs_real_work(0, n);
}

/* amax: the largest or smallest element by |x|, or its index; comparisons are free.
 * formula: none for real vectors; complex: add = n, for |re| + |im|
 * class: exact
 * source: definition of the operation
 * error: 0; complex: the reference computes each new maximum's anew, 3 to 5 in 100 elements */
fs_work fs_cost_amax(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_real_work(0, fs_is_complex(field) ? n : 0);
}

/* rot: plane rotation of two vectors; cosine real, sine of the vectors' field.
 * formula: mul = 4n, add = 2n; complex: mul = 12n, add = 8n
 * class: exact
 * source: definition of the operation
 * error: 0 */
fs_work fs_cost_rot(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_rotations(field, n);
}

/* rot_real: plane rotation with real cosine and sine (csrot, zdrot).
 * formula: mul = 4n, add = 2n; complex: mul = 8n, add = 4n
 * class: exact
 * source: definition of the operation
 * error: 0 on 2 rows */
fs_work fs_cost_rot_real(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_real_by_field(field, 4 * (fs_int)n, 2 * (fs_int)n);
}

/* rotm: modified Givens rotation.
 * formula: mul = 4n, add = 2n
 * class: exact
 * source: definition with a full matrix H (flag -1); other flags, which are data, need half the
 *   multiplications or none, and are charged the same
 * error: 0 on flag -1 but for 1 addition that looks at the flag */
fs_work fs_cost_rotm(fs_field field, int64_t n)
{
    return fs_cost_rot_real(field, n);
}

/* rotg: sets up a plane rotation.
 * formula: mul = 9, add = 1; complex: mul = 17, add = 5
 * class: exact
 * source: executed count for data that need no rescaling
 * error: 0 on 1 row */
fs_work fs_cost_rotg(fs_field field)
{
    return fs_is_complex(field) ? fs_real_work(17, 5) : fs_real_work(9, 1);
}

/* rotmg: sets up a modified Givens rotation.
 * formula: mul = 10, add = 1
 * class: exact
 * source: executed count for data that need no rescaling */
fs_work fs_cost_rotmg(fs_field field)
{
    (void)field;
    return fs_real_work(10, 1);
}

/* cabs1: |re| + |im| of a number.
 * formula: add = 1
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_cabs1(fs_field field)
{
    (void)field;
    return fs_real_work(0, 1);
}
