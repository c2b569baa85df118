/* SPDX-License-Identifier: MIT */
/* Parts of operations as JSON that both the summary and the log show. */
#ifndef FS_REPORT_JSON_H
#define FS_REPORT_JSON_H

#include "report/symbolize.h"

#include <jansson.h>

/* Times are whole nanoseconds: 15 digits hold eleven days of them. */
#define FS_JSON_FLAGS (JSON_REAL_PRECISION(15))

/* Sets object[name], where name may be no UTF-8. */
void fs_json_set_named(json_t *object, const char *name, json_t *value);

/* {"m": 256, "transa": "N"} */
json_t *fs_json_parameters(const struct fs_oplog_entry *entry,
                           const struct fs_log_signature *signature);

/* The operands as [[256, 64], [64, 256]]; the parameters where operands are not known. */
json_t *fs_json_shapes(const struct fs_oplog_entry *entry,
                       const struct fs_log_signature *signature);

/* "ik,kj->ij" or null. */
json_t *fs_json_subscripts(const struct fs_oplog_entry *entry,
                           const struct fs_log_signature *signature);

/* An object that says where a call site is. */
json_t *fs_json_callsite(fs_symbolizer *symbolizer, const fs_oplog *log,
                         const struct fs_oplog_callsite *site);

/* The call sites of a signature's stack, the direct caller's first; null where none was kept. */
json_t *fs_json_stack(fs_symbolizer *symbolizer, const fs_oplog *log,
                      const struct fs_log_signature *signature);

#endif
