/* SPDX-License-Identifier: MIT */
/* flopscope-cost: what a BLAS or LAPACK call would cost, without running it.
 * The command line: commands, options and the arguments of a routine. */
#include "report/flopscope_cost.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "Usage: flopscope-cost ROUTINE NAME=VALUE... [OPTION...]\n"
    "       flopscope-cost explain ROUTINE [--json]\n"
    "       flopscope-cost --list [--json]\n"
    "\n"
    "Prints what a call of BLAS or LAPACK costs, from its dimensions and option letters.\n"
    "\n"
    "ROUTINE is a routine (dgemm), an entry point (cblas_dgemm, LAPACKE_zheevd, dgesv_64_) or a\n"
    "family (gemm: in double precision, complex for those that are only complex).\n"
    "NAME=VALUE are LAPACK's arguments in any case: dimensions as 1000, 1e3, 10^3 or 1k, up to "
    "2^40;\n"
    "option letters as uplo=L. What the cost depends on must be given, but for these defaults:\n"
    "  nrhs=1 ilo=1 ihi=n il=1 iu=n mm=n itype=1 ijob=0 ncvt=0 nru=0 ncc=0 mv=0 wantq=0 wantz=0\n"
    "  batch_size=1 idist=1 uplo=U trans=N diag=N fact=N range=A sort=N sense=N norm=1 howmny=A\n"
    "  balanc=N type=G sym=N; side, vect, comp* and job* have none\n"
    "\n"
    "Commands:\n"
    "  explain ROUTINE      show formula, source and class of its work, and its error against\n"
    "                       counts of executed operations\n"
    "\n"
    "Options:\n"
    "      --fma=1|2        1: a multiplication and the addition that can fuse with it are one "
    "FLOP\n"
    "                       (default); 2: each counts\n"
    "      --multiplier=X   multiply the cost, as FLOPSCOPE_FLOP_MULTIPLIER does\n"
    "  -l, --list           list all families with class and work, and how many there are of each "
    "class\n"
    "  -j, --json           JSON for other programs; integers beyond 2^63 - 1 as strings\n"
    "  -h, --help           show this help and exit\n"
    "  -V, --version        show the version and exit\n"
    "\n"
    "Exit codes: 0 done, 2 wrong usage.\n";

/* Reads a positive decimal number with up to 9 digits behind the point. */
static bool read_billionths(const char *text, uint64_t *value)
{
    uint64_t result = 0;
    int behind = -1; /* digits behind the point, -1 before it */

    for (; *text != '\0'; text++) {
        if (*text == '.' && behind < 0)
            behind = 0;
        else if (*text < '0' || *text > '9' || behind >= 9 ||
                 result > FS_BILLION * (uint64_t)FS_BILLION / 10)
            return false;
        else {
            result = 10 * result + (uint64_t)(*text - '0');
            behind += behind >= 0;
        }
    }
    for (int i = behind < 0 ? 0 : behind; i < 9; i++)
        if (__builtin_mul_overflow(result, (uint64_t)10, &result))
            return false;
    *value = result;
    return result > 0 && result <= FS_BILLION * (uint64_t)FS_BILLION;
}

/* What was asked for besides a routine and its arguments. */
struct command_line {
    bool list;
    bool help;
    bool version;
    struct fs_cost_query query;
    const char *word[64]; /* what is no option, in order */
    unsigned words;
};

static bool set_fma(struct command_line *line, const char *text)
{
    if (strcmp(text, "1") != 0 && strcmp(text, "2") != 0) {
        fprintf(stderr, "flopscope-cost: --fma=%s: expected 1 or 2\n", text);
        return false;
    }
    line->query.fma = text[0] - '0';
    return true;
}

static bool set_multiplier(struct command_line *line, const char *text)
{
    if (read_billionths(text, &line->query.multiplier_billionths))
        return true;
    fprintf(
        stderr,
        "flopscope-cost: --multiplier=%s: expected a number above 0 and at most 10^9, with up to 9"
        " digits behind the point\n",
        text);
    return false;
}

static const struct {
    const char *name;
    bool (*set)(struct command_line *line, const char *text);
} valued[] = {{"--fma", set_fma}, {"--multiplier", set_multiplier}};

static bool set_flag(struct command_line *line, const char *word)
{
    if (strcmp(word, "-j") == 0 || strcmp(word, "--json") == 0)
        return line->query.json = true;
    if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)
        return line->help = true;
    if (strcmp(word, "-V") == 0 || strcmp(word, "--version") == 0)
        return line->version = true;
    if (strcmp(word, "-l") == 0 || strcmp(word, "--list") == 0)
        return line->list = true;
    fprintf(stderr, "flopscope-cost: %s: no such option (see flopscope-cost --help)\n", word);
    return false;
}

/* Reads the option at argv[*at], whose value may be the next word. */
static bool read_option(struct command_line *line, char **argv, int argc, int *at)
{
    const char *word = argv[*at];
    size_t length = strcspn(word, "=");

    for (unsigned i = 0; i < sizeof valued / sizeof valued[0]; i++) {
        if (strlen(valued[i].name) != length || strncmp(word, valued[i].name, length) != 0)
            continue;
        if (word[length] == '=')
            return valued[i].set(line, word + length + 1);
        if (*at + 1 < argc)
            return valued[i].set(line, argv[++*at]);
        fprintf(stderr, "flopscope-cost: %s needs a value\n", word);
        return false;
    }
    return set_flag(line, word);
}

static bool read_command_line(struct command_line *line, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-' && argv[i][1] != '\0') {
            if (!read_option(line, argv, argc, &i))
                return false;
        } else if (line->words < sizeof line->word / sizeof line->word[0]) {
            line->word[line->words++] = argv[i];
        } else {
            fputs("flopscope-cost: too many arguments\n", stderr);
            return false;
        }
    }
    return true;
}

static int price_routine(struct command_line *line)
{
    struct fs_cost_query *query = &line->query;

    query->routine = fs_cost_find(line->word[0]);
    if (query->routine == NULL)
        return FS_COST_USAGE;
    query->family = &fs_families[query->routine->family];
    for (unsigned i = 1; i < line->words; i++)
        if (!fs_cost_read_argument(query, line->word[i]))
            return FS_COST_USAGE;
    if (!fs_cost_complete(query))
        return FS_COST_USAGE;
    return query->json ? fs_cost_show_json(query) : fs_cost_show_text(query);
}

static int run(struct command_line *line)
{
    if (line->help) {
        fputs(help, stdout);
        return FS_COST_OK;
    }
    if (line->version) {
        puts("flopscope-cost " FS_VERSION);
        return FS_COST_OK;
    }
    if (line->list && line->words == 0)
        return fs_cost_list(line->query.json);
    if (line->words == 0 || line->list) {
        fputs(line->list ? "flopscope-cost: --list takes no arguments\n"
                         : "flopscope-cost: expected a routine (see flopscope-cost --help)\n",
              stderr);
        return FS_COST_USAGE;
    }
    if (strcmp(line->word[0], "explain") != 0)
        return price_routine(line);
    if (line->words != 2) {
        fputs("flopscope-cost: explain takes one routine\n", stderr);
        return FS_COST_USAGE;
    }
    return fs_cost_explain(line->word[1], line->query.json);
}

int main(int argc, char **argv)
{
    static struct command_line line = {.query = {.fma = 1, .multiplier_billionths = FS_BILLION}};

    int code = read_command_line(&line, argc, argv) ? run(&line) : FS_COST_USAGE;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("flopscope-cost: cannot write to standard output\n", stderr);
        return 1;
    }
    return code;
}
