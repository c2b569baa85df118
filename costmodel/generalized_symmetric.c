/* SPDX-License-Identifier: MIT */
/* Work of the two-stage symmetric eigenproblem and of the generalized symmetric eigenproblem:
 * dense, packed and band. Estimates of the executed count, with the reference's blocking. */
#include "costmodel/cost.h"
#include "costmodel/eigen.h"

/* Band width that the two-stage reduction goes through (iparam2stage, one thread). */
static int64_t stage_band(fs_field field)
{
    return fs_is_complex(field) ? 16 : 32;
}

/* sytrd_sy2sb: first stage: reduction of a symmetric matrix to a band of kd superdiagonals.
 * formula: mul = add = 2 r^3/3 + 3.25 kd r^2, r = n - kd
 * class: estimate
 * source: derivation: as sytrd, in blocks of kd reflectors, which are formed and applied
 * depends: the block size of the library
 * error: 13% or less for n >= 100 */
fs_work fs_cost_sytrd_sy2sb(fs_field field, int64_t n, int64_t kd)
{
    fs_work w;

    if (fs_settled_order(&w, n, kd, 1))
        return w;
    fs_int rest = fs_max(0, n - kd);
    fs_int half = fs_ratio(8 * rest * rest * rest + 39 * kd * rest * rest, 12);
    return fs_from_counts(field, half, half);
}

/* A band matrix of kd superdiagonals to tridiagonal form by reflectors of order kd, not rotations.
 */
static fs_work chase(fs_field field, int64_t n, int64_t kd)
{
    int64_t percent = fs_is_complex(field) ? 110 + 110 / fs_max(1, kd) : 100 + 48 / fs_max(1, kd);

    return fs_work_scaled(fs_cost_sbtrd(field, 'N', n, kd), percent, 100);
}

/* sbev_2stage: all eigenvalues (jobz N only) of a band matrix by reflectors.
 * formula: (1 + 0.48/kd) sbtrd(N, n, kd), complex 1.1 (1 + 1/kd), + sterf(n)
 * class: estimate
 * source: executed counts of the kernels of sb2st
 * depends: the sweeps of the iteration
 * error: 10% or less for n >= 60 */
fs_work fs_cost_sbev_2stage(fs_field field, int64_t n, int64_t kd)
{
    return kd < 0 ? fs_no_work() : fs_work_add(chase(field, n, kd), fs_cost_sterf(field, n));
}

/* sbevx_2stage: selected eigenvalues (jobz N only) of a band matrix by reflectors.
 * formula: all: sbev_2stage(n, kd); ranges V and I: 1.12 sbtrd(N, n, kd), complex 1.36, +
 *   stebz(n, m)
 * class: estimate
 * source: composition
 * depends: range V: how many there are
 * error: 10% or less for n >= 60 */
fs_work fs_cost_sbevx_2stage(fs_field field, int64_t range, int64_t n, int64_t kd, int64_t il,
                             int64_t iu)
{
    if (fs_selects_all(range, n, il, iu) || kd < 0)
        return fs_cost_sbev_2stage(field, n, kd);
    return fs_work_add(chase(field, n, kd), fs_cost_stebz(field, range, n, il, iu));
}

/* sytrd_2stage: reduction of a symmetric matrix to tridiagonal form through a band, and of a
 *   band.
 * formula: sytrd_sy2sb(n, kd) + sbtrd(N, n, kd), kd = 32; complex: 1.17 sbtrd(N, n, kd), kd = 16
 * class: estimate
 * source: composition
 * depends: the band width that the library chooses */
fs_work fs_cost_sytrd_2stage(fs_field field, int64_t n)
{
    int64_t kd = stage_band(field);

    return fs_work_add(fs_cost_sytrd_sy2sb(field, n, kd), chase(field, n, kd));
}

/* syev_2stage: all eigenvalues (jobz N only) through a band.
 * formula: sytrd_2stage(n) + sterf(n)
 * class: estimate
 * source: composition
 * depends: the band width that the library chooses, the sweeps of the iteration */
