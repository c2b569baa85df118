/* SPDX-License-Identifier: MIT */
/* Collects the records of a log's FS_LOG_META chunks: entry points, namespaces, call sites,
 * stacks, signatures and texts. A record that makes no sense is counted as damage and left out. */
#include "oplog/reader_internal.h"

#include <stddef.h>
#include <string.h>

/* The rest of a record, from which texts are taken. */
struct rest {
    const char *at, *end;
};

/* Takes a NUL-terminated text; NULL if the record ends before it does. */
static const char *take_text(struct rest *rest)
{
    const char *text = rest->at;
    const char *nul = memchr(text, '\0', (size_t)(rest->end - text));

    if (nul == NULL)
        return NULL;
    rest->at = nul + 1;
    return text;
}

static const char *text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static struct rest rest_after(const struct fs_log_record *record, size_t struct_bytes)
{
    const char *start = (const char *)record;
    return (struct rest){start + struct_bytes, start + record->bytes};
}

enum outcome { TAKEN, DAMAGED, NO_MEMORY };

static enum outcome take_entry(fs_oplog *log, const struct fs_log_record *record)
{
    const struct fs_log_entry *disk = (const struct fs_log_entry *)(const void *)record;
    struct rest rest = rest_after(record, sizeof *disk);
    struct fs_oplog_entry entry = {
        .record = disk, .name = take_text(&rest), .subscripts = "", .shapes = ""};

    if (entry.name != NULL)
        entry.routine = take_text(&rest);
    if (entry.routine != NULL)
        entry.family = take_text(&rest);
    if (entry.family != NULL)
        entry.parameters = take_text(&rest);
    if (entry.parameters == NULL)
        return DAMAGED;
    if (disk->group == 0) {
        entry.subscripts = text_or_empty(take_text(&rest));
        entry.shapes = text_or_empty(take_text(&rest));
    }
    void *array = fs_oplog_grow(log->entries, log->entry_count, &log->entry_capacity, sizeof entry);
    if (array == NULL)
        return NO_MEMORY;
    log->entries = array;
    log->entries[log->entry_count] = entry;
    return fs_oplog_ids_add(&log->entry_ids, disk->id, log->entry_count++) ? TAKEN : NO_MEMORY;
}

static enum outcome take_namespace(fs_oplog *log, const struct fs_log_record *record)
{
    const struct fs_log_namespace *disk = (const struct fs_log_namespace *)(const void *)record;
    struct rest rest = rest_after(record, sizeof *disk);
    struct fs_oplog_namespace name_space = {disk, take_text(&rest)};

    if (name_space.path == NULL)
        return DAMAGED;
    void *array = fs_oplog_grow(log->namespaces, log->namespace_count, &log->namespace_capacity,
                                sizeof name_space);
    if (array == NULL)
        return NO_MEMORY;
    log->namespaces = array;
    log->namespaces[log->namespace_count] = name_space;
    return fs_oplog_ids_add(&log->namespace_ids, disk->id, log->namespace_count++) ? TAKEN
                                                                                   : NO_MEMORY;
}

static enum outcome take_callsite(fs_oplog *log, const struct fs_log_record *record)
{
    const struct fs_log_callsite *disk = (const struct fs_log_callsite *)(const void *)record;
    struct rest rest = rest_after(record, sizeof *disk);
    struct fs_oplog_callsite callsite = {disk, take_text(&rest), NULL};

    if (callsite.object != NULL)
        callsite.symbol = take_text(&rest);
    if (callsite.symbol == NULL)
        return DAMAGED;
    void *array = fs_oplog_grow(log->callsites, log->callsite_count, &log->callsite_capacity,
                                sizeof callsite);
    if (array == NULL)
        return NO_MEMORY;
    log->callsites = array;
    log->callsites[log->callsite_count] = callsite;
    return fs_oplog_ids_add(&log->callsite_ids, disk->id, log->callsite_count++) ? TAKEN
                                                                                 : NO_MEMORY;
}

static enum outcome take_stack(fs_oplog *log, const struct fs_log_record *record)
{
    const struct fs_log_stack *disk = (const struct fs_log_stack *)(const void *)record;
    struct fs_oplog_stack stack = {disk, (const int64_t *)(const void *)(disk + 1), disk->depth};

    if (disk->depth > (record->bytes - sizeof *disk) / sizeof(int64_t) || disk->id == 0 ||
        disk->depth > FS_LOG_STACK_MAX)
        return DAMAGED;
    void *array = fs_oplog_grow(log->stacks, log->stack_count, &log->stack_capacity, sizeof stack);
    if (array == NULL)
        return NO_MEMORY;
    log->stacks = array;
    log->stacks[log->stack_count] = stack;
    return fs_oplog_ids_add(&log->stack_ids, disk->id, log->stack_count++) ? TAKEN : NO_MEMORY;
}

/* What a signature says, behind its number. */
static struct rest content_of(const struct fs_log_signature *signature)
{
    return rest_after(&signature->record, offsetof(struct fs_log_signature, entry));
}

static uint32_t hash_of(struct rest content)
{
    uint64_t hash = 14695981039346656037u;

    for (; content.at < content.end; content.at++)
        hash = (hash ^ (unsigned char)*content.at) * 1099511628211u;
    return (uint32_t)(hash ^ hash >> 32);
}

