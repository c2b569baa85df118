/* SPDX-License-Identifier: MIT */
/* Chooses and calibrates the log's clock. */
#include "interpose/clock.h"

#include <cpuid.h>
#include <time.h>

bool fs_clock_is_tsc;
static uint64_t ticks_per_s = 1000000000u;

static uint64_t read_ns(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t fs_clock_monotonic_ns(void)
{
    return read_ns(CLOCK_MONOTONIC);
}

/* Advanced power management information, EDX bit 8: the counter runs at one rate in all states. */
static bool tsc_is_invariant(void)
{
    unsigned eax, ebx, ecx, edx;
    return __get_cpuid(0x80000007, &eax, &ebx, &ecx, &edx) != 0 && (edx & (1u << 8)) != 0;
}

/* An anchor with little time between its readings: the tightest of a few tries. */
struct fs_log_anchor fs_clock_anchor(void)
{
    struct fs_log_anchor best = {0, 0, 0};
    uint64_t best_width = UINT64_MAX;
    for (int i = 0; i < 4; i++) {
        uint64_t before = fs_ticks();
        uint64_t monotonic_ns = fs_clock_monotonic_ns();
        uint64_t after = fs_ticks();
        if (after - before < best_width) {
            best_width = after - before;
            best.ticks = before + (after - before) / 2;
            best.monotonic_ns = monotonic_ns;
        }
    }
    best.realtime_ns = read_ns(CLOCK_REALTIME);
    return best;
}

/* The counter against CLOCK_MONOTONIC over 0.1 ms: good to about 10^-3, enough for limits; a log's
 * two anchors say it exactly. */
void fs_clock_start(void)
{
    fs_clock_is_tsc = tsc_is_invariant();
    if (!fs_clock_is_tsc)
        return;
    struct fs_log_anchor first = fs_clock_anchor(), second;
    do
        second = fs_clock_anchor();
    while (second.monotonic_ns - first.monotonic_ns < 100000);
    ticks_per_s = (uint64_t)((unsigned __int128)(second.ticks - first.ticks) * 1000000000u /
                             (second.monotonic_ns - first.monotonic_ns));
}

uint64_t fs_clock_ticks_per_s(void)
{
    return ticks_per_s;
}

uint64_t fs_clock_ns_to_ticks(uint64_t ns)
{
    unsigned __int128 ticks = (unsigned __int128)ns * ticks_per_s / 1000000000u;
    return ticks > UINT64_MAX ? UINT64_MAX : (uint64_t)ticks;
}
