/* SPDX-License-Identifier: MIT */
/* Fuzz target: whatever a file contains, reading it as an op log and summing it up must not touch a
 * byte outside of it, overflow, or take long. */
#include "report/account.h"
#include "report/group.h"
#include "report/notes.h"
#include "report/shapes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void list_events(fs_oplog *log)
{
    fs_oplog_merge *merge = fs_oplog_merge_new(&log, 1);
    struct fs_oplog_event event;
    int64_t last_ns = INT64_MIN;
    char text[512];

    check(merge != NULL);
    while (fs_oplog_merge_next(merge, &event)) {
        size_t index = fs_oplog_signature_index(log, event.op.signature);
        if (index == SIZE_MAX)
            continue;
        const struct fs_log_signature *signature = log->signatures[index];
        const struct fs_oplog_entry *entry = fs_oplog_entry_of(log, signature->entry);
        check(strlen(fs_format_shapes(text, sizeof text, entry, signature)) < sizeof text);
        /* Within a thread time goes on, and with one thread so it does in the log. */
        check(log->thread_count > 1 || log->threads[0].events_count > 1 ||
              event.start_ns >= last_ns);
        last_ns = event.start_ns;
    }
    fs_oplog_merge_free(merge);
}

static void sum_up(const struct fs_logset *set)
{
    static const enum fs_grouping groupings[] = {
        FS_BY_OPERATION, FS_BY_NAMESPACE,           FS_BY_CALLSITE,
        FS_BY_STACK,     FS_BY_STACK_AND_OPERATION, FS_BY_SHAPE};
    struct fs_account account;
    struct fs_notes notes;

    check(fs_account_open(&account, set));
    const struct fs_times *times = &account.times;
    check(times->backend_ns >= 0 && times->overhead_ns >= 0 && times->residual_ns >= 0);
    check(times->wall_ns == times->backend_ns + times->overhead_ns + times->residual_ns);
    for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++) {
        struct fs_groups *groups = fs_groups_new(&account, groupings[i], FS_SORT_TIME);
        check(groups != NULL);
        if (groupings[i] == FS_BY_OPERATION) {
            check(fs_notes_collect(&notes, &account, groups));
            fs_notes_free(&notes);
        }
        fs_groups_free(groups);
    }
    fs_account_close(&account);
    check(fs_account_open_totals(&account, set));
    fs_account_close(&account);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char error[512];
    /* Aligned as a mapping is, and no byte longer than the file. */
    uint8_t *copy = malloc(size == 0 ? 1 : size);

    check(copy != NULL);
    memcpy(copy, data, size);
    fs_oplog *log = fs_oplog_open_memory(copy, size, "input", error, sizeof error);
    if (log == NULL) {
        check(error[0] != '\0');
    } else {
        struct fs_logset set = {&log, 1};
        list_events(log);
        sum_up(&set);
        fs_oplog_close(log);
    }
    free(copy);
    return 0;
}
