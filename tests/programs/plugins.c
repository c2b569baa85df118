/* SPDX-License-Identifier: MIT */
/* Loads plugins in local scopes, each with its own BLAS: each must get its own, also after another
 * one was loaded where an unloaded one had been. Argument: the directory of the plugins. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static const char *directory;

static void *load(const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    return handle;
}

static double (*function(void *handle, const char *name))(int)
{
    double (*found)(int) = (double (*)(int))dlsym(handle, name);
    if (!found) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    return found;
}

/* Unloads and loads in turn until a plugin has been where the other one was. */
static void take_turns(void)
{
    static const char *const names[2] = {"plugin_a.so", "plugin_b.so"};
    double (*before)(int) = NULL;
    int same_place = 0, wrong = 0;
    for (int i = 0; i < 20; i++) {
        void *handle = load(names[i % 2]);
        double (*answer)(int) = function(handle, "plugin_answer");
        same_place += answer == before;
        wrong += answer(2) != (i % 2 ? 2002.0 : 1002.0);
        before = answer;
        dlclose(handle);
    }
    printf("taking turns: %s at the same place, %d wrong\n", same_place ? "some" : "none", wrong);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    directory = argv[1];
    void *a = load("plugin_a.so");
    void *b = load("plugin_b.so");
    double (*answer_a)(int) = function(a, "plugin_answer");
    double (*answer_b)(int) = function(b, "plugin_answer");
    for (int m = 3; m < 6; m++)
        printf("a %g b %g\n", answer_a(m), answer_b(m));
    dlclose(a);
    printf("b alone %g\n", answer_b(6));
    a = load("plugin_a.so");
    printf("a again %g b %g\n", function(a, "plugin_answer")(7), answer_b(7));
    dlclose(a);
    dlclose(b);
    take_turns();

    void *needing = load("plugin_needing.so");
    printf("BLAS of a dependency %g\n", function(needing, "plugin_answer")(3));
    void *outer = load("plugin_outer.so");
    printf("BLAS of the loader's dependency %g\n", function(outer, "plugin_outer_answer")(4));

    double (*narrow)(int) = function(load("plugin_lp64.so"), "plugin_sum");
    double (*wide)(int) = function(load("plugin_ilp64.so"), "plugin_sum");
    for (int m = 4; m < 8; m++)
        printf("32-bit integers %g, 64-bit integers %g\n", narrow(m), wide(m + 10));
    return 0;
}
