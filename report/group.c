/* SPDX-License-Identifier: MIT */
/* Groups operations by a text that is made from each signature, and sums their figures (group.h).
 */
#include "report/group.h"

#include "report/shapes.h"
#include "report/sums.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = 1024 };

/* ---- the table ---- */

static size_t hash_of(const char *key)
{
    size_t hash = 0xcbf29ce484222325u; /* FNV-1a */

    for (; *key != '\0'; key++)
        hash = (hash ^ (unsigned char)*key) * 0x100000001b3u;
    return hash;
}

static uint32_t *find_slot(const struct fs_groups *table, const char *key)
{
    for (size_t at = hash_of(key);; at++) {
        uint32_t *slot = &table->slots[at & (table->slot_count - 1)];
        if (*slot == 0 || strcmp(table->groups[*slot - 1].key, key) == 0)
            return slot;
    }
}

static bool grow(struct fs_groups *table)
{
    struct fs_groups larger = *table;

    if (2 * (table->count + 1) <= table->slot_count)
        return true;
    larger.slot_count = table->slot_count == 0 ? 64 : 2 * table->slot_count;
    larger.capacity = larger.slot_count / 2;
    larger.slots = calloc(larger.slot_count, sizeof *larger.slots);
    larger.groups = larger.slots == NULL
                        ? NULL
                        : reallocarray(table->groups, larger.capacity, sizeof *larger.groups);
    if (larger.groups == NULL) {
        free(larger.slots);
        return false;
    }
    for (size_t i = 0; i < larger.count; i++)
        *find_slot(&larger, larger.groups[i].key) = (uint32_t)(i + 1);
    free(table->slots);
    *table = larger;
    return true;
}

static struct fs_group *group_of(struct fs_groups *table, const char *key)
{
    if (!grow(table))
        return NULL;
    uint32_t *slot = find_slot(table, key);
    if (*slot != 0)
        return &table->groups[*slot - 1];
    struct fs_group *group = &table->groups[table->count];
    *group = (struct fs_group){.key = strdup(key), .min_ns = INT64_MAX};
    if (group->key == NULL)
        return NULL;
    *slot = (uint32_t)++table->count;
    return group;
}

void fs_groups_free(struct fs_groups *table)
{
    if (table == NULL)
        return;
    for (size_t i = 0; i < table->count; i++) {
        free(table->groups[i].key);
        fs_groups_free(table->groups[i].operations);
    }
    free(table->groups);
    free(table->slots);
    free(table);
}

/* ---- what is grouped ---- */

/* The call sites of a stack, and the entry point behind them where that is asked for. */
static char *make_stack_key(const fs_oplog *log, const struct fs_log_signature *signature,
                            const char *entry)
{
    char *key = NULL;
    size_t size = 0, depth = fs_oplog_depth(log, signature);
    FILE *stream = open_memstream(&key, &size);

    if (stream == NULL)
        return NULL;
    fputs(entry, stream);
    for (size_t i = 0; i < depth; i++) {
        const struct fs_oplog_callsite *site = fs_oplog_frame(log, signature, i);
        fprintf(stream, "\n%" PRIx64 " %s", site->record->object_offset, site->object);
    }
    if (fclose(stream) == 0)
        return key;
    free(key);
    return NULL;
}

static char *make_key(const fs_oplog *log, const struct fs_log_signature *signature,
                      enum fs_grouping grouping)
{
    const struct fs_oplog_entry *entry = fs_oplog_entry_of(log, signature->entry);
    const struct fs_oplog_callsite *site;
    char text[KEY_BYTES], *key = NULL;
    int length = -1;

    switch (grouping) {
    case FS_BY_OPERATION:
        return strdup(entry->routine);
    case FS_BY_NAMESPACE:
        return strdup(fs_oplog_namespace_of(log, signature->name_space));
    case FS_BY_CALLSITE:
        site = fs_oplog_frame(log, signature, 0);
        length = asprintf(&key, "%" PRIx64 " %s", site->record->object_offset, site->object);
        break;
    case FS_BY_STACK:
        return make_stack_key(log, signature, "");
    case FS_BY_STACK_AND_OPERATION:
        return make_stack_key(log, signature, entry->name);
    case FS_BY_SHAPE:
        length = asprintf(&key, "%s %s", entry->name,
                          fs_format_parameters(text, sizeof text, entry, signature));
        break;
    }
    return length < 0 ? NULL : key;
}

