/* SPDX-License-Identifier: MIT */
/* Names for call sites: function, file and line from an object's symbol table and debugging
 * information on disk, else what the log says. */
#ifndef FS_REPORT_SYMBOLIZE_H
#define FS_REPORT_SYMBOLIZE_H

#include "oplog/reader.h"

struct fs_place {
    const char *function;     /* "": not known */
    uint64_t function_offset; /* of the return address */
    const char *file;         /* "": not known; as the compiler wrote it */
    int line;                 /* 0: not known */
};

typedef struct fs_symbolizer fs_symbolizer;

/* NULL: no memory. Texts of places live as long as the symbolizer and the log. */
fs_symbolizer *fs_symbolizer_new(void);
void fs_symbolizer_free(fs_symbolizer *symbolizer);

/* Where a call site is. Objects that were changed after the log was begun are not asked. */
struct fs_place fs_symbolize(fs_symbolizer *symbolizer, const fs_oplog *log,
                             const struct fs_oplog_callsite *site);

/* Writes "solve+0x1f (model.c:42)", cut short where size bytes are too few. Returns buffer. */
const char *fs_format_place(char *buffer, size_t size, const struct fs_place *place,
                            const struct fs_oplog_callsite *site);

/* Writes "solve+0x1f (model.c:42) in libmodel.so". */
const char *fs_format_callsite(char *buffer, size_t size, const struct fs_place *place,
                               const struct fs_oplog_callsite *site);

#endif
