/* SPDX-License-Identifier: MIT */
/* What a reader of a summary has to know besides its figures: what is missing from the log, what is
 * an estimate, how the processes ended. */
#ifndef FS_REPORT_NOTES_H
#define FS_REPORT_NOTES_H

#include "report/account.h"
#include "report/group.h"

struct fs_notes {
    char **lines;
    size_t count, capacity;
};

/* operations: the account's groups by operation. False: no memory. */
bool fs_notes_collect(struct fs_notes *notes, const struct fs_account *account,
                      const struct fs_groups *operations);
void fs_notes_free(struct fs_notes *notes);

/* How a process ended: "ended", "budget exhausted", "not closed", ... */
const char *fs_end_of_process(const struct fs_process *process);

#endif
