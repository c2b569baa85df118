/* SPDX-License-Identifier: MIT */
/* Tests of the op log's reader: what it finds in logs that the builder makes, and that no damage
 * makes it read outside of them. */
#include "oplog/reader.h"

#include "tests/cli/log_builder.h"

#include <check.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct log_builder built;
static fs_oplog *opened;
static char error[512];

static void begin(void)
{
    static const int64_t gemm[] = {'N', 'T', 256, 128, 64};
    static const int64_t gesv[] = {100, 2};

    lb_begin(&built);
    lb_entry(&built, 10, "cblas_dgemm", "dgemm", "transa? transb? m n k", FS_LOG_EXACT);
    lb_entry(&built, 50, "dgesv_", "dgesv", "n nrhs", FS_LOG_NESTED);
    lb_namespace(&built, 1, "solver.init");
    lb_callsite(&built, 1, 0x1234, "/bin/train", "forward", 0x1f);
    lb_signature(&built, 1, 10, 1, 1, 0, 1000, 900, 5, gemm);
    lb_signature(&built, 2, 50, 0, 2, FS_LOG_SIG_VARYING, 0, 0, 2, gesv);
    lb_thread(&built, 1, 4711);
}

static fs_oplog *open_built(void)
{
    opened = fs_oplog_open_memory(built.data, built.size, "built", error, sizeof error);
    ck_assert_msg(opened != NULL, "%s", error);
    return opened;
}

static void setup(void)
{
    opened = NULL;
    begin();
}

static void teardown(void)
{
    fs_oplog_close(opened);
    lb_end(&built);
}

static struct fs_oplog_sums tally(const fs_oplog *log, struct fs_oplog_tally *sums)
{
    struct fs_oplog_sums all;

    memset(sums, 0, log->signature_count * sizeof *sums);
    fs_oplog_tally(log, sums, &all);
    return all;
}

START_TEST(describes_what_is_in_the_log)
{
    const fs_oplog *log = open_built();
    size_t count;
    const int64_t *values;

    ck_assert_uint_eq(log->entry_count, 2);
    ck_assert_str_eq(fs_oplog_entry_of(log, 10)->family, "gemm");
    ck_assert_str_eq(fs_oplog_entry_of(log, 11)->routine, "?");
    ck_assert_str_eq(fs_oplog_namespace_of(log, 1), "solver.init");
    ck_assert_str_eq(fs_oplog_namespace_of(log, 0), "");
    ck_assert_str_eq(fs_oplog_callsite_of(log, 1)->symbol, "forward");
    ck_assert_str_eq(fs_oplog_callsite_of(log, 2)->object, "?");
    ck_assert_uint_eq(fs_oplog_signature_index(log, 1), 0);
    ck_assert_uint_eq(fs_oplog_signature_index(log, 3), SIZE_MAX);
    values = fs_oplog_values(log->signatures[0], &count);
    ck_assert_uint_eq(count, 5);
    ck_assert_int_eq(values[4], 64);
    ck_assert_uint_eq(log->damage_count, 0);
    ck_assert(!log->is_truncated);
}
END_TEST

/* Each thread describes what it calls; what differs in nothing but the number is one. */
START_TEST(takes_signatures_that_say_the_same_for_one)
{
    static const int64_t same[] = {'N', 'T', 256, 128, 64}, other[] = {'N', 'T', 256, 128, 65};
    struct fs_oplog_tally tallies[8];

    lb_signature(&built, 3, 10, 1, 1, 0, 1000, 900, 5, same);
    lb_signature(&built, 4, 10, 1, 1, 0, 1000, 900, 5, other);
    lb_thread(&built, 2, 4712);
    lb_event(&built, 1, 1, 10, 5);
    lb_event(&built, 2, 3, 20, 7);
    lb_event(&built, 2, 4, 30, 1);
    const fs_oplog *log = open_built();

    size_t index = fs_oplog_signature_index(log, 3);
    ck_assert_uint_eq(log->signature_count, 3);
    ck_assert_uint_eq(index, fs_oplog_signature_index(log, 1));
    ck_assert_uint_ne(index, fs_oplog_signature_index(log, 4));
    tally(log, tallies);
    ck_assert_uint_eq(tallies[index].calls, 2);
    ck_assert_uint_eq(tallies[index].ticks, 12);
    ck_assert_uint_eq(tallies[index].max_ticks, 7);
}
END_TEST

