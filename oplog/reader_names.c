/* SPDX-License-Identifier: MIT */
/* Looks up what an id in a log stands for; an id that the log does not describe gets a description
 * of question marks, so that no user of the reader has to check. */
#include "oplog/reader_internal.h"

const struct fs_oplog_entry *fs_oplog_entry_of(const fs_oplog *log, uint32_t id)
{
    static const struct fs_log_entry record = {.work_class = FS_LOG_NESTED};
    static const struct fs_oplog_entry unknown = {&record, "?", "?", "?", "", "", ""};
    size_t index = fs_oplog_ids_find(&log->entry_ids, id);

    return index == SIZE_MAX ? &unknown : &log->entries[index];
}

const struct fs_oplog_callsite *fs_oplog_callsite_of(const fs_oplog *log, uint32_t id)
{
    static const struct fs_log_callsite record = {.id = 0};
    static const struct fs_oplog_callsite unknown = {&record, "?", ""};
    size_t index = fs_oplog_ids_find(&log->callsite_ids, id);

    return index == SIZE_MAX ? &unknown : &log->callsites[index];
}

const char *fs_oplog_namespace_of(const fs_oplog *log, uint32_t id)
{
    size_t index = fs_oplog_ids_find(&log->namespace_ids, id);

    return index == SIZE_MAX ? "" : log->namespaces[index].path;
}

size_t fs_oplog_signature_index(const fs_oplog *log, uint32_t id)
{
    return fs_oplog_ids_find(&log->signature_ids, id);
}

const struct fs_log_traffic *fs_oplog_traffic_of(const fs_oplog *log, uint32_t signature)
{
    size_t index = fs_oplog_ids_find(&log->traffic_ids, signature);

    return index == SIZE_MAX ? NULL : log->traffic[index];
}

/* The stack of a signature; NULL: it has none, or the log does not describe it. */
static const struct fs_oplog_stack *stack_of(const fs_oplog *log,
                                             const struct fs_log_signature *signature)
{
    size_t index = signature->flags & FS_LOG_SIG_STACK
                       ? fs_oplog_ids_find(&log->stack_ids, signature->callsite)
                       : SIZE_MAX;

    return index == SIZE_MAX ? NULL : &log->stacks[index];
}

size_t fs_oplog_depth(const fs_oplog *log, const struct fs_log_signature *signature)
{
    const struct fs_oplog_stack *stack = stack_of(log, signature);

    if (stack != NULL)
        return stack->depth;
    return !(signature->flags & FS_LOG_SIG_STACK) && signature->callsite != 0;
}

const struct fs_oplog_callsite *
fs_oplog_frame(const fs_oplog *log, const struct fs_log_signature *signature, size_t frame)
{
    const struct fs_oplog_stack *stack = stack_of(log, signature);
    uint32_t callsite = 0;

    if (stack != NULL && frame < stack->depth)
        callsite = (uint32_t)stack->callsites[frame];
    else if (!(signature->flags & FS_LOG_SIG_STACK) && frame == 0)
        callsite = signature->callsite;
    return fs_oplog_callsite_of(log, callsite);
}

const int64_t *fs_oplog_values(const struct fs_log_signature *signature, size_t *count)
{
    *count = signature->nparam;
    return (const int64_t *)(const void *)(signature + 1);
}
