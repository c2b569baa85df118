/* SPDX-License-Identifier: MIT */
/* Holds the cost model against counts of executed operations (flop-truth.tsv and the measured-*.tsv
 * beside it, or the files named on the command line), prints the deviation by family, and fails
 * where a class misses its limits. With --rows first it also prints every row: the deviations of
 * multiplications, additions and all, in percent. */
#include "costmodel/catalogue.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1024, WORDS_MAX = 32, ROWS_MAX = 8192, LIMITS_FROM_N = 60 };

enum kind { BLAS, DIRECT, ITERATIVE, KINDS };

static const char *const kind_names[] = {"blas", "direct", "iterative"};

/* Largest deviations in percent: of the median row and of the worst one. */
static const struct limit {
    double median, worst;
} limits[] = {[DIRECT] = {1.0, 4.0}, [ITERATIVE] = {10.0, 20.0}};

struct row {
    const fs_family *family;
    enum kind kind;
    bool is_blocked;
    bool is_small;
    double error; /* percent of the executed count, positive: the model has more */
    char text[160];
};

struct parameters {
    unsigned count;
    struct {
        const char *name;
        const char *value;
    } item[WORDS_MAX];
};

static struct row rows[ROWS_MAX];
static unsigned row_count;
static bool shows_rows;

static const char *value_text(const struct parameters *p, const char *name)
{
    for (unsigned i = 0; i < p->count; i++)
        if (strcmp(p->item[i].name, name) == 0)
            return p->item[i].value;
    return NULL;
}

static int64_t value_of(const struct parameters *p, const char *name, int64_t missing)
{
    const char *text = value_text(p, name);

    return text != NULL ? strtoll(text, NULL, 10) : missing;
}

