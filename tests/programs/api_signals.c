/* SPDX-License-Identifier: MIT */
/* The API in signal handlers, which interrupt it and leave it by siglongjmp at any moment. Without
 * the preload library the same is printed. Usage: api_signals SCENARIO */
#include "api_support.h"

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

enum { ROUNDS = 4000 };

static sigjmp_buf out;
static volatile sig_atomic_t may_jump, signals;

/* All that a program may do anywhere. */
static void use_all(int round)
{
    char text[512], name[16];
    snprintf(name, sizeof name, "n%d", round % 50);
    int phase = open_phase(1000000000, round % 3 == 0 ? NULL : name, FLOPSCOPE_AS_ENVIRONMENT);
    FLOPSCOPE_NAMESPACE_PUSH(name);
    FLOPSCOPE_DEDUCT("own", 5, NULL, NULL);
    used(phase);
    FLOPSCOPE_NAMESPACE_POP();
    if (round % 100 == 0 && flopscope_summary)
        flopscope_summary(FLOPSCOPE_INNERMOST, FLOPSCOPE_BY_NAMESPACE, text, sizeof text);
    FLOPSCOPE_BUDGET_CLOSE(phase);
}

static void on_alarm(int number)
{
    (void)number;
    signals = signals + 1;
    use_all(signals);
    if (may_jump)
        siglongjmp(out, 1);
}

static void handle_alarms(void)
{
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
}

/* One signal, after so many microseconds; 0: none any more. */
static void alarm_after(int microseconds)
{
    struct itimerval once = {{0, 0}, {0, microseconds}};
    setitimer(ITIMER_REAL, &once, NULL);
}

/* Whatever was interrupted, the namespace outside is the one that was there before. */
static void handlers(void)
{
    handle_alarms();
    FLOPSCOPE_NAMESPACE_PUSH("outside");
    for (int i = 0; i < ROUNDS; i++) {
        if (i % 8 == 0)
            alarm_after(1 + i * 7 % 200);
        use_all(i);
        dot(3);
    }
    alarm_after(0);
    check(used(FLOPSCOPE_INNERMOST) == used(FLOPSCOPE_PROCESS), "no phase is left open");
    FLOPSCOPE_DEDUCT("last", 7, NULL, NULL);
    FLOPSCOPE_NAMESPACE_POP();
    FLOPSCOPE_DEDUCT("last", 1, NULL, NULL);
}

/* What was jumped out of is closed by the phase around it. */
static void jumps(void)
{
    handle_alarms();
    for (volatile int i = 0; i < ROUNDS; i = i + 1) {
        int outer = open_phase(1000000000, "outside", FLOPSCOPE_AS_ENVIRONMENT);
        if (sigsetjmp(out, 1) == 0) {
            may_jump = 1;
            alarm_after(1 + i * 7 % 100);
            use_all(i);
        }
        may_jump = 0;
        FLOPSCOPE_BUDGET_CLOSE(outer);
    }
    alarm_after(0);
    check(used(FLOPSCOPE_INNERMOST) == used(FLOPSCOPE_PROCESS), "no phase is left open");
    FLOPSCOPE_DEDUCT("last", 1, NULL, NULL);
    dot(2);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "handlers") == 0)
        handlers();
    else if (argc == 2 && strcmp(argv[1], "jumps") == 0)
        jumps();
    else
        return 2;
    printf("end of %s, %s\n", argv[1], signals > 10 ? "with signals" : "WRONG: without signals");
    return 0;
}
