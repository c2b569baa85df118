/* SPDX-License-Identifier: MIT */
/* Work of the singular value decomposition: QR iteration, divide and conquer, bisection, Jacobi.
 * Estimates of the executed count, with the reference's blocking; m < n as its transpose. */
#include "costmodel/svd.h"

#include "costmodel/cost.h"

fs_work fs_blocked_orgbr(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t k)
{
    if (vect == 'P')
        return k < n ? fs_blocked_orglq(field, m, n, k)
                     : fs_blocked_orglq(field, fs_minus(n, 1), fs_minus(n, 1), fs_minus(n, 1));
    return m >= k ? fs_blocked_orgqr(field, m, n, k) : fs_blocked_orgqr(field, m - 1, m - 1, m - 1);
}

static fs_work ormbr_by(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t k, int64_t nb)
{
    if (vect == 'P')
        return n > k ? fs_blocked_ormqr_by(field, 'R', m, n, k, nb)
                     : fs_blocked_ormqr_by(field, 'R', m, n - 1, n - 1, nb);
    return m >= k ? fs_blocked_ormqr_by(field, 'L', m, n, k, nb)
                  : fs_blocked_ormqr_by(field, 'L', m - 1, n, m - 1, nb);
}

fs_work fs_blocked_ormbr(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t k)
{
    return ormbr_by(field, vect, m, n, k, FS_BLOCK_COLUMNS);
}

/* Columns a block of the ormbr that gesdd calls. The workspace that zgesdd asks for is that of
 * gebrd, 32 (rows + n); ormqr keeps 65 x 64 of it for triangular factors. */
static int64_t gesdd_block(fs_field field, int64_t rows, int64_t n, int64_t vectors)
{
    if (!fs_is_complex(field))
        return FS_BLOCK_COLUMNS;
    return fs_min(FS_BLOCK_COLUMNS, (FS_BLOCK_COLUMNS * (rows + n) - 65 * 64) / vectors);
}

/* What the four vector jobs come to: no vectors, the first min(m, n), or all of them. */
enum wanted { NONE, SOME, ALL };

static enum wanted wanted_by(int64_t job)
{
    return job == 'A' ? ALL : job == 'S' || job == 'O' ? SOME : NONE;
}

/* gesvd of a tall matrix, m >= n, after a QR factorization; `left` and `right` vectors. */
static fs_work tall_qr_gesvd(fs_field field, int64_t m, int64_t n, enum wanted left, bool right)
{
    int64_t columns = left == ALL ? m : n;
    fs_work q = left == NONE ? fs_no_work()
                             : fs_total(3, (fs_work[]){fs_blocked_orgqr(field, m, columns, n),
                                                       fs_blocked_orgbr(field, 'Q', n, n, n),
                                                       fs_cost_gemm(field, m, n, n)});
    return fs_total(5,
                    (fs_work[]){
                        fs_blocked_geqrf(field, m, n),
                        fs_blocked_gebrd(field, n, n),
                        q,
                        right ? fs_blocked_orgbr(field, 'P', n, n, n) : fs_no_work(),
                        fs_dense_bdsqr(field, n, (left != NONE ? n : 0) + (right ? n : 0), false),
                    });
}

/* gesvd of a tall matrix, m >= n; above a ratio of 1.6 a QR factorization comes first. */
static fs_work tall_gesvd(fs_field field, int64_t m, int64_t n, enum wanted left, bool right)
{
    if (5 * m >= 8 * n)
        return tall_qr_gesvd(field, m, n, left, right);
    return fs_total(
        4,
        (fs_work[]){
            fs_blocked_gebrd(field, m, n),
            left == NONE ? fs_no_work() : fs_blocked_orgbr(field, 'Q', m, left == ALL ? m : n, n),
            right ? fs_blocked_orgbr(field, 'P', n, n, n) : fs_no_work(),
            fs_dense_bdsqr(field, n, (left != NONE ? m : 0) + (right ? n : 0), m == n),
        });
}

/* gesvd: singular value decomposition of an m x n matrix by QR iteration; jobu, jobvt: A all
 *   vectors, S or O the first min(m, n), N none.
 * formula: m >= n, below m = 1.6 n: gebrd(m, n) + orgbr(Q, m, n or m, n) + orgbr(P, n, n, n) +
 *   bdsqr(n, n, m); above: geqrf(m, n) + orgqr(m, n or m, n) + gebrd(n, n) + orgbr(Q, n, n, n) +
 *   orgbr(P, n, n, n) + bdsqr(n, n, n) + gemm(m, n, n); without those of vectors not wanted; with
 *   blocking; m < n: the transpose
 * class: estimate
 * source: composition as in the reference code with full workspace
 * depends: the sweeps of the iteration; how much workspace there is
 * error: 7% or less for n >= 60 */
