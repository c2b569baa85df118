/* SPDX-License-Identifier: MIT */
/* Builds op logs in memory from oplog/format.h alone, for tests: regular ones, and the damaged and
 * foreign ones that no writer makes. One tick is one nanosecond unless a test says otherwise. */
#ifndef FS_TESTS_LOG_BUILDER_H
#define FS_TESTS_LOG_BUILDER_H

#include "oplog/format.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LB_THREADS = 8, LB_CHUNK = 4096 };

#define LB_START_TICKS        1000000000u
#define LB_START_MONOTONIC_NS 5000000000u
#define LB_START_REALTIME_NS  1700000000000000000u
#define LB_SECOND             1000000000u

struct lb_thread {
    size_t state;  /* offset of its FS_LOG_THREAD chunk */
    size_t events; /* of its current FS_LOG_EVENTS chunk */
    size_t event_count;
    uint32_t sequence;
    uint64_t ticks; /* end of the last event */
};

struct log_builder {
    uint8_t *data;
    size_t size;
    size_t meta; /* offset of the FS_LOG_META chunk */
    struct lb_thread threads[LB_THREADS + 1];
    bool without_totals; /* events alone are written */
    bool without_events; /* totals alone are written */
};

#define LB_UNUSED __attribute__((unused))

LB_UNUSED static struct fs_log_header *lb_header(struct log_builder *log)
{
    return (struct fs_log_header *)(void *)log->data;
}

LB_UNUSED static struct fs_log_chunk *lb_chunk_at(struct log_builder *log, size_t offset)
{
    return (struct fs_log_chunk *)(void *)(log->data + offset);
}

/* Adds a chunk and returns its offset. */
LB_UNUSED static size_t lb_chunk(struct log_builder *log, uint16_t kind, size_t bytes,
                                 uint32_t thread)
{
    size_t offset = log->size;

    log->data = realloc(log->data, log->size + bytes);
    if (log->data == NULL)
        abort();
    memset(log->data + offset, 0, bytes);
    log->size += bytes;
    *lb_chunk_at(log, offset) = (struct fs_log_chunk){.magic = FS_LOG_CHUNK_MAGIC,
                                                      .kind = kind,
                                                      .offset = offset,
                                                      .bytes = bytes,
                                                      .thread = thread};
    lb_header(log)->file_end = log->size;
    return offset;
}

/* A log of a process that ran for one second and ended well, with nothing in it yet. */
LB_UNUSED static void lb_begin(struct log_builder *log)
{
    *log =
        (struct log_builder){.data = calloc(1, FS_LOG_HEADER_BYTES), .size = FS_LOG_HEADER_BYTES};
    if (log->data == NULL)
        abort();
    *lb_header(log) = (struct fs_log_header){
        .magic = FS_LOG_MAGIC,
        .version = FS_LOG_VERSION,
        .min_reader = FS_LOG_MIN_READER,
        .header_bytes = FS_LOG_HEADER_BYTES,
        .byte_order = FS_LOG_BYTE_ORDER,
        .state = FS_LOG_CLOSED,
        .pid = 4711,
        .parent_pid = 4700,
        .mpi_rank = -1,
        .clock = FS_LOG_CLOCK_TSC,
        .fma = 1,
        .ticks_per_s = LB_SECOND,
        .start = {LB_START_TICKS, LB_START_MONOTONIC_NS, LB_START_REALTIME_NS},
        .latest = {LB_START_TICKS + LB_SECOND, LB_START_MONOTONIC_NS + LB_SECOND,
                   LB_START_REALTIME_NS + LB_SECOND},
        .process_start_monotonic_ns = LB_START_MONOTONIC_NS,
        .multiplier_billionths = 1000000000u,
        .budget_flops = UINT64_MAX,
        .log_limit_bytes = 1000000000u,
        .budget_scope = FS_LOG_SCOPE_TREE,
        .call_ticks = 60,
        .empty_ticks = 20,
        .run = "run-1",
        .host = "node1",
        .program = "/opt/app/bin/train",
    };
    log->meta = lb_chunk(log, FS_LOG_META, 4 * LB_CHUNK, 0);
}