START_TEST(decodes_escapes)
{
    struct fs_oplog_cursor cursor;
    struct fs_oplog_op op;
    const uint64_t long_ticks = (uint64_t)7 << 32;

    lb_event(&built, 1, 1, 5, 7);
    lb_event(&built, 1, 1, long_ticks, 2 * long_ticks);
    lb_escape(&built, 1, FS_LOG_ESCAPE_FLAGS, FS_LOG_EVENT_ABANDONED);
    lb_escape(&built, 1, FS_LOG_ESCAPE_FIRST, 99);
    lb_varying_event(&built, 1, 2, 4 * long_ticks, 3, 11, 12, (uint64_t)13 << 40);
    open_built();
    fs_oplog_cursor_start(&cursor, opened, opened->threads);

    ck_assert(fs_oplog_cursor_next(&cursor, &op));
    ck_assert_uint_eq(op.start_ticks, LB_START_TICKS + 5);
    ck_assert_uint_eq(op.duration_ticks, 7);
    ck_assert(fs_oplog_cursor_next(&cursor, &op));
    ck_assert_uint_eq(op.start_ticks, LB_START_TICKS + long_ticks);
    ck_assert_uint_eq(op.duration_ticks, 2 * long_ticks);
    ck_assert_uint_eq(op.flags, 0);
    ck_assert(fs_oplog_cursor_next(&cursor, &op));
    ck_assert_uint_eq(op.start_ticks, LB_START_TICKS + 4 * long_ticks);
    ck_assert_uint_eq(op.flags, FS_LOG_EVENT_ABANDONED);
    ck_assert_uint_eq(op.mul, 11);
    ck_assert_uint_eq(op.add, 12);
    ck_assert_uint_eq(op.cost_flops, (uint64_t)13 << 40);
    ck_assert(!fs_oplog_cursor_next(&cursor, &op));
    ck_assert(!fs_oplog_cursor_next(&cursor, &op));
}
END_TEST

/* Work in one escape: its cost is by the log's convention, _i, or follows. */
START_TEST(decodes_work_in_one_escape)
{
    struct fs_oplog_cursor cursor;
    struct fs_oplog_op op;
    const uint64_t work = (uint64_t)UINT32_MAX << 32 | 7;

    lb_header(&built)->fma = (uint32_t)_i;
    lb_escape(&built, 1, FS_LOG_ESCAPE_WORK, work);
    lb_event(&built, 1, 2, 100, 3);
    lb_escape(&built, 1, FS_LOG_ESCAPE_WORK, work);
    lb_escape(&built, 1, FS_LOG_ESCAPE_COST, 5);
    lb_event(&built, 1, 2, 200, 3);
    open_built();
    fs_oplog_cursor_start(&cursor, opened, opened->threads);

    ck_assert(fs_oplog_cursor_next(&cursor, &op));
    ck_assert_uint_eq(op.mul, 7);
    ck_assert_uint_eq(op.add, UINT32_MAX);
    ck_assert_uint_eq(op.cost_flops, _i == 2 ? (uint64_t)UINT32_MAX + 7 : UINT32_MAX);
    ck_assert(fs_oplog_cursor_next(&cursor, &op));
    ck_assert_uint_eq(op.mul, 7);
    ck_assert_uint_eq(op.add, UINT32_MAX);
    ck_assert_uint_eq(op.cost_flops, 5);
    ck_assert(!fs_oplog_cursor_next(&cursor, &op));
}
END_TEST

START_TEST(seeks_to_a_time)
{
    struct fs_oplog_cursor cursor;
    struct fs_oplog_op op;
    uint64_t skipped = 0;

    for (uint64_t i = 0; i < 2000; i++)
        lb_event(&built, 1, 1, 1000 * i, 500);
    open_built();
    fs_oplog_cursor_start(&cursor, opened, opened->threads);
    fs_oplog_cursor_seek(&cursor, LB_START_TICKS + 1000000);
    ck_assert(fs_oplog_cursor_next(&cursor, &op));
    ck_assert_uint_le(op.start_ticks, LB_START_TICKS + 1000000);
    ck_assert_uint_gt(op.start_ticks, LB_START_TICKS + 500000);
    do
        skipped++;
    while (fs_oplog_cursor_next(&cursor, &op));
    ck_assert_uint_eq(op.start_ticks, 0);
    ck_assert_uint_lt(skipped, 1500);
    ck_assert_uint_eq(fs_oplog_thread_end_ticks(opened, opened->threads),
                      LB_START_TICKS + 1999000 + 500);
}
END_TEST

