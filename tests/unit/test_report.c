/* SPDX-License-Identifier: MIT */
/* Tests of the parts of flopscope-report: options, operand shapes, the union of the threads'
 * intervals, names of call sites, and how figures are written. */
#include "report/account.h"
#include "report/busy.h"
#include "report/options.h"
#include "report/shapes.h"
#include "report/symbolize.h"
#include "report/text.h"

#include "tests/cli/log_builder.h"

#include "tests/unit/run.h"

#include <check.h>
#include <dlfcn.h>
#include <link.h>
#include <unistd.h>

static char error[512];

/* ---- options ---- */

static char said[512];

static bool parse(struct fs_options *options, int count, const char *const *words)
{
    static char text[16][64];
    static char *argv[17];
    FILE *errors = fmemopen(said, sizeof said, "w");

    for (int i = 0; i < count; i++)
        argv[i] = strcpy(text[i], words[i]);
    argv[count] = NULL;
    bool is_right = fs_options_parse(options, count, argv, errors);
    fclose(errors);
    return is_right;
}

#define PARSE(options, ...)                                                                        \
    parse(options, (int)(sizeof((const char *[]){"report", __VA_ARGS__}) / sizeof(char *)),        \
          (const char *[]){"report", __VA_ARGS__})

START_TEST(options_are_parsed)
{
    struct fs_options options;

    ck_assert(PARSE(&options, "--json", "-n", "--top=3", "./a.fslog", "--sort", "time"));
    ck_assert_str_eq(options.command->name, "summary");
    ck_assert(!options.has_command && options.json && options.by_namespace && !options.by_shape);
    ck_assert_uint_eq(options.top, 3);
    ck_assert_int_eq(options.sort, FS_SORT_TIME);
    ck_assert_uint_eq(options.path_count, 1);
    ck_assert_str_eq(options.paths[0], "./a.fslog");

    ck_assert(PARSE(&options, "log", "--op", "gemm", "--min-flops=2.5G", "-t5"));
    ck_assert_str_eq(options.command->name, "log");
    ck_assert_str_eq(options.op, "gemm");
    ck_assert_uint_eq(options.min_flops, 2500000000u);
    ck_assert_uint_eq(options.top, 5);
    ck_assert_uint_eq(options.path_count, 0);
}
END_TEST

START_TEST(wrong_options_are_named)
{
    struct fs_options options;

    ck_assert(!PARSE(&options, "--nothing"));
    ck_assert_ptr_nonnull(strstr(said, "--nothing"));
    ck_assert(!PARSE(&options, "--top", "-3"));
    ck_assert_ptr_nonnull(strstr(said, "--top=-3"));
    ck_assert(!PARSE(&options, "--sort=FLOPS"));
    ck_assert_ptr_nonnull(strstr(said, "flops|time|calls"));
    ck_assert(!PARSE(&options, "log", "--by-process"));
    ck_assert_ptr_nonnull(strstr(said, "--by-process is not an option of 'log'"));
}
END_TEST

START_TEST(help_has_every_option_of_a_command)
{
    char help[8192] = "";
    FILE *stream = fmemopen(help, sizeof help, "w");

    fs_options_help(&fs_commands[1], stream);
    fclose(stream);
    ck_assert_ptr_nonnull(strstr(help, "--min-flops=FLOPS"));
    ck_assert_ptr_null(strstr(help, "--by-shape"));
    for (const char *line = help; *line != '\0'; line = strchr(line, '\n') + 1)
        ck_assert_uint_lt((size_t)(strchr(line, '\n') - line), 100);
}
END_TEST

/* ---- shapes ---- */

static const char *shapes(const char *family, const char *parameters, uint32_t count,
                          const int64_t *values, const char **subscripts)
{
    static char text[256];
    static struct fs_operands operands;
    static struct {
        struct fs_log_signature signature;
        int64_t values[8];
    } record;
    struct fs_log_entry disk = {.id = 1};
    struct fs_oplog_entry entry = {&disk, "x", "x", family, parameters, "", ""};

    record.signature = (struct fs_log_signature){.nparam = count};
    memcpy(record.values, values, count * sizeof *values);
    *subscripts = fs_operands_of(&entry, &record.signature, &operands) ? operands.subscripts : NULL;
    return fs_format_shapes(text, sizeof text, &entry, &record.signature);
}

