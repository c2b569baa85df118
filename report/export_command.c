/* SPDX-License-Identifier: MIT */
/* flopscope-report export: what the logs tell in the forms that other programs read. */
#include "report/commands.h"
#include "report/export.h"
#include "report/log.h"

static int export_totals(const struct fs_options *options, bool (*form)(const struct fs_export *))
{
    struct fs_export export = {.options = options};
    struct fs_logset set;
    bool is_done = false;

    if (!fs_logset_open(&set, options->paths, options->path_count, stderr))
        return 1;
    export.symbolizer = fs_symbolizer_new();
    if (fs_account_open(&export.account, &set)) {
        is_done = export.symbolizer != NULL && form(&export);
        fs_account_close(&export.account);
    }
    fs_symbolizer_free(export.symbolizer);
    fs_logset_close(&set);
    if (!is_done)
        fprintf(stderr, "flopscope-report: out of memory\n");
    return is_done ? 0 : 1;
}

int fs_export_command(const struct fs_options *options)
{
    switch (options->format) {
    case FS_FORMAT_FOLDED:
        return export_totals(options, fs_export_folded);
    case FS_FORMAT_CSV:
        return export_totals(options, fs_export_csv);
    default:
        return fs_log_list(options, &fs_log_csv);
    }
}
