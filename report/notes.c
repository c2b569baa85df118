/* SPDX-License-Identifier: MIT */
/* The notes of a summary (notes.h). */
#include "report/notes.h"

#include "report/number.h"
#include "report/shapes.h"
#include "report/sums.h"
#include "report/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static bool add_note(struct fs_notes *notes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool add_note(struct fs_notes *notes, const char *format, ...)
{
    va_list arguments;

    if (notes->count == notes->capacity) {
        size_t capacity = notes->capacity == 0 ? 16 : 2 * notes->capacity;
        char **lines = reallocarray(notes->lines, capacity, sizeof *lines);
        if (lines == NULL)
            return false;
        notes->lines = lines;
        notes->capacity = capacity;
    }
    va_start(arguments, format);
    int length = vasprintf(&notes->lines[notes->count], format, arguments);
    va_end(arguments);
    notes->count += length >= 0;
    return length >= 0;
}

/* ---- how processes ended ---- */

const char *fs_end_of_process(const struct fs_process *process)
{
    switch (process->status) {
    case FS_OPLOG_RUNNING:
        return "running";
    case FS_OPLOG_KILLED:
    case FS_OPLOG_UNKNOWN:
        return "not closed";
    case FS_OPLOG_ENDED:
        break;
    }
    switch (process->log->header.state) {
    case FS_LOG_BUDGET_EXHAUSTED:
        return "budget exhausted";
    case FS_LOG_TIME_EXHAUSTED:
        return "time exhausted";
    default:
        return "ended";
    }
}

/* One line for all processes of a status: a job may have thousands. */
static bool note_status(struct fs_notes *notes, const struct fs_account *account,
                        enum fs_oplog_status status, const char *what)
{
    enum { SHOWN = 8 };
    char pids[SHOWN * 16] = "";
    size_t count = 0;

    for (size_t i = 0; i < account->count; i++) {
        size_t length = strlen(pids);
        if (account->processes[i].status != status)
            continue;
        if (count++ < SHOWN)
            snprintf(pids + length, sizeof pids - length, "%s%d", length > 0 ? ", " : "",
                     account->processes[i].log->header.pid);
    }
    if (count == 0)
        return true;
    return add_note(notes, "%s: process%s %s%s", what, count > 1 ? "es" : "", pids,
                    count > SHOWN ? ", ..." : "");
}

static bool note_statuses(struct fs_notes *notes, const struct fs_account *account)
{
    return note_status(notes, account, FS_OPLOG_RUNNING, "still running, figures are as of now") &&
           note_status(notes, account, FS_OPLOG_KILLED,
                       "log not closed, killed or left by _exit or exec") &&
           note_status(notes, account, FS_OPLOG_UNKNOWN,
                       "log not closed, killed or left by _exit or exec, or still running on "
                       "another host");
}

static bool note_end(struct fs_notes *notes, const struct fs_process *process)
{
    const struct fs_log_header *header = &process->log->header;
    char seconds[FS_TEXT];

    if (header->state == FS_LOG_BUDGET_EXHAUSTED)
        return add_note(notes, "process %d was stopped: its budget was exhausted", header->pid);
    if (header->state == FS_LOG_TIME_EXHAUSTED)
        return add_note(
            notes, "process %d was stopped: its wall time limit of %s s was reached", header->pid,
            fs_format_seconds(seconds, (int64_t)(header->wall_time_limit_ns & INT64_MAX)));
    if (header->flags & FS_LOG_BUDGET_WARNED)
        return add_note(notes, "process %d went on after its budget was exhausted", header->pid);
    return true;
}

/* An operation that its process has not come back from. */
static bool note_in_flight(struct fs_notes *notes, const struct fs_process *process)
{
    const fs_oplog *log = process->log;
    char parameters[512], seconds[FS_TEXT], count[FS_COUNT_TEXT];

    for (size_t i = 0; i < log->thread_count; i++) {
        const struct fs_log_thread *state = &log->threads[i].state;
        if (!fs_oplog_is_in_flight(log, &log->threads[i]))
            continue;
        size_t index = fs_oplog_signature_index(log, state->op_signature);
        if (index == SIZE_MAX)
            continue;
        const struct fs_log_signature *signature = log->signatures[index];
        const struct fs_oplog_entry *entry = fs_oplog_entry_of(log, signature->entry);
        int64_t start_ns =
            fs_subtract_ns(fs_oplog_instant_ns(log, state->op_start_ticks), fs_oplog_start_ns(log));
        if (!add_note(notes,
                      "in flight: %s %s in thread %d of process %d, since %s s; its %s FLOPs are "
                      "charged and in `Used`, and in no table",
                      entry->name,
                      fs_format_parameters(parameters, sizeof parameters, entry, signature),
                      state->tid, log->header.pid, fs_format_seconds(seconds, start_ns),
                      fs_format_count(count, sizeof count,
                                      fs_oplog_in_flight_flops(log, &log->threads[i]))))
            return false;
    }
    return true;
}

/* ---- what is missing ---- */

