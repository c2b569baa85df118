/* SPDX-License-Identifier: MIT */
/* What a query of the cost library takes, for every routine: a line for the median and the slowest
 * of each class, and of BLAS and direct LAPACK each one that takes 100 ns or more. */
#include <flopcost.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { QUERIES = 1000, ROUNDS = 20, ROUTINES_MAX = 4096, PARAMETERS_MAX = 16 };
static const double slow_ns = 100.0;

struct timing {
    const struct flopscope_routine *routine;
    const char *name;
    const char *class_name;
    double ns; /* of the fastest round */
};

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Options that are valid wherever they stand: N (no transposition, no vectors); dimensions that
 * take formulas through their general cases. */
static void set_values(const struct flopscope_routine *routine, int64_t *values)
{
    for (size_t i = 0;; i++) {
        int flags = 0;
        const char *name = flopscope_routine_parameter(routine, i, &flags);
        if (name == NULL)
            return;
        values[i] = strcmp(name, "uplo") == 0     ? 'U'
                    : strcmp(name, "side") == 0   ? 'L'
                    : (flags & FLOPSCOPE_OPTION)  ? 'V'
                    : strcmp(name, "m") == 0      ? 300
                    : strcmp(name, "nrhs") == 0   ? 10
                    : strncmp(name, "k", 1) == 0  ? 20
                    : strncmp(name, "il", 2) == 0 ? 1
                                                  : 200;
    }
}

/* What a query takes on average over one round. */
static double time_routine(const struct flopscope_routine *routine)
{
    int64_t values[PARAMETERS_MAX];
    struct flopscope_work work;
    size_t count = flopscope_routine_parameter_count(routine);
    set_values(routine, values);
    double start = now_ns();
    for (int i = 0; i < QUERIES; i++)
        flopscope_routine_cost(routine, values, count, &work);
    return (now_ns() - start) / QUERIES;
}

static bool has_formula(const struct flopscope_routine *routine)
{
    int64_t values[PARAMETERS_MAX];
    struct flopscope_work work;
    set_values(routine, values);
    return flopscope_routine_cost(routine, values, flopscope_routine_parameter_count(routine),
                                  &work) == FLOPSCOPE_OK;
}

/* All routines with a formula; the number of them. */
static size_t list_routines(struct timing *timings)
{
    size_t count = 0;
    const struct flopscope_routine *routine;
    for (size_t i = 0; (routine = flopscope_routine_at(i)) != NULL && count < ROUTINES_MAX; i++)
        if (has_formula(routine))
            timings[count++] = (struct timing){routine, flopscope_routine_name(routine),
                                               flopscope_routine_class(routine), 1e300};
    return count;
}

static int by_time(const void *a, const void *b)
{
    double left = ((const struct timing *)a)->ns, right = ((const struct timing *)b)->ns;
    return (left > right) - (left < right);
}

static int is_direct(const struct timing *timing)
{
    return strcmp(timing->class_name, "exact") == 0 || strcmp(timing->class_name, "leading") == 0;
}

static void print_class(const char *class_name, const struct timing *timings, size_t count)
{
    static struct timing own[ROUTINES_MAX];
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(timings[i].class_name, class_name) == 0)
            own[found++] = timings[i];
    if (found == 0)
        return;
    qsort(own, found, sizeof own[0], by_time);
    printf("%-10s %5zu routines  median %6.1f ns  slowest %6.1f ns (%s)\n", class_name, found,
           own[found / 2].ns, own[found - 1].ns, own[found - 1].name);
}

int main(void)
{
    static struct timing timings[ROUTINES_MAX];
    size_t count = list_routines(timings);
    /* Rounds over all of them: where the machine is slow for a while, all are, and none for good.
     */
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < count; i++) {
            double ns = time_routine(timings[i].routine);
            timings[i].ns = ns < timings[i].ns ? ns : timings[i].ns;
        }
    print_class("exact", timings, count);
    print_class("leading", timings, count);
    print_class("estimate", timings, count);
    print_class("none", timings, count);
    for (size_t i = 0; i < count; i++)
        if (is_direct(&timings[i]) && timings[i].ns >= slow_ns)
            printf("slow: %s takes %.1f ns\n", timings[i].name, timings[i].ns);
    return 0;
}
