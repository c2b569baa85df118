/* SPDX-License-Identifier: MIT */
/* Cost functions: the work of a routine for its field, dimensions and option letters (upper case).
 * Each is described above its definition: formula, class, source, error against executed counts.
 * All are pure; a zero or negative dimension is no work, one above FS_DIM_MAX saturates. */
#ifndef FS_COST_H
#define FS_COST_H

#include "costmodel/work.h"

/* blas1.c */
fs_work fs_cost_axpy(fs_field field, int64_t n);
fs_work fs_cost_axpby(fs_field field, int64_t n);
fs_work fs_cost_scal(fs_field field, int64_t n);
fs_work fs_cost_scal_real(fs_field field, int64_t n);
fs_work fs_cost_dot(fs_field field, int64_t n);
fs_work fs_cost_nrm2(fs_field field, int64_t n);
fs_work fs_cost_asum(fs_field field, int64_t n);
fs_work fs_cost_sum(fs_field field, int64_t n);
fs_work fs_cost_amax(fs_field field, int64_t n);
fs_work fs_cost_sum1(fs_field field, int64_t n);
fs_work fs_cost_rot(fs_field field, int64_t n);
fs_work fs_cost_rot_real(fs_field field, int64_t n);
fs_work fs_cost_rotm(fs_field field, int64_t n);
fs_work fs_cost_rotg(fs_field field);
fs_work fs_cost_rotmg(fs_field field);
fs_work fs_cost_cabs1(fs_field field);