fs_work fs_cost_syev_2stage(fs_field field, int64_t n)
{
    return fs_work_add(fs_cost_sytrd_2stage(field, n), fs_cost_sterf(field, n));
}

/* syevx_2stage: selected eigenvalues (jobz N only) through a band.
 * formula: all: syev_2stage(n); some: sytrd_2stage(n) + stebz(n, m)
 * class: estimate
 * source: composition
 * depends: the band width that the library chooses; range V: how many there are */
fs_work fs_cost_syevx_2stage(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu)
{
    if (fs_selects_all(range, n, il, iu))
        return fs_cost_syev_2stage(field, n);
    return fs_work_add(fs_cost_sytrd_2stage(field, n), fs_cost_stebz(field, range, n, il, iu));
}

/* B = U^T U or L L^T, and the reduction to standard form, which is blocked from n = 65 on. */
static fs_work to_standard(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int blocking = n > 64 ? 36 * (fs_int)n * (n - 64) : 0;
    return fs_total(3, (fs_work[]){fs_cost_potrf(field, 'L', n), fs_cost_sygst(field, n),
                                   fs_from_counts(field, blocking, blocking)});
}

/* Vectors of the standard problem to those of the generalized one. */
static fs_work from_standard(fs_field field, int64_t jobz, int64_t n, int64_t m)
{
    return jobz == 'V' ? fs_cost_trsm(field, 'L', 'N', n, m) : fs_no_work();
}

/* sygv: all eigenvalues, and eigenvectors if jobz is V, of a generalized symmetric problem.
 * formula: potrf(n) + sygst(n) + syev(jobz, n), V: + trsm(L, n, n), every itype; with blocking
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration
 * error: 3% or less for n >= 60 */
fs_work fs_cost_sygv(fs_field field, int64_t jobz, int64_t n)
{
    return fs_total(3, (fs_work[]){to_standard(field, n), fs_cost_syev(field, jobz, n),
                                   from_standard(field, jobz, n, n)});
}

/* sygvd: as sygv, by divide and conquer.
 * formula: V: potrf(n) + sygst(n) + syevd(V, n) + trsm(L, n, n); N: potrf(n) + sygst(n) + sytrd(n)
 *   + sterf(n), for which the workspace that it asks for allows no blocks; with blocking
 * class: estimate
 * source: composition
 * depends: deflation */
fs_work fs_cost_sygvd(fs_field field, int64_t jobz, int64_t n)
{
    if (jobz != 'V')
        return fs_total(3, (fs_work[]){to_standard(field, n), fs_cost_sytrd(field, n),
                                       fs_cost_sterf(field, n)});
    return fs_total(3, (fs_work[]){to_standard(field, n), fs_cost_syevd(field, jobz, n),
                                   from_standard(field, jobz, n, n)});
}

/* sygvx: selected eigenvalues, and eigenvectors if jobz is V, of a generalized symmetric
 *   problem.
 * formula: potrf(n) + sygst(n) + syevx(jobz, range, n, il, iu), V: + trsm(L, n, m); with
 *   blocking
 * class: estimate
 * source: composition
 * depends: as syevx */
fs_work fs_cost_sygvx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    return fs_total(3,
                    (fs_work[]){to_standard(field, n), fs_cost_syevx(field, jobz, range, n, il, iu),
                                from_standard(field, jobz, n, fs_selected(range, n, il, iu))});
}

/* sygv_2stage: all eigenvalues (jobz N only) of a generalized symmetric problem through a band.
 * formula: potrf(n) + sygst(n) + syev_2stage(n)
 * class: estimate
 * source: composition
 * depends: the band width that the library chooses */
fs_work fs_cost_sygv_2stage(fs_field field, int64_t n)
{
    return fs_work_add(to_standard(field, n), fs_cost_syev_2stage(field, n));
}

