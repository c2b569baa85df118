/* SPDX-License-Identifier: MIT */
/* What calls would cost, asked before anything runs.
 *
 *     cc costs.c $(pkg-config --cflags --libs flopcost) -o costs && ./costs */
#include <flopcost.h>

#include <stdio.h>

static void print_flops(const char *what, int error, const struct flopscope_work *work)
{
    if (error != FLOPSCOPE_OK)
        printf("%-28s %s\n", what, flopscope_cost_message());
    else
        printf("%-28s %12llu FLOPs (FMA=1) %12llu (FMA=2)\n", what,
               (unsigned long long)flopscope_flops(work, 1, 1.0),
               (unsigned long long)flopscope_flops(work, 2, 1.0));
}

/* Many queries of one routine: looked up once, then asked with values in the order of its
 * parameters (transa transb m n k). */
static void print_table(void)
{
    const struct flopscope_routine *gemm = flopscope_routine_find("gemm");
    struct flopscope_work work;

    for (int64_t n = 64; n <= 256; n *= 2) {
        const int64_t values[] = {'N', 'N', n, n, n};
        if (flopscope_routine_cost(gemm, values, 5, &work) == FLOPSCOPE_OK)
            printf("gemm %lld: %llu\n", (long long)n,
                   (unsigned long long)flopscope_flops(&work, 1, 1.0));
    }
}

static void print_source(const char *name)
{
    const struct flopscope_routine *routine = flopscope_routine_find(name);
    struct flopscope_explanation why;

    printf("%s: %s, %s\n", name, flopscope_routine_work(routine), flopscope_routine_class(routine));
    for (size_t i = 0; flopscope_routine_explain(routine, i, &why) == FLOPSCOPE_OK; i++)
        printf("  %s: %s [%s]\n", why.name, why.formula, why.source);
}

/* In which order to contract several arrays. */
static void print_path(void)
{
    const int64_t cube[] = {30, 30, 30}, matrix[] = {40, 30};
    const struct flopscope_shape t = {cube, 3}, a = {matrix, 2}, shapes[] = {t, a, a, a};
    struct flopscope_path path;

    if (flopscope_einsum_path("ijk,ai,bj,ck->abc", shapes, 4, 1, &path) != FLOPSCOPE_OK)
        return;
    printf("ijk,ai,bj,ck->abc: naive %llu, optimized %llu, %.0f times faster\n",
           (unsigned long long)path.naive_cost, (unsigned long long)path.optimized_cost,
           path.speedup);
    for (uint32_t i = 0; i < path.step_count; i++)
        printf("  contract %u and %u into %u: %llu FLOPs\n", path.step[i].left, path.step[i].right,
               4 + i, (unsigned long long)path.step[i].flops);
}

int main(void)
{
    const int64_t matrix[] = {256, 256};
    const struct flopscope_shape square = {matrix, 2}, both[] = {square, square};
    const struct flopscope_param solve[] = {{"n", 1000}, {"nrhs", 1}};
    struct flopscope_work work;

    print_flops("einsum ij,jk->ik", flopscope_einsum_cost("ij,jk->ik", both, 2, &work), &work);
    print_flops("svd m=256 n=256 k=10", flopscope_svd_cost(256, 256, 10, &work), &work);
    print_flops("exp 256x256", flopscope_pointwise_cost(&square, &work), &work);
    print_flops("sum 256x256", flopscope_reduction_cost(&square, &work), &work);
    print_flops("LAPACKE_dgesv n=1000 nrhs=1", flopscope_cost("LAPACKE_dgesv", solve, 2, &work),
                &work);
    print_flops("gesv n=1000", flopscope_cost("gesv", solve, 1, &work), &work);
    print_table();
    print_path();
    print_source("gesv");
    return 0;
}
