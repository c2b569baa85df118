/* SPDX-License-Identifier: MIT */
/* flopscope-cost: what calls of BLAS and LAPACK, contractions and other operations would cost,
 * without running them. Here: the command line and its commands. */
#include "report/flopscope_cost.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "Usage: flopscope-cost ROUTINE NAME=VALUE... [OPTION...]\n"
    "       flopscope-cost einsum|einsum-path SUBSCRIPTS SHAPE... [OPTION...]\n"
    "       flopscope-cost svd m=M n=N k=K\n"
    "       flopscope-cost pointwise|reduction [FUNCTION] SHAPE...\n"
    "       flopscope-cost plan FILE [--budget=FLOPS]\n"
    "       flopscope-cost explain NAME\n"
    "       flopscope-cost --list\n"
    "\n"
    "Says what an operation costs in FLOPs, from its dimensions alone, without running it.\n"
    "\n"
    "Examples:\n"
    "  flopscope-cost gemm m=256 n=256 k=256\n"
    "  flopscope-cost dgesv n=1000 nrhs=1 --fma 2\n"
    "  flopscope-cost LAPACKE_zheevd jobz=V n=10^3 --json\n"
    "  flopscope-cost einsum 'ij,jk->ik' 256x256 256x256\n"
    "  flopscope-cost einsum-path 'ijk,ai,bj,ck->abc' 32x32x32 64x32 64x32 64x32\n"
    "  flopscope-cost svd m=256 n=256 k=10\n"
    "  flopscope-cost pointwise exp 256x256\n"
    "  flopscope-cost plan steps.plan --budget 1e9\n"
    "\n"
    "ROUTINE is a routine (dgemm), an entry point (cblas_dgemm, LAPACKE_zheevd, dgesv_64_) or a\n"
    "family (gemm: in double precision, complex where there is no real one). Its arguments are\n"
    "named as LAPACK names them: dimensions as 1000, 1e3, 10^3 or 1k, up to 2^40; letters as\n"
    "uplo=L. What the cost does not depend on may be left out (the bytes moved may need it), and\n"
    "so may these:\n"
    "  uplo=U trans*=N diag=N fact=N equed=N range=A sort=N sense=N norm=1 howmny=A balanc=N\n"
    "  ilo=1 ihi=n; il=1 iu=n unless range=I; mv=0\n"
    "\n"
    "Commands:\n"
    "  einsum         a contraction of all operands at once, as NumPy writes it: any number of\n"
    "                 operands, implicit output, '...', repeated and broadcast indices\n"
    "  einsum-path    the same pair by pair: the cheapest order, and what each step costs\n"
    "  svd            a truncated singular value decomposition, k vectors of each side\n"
    "  pointwise      a function of each element: 1 FLOP for each element of the result\n"
    "  reduction      a sum, mean, maximum, ...: 1 FLOP for each element of the input\n"
    "  plan           one operation a line ('-': standard input), written as above, with an\n"
    "                 optional label and count: 'forward: 100 x gemm m=64 n=64 k=64  # comment'\n"
    "  explain        formula, source and class of a price, and its error against counts of\n"
    "                 executed operations\n"
    "\n"
    "Options:\n"
    "      --fma=1|2          1: a multiplication and the addition that can fuse with it are one\n"
    "                         FLOP (default); 2: each counts\n"
    "      --multiplier=X     multiply each cost, as FLOPSCOPE_FLOP_MULTIPLIER does\n"
    "      --budget=FLOPS     plan: whether it fits\n"
    "      --optimize=HOW     einsum-path: optimal (default up to 12 operands, at most 16) or\n"
    "                         greedy\n"
    "      --symmetric[=LIST] einsum, einsum-path, pointwise, reduction: operands that do not\n"
    "                         change when axes are exchanged, by number: 1,3; without LIST all\n"
    "                         whose axes are equally long\n"
    "      --complex          einsum, einsum-path, svd, pointwise, reduction: complex numbers\n"
    "  -l, --list             list all families with routines, arguments and class\n"
    "  -j, --json             JSON for other programs; integers beyond 2^63 - 1 as strings\n"
    "  -h, --help             show this help and exit\n"
    "  -V, --version          show the version and exit\n"
    "\n"
    "Exit codes: 0 done, 1 no answer (no formula, or a file cannot be read), 2 wrong usage,\n"
    "3 the plan does not fit the budget.\n";

