/* SPDX-License-Identifier: MIT */
/* Decodes a thread's events in time order, escapes included, and gives pages back once they are
 * read. */
#include "oplog/reader_internal.h"

/* Events between two times that pages are given back: 4 MiB of them. */
#define PIECE_EVENTS ((size_t)4 * 1024 * 1024 / sizeof(struct fs_log_event))

void fs_oplog_cursor_start(struct fs_oplog_cursor *cursor, const fs_oplog *log,
                           const struct fs_oplog_thread *thread)
{
    *cursor = (struct fs_oplog_cursor){.log = log, .thread = thread};
}

void fs_oplog_cursor_seek(struct fs_oplog_cursor *cursor, uint64_t ticks)
{
    const struct fs_oplog_thread *thread = cursor->thread;
    size_t chunk = 0;

    /* A chunk that begins later has no event that started before `ticks`; the one before it may. */
    while (chunk + 1 < thread->events_count && thread->events[chunk + 1].start_ticks <= ticks)
        chunk++;
    fs_oplog_cursor_start(cursor, cursor->log, thread);
    cursor->chunk = chunk;
}

/* Goes on to the next piece of the chunk or to the next chunk; false at the end of the last. */
static bool next_piece(struct fs_oplog_cursor *cursor)
{
    const struct fs_oplog_thread *thread = cursor->thread;

    if (cursor->kept != NULL) {
        fs_oplog_release(cursor->log, cursor->kept, cursor->at);
        cursor->kept = (const uint8_t *)cursor->at;
    }
    while (cursor->at == cursor->end) {
        if (cursor->chunk >= thread->events_count)
            return false;
        const struct fs_oplog_chunk *chunk = &thread->events[cursor->chunk++];
        cursor->at = chunk->data;
        cursor->end = cursor->at + chunk->bytes / sizeof *cursor->at;
        cursor->kept = chunk->data;
        cursor->ticks = chunk->start_ticks;
    }
    cursor->stop =
        (size_t)(cursor->end - cursor->at) > PIECE_EVENTS ? cursor->at + PIECE_EVENTS : cursor->end;
    return true;
}

/* mul and add of 32 bits, and the cost that the log's convention makes of them. */
static void take_work(const struct fs_log_event *event, uint32_t fma, struct fs_oplog_op *op)
{
    op->mul = event->gap_ticks;
    op->add = event->duration_ticks;
    op->cost_flops = fma == 2 ? op->mul + op->add : op->mul > op->add ? op->mul : op->add;
}

static void take_escape(const struct fs_log_event *event, uint32_t fma, struct fs_oplog_op *op,
                        uint64_t *gap)
{
    uint64_t value = (uint64_t)event->duration_ticks << 32 | event->gap_ticks;

    switch (event->signature) {
    case FS_LOG_ESCAPE_WORK:
        take_work(event, fma, op);
        break;
    case FS_LOG_ESCAPE_FLAGS:
        op->flags |= (uint32_t)value;
        break;
    case FS_LOG_ESCAPE_MUL:
        op->mul = value;
        break;
    case FS_LOG_ESCAPE_ADD:
        op->add = value;
        break;
    case FS_LOG_ESCAPE_COST:
        op->cost_flops = value;
        break;
    case FS_LOG_ESCAPE_DURATION:
        op->duration_ticks = fs_add_saturating(op->duration_ticks, value);
        break;
    case FS_LOG_ESCAPE_GAP:
        *gap = fs_add_saturating(*gap, value);
        break;
    default: /* of a later version: what it adds is not known here */
        break;
    }
}

bool fs_oplog_cursor_next(struct fs_oplog_cursor *cursor, struct fs_oplog_op *op)
{
    uint64_t gap = 0;

    *op = (struct fs_oplog_op){0};
    for (;;) {
        if (cursor->at == cursor->stop && !next_piece(cursor))
            return false;
        const struct fs_log_event *event = cursor->at;
        /* The writer stores the signature last, perhaps right now. */
        uint32_t signature = __atomic_load_n(&event->signature, __ATOMIC_ACQUIRE);
        if (signature == 0) {
            cursor->at = cursor->stop = cursor->end;
            continue;
        }
        cursor->at++;
        if (signature >= FS_LOG_ESCAPE_FIRST) {
            take_escape(event, cursor->log->header.fma, op, &gap);
            continue;
        }
        op->signature = signature;
        op->duration_ticks = fs_add_saturating(op->duration_ticks, event->duration_ticks);
        op->start_ticks =
            fs_add_saturating(fs_add_saturating(cursor->ticks, gap), event->gap_ticks);
        cursor->ticks = fs_add_saturating(op->start_ticks, op->duration_ticks);
        return true;
    }
}

uint64_t fs_oplog_thread_end_ticks(const fs_oplog *log, const struct fs_oplog_thread *thread)
{
    struct fs_oplog_cursor cursor;
    struct fs_oplog_op op;
    uint64_t end = 0;

    /* The last chunk may have been reserved and not yet used. */
    for (size_t chunk = thread->events_count; chunk > 0 && end == 0; chunk--) {
        fs_oplog_cursor_start(&cursor, log, thread);
        cursor.chunk = chunk - 1;
        while (fs_oplog_cursor_next(&cursor, &op))
            end = cursor.ticks;
    }
    return end;
}

bool fs_oplog_is_in_flight(const fs_oplog *log, const struct fs_oplog_thread *thread)
{
    /* A process may end after it wrote the event and before it took the mark back. */
    return thread->state.op_signature != 0 &&
           thread->state.op_start_ticks >= fs_oplog_thread_end_ticks(log, thread);
}

uint64_t fs_oplog_in_flight_flops(const fs_oplog *log, const struct fs_oplog_thread *thread)
{
    size_t index = fs_oplog_signature_index(log, thread->state.op_signature);

    if (index == SIZE_MAX || !fs_oplog_is_in_flight(log, thread))
        return 0;
    return log->signatures[index]->flags & FS_LOG_SIG_VARYING ? thread->state.op_cost_flops
                                                              : log->signatures[index]->cost_flops;
}
