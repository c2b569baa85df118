/* SPDX-License-Identifier: MIT */
/* Opens op logs: maps the file, checks its header, walks its chunks and hands each to where it
 * belongs. Nothing outside the mapping is ever read, whatever the file says. */
#include "oplog/reader_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void set_error(char *error, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void set_error(char *error, size_t size, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error, size, format, arguments);
    va_end(arguments);
}

/* Copies the header out of the first `size` bytes of a log and checks that this reader may go on.
 */
static bool check_header(const void *data, size_t size, const char *name,
                         struct fs_log_header *header, char *error, size_t error_size)
{
    size_t magic_bytes = sizeof header->magic;

    memset(header, 0, sizeof *header);
    memcpy(header, data, size < sizeof *header ? size : sizeof *header);
    if (size == 0) {
        set_error(error, error_size, "%s is empty", name);
    } else if (memcmp(header->magic, FS_LOG_MAGIC, size < magic_bytes ? size : magic_bytes) != 0) {
        set_error(error, error_size, "%s is not a flopscope log", name);
    } else if (size < FS_LOG_HEADER_BYTES) {
        set_error(error, error_size, "%s is truncated: %zu bytes, less than a log's header", name,
                  size);
    } else if (header->byte_order == __builtin_bswap32(FS_LOG_BYTE_ORDER)) {
        set_error(error, error_size,
                  "%s was written on a machine of the other byte order; read it there", name);
    } else if (header->min_reader > FS_LOG_VERSION && header->byte_order == FS_LOG_BYTE_ORDER) {
        set_error(error, error_size,
                  "%s was written by a newer flopscope (log format %u): it needs a reader of "
                  "version %u or later, this one is version %u",
                  name, header->version, header->min_reader, FS_LOG_VERSION);
    } else if (header->byte_order != FS_LOG_BYTE_ORDER || header->version == 0 ||
               header->header_bytes < FS_LOG_HEADER_BYTES ||
               header->header_bytes % FS_LOG_PAGE_BYTES != 0) {
        set_error(error, error_size, "%s has a damaged header", name);
    } else {
        header->run[sizeof header->run - 1] = '\0';
        header->host[sizeof header->host - 1] = '\0';
        header->program[sizeof header->program - 1] = '\0';
        return true;
    }
    return false;
}

/* ---- chunks ---- */

static struct fs_oplog_thread *thread_of(fs_oplog *log, uint32_t number)
{
    size_t index = fs_oplog_ids_find(&log->thread_ids, number);

    if (index != SIZE_MAX)
        return &log->threads[index];
    void *array =
        fs_oplog_grow(log->threads, log->thread_count, &log->thread_capacity, sizeof *log->threads);
    if (array == NULL)
        return NULL;
    log->threads = array;
    if (!fs_oplog_ids_add(&log->thread_ids, number, log->thread_count))
        return NULL;
    log->threads[log->thread_count] = (struct fs_oplog_thread){.number = number};
    return &log->threads[log->thread_count++];
}

static bool add_chunk(struct fs_oplog_chunk **array, size_t *count, size_t *capacity,
                      struct fs_oplog_chunk chunk)
{
    struct fs_oplog_chunk *grown = fs_oplog_grow(*array, *count, capacity, sizeof chunk);

    if (grown == NULL)
        return false;
    *array = grown;
    grown[(*count)++] = chunk;
    return true;
}

/* Takes one chunk, of which `bytes` bytes are in the file. False: no memory. */
static bool take_chunk(fs_oplog *log, const struct fs_log_chunk *head, size_t bytes)
{
    const uint8_t *data = log->base + head->offset + sizeof *head;
    size_t data_bytes = bytes - sizeof *head;
    struct fs_oplog_chunk chunk = {data, data_bytes, head->start_ticks, head->sequence};
    struct fs_oplog_thread *thread = NULL;

    if (head->kind == FS_LOG_META)
        return fs_oplog_collect_records(log, data,
                                        head->used < data_bytes ? head->used : data_bytes);
    if (head->kind != FS_LOG_THREAD && head->kind != FS_LOG_TOTALS && head->kind != FS_LOG_EVENTS)
        return true;
    thread = thread_of(log, head->thread);
    if (thread == NULL)
        return false;
    if (head->kind == FS_LOG_EVENTS)
        return add_chunk(&thread->events, &thread->events_count, &thread->events_capacity, chunk);
    if (head->kind == FS_LOG_THREAD) {
        if (data_bytes < sizeof thread->state) {
            log->damage_count++;
            return true;
        }
        memcpy(&thread->state, data, sizeof thread->state);
        thread->state.name[sizeof thread->state.name - 1] = '\0';
        thread->has_state = true;
        chunk.data = data + sizeof thread->state;
        chunk.bytes -= sizeof thread->state;
    }
    return add_chunk(&thread->totals, &thread->totals_count, &thread->totals_capacity, chunk);
}

static bool is_chunk(const struct fs_log_chunk *head, uint64_t offset)
{
    return head->magic == FS_LOG_CHUNK_MAGIC && head->offset == offset &&
           head->bytes >= FS_LOG_PAGE_BYTES && head->bytes % FS_LOG_PAGE_BYTES == 0;
}

