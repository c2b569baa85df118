/* SPDX-License-Identifier: MIT */
/* Writes the logs that the tests of flopscope-report read, all of them, to the working directory:
 * regular ones and every kind of irregular one. */
#include "tests/cli/log_builder.h"

#include <sys/stat.h>

enum { GEMM = 10, GEMV = 20, DOT = 30, SYEV = 40, GESV = 50 };
enum { MS = 1000000, US = 1000 };

/* What all logs describe: five entry points, three namespaces, three call sites, five signatures.
 */
static void describe(struct log_builder *log)
{
    static const int64_t gemm[] = {'N', 'T', 256, 128, 64};
    static const int64_t gemv[] = {'N', 256, 256};
    static const int64_t dot[] = {256};
    static const int64_t syev[] = {'V', 'L', 100};
    static const int64_t gesv[] = {100, 2};

    lb_entry(log, GEMM, "cblas_dgemm", "dgemm", "transa? transb? m n k", FS_LOG_EXACT);
    lb_entry(log, GEMV, "dgemv_", "dgemv", "trans? m n", FS_LOG_EXACT);
    lb_entry(log, DOT, "cblas_ddot", "ddot", "n", FS_LOG_EXACT);
    lb_entry(log, SYEV, "LAPACKE_dsyev", "dsyev", "jobz? uplo? n", FS_LOG_ESTIMATE);
    lb_entry(log, GESV, "dgesv_", "dgesv", "n nrhs", FS_LOG_NESTED);
    lb_namespace(log, 1, "solver.init");
    lb_namespace(log, 2, "solver.solve");
    lb_callsite(log, 1, 0x1234, "/opt/app/bin/train", "forward", 0x1f);
    lb_callsite(log, 2, 0x5678, "/opt/app/lib/libmodel.so", "", 0);
    lb_signature(log, 1, GEMM, 1, 1, 0, 2097152, 2097152, 5, gemm);
    lb_signature(log, 2, GEMV, 2, 1, 0, 65536, 65536, 3, gemv);
    lb_signature(log, 3, DOT, 2, 2, 0, 256, 256, 1, dot);
    lb_signature(log, 4, SYEV, 0, 2, 0, 9000000, 9000000, 3, syev);
    lb_signature(log, 5, GESV, 0, 3, FS_LOG_SIG_VARYING, 0, 0, 2, gesv);
}

static void begin(struct log_builder *log)
{
    lb_begin(log);
    describe(log);
    lb_thread(log, 1, 4711);
}

static void save(struct log_builder *log, const char *path)
{
    lb_save(log, path);
    lb_end(log);
}

/* ---- regular logs ---- */

/* The seeds' example: one 256x256 matrix-vector product within a budget of 10,000,000. */
static void make_gemv(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->budget_flops = 10000000;
    lb_event(&log, 1, 2, 100 * MS, 50 * US);
    lb_event(&log, 1, 3, 200 * MS, 2 * US);
    save(&log, "gemv.fslog");
}

static void make_nothing(void)
{
    struct log_builder log;

    begin(&log);
    save(&log, "nothing.fslog");
}

/* Two threads that overlap for 100 ms, gaps and durations that need escapes. */
static void make_threads(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->latest.ticks += 19 * (uint64_t)LB_SECOND;
    lb_header(&log)->latest.monotonic_ns += 19 * (uint64_t)LB_SECOND;
    lb_thread(&log, 2, 4712);
    lb_event(&log, 1, 1, 1 * LB_SECOND, 300 * MS);
    lb_event(&log, 2, 2, 1200 * (uint64_t)MS, 300 * MS);
    lb_event(&log, 2, 4, 7 * (uint64_t)LB_SECOND, 5 * (uint64_t)LB_SECOND);
    lb_event(&log, 1, 3, 8 * (uint64_t)LB_SECOND, 10 * MS);
    lb_thread_state(&log, 1)->overhead_ticks = 3 * MS;
    save(&log, "threads.fslog");
}

