/* SPDX-License-Identifier: MIT */
/* What a BLAS call costs its caller, bare and through the preload library, in one run: usage:
 * calls THREADS ROUNDS [idle]; with `idle` the process has one thread more, which sleeps. The bare
 * call is the backend's own, looked up on the library's handle, which no preload library stands
 * before. In each round every kind of call is measured bare, then through, so that what disturbs
 * the machine disturbs both. Prints for each kind NAME BARE_NS THROUGH_NS ADDED_NS ADDED_BEST_NS
 * medians over rounds and threads; the last is the difference of the two minima. Two time stamps
 * are measured in the same way: "two-stamps NS BEST_NS". */
#include "cpu_time.h"

#include <cblas.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <x86intrin.h>

enum { CALLS = 2000, THREADS_MAX = 64, SMALL = 64 };

typedef double ddot_type(const int *, const double *, const int *, const double *, const int *);
typedef void dgesv_type(const int *n, const int *nrhs, double *a, const int *lda, int *ipiv,
                        double *b, const int *ldb, int *info);
ddot_type ddot_;
dgesv_type dgesv_;

/* The functions that a round calls: the backend's own, or what the program's references bind. */
struct functions {
    __typeof__(cblas_ddot) *cblas_ddot;
    ddot_type *ddot;
    __typeof__(cblas_dgemm) *cblas_dgemm;
    dgesv_type *dgesv;
};

struct operands {
    double x[SMALL], y[SMALL], z[SMALL];
    double sum;
};

static void call_cblas_ddot(const struct functions *use, struct operands *data)
{
    for (int i = 0; i < CALLS; i++)
        data->sum += use->cblas_ddot(1, data->x, 1, data->y, 1);
}

static void call_ddot(const struct functions *use, struct operands *data)
{
    const int one = 1;
    for (int i = 0; i < CALLS; i++)
        data->sum += use->ddot(&one, data->x, &one, data->y, &one);
}

static void call_dgemm(const struct functions *use, struct operands *data)
{
    for (int i = 0; i < CALLS; i++)
        use->cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, 4, 4, 4, 1.0, data->x, 4,
                         data->y, 4, 0.0, data->z, 4);
}

static void call_dgesv(const struct functions *use, struct operands *data)
{
    const int n = 8, one = 1;
    int ipiv[8], info;
    double a[SMALL], b[8];
    for (int i = 0; i < CALLS; i++) {
        for (int j = 0; j < SMALL; j++)
            a[j] = data->x[j];
        for (int j = 0; j < n; j++)
            b[j] = data->y[j];
        use->dgesv(&n, &one, a, &n, ipiv, b, &n, &info);
    }
}

static void take_stamps(const struct functions *use, struct operands *data)
{
    (void)use;
    for (int i = 0; i < CALLS; i++) {
        uint64_t first = __rdtsc();
        data->sum += (double)(__rdtsc() - first);
    }
}

static const struct {
    const char *name;
    void (*run)(const struct functions *, struct operands *);
} kinds[] = {{"two-stamps", take_stamps},
             {"cblas_ddot n=1", call_cblas_ddot},
             {"ddot_ n=1", call_ddot},
             {"cblas_dgemm 4x4x4", call_dgemm},
             {"dgesv_ n=8", call_dgesv}};
enum { KINDS = sizeof kinds / sizeof kinds[0], BARE = 0, THROUGH = 1 };

static struct functions functions[2];
static int rounds, thread_count;
static double *took_ns[KINDS][2]; /* [thread * rounds + round], of a call */
static pthread_barrier_t all_ready;

static void *sleep_always(void *argument)
{
    for (;;)
        pause();
    return argument;
}

