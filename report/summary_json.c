/* SPDX-License-Identifier: MIT */
/* The summary as JSON: the keys of the library that flopscope is derived from, and ours beside
 * them. */
#include "report/summary.h"

#include "report/json.h"
#include "report/shapes.h"
#include "report/text.h"

#include <inttypes.h>

static json_t *times_and_work(json_t *object, const struct fs_group *group)
{
    json_object_set_new(object, "calls", fs_json_count(group->calls));
    json_object_set_new(object, "flopscope_backend_time_s", fs_json_seconds(group->backend_ns));
    json_object_set_new(object, "flopscope_overhead_time_s", fs_json_seconds(group->overhead_ns));
    json_object_set_new(object, "mul", fs_json_count(group->mul));
    json_object_set_new(object, "add", fs_json_count(group->add));
    json_object_set_new(object, "gflops",
                        fs_json_gflops(group->mul, group->add, group->backend_ns));
    if (group->read_bytes > 0 || group->written_bytes > 0) {
        json_object_set_new(object, "read_bytes", fs_json_count(group->read_bytes));
        json_object_set_new(object, "written_bytes", fs_json_count(group->written_bytes));
        json_object_set_new(object, "flops_per_byte", json_real(fs_flops_per_byte(group)));
    }
    if (group->nonfinite > 0)
        json_object_set_new(object, "nonfinite_calls", fs_json_count(group->nonfinite));
    json_object_set_new(object, "min_time_s", fs_json_seconds(group->min_ns));
    json_object_set_new(object, "max_time_s", fs_json_seconds(group->max_ns));
    return object;
}

/* The figures of a group, its cost under the name that the place asks for. */
static json_t *figures(const struct fs_group *group, const char *cost_key)
{
    json_t *object = json_object();

    json_object_set_new(object, cost_key, fs_json_count(group->flops));
    return times_and_work(object, group);
}

static json_t *operations(const struct fs_groups *groups, size_t shown)
{
    static const char *const classes[] = {
        [FS_LOG_EXACT] = "exact",     [FS_LOG_LEADING] = "leading", [FS_LOG_ESTIMATE] = "estimate",
        [FS_LOG_NO_WORK] = "no work", [FS_LOG_NESTED] = "nested",
    };
    json_t *object = json_object();

    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &groups->groups[i];
        json_t *operation = figures(group, "flop_cost");
        json_object_set_new(operation, "work_class",
                            group->work_class <= FS_LOG_NESTED
                                ? json_string(classes[group->work_class])
                                : json_null());
        fs_json_set_named(object, group->key, operation);
    }
    return object;
}

static json_t *namespaces(const struct fs_summary *summary)
{
    const struct fs_groups *groups = summary->namespaces;
    size_t shown = fs_shown_rows(summary->options, groups->count, 0);
    json_t *object = json_object();

    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &groups->groups[i];
        json_t *name_space = figures(group, "flops_used");
        json_object_set_new(name_space, "operations",
                            operations(group->operations, group->operations->count));
        fs_json_set_named(object, group->key, name_space);
    }
    return object;
}

static json_t *callsites(const struct fs_summary *summary)
{
    const struct fs_groups *groups = summary->callsites;
    size_t shown = fs_shown_rows(summary->options, groups->count, 0);
    json_t *array = json_array();

    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &groups->groups[i];
        json_t *site = fs_json_callsite(summary->symbolizer, group->log,
                                        fs_oplog_frame(group->log, group->signature, 0));
        json_object_set_new(site, "flops_used", fs_json_count(group->flops));
        json_array_append_new(array, times_and_work(site, group));
    }
    return array;
}

static json_t *stacks(const struct fs_summary *summary)
{
    const struct fs_groups *groups = summary->stacks;
    size_t shown = fs_shown_rows(summary->options, groups->count, 0);
    json_t *array = json_array();

    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &groups->groups[i];
        json_t *stack = json_object(), *frames = json_array();
        size_t depth = fs_oplog_depth(group->log, group->signature);
        for (size_t j = 0; j < depth; j++)
            json_array_append_new(
                frames, fs_json_callsite(summary->symbolizer, group->log,
                                         fs_oplog_frame(group->log, group->signature, j)));
        json_object_set_new(stack, "frames", frames);
        json_object_set_new(stack, "flops_used", fs_json_count(group->flops));
        json_array_append_new(array, times_and_work(stack, group));
    }
    return array;
}

static json_t *shapes(const struct fs_summary *summary)
{
    const struct fs_groups *groups = summary->shapes;
    size_t shown = fs_shown_rows(summary->options, groups->count, 0);
    json_t *array = json_array();

    for (size_t i = 0; i < shown; i++) {
        const struct fs_group *group = &groups->groups[i];
        const struct fs_oplog_entry *entry = fs_oplog_entry_of(group->log, group->signature->entry);
        json_t *shape = json_object();
        json_object_set_new(shape, "entry_point", fs_json_text(entry->name));
        json_object_set_new(shape, "op_name", fs_json_text(entry->routine));
        json_object_set_new(shape, "parameters", fs_json_parameters(entry, group->signature));
        json_object_set_new(shape, "subscripts", fs_json_subscripts(entry, group->signature));
        json_object_set_new(shape, "shapes", fs_json_shapes(entry, group->signature));
        json_object_set_new(shape, "flops_used", fs_json_count(group->flops));
        json_array_append_new(array, times_and_work(shape, group));
    }
    return array;
}