/* Appends a record: a struct of fixed_bytes, then words, then text_count texts. */
LB_UNUSED static void lb_record(struct log_builder *log, uint16_t type, void *fixed,
                                size_t fixed_bytes, const int64_t *words, size_t word_count,
                                size_t text_count, ...)
{
    struct fs_log_chunk *meta = lb_chunk_at(log, log->meta);
    struct fs_log_record *record = fixed;
    uint8_t *start = (uint8_t *)(meta + 1) + meta->used, *at = start;
    va_list texts;

    memcpy(at, fixed, fixed_bytes);
    at += fixed_bytes;
    if (word_count > 0)
        memcpy(at, words, word_count * sizeof *words);
    at += word_count * sizeof *words;
    va_start(texts, text_count);
    for (size_t i = 0; i < text_count; i++) {
        const char *text = va_arg(texts, const char *);
        memcpy(at, text, strlen(text) + 1);
        at += strlen(text) + 1;
    }
    va_end(texts);
    at += -(uintptr_t)at & 7;
    *record = (struct fs_log_record){.bytes = (uint32_t)(at - start), .type = type};
    memcpy(start, record, sizeof *record);
    meta->used += (uint64_t)(at - start);
}

LB_UNUSED static void lb_entry(struct log_builder *log, uint32_t id, const char *name,
                               const char *routine, const char *parameters, uint8_t work_class)
{
    struct fs_log_entry entry = {
        .id = id, .prec = (uint8_t)routine[0], .work_class = work_class, .group = 3};

    for (const char *at = parameters; *at != '\0'; at++)
        entry.nparam = (uint8_t)(entry.nparam + (at == parameters || at[-1] == ' '));
    lb_record(log, FS_LOG_ENTRY, &entry, sizeof entry, NULL, 0, 4, name, routine, routine + 1,
              parameters);
}

LB_UNUSED static void lb_namespace(struct log_builder *log, uint32_t id, const char *path)
{
    struct fs_log_namespace name_space = {.id = id};

    lb_record(log, FS_LOG_NAMESPACE, &name_space, sizeof name_space, NULL, 0, 1, path);
}

LB_UNUSED static void lb_callsite(struct log_builder *log, uint32_t id, uint64_t object_offset,
                                  const char *object, const char *symbol, uint64_t symbol_offset)
{
    struct fs_log_callsite site = {.id = id,
                                   .address = 0x555555550000u + object_offset,
                                   .object_offset = object_offset,
                                   .symbol_offset = symbol_offset};

    lb_record(log, FS_LOG_CALLSITE, &site, sizeof site, NULL, 0, 2, object, symbol);
}

/* A stack of `depth` call sites, the direct caller's first. */
LB_UNUSED static void lb_stack(struct log_builder *log, uint32_t id, uint32_t depth,
                               const int64_t *callsites)
{
    struct fs_log_stack stack = {.id = id, .depth = depth};

    lb_record(log, FS_LOG_STACK, &stack, sizeof stack, callsites, depth, 0);
}

/* A signature whose calls cost mul multiplications and add additions. */
LB_UNUSED static void lb_signature(struct log_builder *log, uint32_t id, uint32_t entry,
                                   uint32_t name_space, uint32_t callsite, uint32_t flags,
                                   uint64_t mul, uint64_t add, uint32_t nparam,
                                   const int64_t *values)
{
    struct fs_log_signature signature = {
        .id = id,
        .entry = entry,
        .name_space = name_space,
        .callsite = callsite,
        .flags = flags,
        .nparam = nparam,
        .mul = {mul, 0},
        .add = {add, 0},
        .cost_flops = lb_header(log)->fma == 2 ? mul + add
                      : mul > add              ? mul
                                               : add,
    };

    lb_record(log, FS_LOG_SIGNATURE, &signature, sizeof signature, values, nparam, 0);
}

/* The bytes that a call of a signature moves. */
LB_UNUSED static void lb_traffic(struct log_builder *log, uint32_t signature, uint64_t read_bytes,
                                 uint64_t written_bytes)
{
    struct fs_log_traffic traffic = {
        .signature = signature, .read_bytes = read_bytes, .written_bytes = written_bytes};

    lb_record(log, FS_LOG_TRAFFIC, &traffic, sizeof traffic, NULL, 0, 0);
}

LB_UNUSED static struct fs_log_thread *lb_thread_state(struct log_builder *log, uint32_t number)
{
    return (struct fs_log_thread *)(void *)(lb_chunk_at(log, log->threads[number].state) + 1);
}

static void lb_open_events(struct log_builder *log, uint32_t number)
{
    struct lb_thread *thread = &log->threads[number];

    thread->events = lb_chunk(log, FS_LOG_EVENTS, LB_CHUNK, number);
    thread->event_count = 0;
    lb_chunk_at(log, thread->events)->sequence = thread->sequence++;
    lb_chunk_at(log, thread->events)->start_ticks = thread->ticks;
}

