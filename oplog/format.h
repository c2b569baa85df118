/* SPDX-License-Identifier: MIT */
/* The op log's format, version 1: every struct and code that is in a .fslog file. All that
 * interpose/ and report/ share. docs/oplog-format.md is the specification in prose. */
#ifndef FS_OPLOG_FORMAT_H
#define FS_OPLOG_FORMAT_H

#include <stddef.h>
#include <stdint.h>

/* A log is one header page, then chunks one after the other. Writers map chunks shared and only
 * ever add to them, so that a log is readable at any moment, while its process runs and after it
 * was killed. All integers have the writer's byte order (see byte_order); offsets are from the
 * file's start, sizes in bytes, times in ticks of the log's clock unless a name says otherwise. */

#define FS_LOG_MAGIC        "FSOPLOG\n"
#define FS_LOG_VERSION      1u
#define FS_LOG_MIN_READER   1u
#define FS_LOG_BYTE_ORDER   0x01020304u
#define FS_LOG_HEADER_BYTES 4096u
#define FS_LOG_PAGE_BYTES   4096u

enum fs_log_clock { FS_LOG_CLOCK_TSC = 1, FS_LOG_CLOCK_MONOTONIC = 2 };

enum fs_log_state {
    FS_LOG_RUNNING = 1, /* the process runs, or ended without a word (killed, _exit, exec) */
    FS_LOG_CLOSED = 2,  /* ended through exit or return from main */
    FS_LOG_BUDGET_EXHAUSTED = 3, /* ended by BudgetExhaustedError */
    FS_LOG_TIME_EXHAUSTED = 4    /* ended by TimeExhaustedError */
};

/* The same instant on three clocks. */
struct fs_log_anchor {
    uint64_t ticks;
    uint64_t monotonic_ns;
    uint64_t realtime_ns;
};

enum { FS_LOG_SCOPE_TREE = 1, FS_LOG_SCOPE_PROCESS = 2 };

enum fs_log_flags {
    FS_LOG_EVENTS_DROPPED =
        1, /* FLOPSCOPE_LOG_LIMIT reached, or no space: totals are exact, events end */
    FS_LOG_SIGNATURES_FOLDED =
        2,                   /* the signature table was full: further ones are per entry point */
    FS_LOG_BUDGET_WARNED = 4 /* the budget was exhausted and FLOPSCOPE_ON_EXHAUSTED let it go on */
};

struct fs_log_header {
    char magic[8];
    uint32_t version;
    uint32_t min_reader;   /* a reader older than this version must refuse */
    uint32_t header_bytes; /* the first chunk is at this offset */
    uint32_t byte_order;
    uint64_t features; /* 0 in version 1; a reader ignores bits that it does not know */
    uint64_t file_end; /* chunks reserved so far end here */
    uint32_t state;    /* fs_log_state */
    uint32_t flags;    /* fs_log_flags */
    int32_t pid;
    int32_t parent_pid;
    int32_t mpi_rank; /* -1: not an MPI process */
    int32_t mpi_size;
    uint32_t clock;              /* fs_log_clock */
    uint32_t fma;                /* FLOPSCOPE_FMA: 1 or 2 */
    uint64_t ticks_per_s;        /* estimate; the two anchors give a better one when far apart */
    struct fs_log_anchor start;  /* taken when the log was opened */
    struct fs_log_anchor latest; /* refreshed on slow paths and at the end */
    uint64_t process_start_monotonic_ns; /* when the preload library was loaded, or the fork */
    uint64_t multiplier_billionths;      /* FLOPSCOPE_FLOP_MULTIPLIER times 10^9 */
    uint64_t budget_flops;               /* FLOPSCOPE_BUDGET; UINT64_MAX: none */
    uint64_t wall_time_limit_ns;         /* 0: none */
    uint64_t log_limit_bytes;            /* FLOPSCOPE_LOG_LIMIT */
    uint32_t budget_scope;
    uint32_t reserved;
    uint64_t call_ticks;  /* calibrated: what the fast path adds to a call, stamps included */
    uint64_t empty_ticks; /* calibrated: the duration that an event of an empty call shows */
    char run[64];         /* the same in all logs of a process tree or MPI job */
    char host[64];
    char program[256]; /* path of the executable */
};
_Static_assert(sizeof(struct fs_log_header) <= FS_LOG_HEADER_BYTES, "the header is one page");
_Static_assert(offsetof(struct fs_log_header, file_end) == 32, "on-disk layout");
_Static_assert(offsetof(struct fs_log_header, start) == 80, "on-disk layout");

/* ---- chunks ---- */

#define FS_LOG_CHUNK_MAGIC 0x4b434c46u /* "FLCK" */

enum fs_log_chunk_kind {
    FS_LOG_META = 1,   /* records that name and describe */
    FS_LOG_THREAD = 2, /* one thread's state, then totals */
    FS_LOG_TOTALS = 3, /* more totals of a thread */
    FS_LOG_EVENTS = 4  /* a thread's operations in time */
};

