/* SPDX-License-Identifier: MIT */
/* Figures of a phase or of the process: sums since its start, sorted, and the four times. */
#include "interpose/summary.h"

#include "interpose/budget.h"
#include "interpose/busy.h"
#include "interpose/clock.h"
#include "interpose/entries.h"
#include "interpose/own.h"
#include "interpose/phase.h"
#include "interpose/process.h"
#include "interpose/registry.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

void fs_out_add(struct fs_out *out, const char *format, ...)
{
    bool full = out->length >= out->size;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(full ? NULL : out->buffer + out->length,
                           full ? 0 : out->size - out->length, format, arguments);
    va_end(arguments);
    if (length > 0)
        out->length += (size_t)length;
}

/* Since when a summary counts. */
struct fs_base {
    struct fs_sums sums;
    uint64_t start_ns;    /* CLOCK_MONOTONIC */
    uint64_t start_ticks; /* the same; the process: 0 */
};

/* ---- rows ---- */

/* Dearest first, then by name, then in the order of appearance. */
static bool is_before(const struct fs_summary_row *a, const struct fs_summary_row *b)
{
    if (a->flops != b->flops)
        return a->flops > b->flops;
    int order = a->name != NULL && b->name != NULL ? strcmp(a->name, b->name) : 0;
    return order != 0 ? order < 0 : a->name_space < b->name_space;
}

/* Shell's method: qsort may call malloc, which is the program's. */
static void sort(struct fs_summary_rows *rows)
{
    for (size_t gap = rows->count / 2; gap > 0; gap = gap > 1 ? gap * 5 / 11 : 0)
        for (size_t i = gap; i < rows->count; i++) {
            struct fs_summary_row row = rows->row[i];
            size_t to = i;
            for (; to >= gap && is_before(&row, &rows->row[to - gap]); to -= gap)
                rows->row[to] = rows->row[to - gap];
            rows->row[to] = row;
        }
}

static size_t bytes_of(size_t capacity)
{
    return (capacity + 1) * sizeof(struct fs_summary_row);
}

static void free_rows(struct fs_summary_rows *rows)
{
    if (rows->row != NULL)
        munmap(rows->row, bytes_of(rows->capacity));
    *rows = (struct fs_summary_rows){0};
}

/* How sums become figures. */
struct scale {
    uint64_t multiplier_billionths;
    uint64_t ns_per_ticks[2]; /* numerator, denominator */
    uint64_t call_ticks;      /* flopscope's share of a call, besides slow paths */
};

static uint64_t to_ns(const struct scale *scale, uint64_t ticks)
{
    fs_count ns = fs_count_mul(ticks, scale->ns_per_ticks[0]) / scale->ns_per_ticks[1];
    return ns > INT64_MAX ? INT64_MAX : (uint64_t)ns;
}

static const char *name_of(uint32_t op)
{
    return op >= FS_OWN_OP ? fs_own_name(op & ~FS_OWN_OP) : fs_routines[op].name;
}

/* One row for each sum that had calls; for namespaces the sums have no operation. Under the
 * process's lock. */
