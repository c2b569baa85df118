/* SPDX-License-Identifier: MIT */
/* Work of the drivers of the symmetric and Hermitian eigenproblem: dense, packed and band.
 * Estimates of the executed count: the reduction with the reference's blocking, and the usual
 * iterations. */
#include "costmodel/cost.h"
#include "costmodel/eigen.h"

/* Columns a block of an ormtr that `workspace` elements are left for: ormqr keeps 65 x 64 of them
 * for triangular factors, and does one reflector at a time if no two columns fit the rest. */
static int64_t block_of(int64_t workspace, int64_t m)
{
    return m > 0 ? fs_min(FS_BLOCK_COLUMNS, (workspace - 65 * 64) / m) : 1;
}

/* Vectors of the tridiagonal problem (n x m) to those of the dense one. */
static fs_work back_transform(fs_field field, int64_t n, int64_t m, int64_t workspace)
{
    return fs_blocked_ormqr_by(field, 'L', fs_minus(n, 1), m, fs_minus(n, 1),
                               block_of(workspace, m));
}

static fs_work form_vectors(fs_field field, int64_t n)
{
    return fs_blocked_orgqr(field, fs_minus(n, 1), fs_minus(n, 1), fs_minus(n, 1));
}

/* MRRR on a matrix reduced from a dense one, vectors included. */
static fs_work dense_stemr(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_single(field) ? fs_real_work(26 * N * N, 18 * N * N)
                               : fs_real_work((21 * N + 200) * N, (14 * N + 130) * N);
}

/* Norm, scaling test and copies of a driver. */
static fs_work driver_norm(int64_t n)
{
    return fs_real_work(0, fs_max(0, n));
}

/* syev: all eigenvalues, and eigenvectors if jobz is V, by QL or QR iteration.
 * formula: N: sytrd(n) + sterf(n); V: sytrd(n) + orgtr(n) + steqr(V, n); with blocking
 * class: estimate
 * source: composition; the reduction includes 64 (n^2 - 1024) operations of blocking
 * depends: the sweeps of the iteration
 * error: 3% or less on random matrices with n >= 60 */
fs_work fs_cost_syev(fs_field field, int64_t jobz, int64_t n)
{
    fs_work reduction = fs_blocked_sytrd(field, n);

    if (jobz != 'V')
        return fs_total(3, (fs_work[]){driver_norm(n), reduction, fs_cost_sterf(field, n)});
    return fs_total(4, (fs_work[]){driver_norm(n), reduction, form_vectors(field, n),
                                   fs_cost_steqr(field, 'V', n)});
}

/* What the workspace of syevd leaves for ormtr: of heevd, n elements. */
static int64_t syevd_workspace(fs_field field, int64_t n)
{
    int64_t rows = fs_max(0, fs_min(n, FS_ORDER_MAX >> 4));

    return fs_is_complex(field) ? rows : rows * (rows + 4);
}

/* syevd: all eigenvalues, and eigenvectors if jobz is V, by divide and conquer.
 * formula: N: sytrd(n) + sterf(n); V: sytrd(n) + stedc(I, n) without deflation + ormtr(L, n, n);
 *   with blocking
 * class: estimate
 * source: composition
 * depends: deflation
 * error: 3% or less on random matrices with n >= 60 */
fs_work fs_cost_syevd(fs_field field, int64_t jobz, int64_t n)
{
    if (jobz != 'V')
        return fs_cost_syev(field, jobz, n);
    return fs_total(4, (fs_work[]){driver_norm(n), fs_blocked_sytrd(field, n),
                                   fs_dense_stedc(fs_real_part(field), 'I', n),
                                   back_transform(field, n, n, syevd_workspace(field, n))});
}

/* Selected eigenvalues by bisection and their vectors by inverse iteration, after a reduction in
 * blocks of nb columns; ormtr has `workspace` elements. */
static fs_work bisection(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                         int64_t iu, int64_t nb, int64_t workspace)
{
    int64_t m = fs_selected(range, n, il, iu);
    fs_work values = fs_total(3, (fs_work[]){driver_norm(n), fs_blocked_sytrd_by(field, n, nb),
                                             fs_cost_stebz(field, range, n, il, iu)});

    if (jobz != 'V')
        return values;
    return fs_total(
        3, (fs_work[]){values, fs_cost_stein(field, n, m), back_transform(field, n, m, workspace)});
}

/* So many elements a row of workspace. */
static int64_t rows_of(int64_t n, int64_t columns)
{
    return columns * fs_max(0, fs_min(n, FS_ORDER_MAX));
}

/* syevr: selected eigenvalues, and eigenvectors if jobz is V, by relatively robust
 *   representations; m = iu - il + 1 of range I, n otherwise.
 * formula: N, all: sytrd(n) + sterf(n); V, all: sytrd(n) + 35 n^2 + 330 n, single precision 44
 *   n^2, + ormtr(L, n, n); ranges V and I: sytrd(n) + stebz(n, m), V: + stein(n, m) + ormtr(L, n,
 *   m); with the blocking that the workspace allows: sytrd 28 columns (complex 32), ormtr (31 n -
 *   4160)/m
 * class: estimate
 * source: composition
 * depends: clusters of eigenvalues; range V: how many there are; the workspace
 * error: 5% or less on random matrices with n >= 60 */