static void add_figures(struct fs_group *group, const struct fs_process *process,
                        const struct fs_log_signature *signature,
                        const struct fs_oplog_tally *tally)
{
    const fs_oplog *log = process->log;
    uint8_t work_class = fs_oplog_entry_of(log, signature->entry)->record->work_class;
    uint64_t call_ticks = fs_call_overhead_ticks(log);
    int64_t min_ns = fs_oplog_ns(log, tally->min_ticks);
    int64_t max_ns = fs_oplog_ns(log, tally->max_ticks);

    group->flops = fs_add_flops(group->flops, tally->cost_flops);
    group->mul = fs_add_flops(group->mul, tally->mul);
    group->add = fs_add_flops(group->add, tally->add);
    group->calls = fs_add_calls(group->calls, tally->calls);
    group->nonfinite = fs_add_calls(group->nonfinite, tally->nonfinite);
    group->backend_ns = fs_add_ns(group->backend_ns, fs_oplog_ns(log, tally->ticks));
    group->overhead_ns = fs_add_ns(group->overhead_ns,
                                   fs_oplog_ns(log, fs_multiply_ticks(tally->calls, call_ticks)));
    group->min_ns = min_ns < group->min_ns ? min_ns : group->min_ns;
    group->max_ns = max_ns > group->max_ns ? max_ns : group->max_ns;
    group->work_class = work_class > group->work_class ? work_class : group->work_class;
    group->is_folded = group->is_folded || (signature->flags & FS_LOG_SIG_FOLDED) != 0;
    group->log = log;
    group->signature = signature;
}

/* Bytes that are not known stay out, together with the work that they would be held against. */
static void add_traffic(struct fs_group *group, const fs_oplog *log,
                        const struct fs_log_signature *signature,
                        const struct fs_oplog_tally *tally)
{
    const struct fs_log_traffic *traffic = fs_oplog_traffic_of(log, signature->id);
    if (traffic == NULL)
        return;
    unsigned __int128 calls = tally->calls;
    group->traffic_flops = fs_add_flops(group->traffic_flops, fs_add_flops(tally->mul, tally->add));
    group->read_bytes = fs_add_flops(group->read_bytes, calls * traffic->read_bytes);
    group->written_bytes = fs_add_flops(group->written_bytes, calls * traffic->written_bytes);
}

static bool add_signature(struct fs_groups *table, enum fs_grouping grouping,
                          const struct fs_process *process,
                          const struct fs_log_signature *signature,
                          const struct fs_oplog_tally *tally)
{
    char *key = make_key(process->log, signature, grouping);
    struct fs_group *group = key == NULL ? NULL : group_of(table, key);

    free(key);
    if (group == NULL)
        return false;
    add_figures(group, process, signature, tally);
    add_traffic(group, process->log, signature, tally);
    if (grouping != FS_BY_NAMESPACE)
        return true;
    if (group->operations == NULL)
        group->operations = calloc(1, sizeof *group->operations);
    return group->operations != NULL &&
           add_signature(group->operations, FS_BY_OPERATION, process, signature, tally);
}

/* ---- order ---- */

static int compare_flops(const struct fs_group *a, const struct fs_group *b)
{
    return (a->flops < b->flops) - (a->flops > b->flops);
}

static int compare_time(const struct fs_group *a, const struct fs_group *b)
{
    return (a->backend_ns < b->backend_ns) - (a->backend_ns > b->backend_ns);
}

static int compare_calls(const struct fs_group *a, const struct fs_group *b)
{
    return (a->calls < b->calls) - (a->calls > b->calls);
}

/* Largest first by what is asked for, then by the others, then by name: the same in every run. */
static int compare(const void *left, const void *right, void *sort)
{
    static int (*const by[])(const struct fs_group *, const struct fs_group *) = {
        [FS_SORT_FLOPS] = compare_flops,
        [FS_SORT_TIME] = compare_time,
        [FS_SORT_CALLS] = compare_calls,
    };
    const struct fs_group *a = left, *b = right;
    int order = by[*(const int *)sort](a, b);

    if (order == 0)
        order = compare_flops(a, b);
    if (order == 0)
        order = compare_calls(a, b);
    return order != 0 ? order : strcmp(a->key, b->key);
}

static void sort_groups(struct fs_groups *table, int sort)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->groups[i].operations != NULL)
            sort_groups(table->groups[i].operations, sort);
    if (table->count > 1)
        qsort_r(table->groups, table->count, sizeof *table->groups, compare, &sort);
    /* The hash table points to old places: it has done its work. */
    free(table->slots);
    table->slots = NULL;
    table->slot_count = 0;
}

struct fs_groups *fs_groups_new(const struct fs_account *account, enum fs_grouping grouping,
                                int sort)
{
    struct fs_groups *table = calloc(1, sizeof *table);

    if (table == NULL)
        return NULL;
    for (size_t i = 0; i < account->count; i++) {
        const struct fs_process *process = &account->processes[i];
        for (size_t j = 0; j < process->log->signature_count; j++) {
            if (process->tally[j].calls == 0)
                continue;
            if (!add_signature(table, grouping, process, process->log->signatures[j],
                               &process->tally[j])) {
                fs_groups_free(table);
                return NULL;
            }
        }
    }
    sort_groups(table, sort);
    return table;
}

double fs_flops_per_byte(const struct fs_group *group)
{
    double bytes = (double)group->read_bytes + (double)group->written_bytes;

    return bytes > 0 ? (double)group->traffic_flops / bytes : 0;
}
