// SPDX-License-Identifier: MIT
// Leaves BLAS and LAPACK by other ways than return, the way its argument names: longjmp out of a
// callback or out of xerbla_, a C++ exception, thread cancellation, exit. Then goes on computing.
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern "C" {
#include "support.h"
void xerbla_(const char *name, const int *info, size_t name_length);
}

namespace
{

enum { AGAIN = 20 };

const char *way;
jmp_buf out;

struct Refused {
    int info;
};

int leave(const double *, const double *)
{
    if (strcmp(way, "callback-longjmp") == 0)
        longjmp(out, 1);
    if (strcmp(way, "callback-exit") == 0) {
        printf("leaving with exit\n");
        exit(5);
    }
    for (;;)
        pause(); // a cancellation point
    return 0;
}

int keep(const double *wr, const double *wi)
{
    int two = 2, one = 1;
    double pair[2] = {*wr, *wi};
    return ddot_(&two, pair, &one, pair, &one) < 0.25;
}

// An argument that xerbla_ is told about.
void wrong_call()
{
    const int n = 3, bad = -1;
    const double one = 1.0;
    double a[9] = {0}, b[9] = {0}, c[9] = {0};
    dgemm_("N", "N", &bad, &n, &n, &one, a, &n, b, &n, &one, c, &n, 1, 1);
}

void *schur_in_thread(void *)
{
    schur(6, 41, leave);
    return nullptr;
}

void cancel_once()
{
    pthread_t thread;
    void *result = nullptr;
    if (pthread_create(&thread, nullptr, schur_in_thread, nullptr) != 0)
        exit(1);
    usleep(20000);
    pthread_cancel(thread);
    pthread_join(thread, &result);
    if (result != PTHREAD_CANCELED)
        printf("the thread was not cancelled\n");
}

void escape_once()
{
    if (strncmp(way, "callback", 8) == 0) {
        if (setjmp(out) == 0)
            schur(6, 41, leave);
    } else if (strcmp(way, "xerbla-longjmp") == 0) {
        if (setjmp(out) == 0)
            wrong_call();
    } else if (strcmp(way, "xerbla-throw") == 0) {
        try {
            wrong_call();
        } catch (const Refused &refused) {
            if (refused.info != 3)
                printf("wrong info %d\n", refused.info);
        }
    } else if (strcmp(way, "cancel") == 0) {
        cancel_once();
    } else {
        exit(2);
    }
}

} // namespace

void xerbla_(const char *, const int *info, size_t)
{
    if (strcmp(way, "xerbla-throw") == 0)
        throw Refused{*info};
    longjmp(out, 1);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    way = argv[1];
    for (int i = 0; i < AGAIN; i++) {
        escape_once();
        printf("after %d: %016llx\n", i, static_cast<unsigned long long>(multiply(16, 7)));
    }
    printf("schur %d\n", schur(6, 41, keep));
    return 0;
}
