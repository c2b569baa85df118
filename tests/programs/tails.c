/* SPDX-License-Identifier: MIT */
/* Calls functions of plugins that end in a call of BLAS. Arguments: the plugins. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

typedef void tail(const char *, const char *, const int *, const int *, const int *, const double *,
                  const double *, const int *, const double *, const int *, const double *,
                  double *, const int *, size_t, size_t);

int main(int argc, char **argv)
{
    const double one = 1.0, zero = 0.0;
    const int m = 4, n = 2, k = 3, ld = 8;
    tail *function[8];
    for (int i = 1; i < argc && i < 8; i++) {
        void *handle = dlopen(argv[i], RTLD_NOW | RTLD_LOCAL);
        function[i] = handle != NULL ? (tail *)dlsym(handle, "plugin_tail") : NULL;
        if (function[i] == NULL)
            return fprintf(stderr, "%s\n", dlerror()) < 0;
    }
    for (int i = 1; i < argc && i < 8; i++) {
        double a[64] = {0.0}, b[64] = {0.0}, c[64] = {0.0};
        function[i]("N", "N", &m, &n, &k, &one, a, &ld, b, &ld, &zero, c, &ld, 1, 1);
        printf("plugin %d: %g\n", i, c[0]);
    }
    return 0;
}