static bool note_losses(struct fs_notes *notes, const struct fs_process *process)
{
    const fs_oplog *log = process->log;
    char count[FS_COUNT_TEXT];
    bool noted = true;

    if (log->header.flags & FS_LOG_EVENTS_DROPPED)
        noted =
            noted && add_note(notes,
                              "process %d logged no more events after its limit of %s bytes or "
                              "for lack of space: totals are exact, `log` is not complete",
                              log->header.pid,
                              fs_format_count(count, sizeof count, log->header.log_limit_bytes));
    if (process->is_overlap_unknown)
        noted = noted &&
                add_note(notes,
                         "process %d: how its threads overlapped is not in the log: backend time "
                         "is their sum, at most the wall time",
                         log->header.pid);
    if (log->header.flags & FS_LOG_SIGNATURES_FOLDED)
        noted = noted && add_note(notes,
                                  "process %d had more distinct operations than its table holds: "
                                  "further ones are summed by entry point, without shapes",
                                  log->header.pid);
    if (process->sums.abandoned > 0)
        noted = noted &&
                add_note(
                    notes, "process %d left operations by longjmp, exception or cancellation: %s",
                    log->header.pid, fs_format_count(count, sizeof count, process->sums.abandoned));
    for (size_t i = 0; i < log->thread_count; i++)
        if (!log->threads[i].has_state)
            noted = noted &&
                    add_note(notes, "%s lost a thread's totals: made from its events", log->path);
    if (log->is_truncated)
        noted = noted && add_note(notes, "%s is shorter than it was: what was cut off is missing",
                                  log->path);
    if (log->damage_count > 0)
        noted = noted && add_note(notes, "%s is damaged: records or chunks left out: %zu",
                                  log->path, log->damage_count);
    if (process->sums.undescribed_calls > 0)
        noted = noted &&
                add_note(notes, "%s does not describe all of its calls: not counted: %s", log->path,
                         fs_format_count(count, sizeof count, process->sums.undescribed_calls));
    return noted;
}

static bool note_own_words(struct fs_notes *notes, const struct fs_process *process)
{
    for (size_t i = 0; i < process->log->note_count; i++)
        if (!add_note(notes, "process %d said: %s", process->log->header.pid,
                      process->log->notes[i]))
            return false;
    return true;
}

/* ---- what is not exact ---- */

/* One line with the operations of a class and their FLOPs together. */
static bool note_class(struct fs_notes *notes, const struct fs_groups *operations,
                       uint8_t work_class, const char *what)
{
    unsigned __int128 flops = 0;
    char names[256] = "", count[FS_COUNT_TEXT];
    bool is_full = false;

    for (size_t i = 0; i < operations->count; i++) {
        const struct fs_group *group = &operations->groups[i];
        size_t length = strlen(names);
        if (group->work_class != work_class)
            continue;
        flops = fs_add_flops(flops, group->flops);
        if (length + strlen(group->key) + 8 < sizeof names)
            snprintf(names + length, sizeof names - length, "%s%s", length > 0 ? ", " : "",
                     group->key);
        else
            is_full = true;
    }
    if (names[0] == '\0')
        return true;
    return add_note(notes, "%s FLOPs %s (%s%s)", fs_format_count(count, sizeof count, flops), what,
                    names, is_full ? ", ..." : "");
}

/* The operations of which calls were marked by FLOPSCOPE_CHECK_NAN_INF. */
static bool note_nonfinite(struct fs_notes *notes, const struct fs_groups *operations)
{
    char count[FS_COUNT_TEXT], calls[FS_COUNT_TEXT];

    for (size_t i = 0; i < operations->count; i++) {
        const struct fs_group *group = &operations->groups[i];
        if (group->nonfinite > 0 &&
            !add_note(notes, "NaN or infinity in %s of %s calls of %s: `log` marks them",
                      fs_format_count(count, sizeof count, group->nonfinite),
                      fs_format_count(calls, sizeof calls, group->calls), group->key))
            return false;
    }
    return true;
}

static bool note_budget(struct fs_notes *notes, const struct fs_account *account)
{
    char count[FS_COUNT_TEXT];

    if (!account->has_budget || account->flops <= account->budget_flops)
        return true;
    return add_note(notes, "%s FLOPs more than the budget were used",
                    fs_format_count(count, sizeof count, account->flops - account->budget_flops));
}

bool fs_notes_collect(struct fs_notes *notes, const struct fs_account *account,
                      const struct fs_groups *operations)
{
    bool noted;

    *notes = (struct fs_notes){0};
    noted = note_budget(notes, account) && note_statuses(notes, account) &&
            note_nonfinite(notes, operations) &&
            note_class(notes, operations, FS_LOG_ESTIMATE, "are estimates") &&
            note_class(notes, operations, FS_LOG_LEADING, "are counted to leading order") &&
            note_class(notes, operations, FS_LOG_NESTED,
                       "have no formula yet: the sum of the calls inside them");
    for (size_t i = 0; i < account->count && noted; i++) {
        const struct fs_process *process = &account->processes[i];
        noted = note_end(notes, process) && note_in_flight(notes, process) &&
                note_losses(notes, process) && note_own_words(notes, process);
    }
    if (!noted)
        fs_notes_free(notes);
    return noted;
}

void fs_notes_free(struct fs_notes *notes)
{
    for (size_t i = 0; i < notes->count; i++)
        free(notes->lines[i]);
    free(notes->lines);
    *notes = (struct fs_notes){0};
}