/* blas2.c */
fs_work fs_cost_gemv(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_gbmv(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_symv(fs_field field, int64_t n);
fs_work fs_cost_hemv(fs_field field, int64_t n);
fs_work fs_cost_sbmv(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_hbmv(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_trmv(fs_field field, int64_t diag, int64_t n);
fs_work fs_cost_trsv(fs_field field, int64_t diag, int64_t n);
fs_work fs_cost_tbmv(fs_field field, int64_t diag, int64_t n, int64_t k);
fs_work fs_cost_tbsv(fs_field field, int64_t diag, int64_t n, int64_t k);
fs_work fs_cost_ger(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_syr(fs_field field, int64_t n);
fs_work fs_cost_her(fs_field field, int64_t n);
fs_work fs_cost_syr2(fs_field field, int64_t n);
fs_work fs_cost_her2(fs_field field, int64_t n);
fs_work fs_cost_skewsymv(fs_field field, int64_t n);
fs_work fs_cost_skewsyr2(fs_field field, int64_t n);

/* blas3.c */
fs_work fs_cost_gemm(fs_field field, int64_t m, int64_t n, int64_t k);
fs_work fs_cost_gemm3m(fs_field field, int64_t m, int64_t n, int64_t k);
fs_work fs_cost_gemm_batch(fs_field field, int64_t products);
fs_work fs_cost_gemmt(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_symm(fs_field field, int64_t side, int64_t m, int64_t n);
fs_work fs_cost_hemm(fs_field field, int64_t side, int64_t m, int64_t n);
fs_work fs_cost_syrk(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_herk(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_syr2k(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_her2k(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_trmm(fs_field field, int64_t side, int64_t diag, int64_t m, int64_t n);
fs_work fs_cost_trsm(fs_field field, int64_t side, int64_t diag, int64_t m, int64_t n);
fs_work fs_cost_skewsymm(fs_field field, int64_t side, int64_t m, int64_t n);
fs_work fs_cost_skewsyr2k(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_geadd(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_omatcopy(fs_field field, int64_t rows, int64_t cols);

/* lu.c */
fs_work fs_cost_getrf(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_getrs(fs_field field, int64_t trans, int64_t n, int64_t nrhs);
fs_work fs_cost_gesc2(fs_field field, int64_t n);
fs_work fs_cost_gesv(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_getri(fs_field field, int64_t n);
fs_work fs_cost_gecon(fs_field field, int64_t n);
fs_work fs_cost_gerfs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_geequ(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_gesvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs);
fs_work fs_cost_sgesv(fs_field field, int64_t n, int64_t nrhs);

/* cholesky.c */
fs_work fs_cost_potrf(fs_field field, int64_t uplo, int64_t n);
fs_work fs_cost_potrs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_posv(fs_field field, int64_t uplo, int64_t n, int64_t nrhs);
fs_work fs_cost_ppsv(fs_field field, int64_t uplo, int64_t n, int64_t nrhs);
fs_work fs_cost_potf2(fs_field field, int64_t uplo, int64_t n);
fs_work fs_cost_pptrf(fs_field field, int64_t uplo, int64_t n);
fs_work fs_cost_pptri(fs_field field, int64_t uplo, int64_t n);
fs_work fs_cost_pptrs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_potri(fs_field field, int64_t uplo, int64_t n);
fs_work fs_cost_lauum(fs_field field, int64_t uplo, int64_t n);
fs_work fs_cost_pocon(fs_field field, int64_t n);
fs_work fs_cost_porfs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_poequ(fs_field field, int64_t n);
fs_work fs_cost_posvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs);
fs_work fs_cost_sposv(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_pstrf(fs_field field, int64_t uplo, int64_t n);

/* indefinite.c */
fs_work fs_cost_sytrf(fs_field field, int64_t n);
fs_work fs_cost_sytrf_rook(fs_field field, int64_t n);
fs_work fs_cost_sytrs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_sysv(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_sysv_rook(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_sytri(fs_field field, int64_t n);
fs_work fs_cost_sycon(fs_field field, int64_t n);
fs_work fs_cost_hecon(fs_field field, int64_t n);
fs_work fs_cost_syrfs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_herfs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_sysvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs);
fs_work fs_cost_hesvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs);
fs_work fs_cost_syequb(fs_field field, int64_t n);

/* triangular.c */
fs_work fs_cost_trtri(fs_field field, int64_t diag, int64_t n);
fs_work fs_cost_trtrs(fs_field field, int64_t trans, int64_t diag, int64_t n, int64_t nrhs);
fs_work fs_cost_tptrs(fs_field field, int64_t diag, int64_t n, int64_t nrhs);
fs_work fs_cost_trcon(fs_field field, int64_t diag, int64_t n);
fs_work fs_cost_trrfs(fs_field field, int64_t diag, int64_t n, int64_t nrhs);

/* band.c */
fs_work fs_cost_gbtrf(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_gbtrs(fs_field field, int64_t trans, int64_t n, int64_t kl, int64_t ku,
                      int64_t nrhs);
fs_work fs_cost_gbsv(fs_field field, int64_t n, int64_t kl, int64_t ku, int64_t nrhs);
fs_work fs_cost_gbcon(fs_field field, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_gbrfs(fs_field field, int64_t n, int64_t kl, int64_t ku, int64_t nrhs);
fs_work fs_cost_gbequ(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_gbsvx(fs_field field, int64_t fact, int64_t n, int64_t kl, int64_t ku,
                      int64_t nrhs);

/* band_definite.c */
fs_work fs_cost_pbtrf(fs_field field, int64_t n, int64_t kd);
fs_work fs_cost_pbtrs(fs_field field, int64_t n, int64_t kd, int64_t nrhs);
fs_work fs_cost_pbsv(fs_field field, int64_t n, int64_t kd, int64_t nrhs);
fs_work fs_cost_pbcon(fs_field field, int64_t n, int64_t kd);
fs_work fs_cost_pbrfs(fs_field field, int64_t n, int64_t kd, int64_t nrhs);
fs_work fs_cost_pbsvx(fs_field field, int64_t fact, int64_t n, int64_t kd, int64_t nrhs);
fs_work fs_cost_tbtrs(fs_field field, int64_t diag, int64_t n, int64_t kd, int64_t nrhs);
fs_work fs_cost_tbcon(fs_field field, int64_t diag, int64_t n, int64_t kd);
fs_work fs_cost_tbrfs(fs_field field, int64_t diag, int64_t n, int64_t kd, int64_t nrhs);

/* tridiagonal.c */
fs_work fs_cost_gttrf(fs_field field, int64_t n);
fs_work fs_cost_gttrs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_gtsv(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_gtcon(fs_field field, int64_t n);
fs_work fs_cost_gtrfs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_gtsvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs);
fs_work fs_cost_pttrf(fs_field field, int64_t n);
fs_work fs_cost_pttrs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_ptsv(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_ptcon(fs_field field, int64_t n);
fs_work fs_cost_ptrfs(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_ptsvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs);

/* auxiliary.c */
fs_work fs_cost_lascl(fs_field field, int64_t type, int64_t kl, int64_t ku, int64_t m, int64_t n);
fs_work fs_cost_scale_rows(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_scale_triangle(fs_field field, int64_t n);
fs_work fs_cost_scale_band(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_lacrm(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_larcm(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_lacn2(fs_field field, int64_t n);
fs_work fs_cost_lapy2(fs_field field);
fs_work fs_cost_lapy3(fs_field field);
fs_work fs_cost_lartg(fs_field field);
fs_work fs_cost_lartgp(fs_field field);
fs_work fs_cost_lartgs(fs_field field);
fs_work fs_cost_ladiv(fs_field field);
fs_work fs_cost_lasr(fs_field field, int64_t side, int64_t m, int64_t n);
fs_work fs_cost_rotations(fs_field field, int64_t n);
fs_work fs_cost_largv(fs_field field, int64_t n);
fs_work fs_cost_lar2v(fs_field field, int64_t n);
fs_work fs_cost_lapll(fs_field field, int64_t n);
fs_work fs_cost_laic1(fs_field field, int64_t job, int64_t j);
fs_work fs_cost_lagtf(fs_field field, int64_t n);
fs_work fs_cost_lagtm(fs_field field, int64_t n, int64_t nrhs);
fs_work fs_cost_larnv(fs_field field, int64_t idist, int64_t n);
fs_work fs_cost_lagge(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_lagsy(fs_field field, int64_t n, int64_t k);
fs_work fs_cost_latms(fs_field field, int64_t sym, int64_t m, int64_t n, int64_t kl, int64_t ku);

/* bidiagonal.c */
fs_work fs_cost_bdsqr(fs_field field, int64_t n, int64_t ncvt, int64_t nru, int64_t ncc);
fs_work fs_cost_bdsdc(fs_field field, int64_t compq, int64_t n);
fs_work fs_cost_bdsvdx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                       int64_t iu);
fs_work fs_cost_gbbrd(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t ncc, int64_t kl,
                      int64_t ku);

/* generalized_symmetric.c */
fs_work fs_cost_sytrd_sy2sb(fs_field field, int64_t n, int64_t kd);
fs_work fs_cost_sbev_2stage(fs_field field, int64_t n, int64_t kd);
fs_work fs_cost_sbevx_2stage(fs_field field, int64_t range, int64_t n, int64_t kd, int64_t il,
                             int64_t iu);
fs_work fs_cost_sytrd_2stage(fs_field field, int64_t n);
fs_work fs_cost_syev_2stage(fs_field field, int64_t n);
fs_work fs_cost_syevx_2stage(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu);
fs_work fs_cost_sygv(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_sygvd(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_sygvx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);
fs_work fs_cost_sygv_2stage(fs_field field, int64_t n);
fs_work fs_cost_spgv(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_spgvd(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_spgvx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);
fs_work fs_cost_sbgst(fs_field field, int64_t vect, int64_t n, int64_t ka, int64_t kb);
fs_work fs_cost_sbgv(fs_field field, int64_t jobz, int64_t n, int64_t ka, int64_t kb);
fs_work fs_cost_sbgvd(fs_field field, int64_t jobz, int64_t n, int64_t ka, int64_t kb);
fs_work fs_cost_sbgvx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t ka,
                      int64_t kb, int64_t il, int64_t iu);

/* gsvd.c */
fs_work fs_cost_ggsvp3(fs_field field, int64_t jobu, int64_t jobv, int64_t jobq, int64_t m,
                       int64_t p, int64_t n);
fs_work fs_cost_tgsja(fs_field field, int64_t jobu, int64_t jobv, int64_t jobq, int64_t m,
                      int64_t p, int64_t n, int64_t k, int64_t l);
fs_work fs_cost_ggsvd3(fs_field field, int64_t jobu, int64_t jobv, int64_t jobq, int64_t m,
                       int64_t n, int64_t p);
fs_work fs_cost_bbcsd(fs_field field, int64_t jobu1, int64_t jobu2, int64_t jobv1t, int64_t jobv2t,
                      int64_t m, int64_t p, int64_t q);
fs_work fs_cost_orbdb(fs_field field, int64_t m, int64_t p, int64_t q);
fs_work fs_cost_orcsd(fs_field field, int64_t jobu1, int64_t jobu2, int64_t jobv1t, int64_t jobv2t,
                      int64_t m, int64_t p, int64_t q);
fs_work fs_cost_orbdb2by1(fs_field field, int64_t m, int64_t p, int64_t q);
fs_work fs_cost_orcsd2by1(fs_field field, int64_t jobu1, int64_t jobu2, int64_t jobv1t, int64_t m,
                          int64_t p, int64_t q);

/* least_squares.c */
fs_work fs_cost_gels(fs_field field, int64_t m, int64_t n, int64_t nrhs);
fs_work fs_cost_gelsy(fs_field field, int64_t m, int64_t n, int64_t nrhs);
fs_work fs_cost_ggqrf(fs_field field, int64_t n, int64_t m, int64_t p);
fs_work fs_cost_ggrqf(fs_field field, int64_t m, int64_t p, int64_t n);
fs_work fs_cost_gglse(fs_field field, int64_t m, int64_t n, int64_t p);
fs_work fs_cost_ggglm(fs_field field, int64_t n, int64_t m, int64_t p);

/* least_squares_svd.c */
fs_work fs_cost_gelss(fs_field field, int64_t m, int64_t n, int64_t nrhs);
fs_work fs_cost_gelsd(fs_field field, int64_t m, int64_t n, int64_t nrhs);
fs_work fs_cost_lalsd(fs_field field, int64_t n, int64_t nrhs);

/* nonsymmetric_eigen.c */
fs_work fs_cost_hseqr(fs_field field, int64_t job, int64_t compz, int64_t n, int64_t ilo,
                      int64_t ihi);
fs_work fs_cost_gebal(fs_field field, int64_t job, int64_t n);
fs_work fs_cost_gebak(fs_field field, int64_t job, int64_t ilo, int64_t ihi, int64_t m);
fs_work fs_cost_trevc(fs_field field, int64_t side, int64_t howmny, int64_t n, int64_t mm);
fs_work fs_cost_trevc3(fs_field field, int64_t side, int64_t howmny, int64_t n, int64_t mm);
fs_work fs_cost_trsna(fs_field field, int64_t job, int64_t howmny, int64_t n, int64_t mm);
fs_work fs_cost_laein(fs_field field, int64_t n);
fs_work fs_cost_hsein(fs_field field, int64_t side, int64_t n, int64_t mm);
fs_work fs_cost_geev(fs_field field, int64_t jobvl, int64_t jobvr, int64_t n);
fs_work fs_cost_geevx(fs_field field, int64_t jobvl, int64_t jobvr, int64_t sense, int64_t n);
fs_work fs_cost_gees(fs_field field, int64_t jobvs, int64_t sort, int64_t n);
fs_work fs_cost_geesx(fs_field field, int64_t jobvs, int64_t sort, int64_t sense, int64_t n);

/* nonsymmetric_generalized.c */
fs_work fs_cost_gghrd(fs_field field, int64_t compq, int64_t compz, int64_t n, int64_t ilo,
                      int64_t ihi);
fs_work fs_cost_hgeqz(fs_field field, int64_t job, int64_t compq, int64_t compz, int64_t n,
                      int64_t ilo, int64_t ihi);
fs_work fs_cost_ggbal(fs_field field, int64_t job, int64_t n);
fs_work fs_cost_tgevc(fs_field field, int64_t side, int64_t howmny, int64_t n, int64_t mm);
fs_work fs_cost_tgsna(fs_field field, int64_t job, int64_t howmny, int64_t n, int64_t mm);
fs_work fs_cost_ggev(fs_field field, int64_t jobvl, int64_t jobvr, int64_t n);
fs_work fs_cost_ggev3(fs_field field, int64_t jobvl, int64_t jobvr, int64_t n);
fs_work fs_cost_ggevx(fs_field field, int64_t balanc, int64_t jobvl, int64_t jobvr, int64_t sense,
                      int64_t n);
fs_work fs_cost_gges(fs_field field, int64_t jobvsl, int64_t jobvsr, int64_t sort, int64_t n);
fs_work fs_cost_gges3(fs_field field, int64_t jobvsl, int64_t jobvsr, int64_t sort, int64_t n);
fs_work fs_cost_ggesx(fs_field field, int64_t jobvsl, int64_t jobvsr, int64_t sort, int64_t sense,
                      int64_t n);

/* norms.c */
fs_work fs_cost_lange(fs_field field, int64_t norm, int64_t m, int64_t n);
fs_work fs_cost_lansy(fs_field field, int64_t norm, int64_t n);
fs_work fs_cost_lansb(fs_field field, int64_t norm, int64_t n, int64_t k);
fs_work fs_cost_langb(fs_field field, int64_t norm, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_lantr(fs_field field, int64_t norm, int64_t uplo, int64_t diag, int64_t m,
                      int64_t n);
fs_work fs_cost_lantb(fs_field field, int64_t norm, int64_t diag, int64_t n, int64_t k);
fs_work fs_cost_langt(fs_field field, int64_t norm, int64_t n);
fs_work fs_cost_lanst(fs_field field, int64_t norm, int64_t n);
fs_work fs_cost_lassq(fs_field field, int64_t n);

/* qr.c */
fs_work fs_cost_geqrf(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_gelqf(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_geqp3(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_geqp3rk(fs_field field, int64_t m, int64_t n, int64_t nrhs, int64_t kmax);
fs_work fs_cost_geqrt(fs_field field, int64_t m, int64_t n, int64_t nb);
fs_work fs_cost_geqrt2(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_geqrt3(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_gelqt3(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_orgtsqr_row(fs_field field, int64_t m, int64_t n, int64_t nb);
fs_work fs_cost_orgqr(fs_field field, int64_t m, int64_t n, int64_t k);
fs_work fs_cost_orglq(fs_field field, int64_t m, int64_t n, int64_t k);
fs_work fs_cost_ormqr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k);
fs_work fs_cost_gemqrt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t nb);
fs_work fs_cost_tzrzf(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_ormrz(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l);
fs_work fs_cost_getsqrhrt(fs_field field, int64_t m, int64_t n, int64_t mb1, int64_t nb1,
                          int64_t nb2);
fs_work fs_cost_gelqt(fs_field field, int64_t m, int64_t n, int64_t mb);
fs_work fs_cost_gemlqt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t mb);
fs_work fs_cost_tplqt(fs_field field, int64_t m, int64_t n, int64_t l, int64_t nb);
fs_work fs_cost_tpmlqt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l,
                       int64_t mb);
fs_work fs_cost_latsqr(fs_field field, int64_t m, int64_t n, int64_t mb, int64_t nb);
fs_work fs_cost_laswlq(fs_field field, int64_t m, int64_t n, int64_t mb, int64_t nb);
fs_work fs_cost_lamtsqr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t mb,
                        int64_t nb);
fs_work fs_cost_lamswlq(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t mb,
                        int64_t nb);
fs_work fs_cost_orhr_col(fs_field field, int64_t m, int64_t n, int64_t nb);

/* qr_pentagonal.c */
fs_work fs_cost_tpqrt(fs_field field, int64_t m, int64_t n, int64_t l, int64_t nb);
fs_work fs_cost_tpqrt2(fs_field field, int64_t m, int64_t n, int64_t l);
fs_work fs_cost_tpmqrt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l,
                       int64_t nb);
fs_work fs_cost_tprfb(fs_field field, int64_t side, int64_t storev, int64_t m, int64_t n, int64_t k,
                      int64_t l);

/* reductions.c */
fs_work fs_cost_sytrd(fs_field field, int64_t n);
fs_work fs_cost_orgtr(fs_field field, int64_t n);
fs_work fs_cost_ormtr(fs_field field, int64_t side, int64_t m, int64_t n);
fs_work fs_cost_gebrd(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_orgbr(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t k);
fs_work fs_cost_ormbr(fs_field field, int64_t vect, int64_t side, int64_t m, int64_t n, int64_t k);
fs_work fs_cost_gehrd(fs_field field, int64_t n, int64_t ilo, int64_t ihi);
fs_work fs_cost_orghr(fs_field field, int64_t ilo, int64_t ihi);
fs_work fs_cost_ormhr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t ilo, int64_t ihi);
fs_work fs_cost_sygst(fs_field field, int64_t n);

/* reflectors.c */
fs_work fs_cost_larfg(fs_field field, int64_t n);
fs_work fs_cost_larfgp(fs_field field, int64_t n);
fs_work fs_cost_larfx(fs_field field, int64_t side, int64_t m, int64_t n);
fs_work fs_cost_larfy(fs_field field, int64_t n);
fs_work fs_cost_larf(fs_field field, int64_t side, int64_t m, int64_t n);
fs_work fs_cost_larft(fs_field field, int64_t storev, int64_t n, int64_t k);
fs_work fs_cost_larzt(fs_field field, int64_t n, int64_t k);

fs_work fs_cost_larfb(fs_field field, int64_t side, int64_t storev, int64_t m, int64_t n,
                      int64_t k);
fs_work fs_cost_larzb(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l);
fs_work fs_cost_larz(fs_field field, int64_t side, int64_t m, int64_t n, int64_t l);
fs_work fs_cost_latzm(fs_field field, int64_t side, int64_t m, int64_t n);

/* svd.c */
fs_work fs_cost_gesvd(fs_field field, int64_t jobu, int64_t jobvt, int64_t m, int64_t n);
fs_work fs_cost_gesdd(fs_field field, int64_t jobz, int64_t m, int64_t n);
fs_work fs_cost_gesvdx(fs_field field, int64_t jobu, int64_t jobvt, int64_t range, int64_t m,
                       int64_t n, int64_t il, int64_t iu);
fs_work fs_cost_gesvdq(fs_field field, int64_t jobu, int64_t jobv, int64_t m, int64_t n);
fs_work fs_cost_gesvj(fs_field field, int64_t jobv, int64_t m, int64_t n, int64_t mv);
fs_work fs_cost_gejsv(fs_field field, int64_t jobu, int64_t jobv, int64_t m, int64_t n);

/* symmetric_eigen.c */
fs_work fs_cost_syev(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_syevd(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_syevr(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);
fs_work fs_cost_syevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);
fs_work fs_cost_spev(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_spevd(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_spevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);
fs_work fs_cost_sbtrd(fs_field field, int64_t vect, int64_t n, int64_t kd);
fs_work fs_cost_sbev(fs_field field, int64_t jobz, int64_t n, int64_t kd);
fs_work fs_cost_sbevd(fs_field field, int64_t jobz, int64_t n, int64_t kd);
fs_work fs_cost_sbevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t kd,
                      int64_t il, int64_t iu);
fs_work fs_cost_stev(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_stevd(fs_field field, int64_t jobz, int64_t n);
fs_work fs_cost_stevr(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);
fs_work fs_cost_stevx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);

/* tridiagonal_eigen.c */
fs_work fs_cost_sterf(fs_field field, int64_t n);
fs_work fs_cost_steqr(fs_field field, int64_t compz, int64_t n);
fs_work fs_cost_pteqr(fs_field field, int64_t compz, int64_t n);
fs_work fs_cost_stedc(fs_field field, int64_t compz, int64_t n);
fs_work fs_cost_stemr(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu);
fs_work fs_cost_stebz(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu);
fs_work fs_cost_stein(fs_field field, int64_t n, int64_t m);
fs_work fs_cost_disna(fs_field field, int64_t job, int64_t m, int64_t n);

/* compositions.c */
fs_work fs_cost_gedmd(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_gecxx(fs_field field, int64_t m, int64_t n);

/* cs_reduction.c */
fs_work fs_cost_orbdb_cs(fs_field field, int64_t m, int64_t p, int64_t q);
fs_work fs_cost_orbdb5(fs_field field, int64_t m1, int64_t m2, int64_t n);
fs_work fs_cost_sb2st_kernel(fs_field field, int64_t ttype, int64_t st, int64_t ed, int64_t n,
                             int64_t nb);

/* divide_conquer.c */
fs_work fs_cost_secular(fs_field field, int64_t k, int64_t roots);
fs_work fs_cost_laed4(fs_field field, int64_t n);
fs_work fs_cost_laed2(fs_field field, int64_t n);
fs_work fs_cost_laed3(fs_field field, int64_t k, int64_t n);
fs_work fs_cost_laed1(fs_field field, int64_t n);
fs_work fs_cost_laed7(fs_field field, int64_t qsiz, int64_t n);
fs_work fs_cost_laeda(fs_field field, int64_t n, int64_t curlvl);
fs_work fs_cost_laed0(fs_field field, int64_t icompq, int64_t qsiz, int64_t n);
fs_work fs_cost_lasd2(fs_field field, int64_t nl, int64_t nr, int64_t sqre);
fs_work fs_cost_lasd3(fs_field field, int64_t nl, int64_t nr, int64_t k);
fs_work fs_cost_lasd1(fs_field field, int64_t nl, int64_t nr, int64_t sqre);
fs_work fs_cost_lasd4(fs_field field, int64_t n);
fs_work fs_cost_lasd8(fs_field field, int64_t k);
fs_work fs_cost_lasd6(fs_field field, int64_t nl, int64_t nr, int64_t sqre);
fs_work fs_cost_lasd0(fs_field field, int64_t n);
fs_work fs_cost_lasda(fs_field field, int64_t n);
fs_work fs_cost_lals0(fs_field field, int64_t icompq, int64_t nrhs, int64_t k);
fs_work fs_cost_lalsa(fs_field field, int64_t icompq, int64_t n, int64_t nrhs);

/* dqds.c */
fs_work fs_cost_lasq1(fs_field field, int64_t n);
fs_work fs_cost_lasq2(fs_field field, int64_t n);
fs_work fs_cost_lasq5(fs_field field, int64_t i0, int64_t n0, int64_t ieee);
fs_work fs_cost_lasq6(fs_field field, int64_t i0, int64_t n0);
fs_work fs_cost_lasq3(fs_field field, int64_t i0, int64_t n0, int64_t ieee);

/* jacobi.c */
fs_work fs_cost_jacobi_sweeps(fs_field field, int64_t jobv, int64_t m, int64_t n, int64_t n1,
                              int64_t mv, int64_t nsweep);

/* panels.c */
fs_work fs_cost_latrd(fs_field field, int64_t n, int64_t nb);
fs_work fs_cost_labrd(fs_field field, int64_t m, int64_t n, int64_t nb);
fs_work fs_cost_lahr2(fs_field field, int64_t n, int64_t k, int64_t nb);
fs_work fs_cost_lahrd(fs_field field, int64_t n, int64_t k, int64_t nb);
fs_work fs_cost_lasyf(fs_field field, int64_t n, int64_t nb);
fs_work fs_cost_lasyf_rook(fs_field field, int64_t n, int64_t nb);
fs_work fs_cost_lasyf_aa(fs_field field, int64_t j1, int64_t m, int64_t nb);
fs_work fs_cost_laqps(fs_field field, int64_t m, int64_t n, int64_t offset, int64_t nb);

/* qr_sweeps.c */
fs_work fs_cost_lahqr(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t ilo,
                      int64_t ihi);
fs_work fs_cost_laqr0(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t ilo,
                      int64_t ihi);
fs_work fs_cost_laqz0(fs_field field, int64_t wants, int64_t wantq, int64_t wantz, int64_t n,
                      int64_t ilo, int64_t ihi);
fs_work fs_cost_laqr2(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t nw);
fs_work fs_cost_laqr5(fs_field field, int64_t wantt, int64_t wantz, int64_t kacc22, int64_t n,
                      int64_t ktop, int64_t kbot, int64_t nshfts);
fs_work fs_cost_laqz_window(fs_field field, int64_t ilq, int64_t ilz, int64_t n, int64_t nw);
fs_work fs_cost_laqz_sweep(fs_field field, int64_t ilschur, int64_t ilq, int64_t n, int64_t ilo,
                           int64_t ihi, int64_t shifts, int64_t nblock);
fs_work fs_cost_laqz_step(fs_field field, int64_t shifts, int64_t istartm, int64_t istopm,
                          int64_t nq, int64_t nz);

/* reordering.c */
fs_work fs_cost_laexc(fs_field field, int64_t wantq, int64_t n, int64_t n1, int64_t n2);
fs_work fs_cost_tgex2(fs_field field, int64_t wantq, int64_t wantz, int64_t n, int64_t n1,
                      int64_t n2);
fs_work fs_cost_trexc(fs_field field, int64_t compq, int64_t n, int64_t ifst, int64_t ilst);
fs_work fs_cost_tgexc(fs_field field, int64_t wantq, int64_t wantz, int64_t n, int64_t ifst,
                      int64_t ilst);
fs_work fs_cost_trsen(fs_field field, int64_t job, int64_t compq, int64_t n);
fs_work fs_cost_tgsen(fs_field field, int64_t ijob, int64_t wantq, int64_t wantz, int64_t n);

/* representations.c */
fs_work fs_cost_sturm(fs_field field, int64_t n, int64_t points);
fs_work fs_cost_laebz(fs_field field, int64_t ijob, int64_t n, int64_t mmax, int64_t minp);
fs_work fs_cost_laneg(fs_field field, int64_t n);
fs_work fs_cost_larrb(fs_field field, int64_t n, int64_t ifirst, int64_t ilast);
fs_work fs_cost_larrc(fs_field field, int64_t jobt, int64_t n);
fs_work fs_cost_larrd(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu);
fs_work fs_cost_larre(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu);
fs_work fs_cost_larrf(fs_field field, int64_t n);
fs_work fs_cost_larrj(fs_field field, int64_t n, int64_t ifirst, int64_t ilast);
fs_work fs_cost_larrk(fs_field field, int64_t n);
fs_work fs_cost_lar1v(fs_field field, int64_t n);
fs_work fs_cost_larrv(fs_field field, int64_t n, int64_t dol, int64_t dou);

/* scalars.c */
fs_work fs_cost_scalar_work(fs_field field, int64_t mul, int64_t add, int64_t cmul, int64_t cadd);
fs_work fs_cost_lasy2(fs_field field, int64_t n1, int64_t n2);
fs_work fs_cost_laln2(fs_field field, int64_t na, int64_t nw);
fs_work fs_cost_laqr1(fs_field field, int64_t n);

/* scaled_solves.c */
fs_work fs_cost_latrs(fs_field field, int64_t diag, int64_t normin, int64_t n);
fs_work fs_cost_latbs(fs_field field, int64_t diag, int64_t normin, int64_t n, int64_t kd);
fs_work fs_cost_latrs3(fs_field field, int64_t diag, int64_t normin, int64_t n, int64_t nrhs);
fs_work fs_cost_getc2(fs_field field, int64_t n);
fs_work fs_cost_latdf(fs_field field, int64_t ijob, int64_t n);
fs_work fs_cost_laqtr(fs_field field, int64_t ltran, int64_t lreal, int64_t n);

/* sylvester.c */
fs_work fs_cost_trsyl(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_trsyl3(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_tgsyl(fs_field field, int64_t trans, int64_t ijob, int64_t m, int64_t n);
fs_work fs_cost_tgsy2(fs_field field, int64_t trans, int64_t ijob, int64_t m, int64_t n);

fs_work fs_cost_pftrf(fs_field field, int64_t n);

fs_work fs_cost_hetrf(fs_field field, int64_t n);

fs_work fs_cost_sytrf_aa(fs_field field, int64_t n);

fs_work fs_cost_sytrf_aa_2stage(fs_field field, int64_t n);

fs_work fs_cost_hetrf_rook(fs_field field, int64_t n);

fs_work fs_cost_hetri(fs_field field, int64_t n);

fs_work fs_cost_sytri2(fs_field field, int64_t n);

fs_work fs_cost_hetri2(fs_field field, int64_t n);

fs_work fs_cost_hetrs(fs_field field, int64_t n, int64_t nrhs);

fs_work fs_cost_hesv(fs_field field, int64_t n, int64_t nrhs);

fs_work fs_cost_hesv_rook(fs_field field, int64_t n, int64_t nrhs);

fs_work fs_cost_sysv_aa(fs_field field, int64_t n, int64_t nrhs);

fs_work fs_cost_sysv_aa_2stage(fs_field field, int64_t n, int64_t nrhs);

fs_work fs_cost_orm22(fs_field field, int64_t side, int64_t m, int64_t n, int64_t n1, int64_t n2);

fs_work fs_cost_larfb_gett(fs_field field, int64_t ident, int64_t m, int64_t n, int64_t k);

fs_work fs_cost_tplqt2(fs_field field, int64_t m, int64_t n, int64_t l);

fs_work fs_cost_geequb(fs_field field, int64_t m, int64_t n);
fs_work fs_cost_gbequb(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku);
fs_work fs_cost_poequb(fs_field field, int64_t n);

fs_work fs_cost_lacrt(fs_field field, int64_t n);

fs_work fs_cost_tfsm(fs_field field, int64_t side, int64_t diag, int64_t m, int64_t n);

#endif
