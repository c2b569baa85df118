/* SPDX-License-Identifier: MIT */
/* Groups of operations that have something in common: the routine, the namespace, the call site or
 * stack, or the shape. A table from texts to sums. */
#ifndef FS_REPORT_GROUP_H
#define FS_REPORT_GROUP_H

#include "report/account.h"
#include "report/options.h"

struct fs_groups;

struct fs_group {
    char *key;
    unsigned __int128 flops, mul, add;
    uint64_t calls;
    /* Of the calls whose bytes are known: work, and what they read and wrote. */
    unsigned __int128 traffic_flops, read_bytes, written_bytes;
    uint64_t nonfinite; /* calls that read or wrote a NaN or infinity, where that was checked */
    int64_t backend_ns, overhead_ns; /* thread time */
    int64_t min_ns, max_ns;          /* of one call */
    uint8_t work_class;              /* fs_log_work_class, of the least certain member */
    bool is_folded;                  /* has signatures that stand for many shapes */
    /* Any member, to look further things up. */
    const fs_oplog *log;
    const struct fs_log_signature *signature;
    struct fs_groups *operations; /* of a namespace; NULL elsewhere */
};

struct fs_groups {
    struct fs_group *groups;
    size_t count, capacity;
    uint32_t *slots; /* hash table: index + 1; 0: free */
    size_t slot_count;
};

enum fs_grouping {
    FS_BY_OPERATION,
    FS_BY_NAMESPACE,
    FS_BY_CALLSITE,
    FS_BY_STACK,
    FS_BY_STACK_AND_OPERATION,
    FS_BY_SHAPE
};

/* Groups all operations of the account and sorts the groups. NULL: no memory. */
struct fs_groups *fs_groups_new(const struct fs_account *account, enum fs_grouping grouping,
                                int sort);
void fs_groups_free(struct fs_groups *groups);

/* Arithmetic intensity: operations (FMA=2) for each byte that is moved at least once; 0 where the
 * bytes are not known. */
double fs_flops_per_byte(const struct fs_group *group);

#endif