static bool has_prefix(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* A parameter's value in this row, or its default. */
static int64_t parameter_value(const struct parameters *p, const fs_param *param)
{
    const char *text = value_text(p, param->name);

    if (text != NULL && param->is_option)
        return (unsigned char)text[0];
    if (text != NULL)
        return strtoll(text, NULL, 10);
    if (param->is_option)
        return strcmp(param->name, "uplo") == 0    ? 'U'
               : strcmp(param->name, "range") == 0 ? 'A'
                                                   : 'N';
    if (strcmp(param->name, "ihi") == 0 || strcmp(param->name, "iu") == 0)
        return value_of(p, "n", 0);
    if (strcmp(param->name, "m") == 0)
        return value_of(p, "n", 0);
    return strcmp(param->name, "nrhs") == 0 || strcmp(param->name, "ilo") == 0 ||
           strcmp(param->name, "il") == 0 || strcmp(param->name, "itype") == 0;
}

/* Families whose reference code goes over to block reflectors or block columns, which executes more
 * operations, above a size; the size is the smaller of m and n, or k where there is one. */
static bool is_blocked_row(const char *family, const struct parameters *p)
{
    static const struct {
        const char *prefix;
        int64_t above;
    } blocked[] = {
        {"ormqr", 32},  {"ormlq", 32}, {"ormql", 32}, {"ormrq", 32}, {"unm", 32},    {"ormbr", 32},
        {"ormtr", 32},  {"ormhr", 32}, {"ormrz", 32}, {"gels", 32},  {"getsls", 32}, {"gemqr", 32},
        {"gemlq", 32},  {"gg", 32},    {"sytrd", 32}, {"hetrd", 32}, {"sytrf", 64},  {"sytri2", 64},
        {"hetri2", 64}, {"hetrf", 64}, {"sysv", 64},  {"hesv", 64},  {"sygst", 64},  {"hegst", 64},
        {"tzrzf", 128}, {"ge", 128},   {"org", 128},  {"ung", 128},  {"pstrf", 64},
    };
    static const char *const never[] = {"gesv",  "getrf", "getri", "getrs",
                                        "geadd", "ger",   "gemm",  "gemv"};
    int64_t n = value_of(p, "n", 0), m = value_of(p, "m", n), k = value_of(p, "k", m < n ? m : n);
    int64_t size = k < n && k < m ? k : m < n ? m : n;

    for (unsigned i = 0; i < sizeof never / sizeof never[0]; i++)
        if (strcmp(family, never[i]) == 0)
            return false;
    for (unsigned i = 0; i < sizeof blocked / sizeof blocked[0]; i++)
        if (has_prefix(family, blocked[i].prefix))
            return size > blocked[i].above;
    return false;
}

/* BLAS executes operations with alpha and beta that the model leaves out: at most some per element
 * of the operands. Level 1 may look at a scalar. */
static double blas_allowance(const fs_family *family, char prec, const struct parameters *p)
{
    double n = (double)value_of(p, "n", 1), m = (double)value_of(p, "m", (int64_t)n);
    double k = (double)value_of(p, "k", family->group == FS_GROUP_BLAS3 ? (int64_t)m : 1);
    double factor = fs_is_complex(fs_prec_field(prec)) ? 6 : 1;

    if (family->group == FS_GROUP_BLAS1)
        return 1;
    if (family->group == FS_GROUP_BLAS2)
        return factor * 2 * (m + n);
    return factor * (3 * m * n + m * k + n * k);
}

/* Rows that say what cost leaves out on purpose: scalars that let the code return early, and band
 * factorizations whose matrix happens to need no row interchanges. */
static bool is_exempt(const struct parameters *p, const char *routine)
{
    const char *alpha = value_text(p, "alpha");

    if (alpha != NULL && strcmp(alpha, "0") == 0)
        return true;
    if (alpha != NULL && strcmp(alpha, "1") == 0 && strcmp(routine, "dscal") == 0)
        return true;
    return value_of(p, "dom", 0) == 1 && strstr(routine, "gb") != NULL &&
           strstr(routine, "trs") == NULL;
}

/* Deviation of the model from an executed count, in percent. */
static double deviation(double model, double executed)
{
    return executed > 0 ? 100 * (model / executed - 1) : model > 0 ? 100 : 0;
}

/* executed: multiplications with divisions and square roots, additions. */
static bool add_row(const char *routine, const struct parameters *p, const double executed[2])
{
    int index = fs_routine_find(routine);
    struct row *row = &rows[row_count];
    int64_t value[FS_PARAM_MAX];

    if (index < 0 || row_count == ROWS_MAX) {
        fprintf(stderr, "truth: %s: %s\n", routine,
                index < 0 ? "not in the catalogue" : "too many rows");
        return false;
    }
    const fs_family *family = &fs_families[fs_routines[index].family];
    if (family->work == NULL && family->work_class != FS_CLASS_NONE) {
        fprintf(stderr, "truth: %s: has no work\n", routine);
        return false;
    }
    for (unsigned i = 0; i < family->nparam; i++)
        value[i] = parameter_value(p, &family->param[i]);
    fs_work work = {0, 0};
    if (family->work != NULL)
        work = family->work(fs_prec_field(fs_routines[index].prec), value);
    double model = (double)work.mul + (double)work.add, total = executed[0] + executed[1];
    row->family = family;
    row->kind = family->group <= FS_GROUP_BLASX           ? BLAS
                : family->work_class == FS_CLASS_ESTIMATE ? ITERATIVE
                                                          : DIRECT;
    row->is_blocked =
        row->kind == DIRECT && value_of(p, "ilaenv_nb", 0) != 1 && is_blocked_row(family->name, p);
    row->is_small = value_of(p, "n", LIMITS_FROM_N) < LIMITS_FROM_N;
    row->error = deviation(model, total);
    if (row->kind == BLAS) {
        double excess = fabs(model - total) - blas_allowance(family, fs_routines[index].prec, p);
        row->error = excess > 0 ? row->error : 0;
    }
    snprintf(row->text, sizeof row->text, "%s", routine);
    for (unsigned i = 0; i < p->count; i++) {
        size_t used = strlen(row->text);
        snprintf(row->text + used, sizeof row->text - used, " %s=%s", p->item[i].name,
                 p->item[i].value);
    }
    row_count++;
    if (shows_rows)
        printf("%+8.2f%% %+8.2f%% %+8.2f%%  %s\n", deviation((double)work.mul, executed[0]),
               deviation((double)work.add, executed[1]), deviation(model, total), row->text);
    return true;
}

/* Cuts one line of the table: routine, parameters, mul, add, div, sqrt, total, separated by tabs.
 */
static bool read_row(char *line)
{
    char *column[8];
    unsigned columns = 0;
    struct parameters p = {0};

    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '#' || line[0] == '\0' || has_prefix(line, "routine\t"))
        return true;
    for (char *at = line; at != NULL && columns < 8;)
        column[columns++] = strsep(&at, "\t");
    if (columns != 7) {
        fprintf(stderr, "truth: line '%s...': expected 7 columns separated by tabs\n", column[0]);
        return false;
    }
    for (char *at = column[1], *word; (word = strsep(&at, " ")) != NULL && p.count < WORDS_MAX;) {
        char *equals = strchr(word, '=');
        if (equals == NULL)
            continue;
        *equals = '\0';
        p.item[p.count].name = word;
        p.item[p.count++].value = equals + 1;
    }
    double mul = strtod(column[2], NULL) + strtod(column[4], NULL) + strtod(column[5], NULL);
    double executed[2] = {mul, strtod(column[3], NULL)};
    return is_exempt(&p, column[0]) || add_row(column[0], &p, executed);
}

