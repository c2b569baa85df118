/* SPDX-License-Identifier: MIT */
/* The main program of the unit tests of one file, for Check. */
#ifndef FS_TEST_UNIT_RUN_H
#define FS_TEST_UNIT_RUN_H

#include <check.h>
#include <stddef.h>
#include <stdlib.h>

/* Runs all tests, each in a process of its own; what main returns. */
static inline int run_tests(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *cases = tcase_create(name);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(cases, tests[i]);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
