/* SPDX-License-Identifier: MIT */
/* Loads a library whose constructor waits for a thread that calls BLAS for the first time: the
 * dynamic linker's lock is held all the while. Built with a BLAS and without one. Argument: the
 * library. */
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    void *handle = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return fprintf(stderr, "%s\n", dlerror()) < 0;
    const double *answer = dlsym(handle, "constructed_answer");
    printf("constructed %g\n", answer != NULL ? *answer : -1.0);
    return 0;
}