static void *measure(void *argument)
{
    size_t first = (size_t)(uintptr_t)argument * (size_t)rounds;
    struct operands *data = aligned_alloc(128, (sizeof *data + 127) / 128 * 128);
    if (!data)
        abort();
    for (int i = 0; i < SMALL; i++) {
        data->x[i] = (i * 37 % 61) / 61.0 + (i % 9 == 0 ? 3.0 : 0.0);
        data->y[i] = (i * 11 % 53) / 53.0;
        data->z[i] = 1.0;
    }
    data->sum = 0.0;
    for (int kind = 0; kind < KINDS; kind++)
        for (int way = 0; way < 2; way++)
            kinds[kind].run(&functions[way], data);
    pthread_barrier_wait(&all_ready);
    for (int round = 0; round < rounds; round++)
        for (int kind = 0; kind < KINDS; kind++)
            for (int way = 0; way < 2; way++) {
                double start_ns = cpu_now_ns();
                kinds[kind].run(&functions[way], data);
                took_ns[kind][way][first + (size_t)round] = (cpu_now_ns() - start_ns) / CALLS;
            }
    if (data->sum == 0.5)
        puts("");
    free(data);
    return NULL;
}

static int by_value(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void print_kind(int kind)
{
    size_t count = (size_t)rounds * (size_t)thread_count, middle = count / 2;
    double *bare = took_ns[kind][BARE], *through = took_ns[kind][THROUGH];
    double *added = malloc(count * sizeof *added);
    if (!added)
        abort();
    for (size_t i = 0; i < count; i++)
        added[i] = through[i] - bare[i];
    qsort(added, count, sizeof *added, by_value);
    qsort(bare, count, sizeof *bare, by_value);
    qsort(through, count, sizeof *through, by_value);
    if (kind == 0)
        printf("%s\t%.2f\t%.2f\n", kinds[kind].name, bare[middle], bare[0]);
    else
        printf("%s\t%.2f\t%.2f\t%.2f\t%.2f\n", kinds[kind].name, bare[middle], through[middle],
               added[middle], through[0] - bare[0]);
    free(added);
}

static void *backend_function(const char *library, const char *name)
{
    void *handle = dlopen(library, RTLD_NOW);
    void *function = handle ? dlsym(handle, name) : NULL;
    if (!function) {
        fprintf(stderr, "calls: %s\n", dlerror());
        exit(1);
    }
    return function;
}

static void find_functions(void)
{
    functions[THROUGH] = (struct functions){cblas_ddot, ddot_, cblas_dgemm, dgesv_};
    *(void **)&functions[BARE].cblas_ddot = backend_function("libblas.so.3", "cblas_ddot");
    *(void **)&functions[BARE].ddot = backend_function("libblas.so.3", "ddot_");
    *(void **)&functions[BARE].cblas_dgemm = backend_function("libblas.so.3", "cblas_dgemm");
    *(void **)&functions[BARE].dgesv = backend_function("liblapack.so.3", "dgesv_");
}

int main(int argc, char **argv)
{
    pthread_t threads[THREADS_MAX], idle;
    thread_count = argc >= 3 ? atoi(argv[1]) : 0;
    rounds = argc >= 3 ? atoi(argv[2]) : 0;
    if (thread_count < 1 || thread_count > THREADS_MAX || rounds < 1) {
        fputs("usage: calls THREADS ROUNDS [idle]\n", stderr);
        return 2;
    }
    find_functions();
    for (int kind = 0; kind < KINDS; kind++)
        for (int way = 0; way < 2; way++)
            took_ns[kind][way] =
                calloc((size_t)rounds * (size_t)thread_count, sizeof *took_ns[kind][way]);
    if (argc > 3 && strcmp(argv[3], "idle") == 0 &&
        pthread_create(&idle, NULL, sleep_always, NULL) != 0)
        abort();
    pthread_barrier_init(&all_ready, NULL, (unsigned)thread_count);
    if (thread_count == 1)
        measure(NULL);
    for (int i = 0; i < thread_count && thread_count > 1; i++)
        if (pthread_create(&threads[i], NULL, measure, (void *)(uintptr_t)i) != 0)
            abort();
    for (int i = 0; i < thread_count && thread_count > 1; i++)
        pthread_join(threads[i], NULL);
    for (int kind = 0; kind < KINDS; kind++)
        print_kind(kind);
    return 0;
}