/* At the head of each chunk. A chunk whose magic is missing or whose offset is not its own was
 * being reserved when its process was killed: a reader looks for the next one page by page. A
 * reader skips kinds that it does not know by `bytes`. */
struct fs_log_chunk {
    uint32_t magic;
    uint16_t kind;
    uint16_t reserved;
    uint64_t offset;   /* of this chunk */
    uint64_t bytes;    /* whole chunk, a multiple of FS_LOG_PAGE_BYTES */
    uint64_t used;     /* FS_LOG_META: bytes of complete records; otherwise 0 */
    uint32_t thread;   /* FS_LOG_THREAD and later kinds: the thread's number in this log, from 1 */
    uint32_t sequence; /* FS_LOG_EVENTS: 0, 1, 2, ... within the thread */
    uint64_t start_ticks; /* FS_LOG_EVENTS: where the first event's gap begins */
    uint64_t padding[2];
};
_Static_assert(sizeof(struct fs_log_chunk) == 64, "on-disk layout");

/* ---- FS_LOG_META: records ---- */

enum fs_log_record_type {
    FS_LOG_ENTRY = 1,
    FS_LOG_NAMESPACE = 2,
    FS_LOG_CALLSITE = 3,
    FS_LOG_SIGNATURE = 4,
    FS_LOG_ENVIRONMENT = 5, /* text: NAME=value, or the command line as ARGV=... */
    FS_LOG_NOTE = 6,        /* text: what flopscope had to say on stderr */
    FS_LOG_STACK = 7,
    FS_LOG_TRAFFIC = 8
};

/* At the head of each record; the next record is `bytes` further, a multiple of 8. A reader skips
 * types that it does not know. Texts are NUL-terminated and follow their struct. */
struct fs_log_record {
    uint32_t bytes;
    uint16_t type;
    uint16_t reserved;
};

enum fs_log_work_class {
    FS_LOG_EXACT,
    FS_LOG_LEADING,
    FS_LOG_ESTIMATE,
    FS_LOG_NO_WORK,
    FS_LOG_NESTED
};

/* An entry point that was called. Texts: entry ("cblas_dgemm"), routine ("dgemm"), family ("gemm"),
 * parameters in order separated by blanks, option letters with a trailing '?' ("transa? transb? m n
 * k"). */
struct fs_log_entry {
    struct fs_log_record record;
    uint32_t id;
    uint8_t prec;       /* 's' 'd' 'c' 'z' 'b' */
    uint8_t work_class; /* fs_log_work_class */
    uint8_t nparam;
    uint8_t group; /* 1, 2, 3: BLAS level; 4: BLAS extension; 5: LAPACK */
};

/* A namespace. Text: its dotted path; id 0 is the empty one and has no record. */
struct fs_log_namespace {
    struct fs_log_record record;
    uint32_t id;
    uint32_t reserved;
};

/* A return address into the program. Texts: object path, symbol (empty if the object's dynamic
 * symbols do not tell). */
struct fs_log_callsite {
    struct fs_log_record record;
    uint32_t id;
    uint32_t reserved;
    uint64_t address;       /* in the process */
    uint64_t object_offset; /* address less the object's load bias: what symbolizers take */
    uint64_t symbol_offset; /* address less the symbol's */
};

#define FS_LOG_STACK_MAX 1024u /* a deeper one is damage */

/* A call stack; the numbers of `depth` call sites follow as int64_t, the direct caller's first. */
struct fs_log_stack {
    struct fs_log_record record;
    uint32_t id; /* from 1 */
    uint32_t depth;
};
_Static_assert(sizeof(struct fs_log_stack) == 16, "on-disk layout");

enum fs_log_signature_flags {
    FS_LOG_SIG_SAME_OPERANDS = 1, /* the first two operands are the same array */
    FS_LOG_SIG_ROW_MAJOR = 2,
    FS_LOG_SIG_VARYING = 4, /* no fixed cost: priced by nested calls, or folded */
    FS_LOG_SIG_FOLDED = 8,  /* stands for all further shapes of its entry point; values are 0 */
    FS_LOG_SIG_STACK = 16   /* callsite is the number of an FS_LOG_STACK */
};

/* A signature; nparam int64_t values follow, in the order of the entry's parameters. Option letters
 * are character codes. */
struct fs_log_signature {
    struct fs_log_record record;
    uint32_t id; /* from 1 */
    uint32_t entry;
    uint32_t name_space;
    uint32_t callsite;
    uint32_t flags;
    uint32_t nparam;
    uint64_t mul[2]; /* work of one call, low word first; FS_LOG_SIG_VARYING: 0 */
    uint64_t add[2];
    uint64_t cost_flops; /* what one call is charged, in budget units, saturating */
};
/* The bytes that each call of a signature moves at least once between memory and the processor:
 * what it reads and writes of its arrays, an array that is read and written in both. Saturating at
 * 2^64 - 1. A signature without this record: not known. */
