/* SPDX-License-Identifier: MIT */
/* Work of the pieces of divide and conquer: deflation, secular equations, merges of two halves for
 * eigenvalues (laed) and singular values (lasd), and the vectors that they keep in factored form.
 */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* secular: roots of a secular equation with k poles, and the vectors that go with them.
 * formula: a root: mul = 17.5 k + 60, add = 20 k + 50; single precision: mul = 16 k + 40, add
 *   = 18 k + 20
 * class: estimate
 * source: executed counts of divide and conquer (laed9)
 * depends: the iterations a root: three to four
 * error: 10% median, 30% or less on random matrices with k >= 30 */
fs_work fs_cost_secular(fs_field field, int64_t k, int64_t roots)
{
    fs_work w;

    if (fs_settled_order(&w, k, roots, 1))
        return w;
    fs_int K = k;
    return fs_is_single(field)
               ? fs_real_work((16 * K + 40) * roots, (18 * K + 20) * roots)
               : fs_real_work((fs_ratio(35 * K, 2) + 60) * roots, (20 * K + 50) * roots);
}

/* laed4: one root of a secular equation with n poles.
 * formula: mul = 12 n + 40, add = 17.5 n + 30; single precision: mul = 10.5 n + 20, add = 15.5 n
 * class: estimate
 * source: executed counts
 * depends: the iterations: three to four
 * error: 20% median on random matrices with n >= 30 */
fs_work fs_cost_laed4(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_single(field) ? fs_real_work(fs_ratio(21 * N, 2) + 20, fs_ratio(31 * N, 2))
                               : fs_real_work(12 * N + 40, fs_ratio(35 * N, 2) + 30);
}

/* laed2: deflation before a merge of n eigenvalues.
 * formula: mul = 8.5 n + 70, add = 1.6 n + 20
 * class: estimate
 * source: executed counts
 * depends: how much deflates by a rotation of two columns, 6 n operations
 * error: 10% median, 60% or less on random matrices with n >= 30 */
fs_work fs_cost_laed2(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_real_work(fs_ratio(17 * N + 140, 2), fs_ratio(16 * N + 200, 10));
}

/* laed3: secular equations of k poles, and the n rows of the vectors, which come in two blocks.
 * formula: secular(k, k); mul = n k^2/2 + k^2, add = n k^2/2
 * class: estimate
 * source: derivation: two products of half the order; executed counts for the roots
 * depends: the iterations a root; the columns in each block
 * error: 4% median, 10% or less on random matrices with k >= 30 */
fs_work fs_cost_laed3(fs_field field, int64_t k, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, k, n, 1))
        return w;
    fs_int K = k, products = fs_ratio((fs_int)n * k * k, 2);
    return fs_work_add(fs_cost_secular(field, k, k), fs_real_work(products + K * K, products));
}

/* laed1: one merge of divide and conquer for n eigenvalues and their vectors.
 * formula: laed2(n) + laed3(n, n)
 * class: estimate
 * source: composition, without deflation
 * depends: deflation: matrices reduced from dense ones hardly deflate, random tridiagonal ones
 *   do to a tenth of the work
 * error: 10% or less where nothing deflates */
fs_work fs_cost_laed1(fs_field field, int64_t n)
{
    return fs_work_add(fs_cost_laed2(field, n), fs_cost_laed3(field, n, n));
}

/* laed7: one merge of divide and conquer for n eigenvalues that updates qsiz rows of vectors.
 * formula: laed2(n) + secular(n, n) + qsiz n^2 mul and add, complex twice
 * class: estimate
 * source: composition, without deflation
 * depends: deflation, as laed1
 * error: 8% or less where nothing deflates */
fs_work fs_cost_laed7(fs_field field, int64_t qsiz, int64_t n)
{
    return fs_total(3, (fs_work[]){fs_cost_laed2(field, n), fs_cost_secular(field, n, n),
                                   fs_work_times(fs_is_complex(field) ? 2 : 1,
                                                 fs_cost_gemm(FS_REAL, qsiz, n, n))});
}

/* laeda: the vector of a merge of n eigenvalues from factored vectors of the levels below.
 * formula: mul = add = n^2/2; curlvl 1: n/2
 * class: estimate
 * source: executed counts: products with the vectors of the level below
 * depends: the levels below, and what deflated there
 * error: 7% or less where nothing deflated */
fs_work fs_cost_laeda(fs_field field, int64_t n, int64_t curlvl)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int half = fs_ratio(curlvl > 1 ? (fs_int)n * n : (fs_int)n, 2);
    return fs_real_work(half, half);
}

