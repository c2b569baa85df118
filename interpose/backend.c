/* SPDX-License-Identifier: MIT */
/* Probes a backend's integer width and how its complex functions return. */
#include "interpose/backend.h"

#include "interpose/lock.h"
#include "interpose/scope.h"

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

enum { BACKENDS_MAX = 64 };

static struct fs_backend known[BACKENDS_MAX];
static unsigned known_count;
static struct fs_lock lock;

/* Reads as 3 in 32 bits and as a negative length in 64. */
static const int64_t THREE_OR_NEGATIVE = (int64_t)0xffffffff00000003;

static uint32_t probe_int_bytes(uintptr_t target)
{
    static const float x[3] = {1.0f, 2.0f, 1.0f};
    const int64_t one = 1;
    typedef int64_t isamax(const int64_t *n, const float *x, const int64_t *incx);
    typedef uint64_t cblas_isamax(int64_t n, const float *x, int64_t incx);
    typedef void ilaver(int64_t * major, int64_t * minor, int64_t * patch);
    isamax *fortran = (isamax *)fs_scope_find("isamax_", target);
    if (fortran != NULL)
        return (int32_t)fortran(&THREE_OR_NEGATIVE, x, &one) == 0 ? 8 : 4;
    cblas_isamax *c = (cblas_isamax *)fs_scope_find("cblas_isamax", target);
    if (c != NULL)
        return (uint32_t)c(THREE_OR_NEGATIVE, x, 1) == 0 ? 8 : 4;
    ilaver *version = (ilaver *)fs_scope_find("ilaver_", target);
    int64_t major = -1, minor = -1, patch = -1;
    if (version != NULL)
        version(&major, &minor, &patch); /* 32 bits written leave the upper half of -1 */
    return major >= 0 ? 8 : 4;
}

/* A length of -1 does nothing. Called as if the result had a hidden argument: a backend with one
 * stores 0 there; one without takes that place for the length, finds -1, and leaves it. */
static uint32_t probe_shift(uintptr_t target)
{
    typedef void zdotu(int64_t * result, const int64_t *n, const double complex *x,
                       const int64_t *incx, const double complex *y, const int64_t *incy);
    zdotu *function = (zdotu *)fs_scope_find("zdotu_", target);
    if (function == NULL)
        return 0;
    static const double complex vector[1];
    const int64_t minus_one = -1, one = 1;
    int64_t result[2] = {-1, -1};
    function(result, &minus_one, vector, &one, vector, &one);
    return result[0] != -1;
}

static bool find_known(uintptr_t low, struct fs_backend *backend)
{
    bool found = false;
    fs_lock_take(&lock);
    for (unsigned i = 0; i < known_count && !found; i++)
        if ((found = known[i].low == low))
            *backend = known[i];
    fs_lock_give(&lock);
    return found;
}

struct fs_backend fs_backend_of(uintptr_t target)
{
    struct fs_backend backend;
    uintptr_t low = fs_scope_object(target).low;
    if (find_known(low, &backend))
        return backend;
    backend = (struct fs_backend){low, probe_int_bytes(target), probe_shift(target)};
    fs_lock_take(&lock);
    if (known_count < BACKENDS_MAX)
        known[known_count++] = backend;
    fs_lock_give(&lock);
    return backend;
}

void fs_backend_forget(void)
{
    fs_lock_take(&lock);
    known_count = 0;
    fs_lock_give(&lock);
}