/* spgv: as sygv, of packed matrices.
 * formula: pptrf(n) + spgst(n) + spev(jobz, n), V: + n tpsv(n); packed code is unblocked
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration */
fs_work fs_cost_spgv(fs_field field, int64_t jobz, int64_t n)
{
    return fs_total(4, (fs_work[]){fs_cost_potrf(field, 'L', n), fs_cost_sygst(field, n),
                                   fs_cost_spev(field, jobz, n), from_standard(field, jobz, n, n)});
}

/* spgvd: as sygvd, of packed matrices.
 * formula: pptrf(n) + spgst(n) + spevd(jobz, n), V: + n tpsv(n)
 * class: estimate
 * source: composition
 * depends: deflation */
fs_work fs_cost_spgvd(fs_field field, int64_t jobz, int64_t n)
{
    return fs_total(4,
                    (fs_work[]){fs_cost_potrf(field, 'L', n), fs_cost_sygst(field, n),
                                fs_cost_spevd(field, jobz, n), from_standard(field, jobz, n, n)});
}

/* spgvx: as sygvx, of packed matrices.
 * formula: pptrf(n) + spgst(n) + spevx(jobz, range, n, il, iu), V: + m tpsv(n)
 * class: estimate
 * source: composition
 * depends: as syevx */
fs_work fs_cost_spgvx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    return fs_total(4, (fs_work[]){fs_cost_potrf(field, 'L', n), fs_cost_sygst(field, n),
                                   fs_cost_spevx(field, jobz, range, n, il, iu),
                                   from_standard(field, jobz, n, fs_selected(range, n, il, iu))});
}

/* Rotations that reduce a band of ka off-diagonals by a factor with kb: each of n columns starts
 * 2 kb - 1 of them, which are chased from there to the nearer end, n/4 away, by steps of ka. */
static fs_int chased_rotations(fs_int n, fs_int ka, fs_int kb)
{
    fs_int inner = n > 2 * ka ? n - 2 * ka : 0;

    return fs_ratio(n * ((2 * kb - 1) * inner + 2 * kb * kb), 4 * ka);
}

/* sbgst: reduction of a generalized symmetric band problem to standard form; vect V forms X.
 * formula: r = n ((2 kb - 1) (n - 2 ka) + 2 kb^2)/(4 ka) rotations, each of 2 ka (1 -
 *   min(ka/n, 1/4)) pairs and 10 mul, 3 add of its own (complex: 18, 6); n updates by kb columns:
 *   (n - 4 kb/3) kb (kb + 2 ka) mul;
 *   vect V: + (n + kb)/2 pairs for each rotation, n^2 (kb + 1)/2 mul, n^2 kb/2 add; kb = 0: a
 *   scaling, mul = 2 n (ka + 1), V: + n^2/2
 * class: estimate
 * source: derivation: the loops of LAPACK 3.11
 * depends: nothing but the ends of the band, which are taken in the mean
 * error: 4% as a rule for n >= 60; up to 20% where ka is above n/4 */
fs_work fs_cost_sbgst(fs_field field, int64_t vect, int64_t n, int64_t ka, int64_t kb)
{
    fs_work w;

    if (kb == 0 && ka >= 0 && !fs_settled_order(&w, n, 1, 1)) {
        fs_int elements = fs_band_elements(n, n, 0, ka);
        return fs_real_by_field(field, 2 * elements + (vect == 'V' ? (fs_int)n * n / 2 : 0), 0);
    }
    if (fs_settled_order(&w, n, ka, kb))
        return w;
    fs_int N = n, A = fs_min(ka, n), B = fs_min(fs_min(kb, ka), n);
    fs_int rotations = chased_rotations(N, A, B);
    fs_int columns = 2 * B < N ? fs_ratio(3 * N - 4 * B, 3) : fs_ratio(N, 3);
    fs_int ahead = B * (2 * A - B + 1);
    fs_work update = fs_from_counts(field, columns * (2 * B * (B + 1) + ahead),
                                    columns * (3 * B * (B + 1) / 2 + ahead));
    fs_int tenths = fs_ratio(20 * A * (4 * N - fs_min(4 * (int64_t)A, n)), 4 * N);
    fs_int pairs = fs_ratio(tenths * rotations, 10);
    fs_work own = fs_is_complex(field) ? fs_real_work(18 * rotations, 6 * rotations)
                                       : fs_real_work(10 * rotations, 3 * rotations);
    fs_work values = fs_total(3, (fs_work[]){fs_rotations(field, pairs), own, update});
    if (vect != 'V')
        return values;
    fs_work vectors = fs_from_counts(field, N * N * (B + 1) / 2, N * N * B / 2);
    return fs_total(3, (fs_work[]){values, fs_rotations(field, rotations * (N + B) / 2), vectors});
}