START_TEST(merges_threads_by_start)
{
    struct fs_oplog_event event;
    int64_t last_ns = INT64_MIN;
    size_t count = 0;

    lb_thread(&built, 2, 4712);
    lb_thread(&built, 3, 4713);
    for (uint64_t i = 0; i < 1500; i++)
        lb_event(&built, 1 + (uint32_t)(i * i % 3), 1, 1000 * i, i % 7 * 150);
    fs_oplog_merge *merge = fs_oplog_merge_new((fs_oplog *[]){open_built()}, 1);
    for (; fs_oplog_merge_next(merge, &event); count++) {
        ck_assert_int_ge(event.start_ns, last_ns);
        ck_assert_uint_eq(event.op.start_ticks, LB_START_TICKS + 1000 * count);
        last_ns = event.start_ns;
    }
    ck_assert_uint_eq(count, 1500);
    fs_oplog_merge_free(merge);
}
END_TEST

/* Two logs whose clocks disagree by an hour of CLOCK_REALTIME. */
static int64_t origin_of_second(const char *run, const char *host)
{
    struct log_builder other = built;
    int64_t origin_ns;

    other.data = malloc(built.size);
    memcpy(other.data, built.data, built.size);
    snprintf(lb_header(&other)->run, sizeof lb_header(&other)->run, "%s", run);
    snprintf(lb_header(&other)->host, sizeof lb_header(&other)->host, "%s", host);
    lb_header(&other)->start.monotonic_ns += 5 * (uint64_t)LB_SECOND;
    lb_header(&other)->start.realtime_ns += 3600 * (uint64_t)LB_SECOND;
    fs_oplog *second = fs_oplog_open_memory(other.data, other.size, "other", error, sizeof error);
    fs_oplog_merge *merge = fs_oplog_merge_new((fs_oplog *[]){open_built(), second}, 2);
    ck_assert_int_eq(fs_oplog_merge_origin_ns(merge, 0), 0);
    origin_ns = fs_oplog_merge_origin_ns(merge, 1);
    fs_oplog_merge_free(merge);
    fs_oplog_close(second);
    free(other.data);
    return origin_ns / LB_SECOND;
}

START_TEST(compares_logs_on_a_common_clock)
{
    ck_assert_int_eq(origin_of_second("run-1", "node1"), 5);
    fs_oplog_close(opened);
    ck_assert_int_eq(origin_of_second("run-2", "node1"), 3600);
    fs_oplog_close(opened);
    ck_assert_int_eq(origin_of_second("run-1", "node2"), 3600);
}
END_TEST

START_TEST(takes_the_clock_rate_from_anchors_far_apart)
{
    struct fs_log_header *header = lb_header(&built);

    header->ticks_per_s = 2 * (uint64_t)LB_SECOND;
    header->latest.ticks = header->start.ticks + 4 * (uint64_t)LB_SECOND;
    header->latest.monotonic_ns = header->start.monotonic_ns + LB_SECOND;
    ck_assert_int_eq(fs_oplog_ns(open_built(), 4000), 1000);
    ck_assert_int_eq(fs_oplog_instant_ns(opened, header->start.ticks - 400), -100);
    ck_assert_int_eq(fs_oplog_ns(opened, UINT64_MAX), INT64_MAX / 2);
    fs_oplog_close(opened);

    header->latest.ticks = header->start.ticks + 5000000;
    header->latest.monotonic_ns = header->start.monotonic_ns + 9999999;
    ck_assert_int_eq(fs_oplog_ns(open_built(), 4000), 2000);
    fs_oplog_close(opened);

    header->latest = header->start;
    header->ticks_per_s = 0;
    ck_assert_int_eq(fs_oplog_ns(open_built(), 4000), 4000);
}
END_TEST

