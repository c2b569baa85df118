/* SPDX-License-Identifier: MIT */
/* A preload library that counts calls of entry points: its stubs are make_counter.py's, and here
 * they learn where to jump. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

extern void *bench_counted[];
extern const char bench_counted_names[];

static __attribute__((constructor)) void find_next(void)
{
    size_t index = 0;
    for (const char *name = bench_counted_names; *name != '\0'; name += strlen(name) + 1) {
        void *next = dlsym(RTLD_NEXT, name);
        bench_counted[index++] = next ? next : (void *)(size_t)abort;
    }
}
