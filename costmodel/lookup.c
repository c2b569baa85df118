/* SPDX-License-Identifier: MIT */
/* Looks routines up in the generated catalogue (catalogue.h) by the names that people and programs
 * use: routine, entry point of any interface and integer width, or family. */
#include "costmodel/catalogue.h"

#include <string.h>

enum { NAME_MAX_BYTES = 64 };

static int find_exact(const char *name, size_t length)
{
    unsigned low = 0, high = fs_routine_count;

    while (low < high) {
        unsigned middle = (low + high) / 2;
        int order = strncmp(name, fs_routines[middle].name, length);
        if (order == 0 && fs_routines[middle].name[length] != '\0')
            order = -1;
        if (order == 0)
            return (int)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

/* The name without prefix, or NULL where it does not begin with it. */
static const char *without_prefix(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);

    return strncmp(name, prefix, length) == 0 ? name + length : NULL;
}

/* Length of the name without a suffix, or 0 where it does not end so. */
static size_t without_suffix(const char *name, size_t length, const char *suffix)
{
    size_t cut = strlen(suffix);

    return length > cut && memcmp(name + length - cut, suffix, cut) == 0 ? length - cut : 0;
}

/* Finds a name that may end in any of the suffixes ("" ends the list). */
static int find_with_suffix(const char *name, const char *const *suffix)
{
    size_t length = strlen(name);

    for (;; suffix++) {
        size_t rest = **suffix == '\0' ? length : without_suffix(name, length, *suffix);
        int index = rest > 0 ? find_exact(name, rest) : -1;
        if (index >= 0 || **suffix == '\0')
            return index;
    }
}

int fs_routine_find(const char *name)
{
    static const char *const fortran[] = {"_64_", "_64", "_", ""};
    static const char *const cblas[] = {"_sub64_", "_sub_64", "_sub", "64_", "_64", ""};
    static const char *const lapacke[] = {"_work64_", "_work_64", "_work", "64_", "_64", ""};
    const char *plain = without_prefix(name, "scipy_");
    const char *rest;

    if (strlen(name) >= NAME_MAX_BYTES)
        return -1;
    if (plain == NULL)
        plain = name;
    if ((rest = without_prefix(plain, "cblas_")) != NULL)
        return find_with_suffix(rest, cblas);
    if ((rest = without_prefix(plain, "LAPACKE_")) != NULL)
        return find_with_suffix(rest, lapacke);
    return find_with_suffix(plain, fortran);
}

int fs_routine_of_family(const char *family)
{
    static const char order[] = "dszcb";
    int best = -1;
    size_t best_rank = sizeof order;

    for (unsigned i = 0; i < fs_routine_count; i++) {
        const char *at = strchr(order, fs_routines[i].prec);
        size_t rank = at != NULL ? (size_t)(at - order) : sizeof order;
        if (rank < best_rank && strcmp(fs_families[fs_routines[i].family].name, family) == 0) {
            best = (int)i;
            best_rank = rank;
        }
    }
    return best;
}

unsigned fs_name_int_bytes(const char *name)
{
    size_t length = strlen(name);
    bool is_wide = (length > 3 && strcmp(name + length - 3, "64_") == 0) ||
                   (length > 3 && strcmp(name + length - 3, "_64") == 0);
    return is_wide ? 8 : 4;
}

unsigned fs_prec_bytes(char prec)
{
    switch (prec) {
    case FS_PREC_S:
        return 4;
    case FS_PREC_D:
    case FS_PREC_C:
        return 8;
    case FS_PREC_Z:
        return 16;
    default:
        return 2;
    }
}
