/* SPDX-License-Identifier: MIT */
/* Tests of the op log's reader on damaged logs: it must not read outside of them, and must come to
 * an end. What the sanitizers say counts; tests/fuzz goes further. */
#include "oplog/reader.h"

#include "tests/cli/log_builder.h"

#include <check.h>

static struct log_builder built;

/* Everything that reads a log, on a copy that ends where the log does, so that the sanitizers see
 * each byte read beyond it. */
static void read_all(const uint8_t *data, size_t size)
{
    char error[512];
    uint8_t *copy = malloc(size == 0 ? 1 : size);
    struct fs_oplog_event event;
    struct fs_oplog_sums all;

    memcpy(copy, data, size);
    fs_oplog *log = fs_oplog_open_memory(copy, size, "copy", error, sizeof error);
    if (log != NULL) {
        struct fs_oplog_tally *sums = calloc(log->signature_count + 1, sizeof *sums);
        fs_oplog_merge *merge = fs_oplog_merge_new(&log, 1);
        while (fs_oplog_merge_next(merge, &event))
            fs_oplog_callsite_of(log, event.op.signature);
        fs_oplog_tally(log, sums, &all);
        ck_assert_int_ge(fs_oplog_end_ns(log), 0);
        fs_oplog_merge_free(merge);
        free(sums);
        fs_oplog_close(log);
    }
    free(copy);
}

static void setup(void)
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
    lb_thread(&built, 2, 4712);
    for (uint64_t i = 0; i < 600; i++)
        lb_event(&built, 1 + (uint32_t)(i % 2), 1, 1000 * i, 500);
    for (uint64_t i = 0; i < 10; i++)
        lb_varying_event(&built, 1, 2, (uint64_t)LB_SECOND * 10 * (i + 1), LB_SECOND, 1, 2, 3);
}

START_TEST(survives_truncation_anywhere)
{
    for (size_t size = 0; size <= built.size; size += 1 + size % 13)
        read_all(built.data, size);
}
END_TEST

START_TEST(survives_damage)
{
    static const uint64_t odd[] = {0, 1, 7, 0xff, 0x7fffffff, UINT32_MAX, INT64_MAX, UINT64_MAX};
    uint64_t random = 1;

    uint8_t *damaged = malloc(built.size);
    for (int round = 0; round < 3000; round++) {
        memcpy(damaged, built.data, built.size);
        for (int i = 0; i <= round % 8; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            size_t at = (random >> 20) % (built.size - 8);
            if (round % 2 == 0) /* where the structs are, more often than not */
                at = at % 16 == 0 ? at : at / LB_CHUNK * LB_CHUNK + at % 200 / 4 * 4;
            memcpy(damaged + at, &odd[random >> 60 & 7], (size_t)1 << (random >> 58 & 3));
        }
        read_all(damaged, built.size);
    }
    free(damaged);
}
END_TEST

static void teardown(void)
{
    lb_end(&built);
}

int main(void)
{
    Suite *suite = suite_create("reader-damage");
    TCase *damage = tcase_create("damage");

    tcase_add_checked_fixture(damage, setup, teardown);
    tcase_add_test(damage, survives_truncation_anywhere);
    tcase_add_test(damage, survives_damage);
    tcase_set_timeout(damage, 120);
    suite_add_tcase(suite, damage);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
