/* SPDX-License-Identifier: MIT */
/* Counts as people write and read them: exact, or refused. */
#include "report/number.h"

#include "tests/unit/run.h"

#include <check.h>
#include <stdlib.h>

START_TEST(counts_are_parsed)
{
    static const struct {
        const char *text;
        uint64_t value;
    } cases[] = {{"0", 0},
                 {"1", 1},
                 {"1e9", 1000000000},
                 {"10^6", 1000000},
                 {"2.5G", 2500000000},
                 {"1k", 1000},
                 {"1K", 1000},
                 {"1E", 1000000000000000000},
                 {"1e+3", 1000},
                 {".5k", 500},
                 {"1.50k", 1500},
                 {"0.50e1", 5},
                 {"0e999", 0},
                 {"10^0", 1},
                 {"18446744073709551615", UINT64_MAX}};

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t value = 12345;
        ck_assert_msg(fs_parse_count(cases[i].text, &value), "%s is refused", cases[i].text);
        ck_assert_uint_eq(value, cases[i].value);
    }
}
END_TEST

START_TEST(nonsense_is_refused)
{
    static const char *const cases[] = {"",    ".",     "e9",
                                        "k",   "1.5",   "1.0005k",
                                        "-1",  "+1",    " 1",
                                        "1 ",  "1,000", "18446744073709551616",
                                        "19E", "1e20",  "1e",
                                        "1kk", "5e-1",  "10^20",
                                        "10^", "0x10",  "1e99999999999999999999",
                                        "nan", "inf"};

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t value = 12345;
        ck_assert_msg(!fs_parse_count(cases[i], &value), "%s is accepted", cases[i]);
        ck_assert_uint_eq(value, 12345);
    }
}
END_TEST

START_TEST(counts_are_formatted)
{
    char buffer[FS_COUNT_TEXT], small[5];

    ck_assert_str_eq(fs_format_count(buffer, sizeof buffer, 0), "0");
    ck_assert_str_eq(fs_format_count(buffer, sizeof buffer, 999), "999");
    ck_assert_str_eq(fs_format_count(buffer, sizeof buffer, 16777216), "16,777,216");
    ck_assert_str_eq(fs_format_digits(buffer, sizeof buffer, 16777216), "16777216");
    ck_assert_str_eq(fs_format_count(buffer, sizeof buffer, ~(unsigned __int128)0),
                     "340,282,366,920,938,463,463,374,607,431,768,211,455");
    ck_assert_str_eq(fs_format_count(small, sizeof small, 16777216), "16,7");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {counts_are_parsed, nonsense_is_refused, counts_are_formatted};
    return run_tests("number", tests, sizeof tests / sizeof tests[0]);
}