/* Reads all rows of a file; false after saying what is wrong. */
static bool read_rows(const char *path)
{
    FILE *file = fopen(path, "re");
    char line[LINE_MAX_BYTES];
    bool ok = true;

    if (file == NULL) {
        fprintf(stderr, "truth: cannot read '%s': %s\n", path, strerror(errno));
        return false;
    }
    while (fgets(line, sizeof line, file) != NULL)
        ok = read_row(line) && ok;
    fclose(file);
    return ok;
}

static int by_size(const void *a, const void *b)
{
    double left = fabs(*(const double *)a), right = fabs(*(const double *)b);

    return (left > right) - (left < right);
}

/* One line of the report over the rows that `wanted` accepts; returns median and worst. */
static struct limit report(const char *name, const char *what,
                           bool (*wanted)(const struct row *, const void *), const void *context)
{
    static double error[ROWS_MAX];
    struct limit result = {0, 0};
    unsigned count = 0;

    for (unsigned i = 0; i < row_count; i++)
        if (wanted(&rows[i], context))
            error[count++] = rows[i].error;
    if (count == 0)
        return result;
    qsort(error, count, sizeof error[0], by_size);
    result.median = fabs(error[count / 2]);
    result.worst = fabs(error[count - 1]);
    printf("%-12s %-22s %4u %+9.2f%% %+9.2f%%\n", name, what, count, error[count / 2],
           error[count - 1]);
    return result;
}

static bool is_family_row(const struct row *row, const void *context)
{
    return row->family == context && !row->is_blocked;
}

static bool is_blocked_family_row(const struct row *row, const void *context)
{
    return row->family == context && row->is_blocked;
}

static bool is_limited_row(const struct row *row, const void *context)
{
    return row->kind == *(const enum kind *)context && !row->is_blocked && !row->is_small;
}

static void report_families(void)
{
    printf("%-12s %-22s %4s %10s %10s\n", "family", "class", "rows", "median", "worst");
    for (unsigned i = 0; i < fs_family_count; i++) {
        static const char *const classes[] = {"exact", "leading", "estimate", "none", "nested"};
        const fs_family *family = &fs_families[i];
        report(family->name, classes[family->work_class], is_family_row, family);
        report(family->name, "  blocking overhead", is_blocked_family_row, family);
    }
}

/* Holds every kind against its limits; returns the number of kinds that miss them. */
static int check_limits(void)
{
    int failures = 0;

    printf("\nrows with n >= %d, unblocked; limits: blas exact beyond alpha and beta\n",
           LIMITS_FROM_N);
    for (enum kind kind = BLAS; kind < KINDS; kind++) {
        struct limit found = report(kind_names[kind], "", is_limited_row, &kind);
        bool ok = found.median <= limits[kind].median && found.worst <= limits[kind].worst;
        failures += !ok;
        for (unsigned i = 0; i < row_count && !ok; i++)
            if (is_limited_row(&rows[i], &kind) && fabs(rows[i].error) > limits[kind].worst)
                printf("  beyond %.0f%%: %+.2f%% %s\n", limits[kind].worst, rows[i].error,
                       rows[i].text);
        if (!ok)
            printf("  FAIL: %s is limited to %.0f%% median, %.0f%% worst\n", kind_names[kind],
                   limits[kind].median, limits[kind].worst);
    }
    return failures;
}

int main(int argc, char **argv)
{
    static const char *const files[] = {
        "tests/truth/flop-truth.tsv", "tests/truth/measured-direct.tsv",
        "tests/truth/measured-iterative.tsv", "tests/truth/measured-drivers.tsv",
        "tests/truth/measured-internals.tsv"};
    int first = 1;
    bool ok = true;

    if (argc > 1 && strcmp(argv[1], "--rows") == 0) {
        shows_rows = true;
        first = 2;
    }
    for (int i = first; i < argc; i++)
        ok = read_rows(argv[i]) && ok;
    for (unsigned i = 0; first == argc && i < sizeof files / sizeof files[0]; i++)
        ok = read_rows(files[i]) && ok;
    if (row_count == 0) {
        fprintf(stderr, "truth: there are no rows\n");
        return 2;
    }
    report_families();
    return check_limits() == 0 && ok ? 0 : 1;
}
