/* SPDX-License-Identifier: MIT */
/* Signal handlers on an alternate stack that is above the thread's own: they call BLAS while an
 * operation runs, return to it, or leave it by a jump, from their own operations too. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "support.h"

enum { STACK_BYTES = 1 << 20, N = 6 };

static char *memory;
static sigjmp_buf back;
static enum { RETURN, JUMP, JUMP_FROM_OPERATION, JUMP_WITHIN } way;
static volatile sig_atomic_t inside;

static int raise_once(const double *re, const double *im)
{
    (void)im;
    if (inside == 0) {
        inside = 1;
        raise(SIGUSR1);
    }
    return *re > 0;
}

static int jump_once(const double *re, const double *im)
{
    (void)im;
    if (inside == 1) {
        inside = 2;
        siglongjmp(back, 1);
    }
    return *re > 0;
}

static void on_signal(int number)
{
    sigjmp_buf here;
    (void)number;
    multiply(N, 3);
    if (way == JUMP)
        siglongjmp(back, 1);
    if (way == JUMP_FROM_OPERATION)
        schur(N, 5, jump_once);
    if (way == JUMP_WITHIN && sigsetjmp(here, 1) == 0)
        siglongjmp(here, 1);
    multiply(N, 4);
}

static void *work(void *data)
{
    stack_t above = {.ss_sp = memory + 2 * STACK_BYTES, .ss_size = STACK_BYTES};
    if (sigaltstack(&above, NULL) != 0)
        exit(1);
    inside = 0;
    if (sigsetjmp(back, 1) == 0)
        printf("info %d\n", schur(N, 7, raise_once));
    for (int i = 0; i < 10; i++)
        multiply(N, 8);
    return data;
}

int main(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK};
    pthread_attr_t attributes;
    memory =
        mmap(NULL, 3 * STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || sigaction(SIGUSR1, &action, NULL) != 0)
        return 1;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, memory, STACK_BYTES);
    for (way = RETURN; way <= JUMP_WITHIN; way++) {
        pthread_t thread;
        if (pthread_create(&thread, &attributes, work, NULL) != 0)
            return 1;
        pthread_join(thread, NULL);
    }
    return 0;
}