START_TEST(sums_totals_of_all_threads)
{
    struct fs_oplog_tally sums[2];

    lb_thread(&built, 2, 4712);
    for (uint64_t i = 0; i < 10; i++) {
        lb_event(&built, 1, 1, 1000 * i, 100 + i);
        lb_varying_event(&built, 2, 2, 1000 * i, 50, 7, 8, 9);
    }
    lb_totals(&built, 2, 2)->cost_flops[1] = 1;
    lb_thread_state(&built, 1)->overhead_ticks = 30;
    lb_thread_state(&built, 2)->overhead_ticks = 12;
    struct fs_oplog_sums all = tally(open_built(), sums);

    ck_assert_uint_eq(all.calls, 20);
    ck_assert_uint_eq(all.ticks, 10 * 100 + 45 + 500);
    ck_assert_uint_eq(all.overhead_ticks, 42);
    ck_assert_uint_eq(all.threads, 2);
    ck_assert_uint_eq(all.recomputed, 0);
    ck_assert_uint_eq(sums[0].calls, 10);
    ck_assert_uint_eq(sums[0].min_ticks, 100);
    ck_assert_uint_eq(sums[0].max_ticks, 109);
    ck_assert(sums[0].mul == 10000 && sums[0].add == 9000 && sums[0].cost_flops == 10000);
    ck_assert(sums[1].mul == 70 && sums[1].add == 80);
    ck_assert(sums[1].cost_flops == ((unsigned __int128)1 << 64) + 90);
}
END_TEST

/* The log of a process of this machine that is gone. */
static void make_killed(void)
{
    pid_t child = fork();

    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    lb_header(&built)->pid = child;
    lb_header(&built)->state = FS_LOG_RUNNING;
    gethostname(lb_header(&built)->host, sizeof lb_header(&built)->host);
}

START_TEST(makes_totals_of_a_killed_process_from_its_events)
{
    struct fs_oplog_tally sums[2];

    make_killed();
    lb_event(&built, 1, 1, 0, 100);
    built.without_totals = true;
    lb_varying_event(&built, 1, 2, 1000, 70, 7, 8, 9);
    struct fs_oplog_sums all = tally(open_built(), sums);
    ck_assert_int_eq(fs_oplog_status(opened), FS_OPLOG_KILLED);
    ck_assert_uint_eq(all.recomputed, 1);
    ck_assert_uint_eq(all.calls, 2);
    ck_assert_uint_eq(sums[1].ticks, 70);
    ck_assert(sums[1].cost_flops == 9);
}
END_TEST

START_TEST(trusts_totals_where_events_are_missing)
{
    struct fs_oplog_tally sums[2];

    make_killed();
    lb_event(&built, 1, 1, 0, 100);
    built.without_events = true;
    lb_event(&built, 1, 1, 1000, 100);
    struct fs_oplog_sums all = tally(open_built(), sums);
    ck_assert_uint_eq(all.recomputed, 0);
    ck_assert_uint_eq(all.calls, 2);
}
END_TEST

START_TEST(tells_whether_the_process_runs)
{
    struct fs_log_header *header = lb_header(&built);
    struct timespec now;
    ssize_t length;

    ck_assert_int_eq(fs_oplog_status(open_built()), FS_OPLOG_ENDED);
    fs_oplog_close(opened);
    header->state = FS_LOG_RUNNING;
    ck_assert_int_eq(fs_oplog_status(open_built()), FS_OPLOG_UNKNOWN); /* on another host */
    fs_oplog_close(opened);

    gethostname(header->host, sizeof header->host);
    header->pid = getpid();
    memset(header->program, 0, sizeof header->program);
    length = readlink("/proc/self/exe", header->program, sizeof header->program - 1);
    ck_assert_int_gt(length, 0);
    clock_gettime(CLOCK_REALTIME, &now);
    header->start.realtime_ns = (uint64_t)now.tv_sec * LB_SECOND;
    ck_assert_int_eq(fs_oplog_status(open_built()), FS_OPLOG_RUNNING);
    fs_oplog_close(opened);

    /* The number belongs to a younger process, or to one that runs something else by now. */
    header->start.realtime_ns -= 1000000 * (uint64_t)LB_SECOND;
    ck_assert_int_eq(fs_oplog_status(open_built()), FS_OPLOG_KILLED);
    fs_oplog_close(opened);
    header->start.realtime_ns += 1000000 * (uint64_t)LB_SECOND;
    memcpy(header->program, "/bin/other", sizeof "/bin/other");
    ck_assert_int_eq(fs_oplog_status(open_built()), FS_OPLOG_KILLED);
}
END_TEST