static void set_times(json_t *object, const struct fs_times *times)
{
    json_object_set_new(object, "wall_time_s", fs_json_seconds(times->wall_ns));
    json_object_set_new(object, "flopscope_backend_time_s", fs_json_seconds(times->backend_ns));
    json_object_set_new(object, "flopscope_overhead_time_s", fs_json_seconds(times->overhead_ns));
    json_object_set_new(object, "residual_wall_time_s", fs_json_seconds(times->residual_ns));
    json_object_set_new(object, "backend_thread_time_s", fs_json_seconds(times->thread_backend_ns));
}

static json_t *processes(const struct fs_account *account)
{
    json_t *array = json_array();

    for (size_t i = 0; i < account->count; i++) {
        const struct fs_process *process = &account->processes[i];
        const struct fs_log_header *header = &process->log->header;
        json_t *object = json_object();
        json_object_set_new(object, "log", fs_json_text(process->log->path));
        json_object_set_new(object, "pid", json_integer(header->pid));
        json_object_set_new(object, "parent_pid", json_integer(header->parent_pid));
        json_object_set_new(object, "mpi_rank",
                            header->mpi_rank < 0 ? json_null() : json_integer(header->mpi_rank));
        json_object_set_new(object, "host", fs_json_text(header->host));
        json_object_set_new(object, "program", fs_json_text(header->program));
        json_object_set_new(object, "run", fs_json_text(header->run));
        json_object_set_new(object, "end", json_string(fs_end_of_process(process)));
        json_object_set_new(object, "threads", json_integer((json_int_t)process->sums.threads));
        json_object_set_new(object, "flops_used", fs_json_count(process->flops));
        json_object_set_new(object, "calls", fs_json_count(process->sums.calls));
        set_times(object, &process->times);
        json_object_set_new(object, "mul", fs_json_count(process->mul));
        json_object_set_new(object, "add", fs_json_count(process->add));
        json_object_set_new(object, "gflops",
                            fs_json_gflops(process->mul, process->add, process->times.backend_ns));
        json_array_append_new(array, object);
    }
    return array;
}

static void set_budget(json_t *object, const struct fs_account *account)
{
    bool has_budget = account->has_budget;

    json_object_set_new(object, "flop_budget",
                        has_budget ? fs_json_count(account->budget_flops) : json_null());
    json_object_set_new(object, "flops_used", fs_json_count(account->flops));
    json_object_set_new(object, "flops_in_flight", fs_json_count(account->flops_in_flight));
    json_object_set_new(object, "flops_remaining",
                        has_budget ? fs_json_count(fs_flops_remaining(account)) : json_null());
}

static json_t *notes(const struct fs_notes *list)
{
    json_t *array = json_array();

    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(array, fs_json_text(list->lines[i]));
    return array;
}

bool fs_summary_json(const struct fs_summary *summary)
{
    const struct fs_account *account = &summary->account;
    const struct fs_log_header *header = &summary->set->logs[0]->header;
    json_t *root = json_object();
    int failed;

    set_budget(root, account);
    set_times(root, &account->times);
    json_object_set_new(root, "elapsed_time_s", fs_json_seconds(account->elapsed_ns));
    json_object_set_new(root, "calls", fs_json_count(account->calls));
    json_object_set_new(root, "mul", fs_json_count(account->mul));
    json_object_set_new(root, "add", fs_json_count(account->add));
    json_object_set_new(root, "gflops",
                        fs_json_gflops(account->mul, account->add, account->times.backend_ns));
    json_object_set_new(root, "fma", json_integer(header->fma));
    json_object_set_new(root, "flop_multiplier",
                        json_real((double)header->multiplier_billionths / 1e9));
    json_object_set_new(root, "operations",
                        operations(summary->operations,
                                   fs_shown_rows(summary->options, summary->operations->count, 0)));
    if (summary->namespaces != NULL)
        json_object_set_new(root, "by_namespace", namespaces(summary));
    if (summary->callsites != NULL)
        json_object_set_new(root, "by_callsite", callsites(summary));
    if (summary->stacks != NULL)
        json_object_set_new(root, "by_stack", stacks(summary));
    if (summary->shapes != NULL)
        json_object_set_new(root, "by_shape", shapes(summary));
    if (summary->options->by_process)
        json_object_set_new(root, "by_process", processes(account));
    json_object_set_new(root, "notes", notes(&summary->notes));
    failed = root == NULL ? -1 : json_dumpf(root, stdout, FS_JSON_FLAGS | JSON_INDENT(2));
    putchar('\n');
    json_decref(root);
    return failed == 0;
}
