/* SPDX-License-Identifier: MIT */
/* Demangles C++ names, each once (demangle.h). libstdc++ is loaded when a name needs it: few
 * reports do, and the tools are not to depend on it. */
#include "report/demangle.h"

#include <dlfcn.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

struct name {
    char *mangled;
    char *written; /* NULL: it cannot be told */
};

static int by_mangled(const void *a, const void *b)
{
    return strcmp(((const struct name *)a)->mangled, ((const struct name *)b)->mangled);
}

static void free_name(void *name)
{
    free(((struct name *)name)->mangled);
    free(((struct name *)name)->written);
    free(name);
}

static void open_library(struct fs_demangler *demangler)
{
    demangler->is_open = true;
    demangler->library = dlopen("libstdc++.so.6", RTLD_LAZY | RTLD_LOCAL);
    if (demangler->library != NULL)
        *(void **)&demangler->demangle = dlsym(demangler->library, "__cxa_demangle");
}

/* NULL: no memory. */
static const struct name *add_name(struct fs_demangler *demangler, const char *mangled)
{
    struct name *name = calloc(1, sizeof *name);
    int status;

    if (name == NULL || (name->mangled = strdup(mangled)) == NULL ||
        tsearch(name, &demangler->names, by_mangled) == NULL) {
        if (name != NULL)
            free_name(name);
        return NULL;
    }
    name->written = demangler->demangle(mangled, NULL, NULL, &status);
    return name;
}

const char *fs_demangle(struct fs_demangler *demangler, const char *name)
{
    if (strncmp(name, "_Z", 2) != 0)
        return name;
    if (!demangler->is_open)
        open_library(demangler);
    if (demangler->demangle == NULL)
        return name;
    const struct name wanted = {.mangled = (char *)(unsigned long)name};
    struct name *const *known = tfind(&wanted, &demangler->names, by_mangled);
    const struct name *found = known != NULL ? *known : add_name(demangler, name);
    return found != NULL && found->written != NULL ? found->written : name;
}

void fs_demangler_close(struct fs_demangler *demangler)
{
    tdestroy(demangler->names, free_name);
    if (demangler->library != NULL)
        dlclose(demangler->library);
    *demangler = (struct fs_demangler){0};
}