fs_work fs_cost_gesvd(fs_field field, int64_t jobu, int64_t jobvt, int64_t m, int64_t n)
{
    fs_work w;
    enum wanted u = wanted_by(jobu), vt = wanted_by(jobvt);

    if (fs_settled_order(&w, m, n, 1))
        return w;
    return m >= n ? tall_gesvd(field, m, n, u, vt != NONE) : tall_gesvd(field, n, m, vt, u != NONE);
}

/* zgesdd of a moderately tall matrix forms Q and P^H and multiplies them by the real vectors. */
static fs_work formed_vectors(fs_field field, int64_t m, int64_t n, int64_t columns)
{
    fs_int products = (fs_int)n * n * n + (fs_int)m * n * n;

    return fs_total(3, (fs_work[]){fs_blocked_orgbr(field, 'Q', m, columns, n),
                                   fs_blocked_orgbr(field, 'P', n, n, n),
                                   fs_real_by_field(field, products, products)});
}

/* gesdd of a tall matrix, m >= n, with `left` vectors. */
static fs_work tall_gesdd(fs_field field, int64_t m, int64_t n, enum wanted left)
{
    /* dgesdd: a QR factorization comes first above 11/6, zgesdd: above 17/9, and for vectors a
     * direct path above 5/3 that forms Q. */
    bool qr_first = fs_is_complex(field) ? 9 * m >= 17 * n : 6 * m >= 11 * n;
    int64_t rows = qr_first ? n : m;
    fs_work first = qr_first ? fs_blocked_geqrf(field, m, n) : fs_no_work();
    fs_work values = fs_total(3, (fs_work[]){first, fs_blocked_gebrd(field, rows, n),
                                             fs_dense_bdsdc(field, left == NONE ? 'N' : 'I', n)});
    if (left == NONE)
        return values;
    int64_t columns = left == ALL && !qr_first ? m : n;
    fs_work vectors =
        fs_is_complex(field) && !qr_first && 3 * m >= 5 * n
            ? formed_vectors(field, m, n, columns)
            : fs_work_add(
                  ormbr_by(field, 'Q', rows, columns, n, gesdd_block(field, rows, n, columns)),
                  ormbr_by(field, 'P', n, n, n, gesdd_block(field, rows, n, n)));
    fs_work expand = qr_first ? fs_work_add(fs_blocked_orgqr(field, m, left == ALL ? m : n, n),
                                            fs_cost_gemm(field, m, n, n))
                              : fs_no_work();
    return fs_total(3, (fs_work[]){values, vectors, expand});
}

/* gesdd: singular value decomposition of an m x n matrix by divide and conquer; jobz A all
 *   vectors, S or O the first min(m, n), N none.
 * formula: m >= n, below m = 11n/6 (complex 17n/9): gebrd(m, n) + bdsdc(n) + ormbr(Q, L, m, n or
 *   m, n) + ormbr(P, R, n, n, n); above: geqrf(m, n) + orgqr(m, n or m, n) + gebrd(n, n) +
 *   bdsdc(n) + ormbr(Q, L, n, n, n) + ormbr(P, R, n, n, n) + gemm(m, n, n); without deflation,
 *   with blocking; m < n: the transpose
 * class: estimate
 * source: composition as in the reference code with full workspace
 * depends: deflation; how much workspace there is
 * error: 4% or less for n >= 60 */
fs_work fs_cost_gesdd(fs_field field, int64_t jobz, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    return tall_gesdd(field, fs_max(m, n), fs_min(m, n), wanted_by(jobz));
}

/* gesvdx: selected singular values of an m x n matrix, with left (jobu V) and right (jobvt V)
 *   vectors, by bisection and inverse iteration; ns = iu - il + 1 of range I, min(m, n) otherwise.
 * formula: m >= n, below m = 1.6 n: gebrd(m, n) + bdsvdx(n, ns) + ormbr(Q, L, m, ns, n) +
 *   ormbr(P, R, ns, n, n); above: geqrf(m, n) first, gebrd(n, n), and ormqr(L, m, ns, n) last;
 *   with
 *   blocking of geqrf and gebrd alone, since no more workspace is left; m < n: the transpose
 * class: estimate
 * source: composition
 * depends: clusters of singular values; range V: how many there are
 * error: 8% or less on random matrices with n >= 60 */
fs_work fs_cost_gesvdx(fs_field field, int64_t jobu, int64_t jobvt, int64_t range, int64_t m,
                       int64_t n, int64_t il, int64_t iu)
{
    fs_work w;
    int64_t rows = fs_max(m, n), columns = fs_min(m, n);
    int64_t ns = fs_selected(range, columns, il, iu);

    if (fs_settled_order(&w, m, n, 1))
        return w;
    bool left = (m >= n ? jobu : jobvt) == 'V', right = (m >= n ? jobvt : jobu) == 'V';
    bool qr_first = 5 * rows >= 8 * columns;
    int64_t reduced = qr_first ? columns : rows;
    return fs_total(
        6, (fs_work[]){
               qr_first ? fs_blocked_geqrf(field, rows, columns) : fs_no_work(),
               fs_blocked_gebrd(field, reduced, columns),
               fs_cost_bdsvdx(field, left || right ? 'V' : 'N', range, columns, il, iu),
               left ? fs_cost_ormbr(field, 'Q', 'L', reduced, ns, columns) : fs_no_work(),
               right ? fs_cost_ormbr(field, 'P', 'R', ns, columns, columns) : fs_no_work(),
               left && qr_first ? fs_cost_ormqr(field, 'L', rows, ns, columns) : fs_no_work(),
           });
}