/* Split Cholesky factorization, reduction to standard form and to tridiagonal form. */
static fs_work band_to_tridiagonal(fs_field field, int64_t jobz, int64_t n, int64_t ka, int64_t kb)
{
    return fs_total(3,
                    (fs_work[]){fs_cost_pbtrf(field, n, kb), fs_cost_sbgst(field, jobz, n, ka, kb),
                                fs_cost_sbtrd(field, jobz == 'V' ? 'U' : 'N', n, ka)});
}

/* sbgv: all eigenvalues, and eigenvectors if jobz is V, of a generalized symmetric band problem.
 * formula: pbstf(n, kb) + sbgst(jobz, n, ka, kb) + sbtrd(N or U, n, ka) + sterf(n) or steqr(V,
 *   n)
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration */
fs_work fs_cost_sbgv(fs_field field, int64_t jobz, int64_t n, int64_t ka, int64_t kb)
{
    return fs_work_add(band_to_tridiagonal(field, jobz, n, ka, kb),
                       jobz == 'V' ? fs_cost_steqr(field, 'V', n) : fs_cost_sterf(field, n));
}

/* sbgvd: as sbgv, by divide and conquer.
 * formula: pbstf(n, kb) + sbgst(jobz, n, ka, kb) + sbtrd(N or U, n, ka) + sterf(n), or stedc(I,
 *   n) without deflation + gemm(n, n, n)
 * class: estimate
 * source: composition
 * depends: deflation */
fs_work fs_cost_sbgvd(fs_field field, int64_t jobz, int64_t n, int64_t ka, int64_t kb)
{
    if (jobz != 'V')
        return fs_cost_sbgv(field, jobz, n, ka, kb);
    return fs_total(3, (fs_work[]){band_to_tridiagonal(field, jobz, n, ka, kb),
                                   fs_dense_stedc(fs_real_part(field), 'I', n),
                                   fs_cost_gemm(field, n, n, n)});
}

/* sbgvx: as sbgv, for selected eigenvalues; m = iu - il + 1 of range I, n otherwise.
 * formula: all: sbgv(jobz, n, ka, kb); some: pbstf(n, kb) + sbgst(jobz, n, ka, kb) + sbtrd(N or
 *   U, n, ka) + stebz(n, m), V: + stein(n, m) + m gemv(n, n)
 * class: estimate
 * source: composition
 * depends: as syevx */
fs_work fs_cost_sbgvx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t ka,
                      int64_t kb, int64_t il, int64_t iu)
{
    int64_t m = fs_selected(range, n, il, iu);

    if (fs_selects_all(range, n, il, iu))
        return fs_cost_sbgv(field, jobz, n, ka, kb);
    fs_work values = fs_work_add(band_to_tridiagonal(field, jobz, n, ka, kb),
                                 fs_cost_stebz(field, range, n, il, iu));
    if (jobz != 'V')
        return values;
    return fs_total(3, (fs_work[]){values, fs_cost_stein(field, n, m),
                                   fs_work_times(m, fs_cost_gemv(field, n, n))});
}