LB_UNUSED static void lb_thread(struct log_builder *log, uint32_t number, int32_t tid)
{
    struct lb_thread *thread = &log->threads[number];

    thread->ticks = LB_START_TICKS;
    thread->state = lb_chunk(log, FS_LOG_THREAD, LB_CHUNK, number);
    lb_thread_state(log, number)->tid = tid;
    lb_thread_state(log, number)->start_ticks = LB_START_TICKS;
    if (!log->without_events)
        lb_open_events(log, number);
}

/* Writes 12 bytes of a thread's events. */
LB_UNUSED static void lb_put(struct log_builder *log, uint32_t number, uint32_t signature,
                             uint64_t gap, uint64_t duration)
{
    struct lb_thread *thread = &log->threads[number];
    struct fs_log_event *events =
        (struct fs_log_event *)(void *)(lb_chunk_at(log, thread->events) + 1);

    events[thread->event_count++] =
        (struct fs_log_event){signature, (uint32_t)gap, (uint32_t)duration};
}

LB_UNUSED static void lb_escape(struct log_builder *log, uint32_t number, uint32_t code,
                                uint64_t value)
{
    lb_put(log, number, code, value & UINT32_MAX, value >> 32);
}

LB_UNUSED static struct fs_log_totals *lb_totals(struct log_builder *log, uint32_t number,
                                                 uint32_t signature)
{
    struct fs_log_totals *totals =
        (struct fs_log_totals *)(void *)(lb_thread_state(log, number) + 1);

    while (totals->signature != 0 && totals->signature != signature)
        totals++;
    totals->signature = signature;
    return totals;
}

/* An operation of a thread: start in ticks from the log's start, no earlier than its last one's
 * end. */
LB_UNUSED static void lb_event(struct log_builder *log, uint32_t number, uint32_t signature,
                               uint64_t start, uint64_t duration)
{
    struct lb_thread *thread = &log->threads[number];
    uint64_t gap = LB_START_TICKS + start - thread->ticks;
    const size_t room = (LB_CHUNK - sizeof(struct fs_log_chunk)) / sizeof(struct fs_log_event);

    thread->ticks = LB_START_TICKS + start + duration;
    if (!log->without_events) {
        if (thread->event_count + 3 > room) {
            thread->ticks -= gap + duration;
            lb_open_events(log, number);
            thread->ticks += gap + duration;
        }
        if (gap > UINT32_MAX)
            lb_escape(log, number, FS_LOG_ESCAPE_GAP, gap - 1);
        if (duration > UINT32_MAX)
            lb_escape(log, number, FS_LOG_ESCAPE_DURATION, duration - 1);
        lb_put(log, number, signature, gap > UINT32_MAX ? 1 : gap,
               duration > UINT32_MAX ? 1 : duration);
    }
    if (!log->without_totals) {
        struct fs_log_totals *totals = lb_totals(log, number, signature);
        if (totals->calls == 0 || duration < totals->min_ticks)
            totals->min_ticks = duration;
        if (duration > totals->max_ticks)
            totals->max_ticks = duration;
        totals->calls++;
        totals->ticks += duration;
    }
}

/* An operation that FLOPSCOPE_CHECK_NAN_INF marked. */
LB_UNUSED static void lb_nonfinite_event(struct log_builder *log, uint32_t number,
                                         uint32_t signature, uint64_t start, uint64_t duration,
                                         uint64_t flags)
{
    lb_escape(log, number, FS_LOG_ESCAPE_FLAGS, flags);
    lb_event(log, number, signature, start, duration);
    lb_totals(log, number, signature)->nonfinite++;
}

/* An operation of a varying signature, with its own work and cost. */
LB_UNUSED static void lb_varying_event(struct log_builder *log, uint32_t number, uint32_t signature,
                                       uint64_t start, uint64_t duration, uint64_t mul,
                                       uint64_t add, uint64_t cost_flops)
{
    if (!log->without_events) {
        lb_escape(log, number, FS_LOG_ESCAPE_MUL, mul);
        lb_escape(log, number, FS_LOG_ESCAPE_ADD, add);
        lb_escape(log, number, FS_LOG_ESCAPE_COST, cost_flops);
    }
    lb_event(log, number, signature, start, duration);
    if (!log->without_totals) {
        struct fs_log_totals *totals = lb_totals(log, number, signature);
        totals->mul[0] += mul;
        totals->add[0] += add;
        totals->cost_flops[0] += cost_flops;
    }
}

/* Writes the first `size` bytes to a file. */
LB_UNUSED static void lb_save_part(const struct log_builder *log, const char *path, size_t size)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL || fwrite(log->data, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

LB_UNUSED static void lb_save(const struct log_builder *log, const char *path)
{
    lb_save_part(log, path, log->size);
}

LB_UNUSED static void lb_end(struct log_builder *log)
{
    free(log->data);
}

#endif
