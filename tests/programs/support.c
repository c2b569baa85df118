/* SPDX-License-Identifier: MIT */
/* Data, digests and calls that several test programs need. */
#include "support.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void fill(double *x, size_t n, unsigned seed)
{
    uint64_t state = seed * 2862933555777941757u + 3037000493u;
    for (size_t i = 0; i < n; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        x[i] = (double)(state >> 33) / 2147483648.0 - 0.5;
    }
}

double *filled(size_t n, unsigned seed)
{
    double *x = malloc(n * sizeof *x);
    if (!x) {
        perror("malloc");
        exit(1);
    }
    fill(x, n, seed);
    return x;
}

uint64_t digest(const void *data, size_t bytes)
{
    const unsigned char *byte = data;
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < bytes; i++)
        hash = (hash ^ byte[i]) * 1099511628211u;
    return hash;
}

void print_digest(const char *name, const void *data, size_t bytes)
{
    printf("%s %016llx\n", name, (unsigned long long)digest(data, bytes));
}

uint64_t multiply(int n, unsigned seed)
{
    size_t elements = (size_t)n * (size_t)n;
    double *a = filled(elements, seed);
    double *b = filled(elements, seed + 1);
    double *c = filled(elements, seed + 2);
    const double alpha = 1.0, beta = 0.5;
    dgemm_("N", "T", &n, &n, &n, &alpha, a, &n, b, &n, &beta, c, &n, 1, 1);
    uint64_t result = digest(c, elements * sizeof *c);
    free(a);
    free(b);
    free(c);
    return result;
}

int schur(int n, unsigned seed, int (*select)(const double *, const double *))
{
    double a[32 * 32], vs[32 * 32], wr[32], wi[32], work[32 * 64];
    int bwork[32], sdim, info, lwork = 32 * 64;
    if (n > 32)
        return -100;
    fill(a, (size_t)n * (size_t)n, seed);
    dgees_("V", "S", select, &n, a, &n, &sdim, wr, wi, vs, &n, work, &lwork, bwork, &info, 1, 1);
    return info;
}

void say(const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof line || write(1, line, (size_t)length) != length)
        _exit(99);
}
