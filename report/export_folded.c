/* SPDX-License-Identifier: MIT */
/* Folded stacks (export.h). Different addresses in one function make the same line: lines are
 * sorted and equal ones added up. */
#include "report/export.h"

#include "report/group.h"
#include "report/number.h"
#include "report/sums.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct folded {
    char *stack;
    unsigned __int128 weight;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* A name without what the form itself uses. */
static void write_name(FILE *stream, const char *name)
{
    for (; *name != '\0'; name++)
        fputc(*name == ';' ? ':' : *name == '\n' ? ' ' : *name, stream);
}

static void write_frame(FILE *stream, const struct fs_place *place,
                        const struct fs_oplog_callsite *site)
{
    char offset[32];

    if (place->function[0] != '\0') {
        write_name(stream, place->function);
    } else {
        snprintf(offset, sizeof offset, "+0x%" PRIx64, site->record->object_offset);
        write_name(stream, base_name(site->object));
        write_name(stream, offset);
    }
    fputc(';', stream);
}

/* The outermost frame that is shown: that of main, where it is on the stack. */
static size_t frames_from(const struct fs_export *export, const struct fs_group *group)
{
    size_t depth = fs_oplog_depth(group->log, group->signature);

    for (size_t i = 0; i < depth; i++) {
        const struct fs_oplog_callsite *site = fs_oplog_frame(group->log, group->signature, i);
        if (strcmp(fs_symbolize(export->symbolizer, group->log, site).function, "main") == 0)
            return i + 1;
    }
    return depth;
}

static char *stack_of(const struct fs_export *export, const struct fs_group *group,
                      bool has_program)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    if (stream == NULL)
        return NULL;
    if (has_program) {
        write_name(stream, base_name(group->log->header.program));
        fputc(';', stream);
    }
    for (size_t i = frames_from(export, group); i-- > 0;) {
        const struct fs_oplog_callsite *site = fs_oplog_frame(group->log, group->signature, i);
        struct fs_place place = fs_symbolize(export->symbolizer, group->log, site);
        write_frame(stream, &place, site);
    }
    write_name(stream, fs_oplog_entry_of(group->log, group->signature->entry)->name);
    if (fclose(stream) == 0)
        return text;
    free(text);
    return NULL;
}

static unsigned __int128 weight_of(const struct fs_group *group, int weight)
{
    switch (weight) {
    case FS_SORT_TIME:
        return (unsigned __int128)(group->backend_ns < 0 ? 0 : group->backend_ns);
    case FS_SORT_CALLS:
        return group->calls;
    default:
        return group->flops;
    }
}

static int by_stack(const void *a, const void *b)
{
    return strcmp(((const struct folded *)a)->stack, ((const struct folded *)b)->stack);
}

static void print_sums(const struct folded *lines, size_t count)
{
    char text[FS_COUNT_TEXT];

    for (size_t i = 0; i < count; i++) {
        unsigned __int128 sum = lines[i].weight;
        for (; i + 1 < count && strcmp(lines[i].stack, lines[i + 1].stack) == 0; i++)
            sum = fs_add_flops(sum, lines[i + 1].weight);
        if (sum > 0)
            printf("%s %s\n", lines[i].stack, fs_format_digits(text, sizeof text, sum));
    }
}

static bool has_programs(const struct fs_account *account)
{
    for (size_t i = 1; i < account->count; i++)
        if (strcmp(account->processes[i].log->header.program,
                   account->processes[0].log->header.program) != 0)
            return true;
    return false;
}

bool fs_export_folded(const struct fs_export *export)
{
    struct fs_groups *groups =
        fs_groups_new(&export->account, FS_BY_STACK_AND_OPERATION, FS_SORT_FLOPS);
    struct folded *lines = groups == NULL ? NULL : calloc(groups->count + 1, sizeof *lines);
    bool has_program = has_programs(&export->account), is_made = lines != NULL;
    size_t count = 0;

    for (; is_made && count < groups->count; count++) {
        const struct fs_group *group = &groups->groups[count];
        lines[count].stack = stack_of(export, group, has_program);
        lines[count].weight = weight_of(group, export->options->weight);
        is_made = lines[count].stack != NULL;
    }
    if (is_made) {
        qsort(lines, count, sizeof *lines, by_stack);
        print_sums(lines, count);
    }
    for (size_t i = 0; i < count; i++)
        free(lines[i].stack);
    free(lines);
    fs_groups_free(groups);
    return is_made;
}
