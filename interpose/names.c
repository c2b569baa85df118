/* SPDX-License-Identifier: MIT */
/* Entry points and namespaces by number: described in the log the first time. */
#include "interpose/names.h"

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

uint32_t fs_names_entry(uint32_t entry)
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

/* Paths are kept in a list: programs have few namespaces, and threads remember their numbers. */
struct path {
    struct path *next;
    uint32_t number;
    char text[FS_NAMESPACE_BYTES];
};

static struct path **paths(void)
{
    return (struct path **)&fs_process->namespaces;
}

static const struct path *path_of(uint32_t number)
{
    const struct path *path = *paths();
    while (path != NULL && path->number != number)
        path = path->next;
    return path;
}

/* parent.name, cut where it does not fit. */
static void join(char path[FS_NAMESPACE_BYTES], const char *parent, const char *name)
{
    size_t used = strnlen(parent, FS_NAMESPACE_BYTES - 2);
    memcpy(path, parent, used);
    if (used > 0)
        path[used++] = '.';
    size_t length = strnlen(name, FS_NAMESPACE_BYTES - 1 - used);
    memcpy(path + used, name, length);
    path[used + length] = '\0';
}

uint32_t fs_names_namespace(uint32_t parent, const char *name)
{
    fs_lock_take(&fs_process->lock);
    char text[FS_NAMESPACE_BYTES];
    const struct path *outer = path_of(parent);
    join(text, outer != NULL ? outer->text : "", name);
    struct path *path = *paths();
    while (path != NULL && strcmp(path->text, text) != 0)
        path = path->next;
    if (path == NULL && (path = fs_registry_alloc(sizeof *path)) != NULL) {
        path->number = *paths() != NULL ? (*paths())->number + 1 : 1;
        memcpy(path->text, text, sizeof text);
        path->next = *paths();
        *paths() = path;
        struct fs_log_namespace record = {.id = path->number};
        const char *texts[] = {text};
        if (!fs_log_record(&fs_process->log, FS_LOG_NAMESPACE, &record, sizeof record, NULL, 0,
                           texts, 1))
            fs_process_log_failed();
    }
    uint32_t number = path != NULL ? path->number : parent;
    fs_lock_give(&fs_process->lock);
    return number;
}

void fs_names_path(uint32_t number, char text[FS_NAMESPACE_BYTES])
{
    fs_lock_take(&fs_process->lock);
    const struct path *path = path_of(number);
    snprintf(text, FS_NAMESPACE_BYTES, "%s", path != NULL ? path->text : "");
    fs_lock_give(&fs_process->lock);
}
