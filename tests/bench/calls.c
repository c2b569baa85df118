/* SPDX-License-Identifier: MIT */
/* What a BLAS call costs: prints "NAME NANOSECONDS" for small calls, the best of many rounds, and
 * for two time stamps, measured in between. */
#include <cblas.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <x86intrin.h>

enum { ROUNDS = 40, CALLS = 20000 };

double ddot_(const int *n, const double *x, const int *incx, const double *y, const int *incy);
void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *ipiv, double *b,
            const int *ldb, int *info);

static double x[64], y[64], z[64];
static double sink;

static uint64_t now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void two_stamps(void)
{
    uint64_t first = __rdtsc();
    sink += (double)(__rdtsc() - first);
}

static void ddot_c(void)
{
    sink += cblas_ddot(1, x, 1, y, 1);
}

static void ddot_fortran(void)
{
    const int one = 1;
    sink += ddot_(&one, x, &one, y, &one);
}

static void dgemm_4(void)
{
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, 4, 4, 4, 1.0, x, 4, y, 4, 0.0, z, 4);
}

static void dgesv_8(void)
{
    const int n = 8, one = 1;
    int ipiv[8], info;
    double a[64];
    for (int i = 0; i < 64; i++)
        a[i] = x[i];
    dgesv_(&n, &one, a, &n, ipiv, z, &n, &info);
}

int main(void)
{
    static const struct {
        const char *name;
        void (*call)(void);
    } measured[] = {{"two-stamps", two_stamps},
                    {"cblas_ddot-1", ddot_c},
                    {"ddot_-1", ddot_fortran},
                    {"cblas_dgemm-4", dgemm_4},
                    {"dgesv_-8", dgesv_8}};
    enum { COUNT = sizeof measured / sizeof measured[0] };
    double best_ns[COUNT];
    for (int i = 0; i < 64; i++) {
        x[i] = (i * 37 % 61) / 61.0 + (i % 9 == 0 ? 3.0 : 0.0);
        y[i] = (i * 11 % 53) / 53.0;
    }
    for (int m = 0; m < COUNT; m++)
        best_ns[m] = 1e9;
    for (int round = 0; round < ROUNDS; round++)
        for (int m = 0; m < COUNT; m++) {
            uint64_t start = now_ns();
            for (int i = 0; i < CALLS; i++)
                measured[m].call();
            double call_ns = (double)(now_ns() - start) / CALLS;
            if (call_ns < best_ns[m])
                best_ns[m] = call_ns;
        }
    for (int m = 0; m < COUNT; m++)
        printf("%s %.2f\n", measured[m].name, best_ns[m]);
    return sink < 0.0;
}