/* More events than a chunk holds, of all classes of work, in three namespaces. */
static void make_many(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->fma = 2;
    for (uint64_t i = 0; i < 1000; i++)
        lb_event(&log, 1, 1 + (uint32_t)(i % 4), i * 900 * US, 100 * US);
    lb_varying_event(&log, 1, 5, 950 * MS, 5 * MS, 700000, 600000, 1300000);
    save(&log, "many.fslog");
}

static void make_multiplied(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->multiplier_billionths = 2500000000u;
    lb_event(&log, 1, 3, 0, US);
    save(&log, "multiplied.fslog");
}

/* Costs beyond 64 bits in sum. */
static void make_huge(void)
{
    struct log_builder log;

    begin(&log);
    lb_signature(&log, 6, GEMM, 0, 1, 0, UINT64_MAX, UINT64_MAX, 5,
                 (const int64_t[]){'N', 'N', 3000000, 3000000, 2000000});
    lb_event(&log, 1, 6, 0, 400 * MS);
    lb_event(&log, 1, 6, 500 * MS, 400 * MS);
    save(&log, "huge.fslog");
}

/* ---- how a process may end ---- */

static void make_exhausted(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->budget_flops = 2200000;
    lb_header(&log)->budget_scope = FS_LOG_SCOPE_PROCESS;
    lb_header(&log)->state = FS_LOG_BUDGET_EXHAUSTED;
    lb_event(&log, 1, 1, 10 * MS, MS);
    struct fs_log_record note = {0};
    lb_record(&log, FS_LOG_NOTE, &note, sizeof note, NULL, 0, 1,
              "BudgetExhaustedError: dgemm would cost 2,097,152 FLOPs but only 102,848 remain");
    save(&log, "exhausted.fslog");
}

static void make_timed_out(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->wall_time_limit_ns = 500 * MS;
    lb_header(&log)->state = FS_LOG_TIME_EXHAUSTED;
    lb_event(&log, 1, 1, 10 * MS, MS);
    save(&log, "timed_out.fslog");
}

static void make_warned(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->budget_flops = 1000;
    lb_header(&log)->flags = FS_LOG_BUDGET_WARNED;
    lb_event(&log, 1, 1, 10 * MS, MS);
    save(&log, "warned.fslog");
}

/* Killed in an operation, with the last event not yet in the totals. */
static void make_killed(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->state = FS_LOG_RUNNING;
    lb_header(&log)->latest = lb_header(&log)->start;
    lb_event(&log, 1, 1, 10 * MS, 20 * MS);
    lb_event(&log, 1, 2, 100 * MS, 10 * MS);
    log.without_totals = true;
    lb_event(&log, 1, 2, 200 * MS, 30 * MS);
    lb_thread_state(&log, 1)->op_signature = 4;
    lb_thread_state(&log, 1)->op_start_ticks = LB_START_TICKS + 300 * MS;
    save(&log, "killed.fslog");
}

/* ---- what may be missing ---- */

static void make_dropped(void)
{
    struct log_builder log;

    begin(&log);
    lb_thread(&log, 2, 4712);
    lb_header(&log)->flags = FS_LOG_EVENTS_DROPPED;
    lb_event(&log, 1, 1, 0, 700 * MS);
    log.without_events = true;
    lb_event(&log, 2, 1, 0, 700 * MS);
    save(&log, "dropped.fslog");
}

static void make_folded(void)
{
    struct log_builder log;

    begin(&log);
    lb_header(&log)->flags = FS_LOG_SIGNATURES_FOLDED;
    lb_signature(&log, 6, GEMM, 0, 1, FS_LOG_SIG_VARYING | FS_LOG_SIG_FOLDED, 0, 0, 5,
                 (const int64_t[]){0, 0, 0, 0, 0});
    lb_event(&log, 1, 1, 0, MS);
    lb_varying_event(&log, 1, 6, 2 * MS, MS, 1000, 900, 1000);
    lb_varying_event(&log, 1, 6, 4 * MS, MS, 500, 500, 500);
    lb_escape(&log, 1, FS_LOG_ESCAPE_FLAGS, FS_LOG_EVENT_ABANDONED);
    lb_event(&log, 1, 3, 6 * MS, MS);
    lb_thread_state(&log, 1)->abandoned = 1;
    save(&log, "folded.fslog");
}

