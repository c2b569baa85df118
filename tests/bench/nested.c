/* SPDX-License-Identifier: MIT */
/* What the preload library adds to the calls inside a LAPACK routine: usage: nested ROUNDS ORDER.
 * The bare LAPACK is a second copy of it in a name space of the dynamic linker's own (dlmopen),
 * which the preload library does not reach; the two are run in turn. Prints for each routine
 *     NAME BARE_NS THROUGH_NS ADDED_NS
 * medians of CPU time; with the counting library preloaded instead, "NAME CALLS": the calls of
 * entry points inside it. */
#include "cpu_time.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void dsteqr_type(const char *compz, const int *n, double *d, double *e, double *z,
                         const int *ldz, double *work, int *info, size_t);
typedef void dhseqr_type(const char *job, const char *compz, const int *n, const int *ilo,
                         const int *ihi, double *h, const int *ldh, double *wr, double *wi,
                         double *z, const int *ldz, double *work, const int *lwork, int *info,
                         size_t, size_t);
typedef void dgetf2_type(const int *m, const int *n, double *a, const int *lda, int *ipiv,
                         int *info);
dsteqr_type dsteqr_;
dhseqr_type dhseqr_;
dgetf2_type dgetf2_;

/* Of the counting library. */
extern __attribute__((weak)) uint64_t bench_entry_calls;

enum { BARE = 0, THROUGH = 1, LU_ORDER = 64 };

static struct {
    dsteqr_type *dsteqr;
    dhseqr_type *dhseqr;
    dgetf2_type *dgetf2;
} use[2];

static int order, lu_repeats;
static double *matrix, *vectors, *diagonal, *beside, *work;
static int *pivots;
static uint64_t random_state;

static double random_unit(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (double)(random_state >> 11) / (double)(1ull << 53) - 0.5;
}

static void fill(double *values, size_t count)
{
    random_state = 42;
    for (size_t i = 0; i < count; i++)
        values[i] = random_unit();
}

static int run_dsteqr(int way)
{
    int info;
    fill(diagonal, (size_t)order);
    fill(beside, (size_t)order);
    use[way].dsteqr("I", &order, diagonal, beside, vectors, &order, work, &info, 1);
    return info;
}

static int run_dhseqr(int way)
{
    int info, one = 1, lwork = 64 * order;
    fill(matrix, (size_t)order * (size_t)order);
    for (int column = 0; column < order; column++)
        for (int row = column + 2; row < order; row++)
            matrix[(size_t)column * (size_t)order + (size_t)row] = 0.0;
    use[way].dhseqr("S", "I", &order, &one, &order, matrix, &order, diagonal, beside, vectors,
                    &order, work, &lwork, &info, 1, 1);
    return info;
}

static int run_dgetf2(int way)
{
    int info = 0, n = LU_ORDER;
    for (int i = 0; i < lu_repeats && info == 0; i++) {
        fill(matrix, (size_t)n * (size_t)n);
        use[way].dgetf2(&n, &n, matrix, &n, pivots, &info);
    }
    return info;
}

static const struct {
    const char *name;
    int (*run)(int way);
} routines[] = {{"dsteqr", run_dsteqr}, {"dhseqr", run_dhseqr}, {"dgetf2", run_dgetf2}};
enum { ROUTINES = sizeof routines / sizeof routines[0] };

static double run_ns(int routine, int way)
{
    double start_ns = cpu_now_ns();
    int info = routines[routine].run(way);
    double took_ns = cpu_now_ns() - start_ns;
    if (info != 0) {
        fprintf(stderr, "nested: %s: info = %d\n", routines[routine].name, info);
        exit(1);
    }
    return took_ns;
}

static int by_value(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, by_value);
    return values[count / 2];
}

static void measure(int routine, int rounds)
{
    double *took = malloc(3 * (size_t)rounds * sizeof *took);
    if (!took)
        abort();
    double *bare = took, *through = took + rounds, *added = through + rounds;
    for (int i = 0; i < rounds; i++) {
        int first = i % 2;
        double one = run_ns(routine, first), other = run_ns(routine, !first);
        bare[i] = first == BARE ? one : other;
        through[i] = first == BARE ? other : one;
        added[i] = through[i] - bare[i];
    }
    printf("%s\t%.0f\t%.0f\t%.0f\n", routines[routine].name, median(bare, rounds),
           median(through, rounds), median(added, rounds));
    fflush(stdout);
    free(took);
}

static void *bare_function(void *library, const char *name)
{
    void *function = library ? dlsym(library, name) : NULL;
    if (!function) {
        fprintf(stderr, "nested: %s\n", dlerror());
        exit(1);
    }
    return function;
}

int main(int argc, char **argv)
{
    int rounds = argc == 3 ? atoi(argv[1]) : 0;
    order = argc == 3 ? atoi(argv[2]) : 0;
    if (rounds < 1 || order < LU_ORDER) {
        fprintf(stderr, "usage: nested ROUNDS ORDER (%d or more)\n", LU_ORDER);
        return 2;
    }
    size_t n = (size_t)order;
    lu_repeats = order;
    matrix = calloc(n * n, sizeof *matrix);
    vectors = calloc(n * n, sizeof *vectors);
    diagonal = calloc(n, sizeof *diagonal);
    beside = calloc(n, sizeof *beside);
    work = calloc(64 * n, sizeof *work);
    pivots = calloc(n, sizeof *pivots);
    if (!matrix || !vectors || !diagonal || !beside || !work || !pivots)
        abort();
    void *library = dlmopen(LM_ID_NEWLM, "liblapack.so.3", RTLD_NOW | RTLD_LOCAL);
    *(void **)&use[BARE].dsteqr = bare_function(library, "dsteqr_");
    *(void **)&use[BARE].dhseqr = bare_function(library, "dhseqr_");
    *(void **)&use[BARE].dgetf2 = bare_function(library, "dgetf2_");
    use[THROUGH].dsteqr = dsteqr_;
    use[THROUGH].dhseqr = dhseqr_;
    use[THROUGH].dgetf2 = dgetf2_;
    for (int i = 0; i < ROUTINES; i++) {
        if (&bench_entry_calls == NULL) {
            measure(i, rounds);
            continue;
        }
        uint64_t before = bench_entry_calls;
        run_ns(i, THROUGH);
        uint64_t outer = routines[i].run == run_dgetf2 ? (uint64_t)lu_repeats : 1;
        printf("%s\t%llu\n", routines[i].name,
               (unsigned long long)(bench_entry_calls - before - outer));
    }
    return 0;
}
