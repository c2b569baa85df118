/* SPDX-License-Identifier: MIT */
/* Calibration: calls a real entry point from a place that is bound to an empty backend. */
#include "interpose/calibrate.h"

#include "interpose/binding.h"
#include "interpose/clock.h"
#include "interpose/thread.h"

#include <stddef.h>

double ddot_(const int *n, const double *x, const int *incx, const double *y, const int *incy);

static __attribute__((noinline)) double empty(const int *n, const double *x, const int *incx,
                                              const double *y, const int *incy)
{
    (void)n;
    (void)x;
    (void)incx;
    (void)y;
    (void)incy;
    return 0.0;
}

enum { CALLS = 64, ROUNDS = 5 };

static __attribute__((noinline)) uint64_t
round_trip(double (*volatile function)(const int *, const double *, const int *, const double *,
                                       const int *))
{
    static const int one = 1;
    static const double x = 1.0;
    uint64_t start = fs_ticks();
    for (int i = 0; i < CALLS; i++)
        function(&one, &x, &one, &x, &one);
    return fs_ticks() - start;
}

/* The entry point's number: the only thing needed of its name. */
static uint32_t entry_of(const char *name)
{
    uint32_t low = 0, high = fs_entry_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *other = &fs_entry_names[fs_entries[middle].name], *p = name;
        while (*p != '\0' && *p == *other) {
            p++;
            other++;
        }
        if ((unsigned char)*p > (unsigned char)*other)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void fs_calibrate(struct fs_log_header *header)
{
    /* Bound for callers in round_trip alone; other threads resolve their own. */
    static struct fs_binding binding;
    uint32_t entry = entry_of("ddot_");
    struct fs_thread *scratch = fs_thread_scratch();
    if (scratch == NULL)
        return;
    if (binding.target == NULL) {
        binding = (struct fs_binding){.target = (void *)empty,
                                      .low = (uintptr_t)round_trip,
                                      .span = 256,
                                      .int_bytes = 4,
                                      .entry = entry};
        fs_binding_describe(&binding, 0);
    }
    fs_binding_add(&binding);
    struct fs_tls saved = fs_tls;
    fs_tls = (struct fs_tls){.self = scratch};
    uint64_t with = UINT64_MAX, without = UINT64_MAX;
    for (int i = 0; i < ROUNDS; i++) {
        uint64_t bare = round_trip(empty), logged = round_trip(ddot_);
        without = bare < without ? bare : without;
        with = logged < with ? logged : with;
    }
    fs_tls = saved;
    fs_binding_remove(&binding);
    const struct fs_log_totals *totals = scratch->totals - 1;
    header->call_ticks = with > without ? (with - without) / CALLS : 0;
    header->empty_ticks = totals->calls > 0 ? totals->min_ticks : 0;
    fs_thread_free(scratch);
}
