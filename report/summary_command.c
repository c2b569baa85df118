/* SPDX-License-Identifier: MIT */
/* flopscope-report summary: collects what the logs tell and shows it as text or as JSON. */
#include "report/commands.h"
#include "report/summary.h"

#include <string.h>

size_t fs_shown_rows(const struct fs_options *options, size_t count, size_t preset)
{
    uint64_t limit = options->top == FS_TOP_DEFAULT ? preset : options->top;

    return limit == 0 || limit > count ? count : (size_t)limit;
}

const char *fs_format_process(char *buffer, size_t size, const struct fs_log_header *header)
{
    const char *slash = strrchr(header->program, '/');
    const char *program = slash != NULL ? slash + 1 : header->program;

    if (header->mpi_rank >= 0)
        snprintf(buffer, size, "%s (rank %d, pid %d)", program, header->mpi_rank, header->pid);
    else
        snprintf(buffer, size, "%s (pid %d)", program, header->pid);
    return buffer;
}

unsigned __int128 fs_flops_remaining(const struct fs_account *account)
{
    return account->flops < account->budget_flops ? account->budget_flops - account->flops : 0;
}

static bool add_groups(struct fs_summary *summary, struct fs_groups **groups, bool wanted,
                       enum fs_grouping grouping)
{
    if (!wanted)
        return true;
    *groups = fs_groups_new(&summary->account, grouping, summary->options->sort);
    return *groups != NULL;
}

static bool collect(struct fs_summary *summary)
{
    const struct fs_options *options = summary->options;

    if (!fs_account_open(&summary->account, summary->set))
        return false;
    summary->symbolizer = fs_symbolizer_new();
    return summary->symbolizer != NULL &&
           add_groups(summary, &summary->operations, true, FS_BY_OPERATION) &&
           add_groups(summary, &summary->namespaces, options->by_namespace, FS_BY_NAMESPACE) &&
           add_groups(summary, &summary->callsites, options->by_callsite, FS_BY_CALLSITE) &&
           add_groups(summary, &summary->stacks, options->by_stack, FS_BY_STACK) &&
           add_groups(summary, &summary->shapes, options->by_shape, FS_BY_SHAPE) &&
           fs_notes_collect(&summary->notes, &summary->account, summary->operations);
}

static void release(struct fs_summary *summary)
{
    fs_notes_free(&summary->notes);
    fs_groups_free(summary->operations);
    fs_groups_free(summary->namespaces);
    fs_groups_free(summary->callsites);
    fs_groups_free(summary->stacks);
    fs_groups_free(summary->shapes);
    fs_symbolizer_free(summary->symbolizer);
    fs_account_close(&summary->account);
}

int fs_summary_command(const struct fs_options *options)
{
    struct fs_logset set;
    bool is_shown;

    if (!fs_logset_open(&set, options->paths, options->path_count, stderr))
        return 1;
    struct fs_summary summary = {.options = options, .set = &set};
    is_shown = collect(&summary) &&
               (options->json ? fs_summary_json(&summary) : fs_summary_text(&summary));
    if (!is_shown)
        fprintf(stderr, "flopscope-report: out of memory\n");
    release(&summary);
    fs_logset_close(&set);
    return is_shown ? 0 : 1;
}