/* gesvdq: singular value decomposition of an m x n matrix, m >= n, preconditioned by QR with
 *   pivoting.
 * formula: geqp3(m, n) + gesvd(jobu and jobv, n, n) + ormqr(L, m, n or m, n) if U is wanted,
 *   but for jobu F, which leaves it as two factors
 * class: estimate
 * source: composition
 * depends: the rank, the sweeps of the iteration
 * error: 10% at m = n = 100 */
fs_work fs_cost_gesvdq(fs_field field, int64_t jobu, int64_t jobv, int64_t m, int64_t n)
{
    fs_work w;
    bool left = jobu != 'N', right = jobv != 'N';

    if (fs_settled_order(&w, m, n, 1))
        return w;
    return fs_total(3, (fs_work[]){fs_cost_geqp3(field, m, n),
                                   fs_cost_gesvd(field, left ? 'S' : 'N', right ? 'S' : 'N', n, n),
                                   left && jobu != 'F'
                                       ? fs_blocked_ormqr(field, 'L', m, jobu == 'A' ? m : n, n)
                                       : fs_no_work()});
}

/* gesvj: singular value decomposition of an m x n matrix, m >= n, by one-sided Jacobi rotations;
 *   jobv V: with V, A: applied to mv rows.
 * formula: s sweeps of mul = add = 2 m n^2, jobv V: + 1.26 n^3, A: + 1.26 mv n^2; s = 5.6, single
 *   precision 4.2; complex: mul a quarter more
 * class: estimate
 * source: algorithm: an inner product and a rotation for each pair of columns
 * depends: the sweeps: 4 to 10 as a rule
 * error: 5% or less on random matrices of order 100 to 400 */
fs_work fs_cost_gesvj(fs_field field, int64_t jobv, int64_t m, int64_t n, int64_t mv)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    fs_int rows = jobv == 'V' ? n : jobv == 'A' ? fs_max(0, fs_min(mv, FS_DIM_MAX)) : 0;
    fs_int hundredths = fs_is_single(field) ? 420 : 560;
    fs_int half = fs_ratio(hundredths * (10 * (fs_int)m + 63 * rows / 10) * n, 500) * n;
    fs_work sweeps = fs_from_counts(field, half, half);
    if (fs_is_complex(field))
        sweeps.mul = fs_work_scaled(sweeps, 5, 4).mul;
    return sweeps;
}

/* gejsv: singular value decomposition of an m x n matrix, m >= n, by preconditioned Jacobi
 *   rotations.
 * formula: geqp3(m, n) + c n^3 mul and add, no vectors: c = 10.7 (complex 11.8, single precision
 *   7.9 and 8.5); U or V alone: + 0.5 or + 1.6; both: c = 12.4 (complex 20.6, 17.5 if m >= 2n;
 * single 10.2 and 16, 14.3); jobv J with U: 18.5 (complex 20; single 14.1 and 15.5); U: + ormqr(L,
 *   m, n, n), jobu F: + ormqr(L, m, m, n)
 * class: estimate
 * source: executed counts: a second QR factorization, the sweeps on the triangle, products
 * depends: the sweeps, so eps; the rank and the preconditioning that the matrix asks for
 * error: 12% on random matrices of order 60 to 200 */
fs_work fs_cost_gejsv(fs_field field, int64_t jobu, int64_t jobv, int64_t m, int64_t n)
{
    /* Tenths of n^3: no vectors; both; both of a tall matrix; both with jobv J. */
    static const int tenths[2][2][4] = {{{107, 124, 124, 185}, {118, 206, 175, 200}},
                                        {{79, 102, 102, 141}, {85, 160, 143, 155}}};
    fs_work w;
    bool left = jobu == 'U' || jobu == 'F', right = jobv == 'V' || jobv == 'J';

    if (fs_settled_order(&w, m, n, 1))
        return w;
    const int *cubes = tenths[fs_is_single(field)][fs_is_complex(field)];
    int cube = left && right ? cubes[jobv == 'J'  ? 3
                                     : m / 2 >= n ? 2
                                                  : 1]
                             : cubes[0] + (left    ? 5
                                           : right ? 16
                                                   : 0);
    fs_int N = n, half = fs_ratio(cube * N * N * N, 10);
    return fs_total(3, (fs_work[]){fs_cost_geqp3(field, m, n), fs_from_counts(field, half, half),
                                   left ? fs_blocked_ormqr(field, 'L', m, jobu == 'F' ? m : n, n)
                                        : fs_no_work()});
}
