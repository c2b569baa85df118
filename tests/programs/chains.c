/* SPDX-License-Identifier: MIT */
/* Known ways to a call, for call stacks. Each call of ddot_ has a length of its own, by which the
 * test finds it: 10 and 11 through `left` and `right`, 20 + depth at the end of a recursion, 40 in
 * qsort's callback, 50 and 51 in threads, 60 + n from one place under alternating callers, 80 in a
 * signal handler. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

#define OWN_FRAME __attribute__((noinline, noclone))

enum { LONGEST = 128, ROUNDS = 50 };

static double x[LONGEST];
static double sum;
static pthread_mutex_t sum_lock = PTHREAD_MUTEX_INITIALIZER;

/* The addition after each call keeps it from becoming a jump, which would leave no frame. */
static OWN_FRAME void call(int n)
{
    int one = 1;
    double product = ddot_(&n, x, &one, x, &one);
    pthread_mutex_lock(&sum_lock);
    sum += product;
    pthread_mutex_unlock(&sum_lock);
}

static OWN_FRAME void left(int n)
{
    call(n);
    sum += 1;
}

static OWN_FRAME void right(int n)
{
    call(n);
    sum += 2;
}

static OWN_FRAME void descend(int depth, int n)
{
    if (depth == 0)
        call(n);
    else
        descend(depth - 1, n);
    sum += depth;
}

static OWN_FRAME int compare(const void *a, const void *b)
{
    call(40);
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static OWN_FRAME void sort(void)
{
    int numbers[] = {3, 1, 2};
    qsort(numbers, 3, sizeof numbers[0], compare);
    sum += numbers[0];
}

static OWN_FRAME void *first_thread(void *argument)
{
    call(50);
    return argument;
}

static OWN_FRAME void *second_thread(void *argument)
{
    call(51);
    return argument;
}

static OWN_FRAME void handler(int signal_number)
{
    (void)signal_number;
    call(80);
    sum += 4;
}

static OWN_FRAME void alternate(void)
{
    for (int i = 0; i < ROUNDS; i++) {
        left(60);
        right(61);
        descend(i % 3, 62 + i % 3);
    }
}

static void in_thread(void *(*run)(void *))
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, NULL) != 0 || pthread_join(thread, NULL) != 0)
        exit(1);
}

int main(void)
{
    fill(x, LONGEST, 91);
    left(10);
    right(11);
    for (int depth = 0; depth < 12; depth++)
        descend(depth, 20 + depth);
    sort();
    in_thread(first_thread);
    in_thread(second_thread);
    alternate();
    signal(SIGUSR1, handler);
    raise(SIGUSR1);
    printf("%a\n", sum);
    return 0;
}