static bool walk_chunks(fs_oplog *log)
{
    /* Reading a chunk's head maps pages around it: they are given back now and then. */
    const size_t release_bytes = (size_t)32 << 20;
    const struct fs_log_header *header = &log->header;
    uint64_t end = log->size, at = header->header_bytes, kept = at;
    struct fs_log_chunk head;

    /* The end goes up before space is reserved: where there was none, the log says so. */
    if (header->file_end > log->size)
        log->is_truncated = !(header->flags & FS_LOG_EVENTS_DROPPED);
    else if (header->file_end >= header->header_bytes)
        end = header->file_end;
    while (at < end && end - at >= sizeof head) {
        memcpy(&head, log->base + at, sizeof head);
        if (!is_chunk(&head, at)) {
            at += FS_LOG_PAGE_BYTES;
            continue;
        }
        uint64_t bytes = head.bytes;
        if (bytes > end - at) {
            log->is_truncated = log->is_truncated || end == log->size;
            bytes = end - at;
        }
        if (!take_chunk(log, &head, bytes))
            return false;
        at += bytes;
        if (at - kept > release_bytes) {
            fs_oplog_release(log, log->base + kept, log->base + at);
            kept = at;
        }
    }
    return true;
}

static int by_sequence(const void *a, const void *b)
{
    const struct fs_oplog_chunk *left = a, *right = b;

    return (left->sequence > right->sequence) - (left->sequence < right->sequence);
}

/* ---- opening and closing ---- */

static fs_oplog *open_memory(const void *data, size_t size, bool is_mapped, const char *name,
                             char *error, size_t error_size)
{
    struct fs_log_header header;
    fs_oplog *log;

    if (!check_header(data, size, name, &header, error, error_size))
        return NULL;
    log = calloc(1, sizeof *log);
    if (log != NULL) {
        log->header = header;
        log->base = data;
        log->size = size;
        log->is_mapped = is_mapped;
        log->path = strdup(name);
    }
    if (log == NULL || log->path == NULL || !walk_chunks(log)) {
        set_error(error, error_size, "%s: out of memory", name);
        if (log != NULL) {
            log->is_mapped = false; /* the caller's still */
            fs_oplog_close(log);
        }
        return NULL;
    }
    for (size_t i = 0; i < log->thread_count; i++)
        if (log->threads[i].events_count > 1)
            qsort(log->threads[i].events, log->threads[i].events_count,
                  sizeof *log->threads[i].events, by_sequence);
    fs_oplog_set_clock(log);
    return log;
}

fs_oplog *fs_oplog_open_memory(const void *data, size_t size, const char *name, char *error,
                               size_t error_size)
{
    return open_memory(data, size, false, name, error, error_size);
}

/* Opens a regular file; -1 with a line in error. */
static int open_file(const char *path, size_t *size, char *error, size_t error_size)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0 || fstat(file, &status) != 0) {
        set_error(error, error_size, "%s: %s", path, strerror(errno));
    } else if (!S_ISREG(status.st_mode)) {
        set_error(error, error_size, "%s is not a flopscope log: not a regular file", path);
    } else {
        *size = (size_t)status.st_size;
        return file;
    }
    if (file >= 0)
        close(file);
    return -1;
}

fs_oplog *fs_oplog_open(const char *path, char *error, size_t error_size)
{
    size_t size = 0;
    void *data = NULL;
    fs_oplog *log;
    int file = open_file(path, &size, error, error_size);

    if (file < 0)
        return NULL;
    if (size > 0)
        data = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
    if (data == MAP_FAILED) {
        set_error(error, error_size, "%s: cannot be mapped: %s", path, strerror(errno));
        close(file);
        return NULL;
    }
    close(file);
    log = open_memory(data == NULL ? "" : data, size, data != NULL, path, error, error_size);
    if (log == NULL && data != NULL)
        munmap(data, size);
    return log;
}

bool fs_oplog_read_header(const char *path, struct fs_log_header *header, char *error,
                          size_t error_size)
{
    union {
        struct fs_log_header header;
        char bytes[FS_LOG_HEADER_BYTES];
    } page;
    size_t size = 0, have = 0;
    int file = open_file(path, &size, error, error_size);

    if (file < 0)
        return false;
    while (have < sizeof page) {
        ssize_t got = read(file, page.bytes + have, sizeof page - have);
        if (got > 0)
            have += (size_t)got;
        else if (got == 0 || errno != EINTR)
            break;
    }
    close(file);
    return check_header(page.bytes, have, path, header, error, error_size);
}

void fs_oplog_release(const fs_oplog *log, const void *from, const void *to)
{
    uintptr_t mask = (uintptr_t)FS_LOG_PAGE_BYTES - 1;
    const uint8_t *first = (const uint8_t *)from + (-(uintptr_t)from & mask);
    const uint8_t *last = (const uint8_t *)to - ((uintptr_t)to & mask);

    if (log->is_mapped && first < last)
        madvise((void *)(uintptr_t)first, (size_t)(last - first), MADV_DONTNEED);
}

void fs_oplog_close(fs_oplog *log)
{
    if (log == NULL)
        return;
    for (size_t i = 0; i < log->thread_count; i++) {
        free(log->threads[i].totals);
        free(log->threads[i].events);
    }
    free(log->threads);
    free(log->entries);
    free(log->namespaces);
    free(log->callsites);
    free(log->stacks);
    free(log->signatures);
    free(log->traffic);
    free(log->notes);
    free(log->environment);
    fs_oplog_ids_free(&log->entry_ids);
    fs_oplog_ids_free(&log->namespace_ids);
    fs_oplog_ids_free(&log->callsite_ids);
    fs_oplog_ids_free(&log->stack_ids);
    fs_oplog_ids_free(&log->signature_ids);
    fs_oplog_ids_free(&log->signature_contents);
    fs_oplog_ids_free(&log->traffic_ids);
    fs_oplog_ids_free(&log->thread_ids);
    if (log->is_mapped)
        munmap((void *)(uintptr_t)log->base, log->size);
    free(log->path);
    free(log);
}