START_TEST(operands_of_families)
{
    static const struct {
        const char *family, *parameters;
        uint32_t count;
        int64_t values[5];
        const char *shapes, *subscripts;
    } rows[] = {
        {"gemm", "transa? transb? m n k", 5, {'N', 'N', 2, 3, 4}, "2x4 4x3", "ik,kj->ij"},
        {"gemm", "transa? transb? m n k", 5, {'T', 'C', 2, 3, 4}, "4x2 3x4", "ki,jk->ij"},
        {"gemv", "trans? m n", 3, {'N', 2, 3}, "2x3 3", "ij,j->i"},
        {"gemv", "trans? m n", 3, {'T', 2, 3}, "2x3 2", "ij,i->j"},
        {"ger", "m n", 2, {2, 3}, "2 3", "i,j->ij"},
        {"dot", "n", 1, {7}, "7 7", "i,i->"},
        {"axpy", "n", 1, {7}, "() 7", ",i->i"},
        {"symm", "side? uplo? m n", 4, {'L', 'U', 2, 3}, "2x2 2x3", "ij,jk->ik"},
        {"symm", "side? uplo? m n", 4, {'R', 'U', 2, 3}, "3x3 2x3", "jk,ij->ik"},
        {"syrk", "uplo? trans? n k", 4, {'U', 'T', 2, 3}, "3x2 3x2", "ki,kj->ij"},
        {"trsm", "side? uplo? transa? diag? m n", 5, {'R', 'U', 'N', 'N', 2}, NULL, NULL},
        {"gesv", "n nrhs", 2, {5, 2}, "5x5 5x2", ""},
        {"gels", "trans? m n nrhs", 4, {'T', 5, 3, 2}, "5x3 3x2", ""},
        {"laswp", "n k1 k2", 3, {5, 1, 4}, "n=5 k1=1 k2=4", NULL},
        {"syevx", "jobz? range? n", 3, {'V', 0, 9}, "9x9", ""},
        {"unknown", "jobz? range? n", 3, {'V', 0, 9}, "jobz=V range=0 n=9", NULL},
        {"gemm", "m", 1, {5}, "m=5", NULL}, /* fewer parameters than the family has */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *subscripts;
        const char *text =
            shapes(rows[i].family, rows[i].parameters, rows[i].count, rows[i].values, &subscripts);
        if (rows[i].shapes != NULL)
            ck_assert_str_eq(text, rows[i].shapes);
        ck_assert_pstr_eq(subscripts, rows[i].subscripts);
    }
}
END_TEST

/* ---- times ---- */

enum { SPAN = 20000, THREADS = 3 };

/* Marks the ticks from start to end. */
static void mark(bool *is_marked, int64_t start, int64_t end)
{
    for (int64_t i = start < 0 ? 0 : start; i < end && i < SPAN; i++)
        is_marked[i] = true;
}

static uint64_t marked(const bool *is_marked)
{
    uint64_t count = 0;

    for (size_t i = 0; i < SPAN; i++)
        count += is_marked[i];
    return count;
}

START_TEST(busy_time_is_the_union_of_intervals)
{
    static bool backend[SPAN], measured[SPAN];
    const uint64_t around = 8;
    struct log_builder built;
    struct fs_busy busy;
    unsigned random = 12345;

    lb_begin(&built);
    lb_entry(&built, 1, "cblas_ddot", "ddot", "n", FS_LOG_EXACT);
    lb_signature(&built, 1, 1, 0, 0, 0, 1, 1, 1, (const int64_t[]){1});
    for (uint32_t thread = 1; thread <= THREADS; thread++) {
        uint64_t at = 100;
        lb_thread(&built, thread, (int32_t)thread);
        for (;;) {
            random = random * 1103515245 + 12345;
            uint64_t gap = random >> 16 & 31, duration = random >> 24 & 15;
            if (at + gap + duration + 100 > SPAN)
                break;
            lb_event(&built, thread, 1, at + gap, duration);
            mark(backend, (int64_t)(at + gap), (int64_t)(at + gap + duration));
            mark(measured, (int64_t)(at + gap) - 4, (int64_t)(at + gap + duration) + 4);
            at += gap + duration;
        }
    }
    fs_oplog *log = fs_oplog_open_memory(built.data, built.size, "built", error, sizeof error);
    ck_assert_uint_gt(log->threads[0].events_count, 2); /* else there is but one slice */
    ck_assert(fs_busy_measure(log, around, &busy));
    ck_assert_uint_eq(busy.backend_ticks, marked(backend));
    ck_assert_uint_eq(busy.measured_ticks, marked(measured));
    fs_oplog_close(log);
    lb_end(&built);
}
END_TEST

