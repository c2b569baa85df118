/* SPDX-License-Identifier: MIT */
/* Writes an op log (format.h) as shared file mappings: what has been stored is in the file whatever
 * happens to the process. Used by interpose/ alone. */
#ifndef FS_OPLOG_WRITER_H
#define FS_OPLOG_WRITER_H

#include "oplog/format.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Records of one writer: the chunk that they go to. */
struct fs_log_records {
    struct fs_log_chunk *chunk;
    size_t room_bytes; /* of the chunk; what it says itself is gone where the file was cut */
    uint32_t chunks;   /* so far */
};

struct fs_log_writer {
    int fd; /* -1: chunks are anonymous memory, nothing is kept; atomic once it is open */
    dev_t device;
    ino_t inode;
    char path[512];
    char absolute_path[1024];
    struct fs_log_header *header;  /* mapped; never NULL once open */
    struct fs_log_records records; /* of the process: entry points, namespaces, call sites */
    const char *failure;           /* why the file was given up, or NULL; atomic */
    uint64_t known_end;            /* the file was at least as long */
    bool truncated;                /* what was logged, totals included, is not all there any more */
};

/* Opens a log in a new file at `path` ("none" or NULL: in memory alone). A finished log that is
 * there already is replaced when `replace`; otherwise, and when it is of the same run itself, a
 * free name is made from it. Anything else that is there is left alone and fails. The log begins
 * with `header`, whose fields that are the format's own are filled in. Returns false with errno set
 * when there is no file: the writer then works in memory. Only a failure to map even that leaves
 * header NULL. */
bool fs_log_open(struct fs_log_writer *writer, const char *path, const struct fs_log_header *header,
                 bool replace);

/* A new zeroed chunk of `bytes` (a multiple of FS_LOG_PAGE_BYTES, head filled in), mapped shared,
 * or NULL where there is no space for it. Without a file: anonymous memory. Safe from several
 * threads. */
struct fs_log_chunk *fs_log_chunk(struct fs_log_writer *writer, enum fs_log_chunk_kind kind,
                                  size_t bytes, uint32_t thread);

/* Unmaps a chunk that no one will write to again. */
void fs_log_chunk_done(struct fs_log_chunk *chunk);

/* The whole file as it is now, mapped to be read; NULL: it is not there, or not all of it. Chunks
 * go on being written. */
const void *fs_log_view(struct fs_log_writer *writer, size_t *bytes);
void fs_log_view_done(const void *view, size_t bytes);

/* Is there room in the last chunk? */
static inline bool fs_log_has_room(const struct fs_log_records *records, size_t bytes)
{
    return records->chunk != NULL && records->chunk->used + bytes <= records->room_bytes;
}

/* Room for `bytes` more of records, in a new chunk where the last one is full; true without a file.
 * False where there is no space. */
bool fs_log_room(struct fs_log_writer *writer, struct fs_log_records *records, size_t bytes);

/* Appends a record for which there is room: `fixed` (fixed_bytes, a multiple of 8, beginning with a
 * struct fs_log_record whose type and size are filled in here), then `values` (value_count words).
 * It is there whole, or not at all. */
void fs_log_append(struct fs_log_writer *writer, struct fs_log_records *records,
                   enum fs_log_record_type type, void *fixed, size_t fixed_bytes,
                   const int64_t *values, size_t value_count);

/* Appends a record to those of the process, with NUL-terminated texts behind its values. Callers
 * hold a lock. False where there is no space. */
bool fs_log_record(struct fs_log_writer *writer, enum fs_log_record_type type, void *fixed,
                   size_t fixed_bytes, const int64_t *values, size_t value_count,
                   const char *const *texts, size_t text_count);

/* Notes that the file was cut: no chunk will be added to it. From a signal handler, too. */
void fs_log_truncated(struct fs_log_writer *writer);

/* Sets one of the header's flags. Safe from several threads. */
void fs_log_flag(struct fs_log_writer *writer, uint32_t flag);

/* Looks whether the file was deleted or cut; `failure` says so. */
void fs_log_check(struct fs_log_writer *writer);

/* Closes the file; mappings stay valid. */
void fs_log_close(struct fs_log_writer *writer);

#endif