/* Bytes of three signatures; NaN and infinity marked, and the process killed or not. */
static void make_nonfinite(const char *path, bool was_killed)
{
    struct log_builder log;

    begin(&log);
    lb_traffic(&log, 1, 8 * (256 * 64 + 64 * 128 + 256 * 128), 8 * 256 * 128);
    lb_traffic(&log, 2, 8 * (256 * 256 + 256 + 256), 8 * 256);
    lb_traffic(&log, 3, 8 * (256 + 256), 0);
    lb_event(&log, 1, 1, 0, MS);
    lb_nonfinite_event(&log, 1, 1, 2 * MS, MS, FS_LOG_EVENT_INF);
    lb_nonfinite_event(&log, 1, 2, 4 * MS, MS, FS_LOG_EVENT_NAN | FS_LOG_EVENT_NAN_IN_INPUT);
    lb_nonfinite_event(&log, 1, 3, 6 * MS, MS, FS_LOG_EVENT_NAN_IN_INPUT);
    lb_event(&log, 1, 4, 8 * MS, MS);
    if (was_killed)
        lb_header(&log)->state = FS_LOG_RUNNING;
    save(&log, path);
}

/* Chunks, records, escapes and header fields of a later version, and a page that was being
 * reserved. */
static void make_later(void)
{
    struct log_builder log;
    struct fs_log_record unknown = {0};

    begin(&log);
    lb_header(&log)->version = 7;
    lb_header(&log)->features = 0xff;
    lb_record(&log, 99, &unknown, sizeof unknown, NULL, 0, 1, "what is this?");
    lb_signature(&log, 6, GEMV, 0, 1, 0, 100, 100, 3, (const int64_t[]){'T', 10, 10});
    lb_event(&log, 1, 2, 0, MS);
    lb_escape(&log, 1, FS_LOG_ESCAPE_FIRST, 12345);
    lb_event(&log, 1, 6, 2 * MS, MS);
    lb_chunk(&log, 42, 2 * LB_CHUNK, 0);
    size_t reserved = lb_chunk(&log, FS_LOG_META, LB_CHUNK, 0);
    memset(log.data + reserved, 0, LB_CHUNK);
    lb_thread(&log, 2, 4712);
    lb_event(&log, 2, 3, 10 * MS, MS);
    save(&log, "later.fslog");
}

/* A log that lost its end, its thread's chunk, its descriptions; one with nonsense in a record. */
static void make_damaged(void)
{
    struct log_builder log;

    begin(&log);
    for (uint64_t i = 0; i < 400; i++)
        lb_event(&log, 1, 2, i * MS, 500 * US);
    lb_save_part(&log, "cut_in_events.fslog", log.size - LB_CHUNK - 1000);
    lb_save_part(&log, "cut_in_meta.fslog", FS_LOG_HEADER_BYTES + 400);
    lb_save_part(&log, "cut_in_header.fslog", 1000);
    lb_chunk_at(&log, log.threads[1].state)->magic = 0;
    lb_save(&log, "without_thread.fslog");
    lb_chunk_at(&log, log.threads[1].state)->magic = FS_LOG_CHUNK_MAGIC;
    uint8_t *first_record = (uint8_t *)(lb_chunk_at(&log, log.meta) + 1);
    memset(first_record, 0xff, 4);
    save(&log, "nonsense.fslog");
}

/* ---- what is no log of this version ---- */

static void make_foreign(void)
{
    struct log_builder log;
    FILE *file;

    begin(&log);
    lb_header(&log)->version = 12;
    lb_header(&log)->min_reader = 9;
    lb_save(&log, "newer.fslog");
    lb_header(&log)->byte_order = __builtin_bswap32(FS_LOG_BYTE_ORDER);
    lb_save(&log, "other_order.fslog");
    lb_header(&log)->byte_order = 0;
    lb_save(&log, "bad_header.fslog");
    lb_save_part(&log, "empty.fslog", 0);
    lb_end(&log);
    file = fopen("text.fslog", "w");
    if (file == NULL || fputs("This is not a log.\n", file) < 0 || fclose(file) != 0)
        exit(1);
}

