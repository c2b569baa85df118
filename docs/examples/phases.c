/* SPDX-License-Identifier: MIT */
/* Budgets for the phases of a program in C: the solver may spend 10,000,000 FLOPs, and what does
 * not fit is left out. Runs without flopscope too, and then without limits.
 *
 *     cc phases.c -lblas -o phases && LD_PRELOAD=libflopscope.so ./phases */
#include <flopscope.h>

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void dgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
            const double *beta, double *c, const int *ldc, size_t, size_t);
void dgemv_(const char *trans, const int *m, const int *n, const double *alpha, const double *a,
            const int *lda, const double *x, const int *incx, const double *beta, double *y,
            const int *incy, size_t);

static const int n = 256, one = 1;
static const double unit = 1.0, zero = 0.0;
static double a[256 * 256], b[256 * 256], x[256], y[256];

static jmp_buf too_dear;

static int leave(const struct flopscope_exhausted *what, void *data)
{
    (void)data;
    printf("left out: %s in %s would cost %llu FLOPs\n", what->op_name, what->name_space,
           (unsigned long long)what->flop_cost);
    fflush(stdout);
    longjmp(too_dear, 1);
}

static void iterate(void)
{
    for (int i = 0; i < 3; i++)
        dgemv_("N", &n, &n, &unit, a, &n, x, &one, &zero, y, &one, 1);
}

/* A kernel of our own, which flopscope cannot see. */
static void relu(double *values, int count)
{
    FLOPSCOPE_DEDUCT("relu", (uint64_t)count, NULL, "256");
    for (int i = 0; i < count; i++)
        values[i] = values[i] > 0.0 ? values[i] : 0.0;
}

int main(void)
{
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(leave, NULL);
    FLOPSCOPE_BUDGET_SCOPE(.flop_budget = 10000000, .name_space = "solver")
    {
        FLOPSCOPE_NAMESPACE_PUSH("init");
        iterate();
        FLOPSCOPE_NAMESPACE_POP();
        relu(y, n);
        if (setjmp(too_dear) == 0) {
            dgemm_("N", "N", &n, &n, &n, &unit, a, &n, a, &n, &zero, b, &n, 1, 1);
            printf("multiplied\n");
        }
        fflush(stdout);
        FLOPSCOPE_SUMMARY_PRINT(FLOPSCOPE_INNERMOST, FLOPSCOPE_BY_NAMESPACE, STDOUT_FILENO);
    }
    return 0;
}