struct fs_log_traffic {
    struct fs_log_record record;
    uint32_t signature;
    uint32_t reserved;
    uint64_t read_bytes;
    uint64_t written_bytes;
};
_Static_assert(sizeof(struct fs_log_traffic) == 32, "on-disk layout");
_Static_assert(sizeof(struct fs_log_signature) == 72, "on-disk layout");
_Static_assert(sizeof(struct fs_log_callsite) == 40, "on-disk layout");
_Static_assert(sizeof(struct fs_log_entry) == 16, "on-disk layout");

/* ---- FS_LOG_THREAD, FS_LOG_TOTALS ---- */

/* After the chunk header of an FS_LOG_THREAD chunk. */
struct fs_log_thread {
    int32_t tid;
    uint32_t op_signature; /* operation in flight, 0: none */
    char name[16];
    uint64_t op_start_ticks;
    uint64_t start_ticks; /* first operation */
    uint64_t end_ticks;   /* 0: the thread has not ended */
    uint64_t
        overhead_ticks; /* measured on slow paths: new signatures, new chunks, start of the log */
    uint64_t abandoned; /* operations that were left by longjmp, exception or cancellation */
    uint64_t op_cost_flops; /* of a varying operation in flight: charged so far, saturating */
    uint64_t padding[7];
};
_Static_assert(sizeof(struct fs_log_thread) == 128, "on-disk layout");

/* One signature's running totals in one thread; an array of them fills the rest of an FS_LOG_THREAD
 * chunk and an FS_LOG_TOTALS chunk, up to the first whose signature is 0. */
struct fs_log_totals {
    uint32_t signature;
    uint32_t reserved;
    uint64_t calls;
    uint64_t ticks;     /* sum of durations */
    uint64_t min_ticks; /* UINT64_MAX while calls is 0 */
    uint64_t max_ticks;
    uint64_t nonfinite; /* FLOPSCOPE_CHECK_NAN_INF: calls that read or wrote a NaN or infinity */
    uint64_t padding[2];
    /* FS_LOG_SIG_VARYING alone: sums over the calls, low word first. */
    uint64_t mul[2];
    uint64_t add[2];
    uint64_t cost_flops[2];
    uint64_t padding2[2];
};
_Static_assert(sizeof(struct fs_log_totals) == 128, "on-disk layout");

/* ---- FS_LOG_EVENTS ---- */

/* An operation, 12 bytes, written whole when it ends; signature is written last, so events end at
 * the first 0. gap: ticks from the end of the thread's last event (or the chunk's start_ticks) to
 * this one's start. */
struct fs_log_event {
    uint32_t signature;
    uint32_t gap_ticks;
    uint32_t duration_ticks;
};
_Static_assert(sizeof(struct fs_log_event) == 12, "on-disk layout");

/* A signature number from here on is an escape: its other 8 bytes are a 64-bit value (low word in
 * gap_ticks) that belongs to the next event. */
#define FS_LOG_ESCAPE_FIRST 0xfffffff0u
/* Work of this call of a varying signature, mul in gap_ticks, add in duration_ticks; its cost is
 * what the log's fma makes of them where FS_LOG_ESCAPE_COST does not follow. */
#define FS_LOG_ESCAPE_WORK  0xfffffff9u
#define FS_LOG_ESCAPE_FLAGS 0xfffffffau /* fs_log_event_flags */
/* The same where it is more than that has room for, saturating at 2^64 - 1. */
#define FS_LOG_ESCAPE_MUL      0xfffffffbu
#define FS_LOG_ESCAPE_ADD      0xfffffffcu
#define FS_LOG_ESCAPE_COST     0xfffffffdu
#define FS_LOG_ESCAPE_DURATION 0xfffffffeu /* ticks to add to its duration */
#define FS_LOG_ESCAPE_GAP      0xffffffffu /* ticks to add to its gap */

enum fs_log_event_flags {
    FS_LOG_EVENT_ABANDONED =
        1, /* left by longjmp, exception or cancellation: the duration is until then */
    FS_LOG_EVENT_NAN = 2,         /* FLOPSCOPE_CHECK_NAN_INF: it wrote a NaN */
    FS_LOG_EVENT_INF = 4,         /* it wrote an infinity, before its first NaN if any */
    FS_LOG_EVENT_NAN_IN_INPUT = 8 /* it read a NaN or infinity */
};

/* A NaN or infinity was met. */
#define FS_LOG_EVENT_NONFINITE (FS_LOG_EVENT_NAN | FS_LOG_EVENT_INF | FS_LOG_EVENT_NAN_IN_INPUT)

#endif