/* laed0: eigenvalues and vectors of a tridiagonal matrix of order n by divide and conquer:
 *   icompq 2 its own, 1 those of the dense matrix with qsiz rows, 0 none.
 * formula: stedc(I, n), stedc(V, n) for icompq 1 with qsiz/n of its merges, sterf(n) for 0
 * class: estimate
 * source: composition
 * depends: deflation, as stedc
 * error: as stedc */
fs_work fs_cost_laed0(fs_field field, int64_t icompq, int64_t qsiz, int64_t n)
{
    if (icompq == 0)
        return fs_cost_sterf(field, n);
    fs_work all = fs_cost_stedc(field, icompq == 2 ? 'I' : 'V', n);
    return icompq == 2 || qsiz == n || n <= 0 || qsiz <= 0 ? all : fs_work_scaled(all, qsiz, n);
}

/* lasd2: deflation before a merge of nl + nr + 1 singular values with vectors; lasd7 without.
 * formula: mul = 1.2 (nl + nr) + 10, add = 0.85 (nl + nr) + 10; sqre 1: + 2 (nl + nr) mul
 * class: estimate
 * source: executed counts
 * depends: how much deflates by rotations of two columns
 * error: 15% median on random matrices with nl, nr >= 24 */
fs_work fs_cost_lasd2(fs_field field, int64_t nl, int64_t nr, int64_t sqre)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, nl, nr, 1))
        return w;
    fs_int rows = (fs_int)nl + nr;
    return fs_real_work(fs_ratio((sqre == 1 ? 32 : 12) * rows, 10) + 10,
                        fs_ratio(85 * rows, 100) + 10);
}

/* lasd3: secular equations of k poles, and the left and right vectors of nl + nr + 1 rows.
 * formula: with n = nl + nr: mul = n k^2 + 31 k^2, add = n k^2 + 29.5 k^2
 * class: estimate
 * source: derivation: products with vectors that come in two blocks; executed counts for the roots
 * depends: the iterations a root
 * error: 4% median, 7% or less on random matrices with k >= 24 */
fs_work fs_cost_lasd3(fs_field field, int64_t nl, int64_t nr, int64_t k)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, nl, nr, k))
        return w;
    fs_int square = (fs_int)k * k, products = ((fs_int)nl + nr) * square;
    return fs_real_work(products + 31 * square, products + fs_ratio(59 * square, 2));
}

/* lasd1: one merge of divide and conquer for nl + nr + 1 singular values and their vectors.
 * formula: lasd2(nl, nr, sqre) + 9/10 lasd3(nl, nr, n), n = nl + nr + 1
 * class: estimate
 * source: composition; some 5% of a matrix reduced from a dense one deflates
 * depends: deflation, to a tenth of the work on random bidiagonal matrices
 * error: 15% on matrices reduced from dense ones */
fs_work fs_cost_lasd1(fs_field field, int64_t nl, int64_t nr, int64_t sqre)
{
    fs_work w;

    if (fs_settled_order(&w, nl, nr, 1))
        return w;
    return fs_work_add(fs_cost_lasd2(field, nl, nr, sqre),
                       fs_work_scaled(fs_cost_lasd3(field, nl, nr, nl + nr + 1), 9, 10));
}

/* lasd4: one root of a secular equation of singular values with n poles.
 * formula: mul = 20 n, add = 29 n; single precision: mul = 13 n, add = 19.5 n
 * class: estimate
 * source: executed counts
 * depends: the iterations: two to five
 * error: 25% median on random matrices with n >= 30 */
fs_work fs_cost_lasd4(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_single(field) ? fs_real_work(13 * N, fs_ratio(39 * N, 2))
                               : fs_real_work(20 * N, 29 * N);
}

/* lasd8: secular equations of k poles, and the ends of the vectors in factored form.
 * formula: mul = 28 k^2 + 40 k, add = 35 k^2; single precision: mul = 25 k^2 + 30 k, add = 31 k^2
 * class: estimate
 * source: executed counts
 * depends: the iterations a root
 * error: 7% median, 25% or less on random matrices with k >= 24 */
fs_work fs_cost_lasd8(fs_field field, int64_t k)
{
    fs_work w;

    if (fs_settled_order(&w, k, 1, 1))
        return w;
    fs_int K = k;
    return fs_is_single(field) ? fs_real_work(25 * K * K + 30 * K, 31 * K * K)
                               : fs_real_work(28 * K * K + 40 * K, 35 * K * K);
}

/* lasd6: one merge of divide and conquer for nl + nr + 1 singular values in factored form.
 * formula: lasd2(nl, nr, sqre) + 9/10 lasd8(nl + nr + 1)
 * class: estimate
 * source: composition; some 5% of a matrix reduced from a dense one deflates
 * depends: deflation
 * error: 15% on matrices reduced from dense ones */