START_TEST(times_add_up)
{
    struct fs_account account;
    struct log_builder built;

    lb_begin(&built);
    lb_entry(&built, 1, "cblas_ddot", "ddot", "n", FS_LOG_EXACT);
    lb_signature(&built, 1, 1, 0, 0, 0, 3, 4, 1, (const int64_t[]){1});
    lb_thread(&built, 1, 1);
    lb_header(&built)->latest.ticks += 777777777;
    lb_header(&built)->latest.monotonic_ns += 333333333;
    for (uint64_t i = 0; i < 300; i++)
        lb_event(&built, 1, 1, 3000 * i, 1000 + i);
    lb_thread_state(&built, 1)->overhead_ticks = 1234567;
    fs_oplog *log = fs_oplog_open_memory(built.data, built.size, "built", error, sizeof error);
    struct fs_logset set = {&log, 1};

    ck_assert(fs_account_open(&account, &set));
    const struct fs_times *times = &account.times;
    ck_assert_int_eq(times->wall_ns, 1333333333);
    ck_assert_int_eq(times->backend_ns, fs_oplog_ns(log, 300 * 1000 + 299 * 150));
    ck_assert_int_eq(times->overhead_ns, fs_oplog_ns(log, 300 * 40) + fs_oplog_ns(log, 1234567));
    ck_assert_int_eq(times->wall_ns, times->backend_ns + times->overhead_ns + times->residual_ns);
    ck_assert(account.flops == 1200 && account.calls == 300);
    fs_account_close(&account);

    /* Nonsense in the log leaves the identity alone, and nothing negative. */
    fs_oplog_close(log);
    lb_thread_state(&built, 1)->overhead_ticks = UINT64_MAX;
    log = fs_oplog_open_memory(built.data, built.size, "built", error, sizeof error);
    ck_assert(fs_account_open(&account, &set));
    ck_assert_int_eq(times->residual_ns, 0);
    ck_assert_int_eq(times->overhead_ns, times->wall_ns - times->backend_ns);
    fs_account_close(&account);
    fs_oplog_close(log);
    lb_end(&built);
}
END_TEST

/* ---- call sites ---- */

__attribute__((noinline)) static uintptr_t here(void)
{
    return (uintptr_t)__builtin_return_address(0);
}

START_TEST(call_sites_have_function_and_line)
{
    char text[256], path[256];
    struct link_map *map;
    Dl_info info;
    fs_oplog log = {.header.start.realtime_ns = UINT64_MAX};
    uintptr_t address = here();
    int line = __LINE__ - 1;

    ck_assert_int_ne(dladdr1((void *)address, &info, (void **)&map, RTLD_DL_LINKMAP), 0);
    path[readlink("/proc/self/exe", path, sizeof path - 1)] = '\0';
    struct fs_log_callsite disk = {.object_offset = address - map->l_addr, .symbol_offset = 1};
    struct fs_oplog_callsite site = {&disk, path, "logged"};
    fs_symbolizer *symbolizer = fs_symbolizer_new();
    struct fs_place place = fs_symbolize(symbolizer, &log, &site);
    ck_assert_str_eq(place.function, __func__);
    ck_assert_int_eq(place.line, line);
    ck_assert_ptr_nonnull(strstr(place.file, "test_report.c"));

    /* An object that was built after the log was begun is not the one that ran. */
    log.header.start.realtime_ns = 0;
    place = fs_symbolize(symbolizer, &log, &site);
    ck_assert_str_eq(place.function, "logged");
    ck_assert_str_eq(fs_format_place(text, sizeof text, &place, &site), "logged+0x1");
    fs_symbolizer_free(symbolizer);
}
END_TEST

/* ---- figures ---- */

START_TEST(figures_are_written)
{
    char text[FS_TEXT];
    unsigned __int128 huge = (unsigned __int128)1 << 100;

    ck_assert_str_eq(fs_format_seconds(text, 1234567890), "1.234568");
    ck_assert_str_eq(fs_format_seconds(text, -1500), "-0.000002");
    ck_assert_str_eq(fs_format_seconds(text, -400), "0.000000");
    ck_assert_str_eq(fs_format_share(text, 1, 3), "33.3 %");
    ck_assert_str_eq(fs_format_share(text, 1, 0), "-");
    ck_assert_str_eq(fs_format_gflops(text, 3000, 1000, 2000), "2.000");
    ck_assert_str_eq(fs_format_gflops(text, 3000, 1000, 0), "-");

    json_t *most = fs_json_count(INT64_MAX), *more = fs_json_count(huge);
    ck_assert(json_is_integer(most) && json_integer_value(most) == INT64_MAX);
    ck_assert(json_is_real(more) && json_real_value(more) == 0x1p100);
    json_t *odd = fs_json_text("caf\xe9");
    ck_assert_str_eq(json_string_value(odd), "caf?");
    json_decref(most);
    json_decref(more);
    json_decref(odd);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {options_are_parsed,
                                  wrong_options_are_named,
                                  help_has_every_option_of_a_command,
                                  operands_of_families,
                                  busy_time_is_the_union_of_intervals,
                                  times_add_up,
                                  call_sites_have_function_and_line,
                                  figures_are_written};
    return run_tests("report", tests, sizeof tests / sizeof tests[0]);
}
