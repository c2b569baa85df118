/* SPDX-License-Identifier: MIT */
/* Work of the routines that do the same few operations whatever they are called with: rotations,
 * 2 x 2 eigenvalue and singular value problems, equations of order 1 and 2. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* scalar_work: a fixed number of operations, and another one in the complex field.
 * formula: mul, add; complex: cmul, cadd
 * class: estimate
 * source: executed counts, of what the routine does most often on random numbers
 * depends: which case the numbers fall in
 * error: 10% median on random numbers */
fs_work fs_cost_scalar_work(fs_field field, int64_t mul, int64_t add, int64_t cmul, int64_t cadd)
{
    return fs_is_complex(field) ? fs_real_work(cmul, cadd) : fs_real_work(mul, add);
}

/* lasy2: Sylvester equation with matrices of order n1 and n2, each 1 or 2.
 * formula: 1 and 1: mul = 5, add = 3; 1 and 2: mul = 14, add = 7; 2 and 2: mul = 57, add = 32
 * class: estimate
 * source: executed counts: elimination with complete pivoting of a system of order n1 n2
 * depends: which element is the pivot
 * error: 5% or less on random numbers */
fs_work fs_cost_lasy2(fs_field field, int64_t n1, int64_t n2)
{
    (void)field;
    if (n1 < 1 || n2 < 1)
        return fs_no_work();
    if (n1 == 1 && n2 == 1)
        return fs_real_work(5, 3);
    return n1 > 1 && n2 > 1 ? fs_real_work(57, 32) : fs_real_work(14, 7);
}

/* laln2: system of equations of order na, real (nw 1) or complex (nw 2).
 * formula: na 1: mul = 4, add = 2, complex: mul = 17, add = 8; na 2: mul = 17, add = 6,
 *   complex: mul = 47, add = 30
 * class: estimate
 * source: executed counts
 * depends: scaling
 * error: 1% on random numbers */
fs_work fs_cost_laln2(fs_field field, int64_t na, int64_t nw)
{
    (void)field;
    if (na < 1 || nw < 1)
        return fs_no_work();
    if (na == 1)
        return nw > 1 ? fs_real_work(17, 8) : fs_real_work(4, 2);
    return nw > 1 ? fs_real_work(47, 30) : fs_real_work(17, 6);
}

/* laqr1: first column of the product that starts a double shift of a matrix of order n, 2 or
 *   3.
 * formula: mul = 7, add = 9; n = 3: mul = 12, add = 16; complex: mul = 16, add = 21; n = 3:
 *   mul = 34, add = 43
 * class: exact
 * source: executed counts
 * error: none */
fs_work fs_cost_laqr1(fs_field field, int64_t n)
{
    if (n < 2)
        return fs_no_work();
    if (fs_is_complex(field))
        return n > 2 ? fs_real_work(34, 43) : fs_real_work(16, 21);
    return n > 2 ? fs_real_work(12, 16) : fs_real_work(7, 9);
}
