/* SPDX-License-Identifier: MIT */
/* Loads a plugin, calls it and unloads it, thousands of times: that must not take memory for ever.
 * Argument: the plugin. */
#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

enum { WARM = 1000, TURNS = 6000, MOST_PAGES = 32 };

static long resident_pages(void)
{
    long total, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &total, &resident) != 2)
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
        if (i == WARM)
            before = resident_pages();
    }
    printf("%g, memory %s\n", sum, resident_pages() - before < MOST_PAGES ? "stays" : "grows");
    return 0;
}