static bool make_rows(struct fs_summary_rows *rows, const struct fs_sums *sums,
                      const struct scale *scale, bool of_namespaces)
{
    void *memory = mmap(NULL, bytes_of(sums->used), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    rows->row = memory;
    rows->capacity = sums->used;
    for (uint64_t i = 0; sums->place != NULL && i <= sums->mask; i++) {
        const struct fs_sum *sum = &sums->place[i];
        if (sum->op_plus_1 == 0 || sum->calls == 0)
            continue;
        rows->row[rows->count++] = (struct fs_summary_row){
            .name = of_namespaces ? NULL : name_of(sum->op_plus_1 - 1),
            .name_space = sum->name_space,
            .calls = sum->calls,
            .backend_ns = to_ns(scale, sum->ticks),
            .overhead_ns = to_ns(scale, sum->calls * scale->call_ticks),
            .flops = fs_phase_flops(fs_count_mul(sum->flops, scale->multiplier_billionths)),
            .work = sum->work,
        };
    }
    sort(rows);
    return true;
}

enum which { OPERATIONS, NAME_SPACES };

/* Adds up over namespaces, or over operations. */
static bool group(struct fs_sums *groups, const struct fs_sums *sums, enum which which)
{
    for (uint64_t i = 0; sums->place != NULL && i <= sums->mask; i++) {
        const struct fs_sum *from = &sums->place[i];
        if (from->op_plus_1 == 0)
            continue;
        struct fs_sum *sum = which == OPERATIONS ? fs_sums_at(groups, from->op_plus_1 - 1, 0)
                                                 : fs_sums_at(groups, 0, from->name_space);
        if (sum == NULL)
            return false;
        fs_sum_add(sum, from);
    }
    return true;
}

static bool group_rows(struct fs_summary_rows *rows, const struct fs_sums *sums,
                       const struct scale *scale, enum which which)
{
    struct fs_sums groups = {0};
    bool done = group(&groups, sums, which);
    fs_lock_take(&fs_process->lock);
    done = done && make_rows(rows, &groups, scale, which == NAME_SPACES);
    fs_lock_give(&fs_process->lock);
    fs_sums_free(&groups);
    return done;
}

/* ---- times ---- */

static struct scale scale_now(uint64_t multiplier_billionths)
{
    const struct fs_log_header *header = fs_process->log.header;
    struct fs_log_anchor now = fs_clock_anchor();
    struct scale scale = {.multiplier_billionths = multiplier_billionths,
                          .ns_per_ticks = {1000000000u, fs_clock_ticks_per_s()}};
    /* Two anchors far apart know the clock's rate better than the estimate of the start. */
    if (now.monotonic_ns - header->start.monotonic_ns > 10000000u) {
        scale.ns_per_ticks[0] = now.monotonic_ns - header->start.monotonic_ns;
        scale.ns_per_ticks[1] = now.ticks - header->start.ticks;
    }
    if (header->call_ticks > header->empty_ticks)
        scale.call_ticks = header->call_ticks - header->empty_ticks;
    return scale;
}

static uint64_t at_most(uint64_t value, uint64_t most)
{
    return value < most ? value : most;
}

/* As flopscope-report does. Overhead on fast paths is around each operation; with several threads,
 * only what overlaps no backend takes wall time. */
static void split_times(struct fs_summary *summary, const struct fs_sums *sums,
                        const struct scale *scale, const struct fs_base *base)
{
    struct fs_sum total = fs_sums_total(sums);
    uint64_t backend_ticks = total.ticks, fast_ticks = total.calls * scale->call_ticks;
    struct fs_busy busy;
    summary->calls = total.calls;
    summary->work = total.work;
    summary->threads = __atomic_load_n(&fs_process->thread_count, __ATOMIC_RELAXED);
    summary->thread_backend_ns = to_ns(scale, total.ticks);
    if (summary->threads > 1) {
        summary->is_overlap_unknown = !fs_busy_measure(base->start_ticks, scale->call_ticks, &busy);
        if (!summary->is_overlap_unknown) {
            backend_ticks = busy.backend_ticks;
            fast_ticks = busy.measured_ticks - busy.backend_ticks;
        }
    }
    summary->wall_ns = fs_clock_monotonic_ns() - base->start_ns;
    summary->backend_ns = at_most(to_ns(scale, backend_ticks), summary->wall_ns);
    summary->overhead_ns = at_most(to_ns(scale, sums->overhead_ticks + fast_ticks),
                                   summary->wall_ns - summary->backend_ns);
    summary->residual_ns = summary->wall_ns - summary->backend_ns - summary->overhead_ns;
}

bool fs_summary_rate(const fs_work *work, uint64_t ns, unsigned scale, fs_count *scaled)
{
    fs_count operations = fs_count_add(work->mul, work->add);
    if (ns == 0)
        return false;
    fs_count product = fs_count_mul(operations, scale);
    *scaled = product > FS_COUNT_MAX - ns ? fs_count_mul(operations / ns, scale)
                                          : (product + ns / 2) / ns;
    return true;
}

/* ---- all of it ---- */

static void describe_process(struct fs_summary *summary, struct fs_base *base)
{
    const struct fs_base *from = fs_process->base;
    summary->has_limit = fs_budget_limit_flops() != UINT64_MAX;
    summary->limit_flops = fs_budget_limit_flops();
    summary->remaining_flops = fs_budget_remaining_flops();
    *base = (struct fs_base){.start_ns = fs_process->log.header->process_start_monotonic_ns};
    if (from != NULL)
        *base = *from;
}

static void describe_phase(struct fs_summary *summary, const struct fs_phase *phase,
                           struct fs_base *base)
{
    summary->phase = phase->id;
    summary->name_space = phase->name_space;
    summary->has_limit = phase->limit_flops != UINT64_MAX;
    summary->limit_flops = phase->limit_flops;
    summary->remaining_flops = fs_phase_left_flops(phase);
    summary->uncharged_flops = fs_phase_flops(phase->beyond);
    *base = (struct fs_base){phase->sums, phase->start.monotonic_ns, phase->start.ticks};
}

static bool fill(struct fs_summary *summary, const struct fs_sums *sums, const struct scale *scale,
                 const struct fs_base *base, bool by_namespace)
{
    split_times(summary, sums, scale, base);
    if (!group_rows(&summary->operations, sums, scale, OPERATIONS))
        return false;
    if (!by_namespace)
        return true;
    if (!group_rows(&summary->name_spaces, sums, scale, NAME_SPACES))
        return false;
    fs_lock_take(&fs_process->lock);
    bool done = make_rows(&summary->pairs, sums, scale, false);
    fs_lock_give(&fs_process->lock);
    return done;
}

bool fs_summary_open(struct fs_summary *summary, const struct fs_thread *thread, int32_t phase,
                     bool by_namespace)
{
    struct fs_phase open = {.multiplier_billionths = 1000000000u};
    struct fs_base base;
    struct fs_sums sums;
    *summary = (struct fs_summary){0};
    if (!fs_sums_collect(&sums))
        return false;
    /* Under the lock another thread cannot close the phase and free its sums. */
    fs_lock_take(&fs_process->lock);
    bool in_phase = phase != 0 && fs_phase_get(thread, phase, &open);
    if (in_phase)
        describe_phase(summary, &open, &base);
    else
        describe_process(summary, &base);
    fs_sums_subtract(&sums, &base.sums);
    fs_lock_give(&fs_process->lock);
    struct scale scale = scale_now(open.multiplier_billionths);
    summary->multiplier_billionths = (uint64_t)fs_phase_flops(
        fs_count_mul(fs_environment.multiplier_billionths, open.multiplier_billionths));
    summary->used_flops = in_phase ? fs_phase_used_flops(&open) : fs_sums_total(&sums).flops;
    bool done = (in_phase || phase <= 0) && fill(summary, &sums, &scale, &base, by_namespace);
    fs_sums_free(&sums);
    if (!done)
        fs_summary_close(summary);
    return done;
}

void fs_summary_close(struct fs_summary *summary)
{
    free_rows(&summary->operations);
    free_rows(&summary->name_spaces);
    free_rows(&summary->pairs);
}

void fs_summary_reset(void)
{
    struct fs_sums sums, old = {0};
    if (!fs_sums_collect(&sums))
        return;
    fs_lock_take(&fs_process->lock);
    if (fs_process->base == NULL)
        fs_process->base = fs_registry_alloc(sizeof *fs_process->base);
    if (fs_process->base != NULL) {
        old = fs_process->base->sums;
        struct fs_log_anchor now = fs_clock_anchor();
        *fs_process->base = (struct fs_base){sums, now.monotonic_ns, now.ticks};
    }
    fs_lock_give(&fs_process->lock);
    fs_sums_free(&old);
}
