/* SPDX-License-Identifier: MIT */
/* A signal handler calls BLAS while the program calls BLAS, with new sizes all the time: the
 * handler meets the program in a backend call, between calls, and wherever else it may be. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

#include "support.h"

enum { HANDLED = 3000, N = 700 };

static double x[N];
static double expected[N];
static volatile sig_atomic_t handled, wrong;

static void on_alarm(int signal_number)
{
    (void)signal_number;
    int n = 3 + handled % 400, one = 1;
    handled = handled + 1;
    if (ddot_(&n, x, &one, x, &one) != expected[n])
        wrong = wrong + 1;
}

int main(void)
{
    int one = 1;
    fill(x, N, 61);
    for (int n = 0; n < N; n++)
        expected[n] = ddot_(&n, x, &one, x, &one);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_alarm;
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, NULL);
    struct itimerval every = {.it_interval = {.tv_usec = 100}, .it_value = {.tv_usec = 100}};
    setitimer(ITIMER_REAL, &every, NULL);
    int mistakes = 0;
    const uint64_t product = multiply(24, 9);
    for (int i = 0; handled < HANDLED; i++) {
        int n = 1 + i % (N - 1);
        mistakes += ddot_(&n, x, &one, x, &one) != expected[n];
        if (i % 64 == 0)
            mistakes += multiply(24, 9) != product;
    }
    every.it_interval.tv_usec = every.it_value.tv_usec = 0;
    setitimer(ITIMER_REAL, &every, NULL);
    printf("wrong %d in the handler, %d outside\n", (int)wrong, mistakes);
    return 0;
}
