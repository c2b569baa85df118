/* SPDX-License-Identifier: MIT */
/* What the test programs share: data that is the same in every run, digests of results, and the
 * Fortran entry points that they call. */
#ifndef FS_TEST_SUPPORT_H
#define FS_TEST_SUPPORT_H

#include <stddef.h>
#include <stdint.h>

/* Fills n doubles with a fixed sequence in [-0.5, 0.5) that depends on seed alone. */
void fill(double *x, size_t n, unsigned seed);

/* A malloc'ed array of n doubles, filled; the caller frees it. Ends the program when memory is
 * short. */
double *filled(size_t n, unsigned seed);

/* Prints "NAME DIGEST" to stdout: a digest of every bit of the bytes at data. */
void print_digest(const char *name, const void *data, size_t bytes);

/* 64-bit FNV-1a of the bytes at data. */
uint64_t digest(const void *data, size_t bytes);

/* Multiplies two n by n matrices with dgemm_ and returns the digest of the product. */
uint64_t multiply(int n, unsigned seed);

/* Writes a formatted line with one write(2): whole even where processes share stdout. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

double ddot_(const int *n, const double *x, const int *incx, const double *y, const int *incy);
double _Complex zdotc_(const int *n, const double _Complex *x, const int *incx,
                       const double _Complex *y, const int *incy);
void dgemv_(const char *trans, const int *m, const int *n, const double *alpha, const double *a,
            const int *lda, const double *x, const int *incx, const double *beta, double *y,
            const int *incy, size_t trans_length);
void dgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
            const double *beta, double *c, const int *ldc, size_t transa_length,
            size_t transb_length);
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info,
             size_t uplo_length);
void dgees_(const char *jobvs, const char *sort, int (*select)(const double *, const double *),
            const int *n, double *a, const int *lda, int *sdim, double *wr, double *wi, double *vs,
            const int *ldvs, double *work, const int *lwork, int *bwork, int *info,
            size_t jobvs_length, size_t sort_length);

/* Schur form of an n by n matrix (n at most 32) with eigenvalues sorted by select; returns info. */
int schur(int n, unsigned seed, int (*select)(const double *, const double *));

#endif
