/* SPDX-License-Identifier: MIT */
/* Totals as comma-separated values: a line for each signature of each process. */
#include "report/export.h"

#include "report/csv.h"
#include "report/shapes.h"

#include <stdio.h>

static void print_row(const struct fs_export *export, const struct fs_process *process,
                      size_t index)
{
    const fs_oplog *log = process->log;
    const struct fs_log_signature *signature = log->signatures[index];
    const struct fs_oplog_tally *tally = &process->tally[index];
    const struct fs_oplog_entry *entry = fs_oplog_entry_of(log, signature->entry);
    const struct fs_oplog_callsite *site = fs_oplog_frame(log, signature, 0);
    struct fs_place place = fs_symbolize(export->symbolizer, log, site);
    char text[1024];

    fs_csv_text(log->header.program);
    fs_csv_process(&log->header);
    fs_csv_text(fs_oplog_namespace_of(log, signature->name_space));
    fs_csv_text(entry->routine);
    fs_csv_text(entry->name);
    fs_csv_text(fs_format_parameters(text, sizeof text, entry, signature));
    fs_csv_count(tally->cost_flops);
    fs_csv_count(tally->mul);
    fs_csv_count(tally->add);
    fs_csv_count(tally->calls);
    fs_csv_seconds(fs_oplog_ns(log, tally->ticks));
    fs_csv_seconds(fs_oplog_ns(log, tally->min_ticks));
    fs_csv_seconds(fs_oplog_ns(log, tally->max_ticks));
    fs_csv_count(tally->nonfinite);
    fs_csv_text(fs_format_callsite(text, sizeof text, &place, site));
    fs_csv_end();
}

bool fs_export_csv(const struct fs_export *export)
{
    const struct fs_account *account = &export->account;

    printf("program,pid,mpi_rank,namespace,routine,entry_point,parameters,flops,mul,add,calls,"
           "backend_s,min_s,max_s,nonfinite_calls,call_site\n");
    for (size_t i = 0; i < account->count; i++)
        for (size_t j = 0; j < account->processes[i].log->signature_count; j++)
            if (account->processes[i].tally[j].calls > 0)
                print_row(export, &account->processes[i], j);
    return true;
}