int fs_cost_refuse(const struct fs_cost_setting *setting, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "flopscope-cost: %s", setting->place);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return FS_COST_USAGE;
}

int fs_cost_answer_query(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                         struct fs_cost_answer *answer)
{
    static const struct {
        const char *name;
        fs_cost_query *answer;
    } kinds[] = {
        {"einsum", fs_cost_einsum_query},
        {"einsum-path", fs_cost_path_query},
        {"svd", fs_cost_svd_query},
        {"pointwise", fs_cost_pointwise_query},
        {"reduction", fs_cost_reduction_query},
    };

    *answer = (struct fs_cost_answer){.work_class = FS_CLASS_EXACT};
    for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(words[0], kinds[i].name) == 0) {
            snprintf(answer->name, sizeof answer->name, "%s", kinds[i].name);
            return kinds[i].answer(setting, count - 1, words + 1, answer);
        }
    return fs_cost_routine_query(setting, count, words, answer);
}

void fs_cost_answer_free(struct fs_cost_answer *answer)
{
    json_decref(answer->dimensions);
    json_decref(answer->details);
    free(answer->contraction);
}

static int show_answer(const struct fs_cost_setting *setting, unsigned count, char *const *words)
{
    struct fs_cost_answer answer;
    int code = fs_cost_answer_query(setting, count, words, &answer);

    if (code == FS_COST_OK && setting->json)
        fs_cost_show_json(setting, &answer);
    else if (code == FS_COST_OK)
        fs_cost_show_text(setting, &answer);
    fs_cost_answer_free(&answer);
    return code;
}

static int run(const struct fs_cost_setting *setting, unsigned count, char *const *words)
{
    if (setting->help) {
        fputs(help, stdout);
        return FS_COST_OK;
    }
    if (setting->version) {
        puts("flopscope-cost " FS_VERSION);
        return FS_COST_OK;
    }
    if (setting->list) {
        if (count > 0)
            return fs_cost_refuse(setting, "%s: --list takes no arguments", words[0]);
        fs_cost_list(setting->json);
        return FS_COST_OK;
    }
    if (count == 0)
        return fs_cost_refuse(setting, "expected a routine or a command, such as 'gemm m=256 n=256 "
                                       "k=256' (see flopscope-cost --help)");
    bool is_plan = strcmp(words[0], "plan") == 0;
    if (setting->has_budget && !is_plan)
        return fs_cost_refuse(setting, "--budget is an option of plan");
    if (!is_plan && strcmp(words[0], "explain") != 0)
        return show_answer(setting, count, words);
    if (count != 2)
        return fs_cost_refuse(setting, is_plan ? "plan takes one file, or - for standard input"
                                               : "explain takes one name, such as gesdd");
    return is_plan ? fs_cost_plan(setting, words[1]) : fs_cost_explain(setting, words[1]);
}

int main(int argc, char **argv)
{
    struct fs_cost_setting setting = {
        .fma = 1, .multiplier_billionths = FS_BILLION, .field = FS_REAL, .place = ""};
    int count = fs_cost_read_options(&setting, false, argc > 0 ? (unsigned)argc - 1 : 0, argv + 1);
    int code = count < 0 ? FS_COST_USAGE : run(&setting, (unsigned)count, argv + 1);

    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "flopscope-cost: cannot write: %s\n", strerror(errno));
        return FS_COST_NO_ANSWER;
    }
    return code;
}