/* Two ways to one call of dgemm, one of them recursive, a call of ddot under a third, and a stack
 * that the log does not describe. */
static void make_stacks(void)
{
    static const int64_t gemm[] = {'N', 'N', 100, 100, 100}, dot[] = {50};
    static const int64_t plain[] = {1, 3, 4, 5}, recursive[] = {1, 3, 3, 3, 4}, other[] = {2, 4};
    struct log_builder log;

    begin(&log);
    lb_callsite(&log, 3, 0x2000, "/opt/app/bin/train", "solve;all", 0x10);
    lb_callsite(&log, 4, 0x3000, "/opt/app/bin/train", "main", 0x44);
    lb_callsite(&log, 5, 0x29d90, "/lib/libc.so.6", "__libc_start_main", 0x80);
    lb_stack(&log, 1, 4, plain);
    lb_stack(&log, 2, 5, recursive);
    lb_stack(&log, 3, 2, other);
    lb_signature(&log, 11, GEMM, 0, 1, FS_LOG_SIG_STACK, 1000000, 1000000, 5, gemm);
    lb_signature(&log, 12, GEMM, 0, 2, FS_LOG_SIG_STACK, 1000000, 1000000, 5, gemm);
    lb_signature(&log, 13, DOT, 0, 3, FS_LOG_SIG_STACK, 50, 50, 1, dot);
    lb_signature(&log, 14, DOT, 0, 9, FS_LOG_SIG_STACK, 50, 50, 1, dot);
    for (unsigned i = 0; i < 4; i++)
        lb_event(&log, 1, 11 + i, 10 * MS * (i + 1), 2 * MS);
    lb_event(&log, 1, 11, 100 * MS, 3 * MS);
    lb_event(&log, 1, 1, 200 * MS, 3 * MS);
    save(&log, "stacks.fslog");
}

/* ---- runs of several processes ---- */

static void make_rank(const char *path, int32_t rank, const char *run, uint64_t start_s)
{
    struct log_builder log;
    struct fs_log_header *header;

    begin(&log);
    header = lb_header(&log);
    snprintf(header->run, sizeof header->run, "%s", run);
    header->pid = 5000 + rank;
    header->mpi_rank = rank;
    header->mpi_size = 2;
    header->budget_flops = 50000000;
    header->start.monotonic_ns += start_s * LB_SECOND;
    header->start.realtime_ns += start_s * LB_SECOND;
    header->latest.monotonic_ns += start_s * LB_SECOND;
    header->process_start_monotonic_ns += start_s * LB_SECOND;
    lb_thread_state(&log, 1)->tid = 5000 + rank;
    lb_event(&log, 1, 1, 250 * MS, 500 * MS);
    lb_event(&log, 1, rank == 0 ? 2 : 4, 800 * MS, 100 * MS);
    save(&log, path);
}

static void make_runs(void)
{
    if (mkdir("job", 0777) != 0 || mkdir("none", 0777) != 0)
        exit(1);
    make_rank("job/train.5000.fslog", 0, "job-2", 10);
    make_rank("job/train.5001.fslog", 1, "job-2", 10);
    make_rank("job/old.fslog", 0, "job-1", 0);
}

int main(void)
{
    make_gemv();
    make_nothing();
    make_threads();
    make_many();
    make_multiplied();
    make_huge();
    make_exhausted();
    make_timed_out();
    make_warned();
    make_killed();
    make_dropped();
    make_folded();
    make_nonfinite("nonfinite.fslog", false);
    make_nonfinite("nonfinite-killed.fslog", true);
    make_later();
    make_damaged();
    make_foreign();
    make_stacks();
    make_runs();
    return 0;
}
