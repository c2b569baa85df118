/* SPDX-License-Identifier: MIT */
/* Loads a plugin, calls it and unloads it, thousands of times: that must not take memory for ever.
 * Argument: the plugin. */
#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

enum { WARM = 1000, TURNS = 6000, MOST_KIB = 128 };

/* By the page tables: the counters behind statm are kept by processor since Linux 6.2, and may be
 * off by more than what is looked for here. */
static long resident_kib(void)
{
    char line[256];
    long resident = -1;
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    while (file != NULL && resident < 0 && fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "Rss: %ld kB", &resident) != 1)
            resident = -1;
    if (file != NULL)
        fclose(file);
    return resident;
}

int main(int argc, char **argv)
{
    long before = 0;
    double sum = 0;
    for (int i = 0; i < TURNS && argc == 2; i++) {
        void *handle = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
        double (*answer)(int) =
            handle != NULL ? (double (*)(int))dlsym(handle, "plugin_answer") : NULL;
        if (answer == NULL)
            return 1;
        sum += answer(3);
        dlclose(handle);
        if (i == 0 || i == WARM) /* the first time brings code into memory itself */
            before = resident_kib();
    }
    if (before < 0)
        return 1;
    printf("%g, memory %s\n", sum, resident_kib() - before < MOST_KIB ? "stays" : "grows");
    return 0;
}
