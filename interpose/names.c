/* SPDX-License-Identifier: MIT */
/* Entry points by number: described in the log the first time. */
#include "interpose/names.h"

#include "costmodel/catalogue.h"
#include "interpose/arena.h"
#include "interpose/entries.h"
#include "interpose/process.h"
#include "interpose/registry.h"

#include <stdio.h>
#include <string.h>

/* "transa? transb? m n k": what docs/oplog-format.md says. */
static void describe_parameters(const fs_family *family, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (unsigned i = 0; i < family->nparam && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s%s", i > 0 ? " " : "",
                                 family->param[i].name, family->param[i].is_option ? "?" : "");
}

static uint8_t work_class(fs_class work_class)
{
    switch (work_class) {
    case FS_CLASS_EXACT:
        return FS_LOG_EXACT;
    case FS_CLASS_LEADING:
        return FS_LOG_LEADING;
    case FS_CLASS_ESTIMATE:
        return FS_LOG_ESTIMATE;
    case FS_CLASS_NONE:
        return FS_LOG_NO_WORK;
    default:
        return FS_LOG_NESTED;
    }
}

/* Under the process's lock. */
static uint32_t describe(uint32_t entry)
{
    bool is_new;
    uint32_t number = fs_registry_number(FS_NUMBER_ENTRY, entry, &is_new);
    if (!is_new)
        return number;
    const fs_routine *routine = &fs_routines[fs_entries[entry].routine];
    const fs_family *family = &fs_families[fs_shapes[fs_entries[entry].shape].family];
    char parameters[256];
    describe_parameters(family, parameters, sizeof parameters);
    struct fs_log_entry record = {
        .id = number,
        .prec = (uint8_t)routine->prec,
        .work_class = work_class(family->work_class),
        .nparam = family->nparam,
        .group = (uint8_t)(family->group >= FS_GROUP_LAPACK ? 5 : family->group + 1),
    };
    const char *texts[] = {&fs_entry_names[fs_entries[entry].name], routine->name, family->name,
                           parameters};
    if (!fs_log_record(&fs_process->log, FS_LOG_ENTRY, &record, sizeof record, NULL, 0, texts, 4))
        fs_process_log_failed();
    return number;
}

/* A page of numbers for each part of the table that is used, 0: not asked for yet. */
static uint32_t *number_at(uint32_t entry)
{
    uint32_t *numbers = __atomic_load_n(&fs_process->entry_numbers, __ATOMIC_ACQUIRE), *none = NULL;
    if (numbers == NULL) {
        numbers = fs_pages_wiped_on_fork(fs_entry_count * sizeof numbers[0]);
        if (numbers != NULL &&
            !__atomic_compare_exchange_n(&fs_process->entry_numbers, &none, numbers, false,
                                         __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            numbers = none; /* another thread's; ours is left over */
    }
    return numbers != NULL ? &numbers[entry] : NULL;
}

uint32_t fs_names_entry(uint32_t entry)
{
    uint32_t *kept = number_at(entry);
    uint32_t number = kept != NULL ? __atomic_load_n(kept, __ATOMIC_RELAXED) : 0;
    if (number != 0)
        return number;
    fs_lock_take(&fs_process->lock);
    number = describe(entry);
    fs_lock_give(&fs_process->lock);
    if (kept != NULL)
        __atomic_store_n(kept, number, __ATOMIC_RELAXED);
    return number;
}