fs_work fs_cost_syevr(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    int64_t nb = fs_is_complex(field) ? 32 : 28;
    int64_t workspace = rows_of(n, fs_is_complex(field) ? 32 : 31);

    if (!fs_selects_all(range, n, il, iu))
        return bisection(field, jobz, range, n, il, iu, nb, workspace);
    fs_work reduction = fs_work_add(driver_norm(n), fs_blocked_sytrd_by(field, n, nb));
    if (jobz != 'V')
        return fs_work_add(reduction, fs_cost_sterf(field, n));
    return fs_total(
        3, (fs_work[]){reduction, dense_stemr(field, n), back_transform(field, n, n, workspace)});
}

/* syevx: selected eigenvalues, and eigenvectors if jobz is V, by bisection and inverse
 *   iteration; m = iu - il + 1 of range I, n otherwise; all of them as syev.
 * formula: all: syev(jobz, n); ranges V and I: sytrd(n) + stebz(n, m), V: + stein(n, m) + ormtr(L,
 *   n, m); with the blocking that the workspace allows: ormtr (34 n - 4160)/m columns
 * class: estimate
 * source: composition
 * depends: clusters of eigenvalues; range V: how many there are; a tolerance abstol > 0 means
 *   bisection for all of them too
 * error: 5% or less on random matrices with n >= 60 */
fs_work fs_cost_syevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    if (fs_selects_all(range, n, il, iu))
        return fs_cost_syev(field, jobz, n);
    return bisection(field, jobz, range, n, il, iu, FS_BLOCK_COLUMNS,
                     rows_of(n, fs_is_complex(field) ? 32 : 34));
}

/* spev: all eigenvalues, and eigenvectors if jobz is V, of a packed matrix.
 * formula: N: sptrd(n) + sterf(n); V: sptrd(n) + opgtr(n) + steqr(V, n); packed code is
 *   unblocked
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration */
fs_work fs_cost_spev(fs_field field, int64_t jobz, int64_t n)
{
    if (jobz != 'V')
        return fs_work_add(fs_cost_sytrd(field, n), fs_cost_sterf(field, n));
    return fs_total(3, (fs_work[]){fs_cost_sytrd(field, n), fs_cost_orgtr(field, n),
                                   fs_cost_steqr(field, 'V', n)});
}

/* spevd: all eigenvalues, and eigenvectors if jobz is V, of a packed matrix by divide and
 *   conquer.
 * formula: N: sptrd(n) + sterf(n); V: sptrd(n) + stedc(I, n) without deflation + opmtr(L, n, n)
 * class: estimate
 * source: composition
 * depends: deflation */
fs_work fs_cost_spevd(fs_field field, int64_t jobz, int64_t n)
{
    if (jobz != 'V')
        return fs_cost_spev(field, jobz, n);
    return fs_total(3, (fs_work[]){fs_cost_sytrd(field, n),
                                   fs_dense_stedc(fs_real_part(field), 'I', n),
                                   fs_cost_ormtr(field, 'L', n, n)});
}

/* spevx: selected eigenvalues, and eigenvectors if jobz is V, of a packed matrix.
 * formula: all: spev(jobz, n); ranges V and I: sptrd(n) + stebz(n, m), V: + stein(n, m) +
 *   opmtr(L, n, m)
 * class: estimate
 * source: composition
 * depends: as syevx */
fs_work fs_cost_spevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    int64_t m = fs_selected(range, n, il, iu);

    if (fs_selects_all(range, n, il, iu))
        return fs_cost_spev(field, jobz, n);
    fs_work values = fs_work_add(fs_cost_sytrd(field, n), fs_cost_stebz(field, range, n, il, iu));
    if (jobz != 'V')
        return values;
    return fs_total(
        3, (fs_work[]){values, fs_cost_stein(field, n, m), fs_cost_ormtr(field, 'L', n, m)});
}

/* sbtrd: reduction of a band matrix to tridiagonal form; vect V forms Q from the identity, U
 *   updates a given Q.
 * formula: rotations: n kd (n - 3 kd/4) pairs; vect U: + n^3 (kd - 1)/(2 kd) pairs; V: + n^3 (kd
 *   - 1)(2 kd - 1)/(6 kd^2)
 * class: estimate
 * source: NAG; vect V skips the zeros of the identity
 * depends: zero elements of the band, whose rotations are skipped
 * error: 5% for n >= 60; complex vect N up to 13% at kd = 4 */