/* The index of a signature that says the same, which another thread has described; SIZE_MAX: there
 * is none. */
static size_t find_same(const fs_oplog *log, const struct fs_log_signature *signature,
                        uint32_t hash)
{
    size_t index = fs_oplog_ids_find(&log->signature_contents, hash);
    if (index == SIZE_MAX)
        return SIZE_MAX;
    struct rest content = content_of(signature), other = content_of(log->signatures[index]);
    size_t bytes = (size_t)(content.end - content.at);
    return bytes == (size_t)(other.end - other.at) && memcmp(content.at, other.at, bytes) == 0
               ? index
               : SIZE_MAX;
}

static enum outcome take_signature(fs_oplog *log, const struct fs_log_record *record)
{
    const struct fs_log_signature *disk = (const struct fs_log_signature *)(const void *)record;

    if (disk->nparam > (record->bytes - sizeof *disk) / sizeof(int64_t) || disk->id == 0)
        return DAMAGED;
    uint32_t hash = hash_of(content_of(disk));
    size_t same = find_same(log, disk, hash);
    if (same != SIZE_MAX)
        return fs_oplog_ids_add(&log->signature_ids, disk->id, same) ? TAKEN : NO_MEMORY;
    void *array = fs_oplog_grow(log->signatures, log->signature_count, &log->signature_capacity,
                                sizeof *log->signatures);
    if (array == NULL)
        return NO_MEMORY;
    log->signatures = array;
    log->signatures[log->signature_count] = disk;
    if (!fs_oplog_ids_add(&log->signature_contents, hash, log->signature_count))
        return NO_MEMORY;
    return fs_oplog_ids_add(&log->signature_ids, disk->id, log->signature_count++) ? TAKEN
                                                                                   : NO_MEMORY;
}

static enum outcome take_traffic(fs_oplog *log, const struct fs_log_record *record)
{
    const struct fs_log_traffic *disk = (const struct fs_log_traffic *)(const void *)record;
    void *array = fs_oplog_grow(log->traffic, log->traffic_count, &log->traffic_capacity,
                                sizeof *log->traffic);

    if (array == NULL)
        return NO_MEMORY;
    log->traffic = array;
    log->traffic[log->traffic_count] = disk;
    return fs_oplog_ids_add(&log->traffic_ids, disk->signature, log->traffic_count++) ? TAKEN
                                                                                      : NO_MEMORY;
}

static enum outcome take_line(const struct fs_log_record *record, const char ***lines,
                              size_t *count, size_t *capacity)
{
    struct rest rest = rest_after(record, sizeof *record);
    const char *text = take_text(&rest);

    if (text == NULL)
        return DAMAGED;
    const char **array = fs_oplog_grow(*lines, *count, capacity, sizeof **lines);
    if (array == NULL)
        return NO_MEMORY;
    *lines = array;
    array[(*count)++] = text;
    return TAKEN;
}

/* The size of the struct that a record of this type begins with; 0 for types not known. */
static size_t struct_bytes(uint16_t type)
{
    switch (type) {
    case FS_LOG_ENTRY:
        return sizeof(struct fs_log_entry);
    case FS_LOG_NAMESPACE:
        return sizeof(struct fs_log_namespace);
    case FS_LOG_CALLSITE:
        return sizeof(struct fs_log_callsite);
    case FS_LOG_STACK:
        return sizeof(struct fs_log_stack);
    case FS_LOG_SIGNATURE:
        return sizeof(struct fs_log_signature);
    case FS_LOG_TRAFFIC:
        return sizeof(struct fs_log_traffic);
    case FS_LOG_ENVIRONMENT:
    case FS_LOG_NOTE:
        return sizeof(struct fs_log_record);
    default:
        return 0;
    }
}

static enum outcome take_record(fs_oplog *log, const struct fs_log_record *record)
{
    size_t least = struct_bytes(record->type);

    if (least == 0)
        return TAKEN;
    if (record->bytes < least)
        return DAMAGED;
    switch (record->type) {
    case FS_LOG_ENTRY:
        return take_entry(log, record);
    case FS_LOG_NAMESPACE:
        return take_namespace(log, record);
    case FS_LOG_CALLSITE:
        return take_callsite(log, record);
    case FS_LOG_STACK:
        return take_stack(log, record);
    case FS_LOG_SIGNATURE:
        return take_signature(log, record);
    case FS_LOG_TRAFFIC:
        return take_traffic(log, record);
    case FS_LOG_ENVIRONMENT:
        return take_line(record, &log->environment, &log->environment_count,
                         &log->environment_capacity);
    default:
        return take_line(record, &log->notes, &log->note_count, &log->note_capacity);
    }
}

bool fs_oplog_collect_records(fs_oplog *log, const uint8_t *data, size_t bytes)
{
    while (bytes >= sizeof(struct fs_log_record)) {
        const struct fs_log_record *record = (const struct fs_log_record *)(const void *)data;
        size_t length = record->bytes;

        if (length < sizeof *record || length % 8 != 0 || length > bytes) {
            log->damage_count++; /* nothing tells where the next record begins */
            return true;
        }
        enum outcome outcome = take_record(log, record);
        if (outcome == NO_MEMORY)
            return false;
        if (outcome == DAMAGED)
            log->damage_count++;
        data += length;
        bytes -= length;
    }
    return true;
}