START_TEST(knows_operations_in_flight)
{
    make_killed();
    lb_event(&built, 1, 1, 1000, 100);
    lb_thread_state(&built, 1)->op_signature = 1;
    lb_thread_state(&built, 1)->op_start_ticks = LB_START_TICKS + 1000;
    open_built();
    ck_assert(!fs_oplog_is_in_flight(opened, opened->threads)); /* its event is there */
    fs_oplog_close(opened);
    lb_thread_state(&built, 1)->op_start_ticks = LB_START_TICKS + 1200;
    open_built();
    ck_assert(fs_oplog_is_in_flight(opened, opened->threads));
    ck_assert_int_eq(fs_oplog_end_ns(opened), LB_SECOND);
}
END_TEST

START_TEST(knows_what_operations_in_flight_were_charged)
{
    make_killed();
    lb_event(&built, 1, 1, 1000, 100);
    lb_thread_state(&built, 1)->op_start_ticks = LB_START_TICKS + 1200;
    lb_thread_state(&built, 1)->op_cost_flops = 77;
    open_built();
    ck_assert_uint_eq(fs_oplog_in_flight_flops(opened, opened->threads), 0);
    fs_oplog_close(opened);
    lb_thread_state(&built, 1)->op_signature = 1;
    open_built();
    ck_assert_uint_eq(fs_oplog_in_flight_flops(opened, opened->threads), 1000);
    fs_oplog_close(opened);
    lb_thread_state(&built, 1)->op_signature = 2; /* varying */
    open_built();
    ck_assert_uint_eq(fs_oplog_in_flight_flops(opened, opened->threads), 77);
}
END_TEST

START_TEST(follows_stacks)
{
    static const int64_t frames[] = {1, 7, 1}, deep[FS_LOG_STACK_MAX + 1] = {1};

    lb_callsite(&built, 7, 0x77, "/bin/train", "main", 0x7);
    lb_stack(&built, 3, 3, frames);
    lb_stack(&built, 4, FS_LOG_STACK_MAX + 1, deep);
    for (uint32_t id = 3; id <= 5; id++) /* 4 is too deep, 5 is not described */
        lb_signature(&built, id, 10, 0, id, FS_LOG_SIG_STACK, 1, 1, 0, NULL);
    open_built();
    const struct fs_log_signature *const *signatures = opened->signatures;
    ck_assert_uint_eq(opened->damage_count, 1);
    ck_assert_uint_eq(fs_oplog_depth(opened, signatures[0]), 1);
    ck_assert_str_eq(fs_oplog_frame(opened, signatures[0], 0)->symbol, "forward");
    ck_assert_uint_eq(fs_oplog_depth(opened, signatures[2]), 3);
    ck_assert_str_eq(fs_oplog_frame(opened, signatures[2], 1)->symbol, "main");
    ck_assert_str_eq(fs_oplog_frame(opened, signatures[2], 3)->object, "?");
    for (size_t i = 3; i <= 4; i++) {
        ck_assert_uint_eq(fs_oplog_depth(opened, signatures[i]), 0);
        ck_assert_str_eq(fs_oplog_frame(opened, signatures[i], 0)->object, "?");
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reader");
    TCase *regular = tcase_create("regular");

    tcase_add_checked_fixture(regular, setup, teardown);
    tcase_add_test(regular, describes_what_is_in_the_log);
    tcase_add_test(regular, takes_signatures_that_say_the_same_for_one);
    tcase_add_test(regular, decodes_escapes);
    tcase_add_loop_test(regular, decodes_work_in_one_escape, 1, 3);
    tcase_add_test(regular, seeks_to_a_time);
    tcase_add_test(regular, merges_threads_by_start);
    tcase_add_test(regular, compares_logs_on_a_common_clock);
    tcase_add_test(regular, takes_the_clock_rate_from_anchors_far_apart);
    tcase_add_test(regular, sums_totals_of_all_threads);
    tcase_add_test(regular, makes_totals_of_a_killed_process_from_its_events);
    tcase_add_test(regular, trusts_totals_where_events_are_missing);
    tcase_add_test(regular, tells_whether_the_process_runs);
    tcase_add_test(regular, knows_operations_in_flight);
    tcase_add_test(regular, knows_what_operations_in_flight_were_charged);
    tcase_add_test(regular, follows_stacks);
    suite_add_tcase(suite, regular);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