fs_work fs_cost_sbtrd(fs_field field, int64_t vect, int64_t n, int64_t kd)
{
    fs_work w;

    if (fs_settled_order(&w, fs_minus(n, 1), fs_minus(kd, 1), 1))
        return w;
    fs_int N = n, k = fs_min(kd, n - 1);
    fs_int cubic = N * N * N - fs_ratio(N * N * N, k);
    fs_int vectors = vect == 'U'   ? cubic / 2
                     : vect == 'V' ? fs_ratio(cubic, 3) - fs_ratio(cubic, 6 * k)
                                   : 0;
    return fs_rotations(field, N * k * (4 * N - 3 * k) / 4 + vectors);
}

/* sbev: all eigenvalues, and eigenvectors if jobz is V, of a band matrix.
 * formula: N: sbtrd(N, n, kd) + sterf(n); V: sbtrd(V, n, kd) + steqr(V, n)
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration */
fs_work fs_cost_sbev(fs_field field, int64_t jobz, int64_t n, int64_t kd)
{
    if (kd < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_sbtrd(field, jobz, n, kd),
                       jobz == 'V' ? fs_cost_steqr(field, 'V', n) : fs_cost_sterf(field, n));
}

/* sbevd: all eigenvalues, and eigenvectors if jobz is V, of a band matrix by divide and conquer.
 * formula: N: sbtrd(N, n, kd) + sterf(n); V: sbtrd(V, n, kd) + stedc(I, n) without deflation +
 *   gemm(n, n, n)
 * class: estimate
 * source: composition
 * depends: deflation */
fs_work fs_cost_sbevd(fs_field field, int64_t jobz, int64_t n, int64_t kd)
{
    if (jobz != 'V' || kd < 0)
        return fs_cost_sbev(field, jobz, n, kd);
    return fs_total(3, (fs_work[]){fs_cost_sbtrd(field, 'V', n, kd),
                                   fs_dense_stedc(fs_real_part(field), 'I', n),
                                   fs_cost_gemm(field, n, n, n)});
}

/* sbevx: selected eigenvalues, and eigenvectors if jobz is V, of a band matrix.
 * formula: all: sbtrd(jobz, n, kd) + sterf(n) or steqr(V, n); ranges V and I: sbtrd(jobz, n, kd) +
 *   stebz(n, m), V: + stein(n, m) + m gemv(n, n)
 * class: estimate
 * source: composition
 * depends: as syevx */
fs_work fs_cost_sbevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t kd,
                      int64_t il, int64_t iu)
{
    int64_t m = fs_selected(range, n, il, iu);

    if (fs_selects_all(range, n, il, iu) || kd < 0)
        return fs_cost_sbev(field, jobz, n, kd);
    fs_work values =
        fs_work_add(fs_cost_sbtrd(field, jobz, n, kd), fs_cost_stebz(field, range, n, il, iu));
    if (jobz != 'V')
        return values;
    return fs_total(3, (fs_work[]){values, fs_cost_stein(field, n, m),
                                   fs_work_times(m, fs_cost_gemv(field, n, n))});
}

/* stev: all eigenvalues, and eigenvectors if jobz is V, of a tridiagonal matrix.
 * formula: N: sterf(n); V: steqr(I, n)
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration */
fs_work fs_cost_stev(fs_field field, int64_t jobz, int64_t n)
{
    return jobz == 'V' ? fs_cost_steqr(field, 'I', n) : fs_cost_sterf(field, n);
}

/* stevd: all eigenvalues, and eigenvectors if jobz is V, of a tridiagonal matrix by divide and
 *   conquer.
 * formula: N: sterf(n); V: stedc(I, n)
 * class: estimate
 * source: composition
 * depends: deflation */
fs_work fs_cost_stevd(fs_field field, int64_t jobz, int64_t n)
{
    return jobz == 'V' ? fs_cost_stedc(field, 'I', n) : fs_cost_sterf(field, n);
}

/* stevr: selected eigenvalues, and eigenvectors if jobz is V, of a tridiagonal matrix by
 *   relatively robust representations.
 * formula: N, all: sterf(n); V, all: stemr(V, A, n); ranges V and I: stebz(n, m), V: + stein(n, m)
 * class: estimate
 * source: composition
 * depends: clusters of eigenvalues; range V: how many there are */
fs_work fs_cost_stevr(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    if (fs_selects_all(range, n, il, iu))
        return jobz == 'V' ? fs_cost_stemr(field, 'V', 'A', n, 1, n) : fs_cost_sterf(field, n);
    return fs_cost_stevx(field, jobz, range, n, il, iu);
}

/* stevx: selected eigenvalues, and eigenvectors if jobz is V, of a tridiagonal matrix.
 * formula: all: stev(jobz, n); ranges V and I: stebz(n, m), V: + stein(n, m)
 * class: estimate
 * source: composition
 * depends: clusters of eigenvalues; range V: how many there are */
fs_work fs_cost_stevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    int64_t m = fs_selected(range, n, il, iu);

    if (fs_selects_all(range, n, il, iu))
        return fs_cost_stev(field, jobz, n);
    return fs_work_add(fs_cost_stebz(field, range, n, il, iu),
                       jobz == 'V' ? fs_cost_stein(field, n, m) : fs_no_work());
}