fs_work fs_cost_lasd6(fs_field field, int64_t nl, int64_t nr, int64_t sqre)
{
    fs_work w;

    if (fs_settled_order(&w, nl, nr, 1))
        return w;
    return fs_work_add(fs_cost_lasd2(field, nl, nr, sqre),
                       fs_work_scaled(fs_cost_lasd8(field, nl + nr + 1), 9, 10));
}

/* lasd0: singular values and vectors of an n x n bidiagonal matrix by divide and conquer.
 * formula: mul = add = 1.03 n^3 + 99 n^2; single precision: mul = add = 1.09 n^3 + 81 n^2
 * class: estimate
 * source: derivation of the cubic term, less what deflates; executed counts
 * depends: deflation
 * error: 5% or less on matrices of order 80 to 120 reduced from dense ones */
fs_work fs_cost_lasd0(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int square = (fs_int)n * n, cube = square * n;
    fs_int half = fs_is_single(field) ? fs_ratio(109 * cube, 100) + 81 * square
                                      : fs_ratio(103 * cube, 100) + 99 * square;
    return fs_real_work(half, half);
}

/* lasda: singular values of an n x n bidiagonal matrix by divide and conquer, with vectors in
 *   factored form if icompq is 1.
 * formula: mul = 77 n^2, add = 73 n^2; single precision: mul = 66 n^2, add = 60 n^2
 * class: estimate
 * source: executed counts of matrices reduced from dense ones, as least squares have them
 * depends: deflation: random bidiagonal matrices take half of it; how near the leaves are to
 *   smlsiz rows
 * error: 18% or less on matrices of order 60 to 200 reduced from dense ones */
fs_work fs_cost_lasda(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int square = (fs_int)n * n;
    return fs_is_single(field) ? fs_real_work(60 * square, 55 * square)
                               : fs_real_work(77 * square, 73 * square);
}

/* lals0: applies the factors of one merge with k singular values to nrhs right-hand sides:
 *   left (icompq 0) or right (1) vectors.
 * formula: icompq 0: mul = k^2 nrhs + 4 k^2 + 2.3 k nrhs, add = k^2 nrhs + 4 k^2 + 0.6 k nrhs;
 *   1: mul = k^2 nrhs + 3 k^2 + k nrhs, add = k^2 nrhs + 3 k^2 + 0.9 k nrhs; complex: twice the
 *   terms with nrhs
 * class: leading
 * source: derivation: the vectors are formed, two differences and quotients an element, and
 *   applied
 * error: 1% or less for k >= 24 */
fs_work fs_cost_lals0(fs_field field, int64_t icompq, int64_t nrhs, int64_t k)
{
    fs_work w;

    if (fs_settled_order(&w, k, nrhs, 1))
        return w;
    fs_int square = (fs_int)k * k, columns = (fs_int)k * nrhs;
    fs_int forming = (icompq == 0 ? 4 : 3) * square;
    return fs_work_add(
        fs_real_work(forming, forming),
        fs_real_by_field(field, square * nrhs + fs_ratio((icompq == 0 ? 23 : 10) * columns, 10),
                         square * nrhs + fs_ratio((icompq == 0 ? 6 : 9) * columns, 10)));
}

/* lalsa: applies the vectors that lasda keeps in factored form to nrhs right-hand sides of n
 *   rows.
 * formula: mul = 1.65 n^2 nrhs + 5.8 n^2 + 4.5 n nrhs, add = 1.65 n^2 nrhs + 5.7 n^2 + n nrhs;
 *   icompq 1: mul = 1.65 n^2 nrhs + 4.3 n^2 + 4 n nrhs, add = 1.65 n^2 nrhs + 4.2 n^2 + 2 n
 *   nrhs; complex: twice the terms with nrhs
 * class: estimate
 * source: derivation: lals0 for each merge; executed counts
 * depends: deflation; smlsiz
 * error: 6% or less on random matrices of order 60 to 200 */
fs_work fs_cost_lalsa(fs_field field, int64_t icompq, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled_order(&w, n, nrhs, 1))
        return w;
    fs_int square = (fs_int)n * n, columns = (fs_int)n * nrhs;
    fs_int products = fs_ratio(165 * square * nrhs, 100);
    fs_work forming = icompq == 0
                          ? fs_real_work(fs_ratio(58 * square, 10), fs_ratio(57 * square, 10))
                          : fs_real_work(fs_ratio(43 * square, 10), fs_ratio(42 * square, 10));
    return fs_work_add(
        forming,
        icompq == 0
            ? fs_real_by_field(field, products + fs_ratio(9 * columns, 2), products + columns)
            : fs_real_by_field(field, products + 4 * columns, products + 2 * columns));
}
