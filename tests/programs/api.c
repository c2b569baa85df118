/* SPDX-License-Identifier: MIT */
/* Uses the API and checks what it answers; without the preload library there is nothing to check,
 * and the same is printed. Usage: api SCENARIO */
#include "api_support.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- phases ---- */

static void nested(void)
{
    int outer = open_phase(1000, "outer", FLOPSCOPE_AS_ENVIRONMENT);
    dot(100);
    int inner = open_phase(500, "inner", FLOPSCOPE_AS_ENVIRONMENT);
    check(outer > 0 && inner > 0 && inner != outer, "numbers");
    dot(200);
    check(used(outer) == 300 && used(inner) == 200, "both are charged");
    check(left(outer) == 700 && left(inner) == 300, "what is left");
    check(used(FLOPSCOPE_INNERMOST) == 200, "the innermost one");
    check(used(FLOPSCOPE_PROCESS) == 300, "the process");
    FLOPSCOPE_BUDGET_CLOSE(inner);
    check(used(FLOPSCOPE_INNERMOST) == 300, "the innermost one after close");
    check(used(inner) == 0, "a closed one");
    FLOPSCOPE_BUDGET_CLOSE(inner);
    FLOPSCOPE_BUDGET_CLOSE(12345);
    open_phase(0, "left open", FLOPSCOPE_AS_ENVIRONMENT);
    open_phase(0, "left open too", FLOPSCOPE_AS_ENVIRONMENT);
    dot(50);
    FLOPSCOPE_BUDGET_CLOSE(outer);
    check(left(FLOPSCOPE_INNERMOST) == left(FLOPSCOPE_PROCESS), "none is open");
    dot(1000);
}

static void many(void)
{
    int number[300], opened = 0;
    for (int i = 0; i < 300; i++)
        opened += (number[i] = open_phase(1000000, NULL, FLOPSCOPE_AS_ENVIRONMENT)) > 0;
    check(opened == 256 && number[256] == FLOPSCOPE_TOO_MANY, "256 can be open");
    dot(10);
    check(used(number[0]) == 10 && used(number[255]) == 10, "all are charged");
    FLOPSCOPE_BUDGET_CLOSE(number[0]);
    check(open_phase(10, NULL, FLOPSCOPE_AS_ENVIRONMENT) > 0, "there is room again");
}

static int by_return(void)
{
    FLOPSCOPE_BUDGET_SCOPE(.name_space = "return", .quiet = 1)
    {
        dot(1);
        return 7;
    }
    return 0;
}

static void scope(void)
{
    int runs = 0;
    FLOPSCOPE_BUDGET_SCOPE(.flop_budget = 1000, .name_space = "break", .quiet = 1)
    {
        runs++;
        dot(2);
        FLOPSCOPE_BUDGET_SCOPE(.name_space = "inner", .quiet = 1)
        {
            dot(3);
            break;
        }
        check(used(FLOPSCOPE_INNERMOST) == 5, "the inner scope is closed by break");
        if (runs == 1)
            goto out;
        printf("not reached\n");
    }
out:
    check(used(FLOPSCOPE_INNERMOST) == used(FLOPSCOPE_PROCESS), "closed by goto");
    printf("runs %d, returned %d\n", runs, by_return());
    check(used(FLOPSCOPE_INNERMOST) == used(FLOPSCOPE_PROCESS), "closed by return");
    FLOPSCOPE_BUDGET_SCOPE(.quiet = 1)
    {
        dot(4);
        check(used(FLOPSCOPE_INNERMOST) == 4, "a scope without limits");
    }
}

static void multiplier(void)
{
    struct flopscope_budget_options options = {
        .size = sizeof options, .flop_budget = 100, .flop_multiplier = 0.3, .quiet = 1};
    int phase = FLOPSCOPE_BUDGET_OPEN(&options);
    for (int i = 0; i < 10; i++)
        dot(1);
    check(used(phase) == 3, "ten times 0.3 is 3");
    dot(323);
    check(used(phase) == 100 && left(phase) == 0, "exactly spent");
    FLOPSCOPE_BUDGET_CLOSE(phase);
}

static void options(void)
{
    static const struct flopscope_budget_options wrong[] = {
        {.size = 3},
        {.size = sizeof wrong[0], .flop_budget = UINT64_MAX},
        {.size = sizeof wrong[0], .flop_multiplier = -1.0},
        {.size = sizeof wrong[0], .flop_multiplier = 1e10},
        {.size = sizeof wrong[0], .wall_time_limit_s = -2.0},
        {.size = sizeof wrong[0], .name_space = "a..b"},
        {.size = sizeof wrong[0], .on_exhausted = 9},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        check(FLOPSCOPE_BUDGET_OPEN(&wrong[i]) == FLOPSCOPE_BAD_VALUE, "refused");
    if (flopscope_version)
        FLOPSCOPE_BUDGET_SCOPE(.flop_multiplier = -1.0)
    printf("WRONG: a scope with wrong options is run\n");
    struct {
        struct flopscope_budget_options known;
        uint64_t later;
    } longer = {{.size = sizeof longer, .flop_budget = 5, .quiet = 1}, 0};
    int phase = FLOPSCOPE_BUDGET_OPEN(&longer.known);
    check(phase > 0 && left(phase) == 5, "a longer struct of zeros");
    longer.later = 1;
    check(FLOPSCOPE_BUDGET_OPEN(&longer.known) == FLOPSCOPE_BAD_VALUE, "an unknown field");
    struct flopscope_budget_options shorter = {.size = 16, .flop_budget = 6, .flop_multiplier = -1};
    phase = FLOPSCOPE_BUDGET_OPEN(&shorter);
    check(phase > 0 && left(phase) == 6, "a shorter struct");
    check(FLOPSCOPE_BUDGET_OPEN(NULL) > 0, "no options");
}

/* ---- exhaustion ---- */

static jmp_buf escape;
static int asked, answer;

static int handler(const struct flopscope_exhausted *what, void *data)
{
    asked++;
    check(data == &asked, "the handler's data");
    check(what->size == sizeof *what, "size");
    if (what->kind == FLOPSCOPE_FLOPS_EXHAUSTED) {
        check(strcmp(what->op_name, "ddot") == 0 || strcmp(what->op_name, "own") == 0, "name");
        check(strstr(what->message, "BudgetExhaustedError: ") == what->message, "message");
        check(what->flop_cost > what->flops_remaining, "cost and remaining");
    }
    dot(1); /* no operation */
    if (answer < 0)
        longjmp(escape, 1);
    return answer;
}

static void jump_out(void)
{
    int phase = open_phase(250, "small", FLOPSCOPE_AS_ENVIRONMENT);
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(handler, &asked);
    answer = -1;
    for (volatile int i = 0; i < 3; i++)
        if (setjmp(escape) == 0)
            dot(100);
    check(asked == 1 && used(phase) == 200, "the third operation did not run");
    if (setjmp(escape) == 0)
        FLOPSCOPE_DEDUCT("own", 51, NULL, NULL);
    check(asked == 2 && used(phase) == 200, "nor an own one");
    dot(50);
    check(used(phase) == 250 && left(phase) == 0, "a smaller one fits");
    FLOPSCOPE_BUDGET_CLOSE(phase);
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(NULL, NULL);
    dot(5);
    check(used(FLOPSCOPE_PROCESS) == 255, "what was refused is nowhere");
}

static void go_on(void)
{
    int outer = open_phase(1000, "outer", FLOPSCOPE_AS_ENVIRONMENT),
        inner = open_phase(250, "inner", FLOPSCOPE_AS_ENVIRONMENT);
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(handler, &asked);
    answer = 1;
    for (int i = 0; i < 4; i++)
        dot(100);
    check(asked == 2, "asked for each");
    check(used(inner) == 400 && left(inner) == 50, "beyond the limit, uncharged");
    check(used(outer) == 400 && left(outer) == 600, "the outer one is charged");
    check(FLOPSCOPE_DEDUCT("own", 51, NULL, NULL) == 1, "an own operation learns of it");
    check(FLOPSCOPE_DEDUCT("own", 50, NULL, NULL) == 0, "a smaller one fits");
}

/* Uses all of the API, and closes the phase that it is asked about. */
static int busy_handler(const struct flopscope_exhausted *what, void *data)
{
    static char text[4096];
    int *closes = data;
    FLOPSCOPE_NAMESPACE_PUSH("handler");
    int phase = open_phase(10, "inside", FLOPSCOPE_AS_ENVIRONMENT);
    check(phase > 0, "a phase in the handler");
    check(FLOPSCOPE_DEDUCT("own", 1000, NULL, NULL) == 0, "no operation");
    dot(1000);
    check(used(phase) == 0, "nor a call");
    FLOPSCOPE_BUDGET_CLOSE(phase);
    FLOPSCOPE_NAMESPACE_POP();
    if (flopscope_summary)
        check(flopscope_summary(what->budget, FLOPSCOPE_BY_NAMESPACE, text, sizeof text) > 0,
              "a summary in the handler");
    FLOPSCOPE_RESET();
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(busy_handler, data);
    if (++*closes == 2)
        FLOPSCOPE_BUDGET_CLOSE(what->budget);
    return 1;
}

static void handler_uses_all(void)
{
    int closes = 0, outer = open_phase(1000, "outer", FLOPSCOPE_AS_ENVIRONMENT),
        inner = open_phase(150, "inner", FLOPSCOPE_AS_ENVIRONMENT);
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(busy_handler, &closes);
    dot(100);
    dot(100);
    check(closes == 1 && used(inner) == 200 && left(inner) == 50, "went on uncharged");
    dot(100);
    check(closes == 2 && used(inner) == 0, "the handler closed it");
    check(used(outer) == 300 && left(outer) == 700, "the outer one is charged");
    check(FLOPSCOPE_DEDUCT(NULL, 0, NULL, NULL) == 0, "no name, no cost");
    FLOPSCOPE_BUDGET_CLOSE(outer);
}

/* Names of all kinds. */
static void names(void)
{
    static char name[3000], text[1 << 16];
    memset(name, 'n', sizeof name - 1);
    memcpy(name + 508, "\xc3\xa4\xc3\xa4", 4); /* is cut between these two */
    FLOPSCOPE_NAMESPACE_PUSH(NULL);
    FLOPSCOPE_NAMESPACE_PUSH("");
    FLOPSCOPE_DEDUCT(NULL, 1, "", "");
    FLOPSCOPE_NAMESPACE_PUSH("gr\xc3\xb6\xc3\x9f"
                             "e \"quoted\"\n");
    FLOPSCOPE_DEDUCT(name, 2, name, name);
    FLOPSCOPE_NAMESPACE_POP();
    FLOPSCOPE_NAMESPACE_POP();
    FLOPSCOPE_NAMESPACE_POP();
    FLOPSCOPE_NAMESPACE_POP(); /* one too many */
    FLOPSCOPE_NAMESPACE_PUSH(name);
    FLOPSCOPE_DEDUCT("long", 4, NULL, NULL);
    FLOPSCOPE_NAMESPACE_PUSH("more");
    FLOPSCOPE_DEDUCT("longer", 8, NULL, NULL);
    FLOPSCOPE_NAMESPACE_POP();
    FLOPSCOPE_NAMESPACE_POP();
    for (int i = 0; i < 100; i++)
        FLOPSCOPE_NAMESPACE_PUSH("a");
    FLOPSCOPE_DEDUCT("deep", 16, NULL, NULL);
    for (int i = 0; i < 100; i++)
        FLOPSCOPE_NAMESPACE_POP();
    FLOPSCOPE_DEDUCT("out", 32, NULL, NULL);
    if (flopscope_summary_json) {
        flopscope_summary(FLOPSCOPE_PROCESS, FLOPSCOPE_BY_NAMESPACE, text, sizeof text);
        long length =
            flopscope_summary_json(FLOPSCOPE_PROCESS, FLOPSCOPE_BY_NAMESPACE, text, sizeof text);
        FILE *file = fopen("summary.json", "w");
        if (file == NULL || fwrite(text, 1, (size_t)length, file) != (size_t)length ||
            fclose(file) != 0)
            exit(1);
    }
}

/* More namespaces than are told apart. */
static void crowd(void)
{
    for (int i = 0; i < 20000; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%d", i);
        FLOPSCOPE_NAMESPACE_PUSH(name);
        FLOPSCOPE_DEDUCT("own", 1, NULL, NULL);
        FLOPSCOPE_NAMESPACE_POP();
    }
    check(used(FLOPSCOPE_PROCESS) == 20000, "nothing is lost");
}

static void stop(void)
{
    answer = 0;
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(handler, &asked);
    open_phase(250, "small", FLOPSCOPE_AS_ENVIRONMENT);
    dot(100);
    dot(100);
    fflush(stdout);
    dot(100);
    check(0, "it goes on");
}

static volatile sig_atomic_t signals;

static void on_signal(int number)
{
    (void)number;
    signals = signals + 1;
}

static void by_signal(void)
{
    struct flopscope_budget_options options = {
        .size = sizeof options, .flop_budget = 100, .on_exhausted = FLOPSCOPE_SIGNAL, .quiet = 1};
    signal(SIGXCPU, on_signal);
    int phase = FLOPSCOPE_BUDGET_OPEN(&options);
    dot(60);
    dot(60);
    dot(60);
    dot(40);
    check(signals == 2, "a signal for each");
    check(used(phase) == 220 && left(phase) == 0, "what fits is charged");
}

static void time_limit(void)
{
    struct flopscope_budget_options options = {
        .size = sizeof options, .wall_time_limit_s = 0.05, .name_space = "slow", .quiet = 1};
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(handler, &asked);
    answer = -1;
    volatile int calls = 0;
    int phase = FLOPSCOPE_BUDGET_OPEN(&options);
    dot(10);
    usleep(60000);
    if (setjmp(escape) == 0) {
        dot(10);
        calls = calls + 1;
    }
    check(asked == 1 && calls == 0 && used(phase) == 10, "the operation did not run");
    dot(10);
    check(asked == 1 && used(phase) == 20, "asked once");
    FLOPSCOPE_BUDGET_CLOSE(phase);
    answer = 1;
    options.wall_time_limit_s = 1e6;
    FLOPSCOPE_BUDGET_OPEN(&options);
    dot(10);
    check(asked == 1, "time enough");
}

/* ---- threads and processes ---- */

enum { THREADS = 8, CALLS = 1000 };

static void *thread_runs(void *argument)
{
    (void)argument;
    for (int i = 0; i < CALLS; i++)
        dot(7);
    return NULL;
}

static int count_handler(const struct flopscope_exhausted *what, void *data)
{
    (void)what;
    __atomic_fetch_add((int *)data, 1, __ATOMIC_RELAXED);
    return 1;
}

/* As many operations fit as the budget has room for, whichever threads have them. */
static void threads(void)
{
    pthread_t thread[THREADS];
    int refused = 0;
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(count_handler, &refused);
    dot(7);
    int outer = open_phase(7 * 5000 + 6, NULL, FLOPSCOPE_AS_ENVIRONMENT),
        inner = open_phase(7 * 6000 + 6, NULL, FLOPSCOPE_AS_ENVIRONMENT);
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&thread[i], NULL, thread_runs, NULL) != 0)
            exit(1);
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    check(refused == 3000 + 2000, "as many as do not fit");
    check(left(outer) == 6 && left(inner) == 6, "all that fits was charged");
    check(used(outer) == 7 * 8000 && used(inner) == 7 * 8000, "all that ran is counted");
    check(used(FLOPSCOPE_PROCESS) == 7 * 8001, "also by the process");
    FLOPSCOPE_BUDGET_CLOSE(outer);
}

/* Phases open and close while other threads run. */
static void churn(void)
{
    pthread_t thread[THREADS];
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&thread[i], NULL, thread_runs, NULL) != 0)
            exit(1);
    for (int i = 0; i < 300; i++) {
        int outer = open_phase(0, "a", FLOPSCOPE_AS_ENVIRONMENT),
            inner = open_phase(1000000000, "b", FLOPSCOPE_AS_ENVIRONMENT);
        dot(7);
        uint64_t inside = used(inner); /* other threads go on: first this one */
        check(inside >= 7 && used(outer) >= inside, "outer and inner");
        char text[4096];
        if (flopscope_summary)
            flopscope_summary(outer, FLOPSCOPE_BY_NAMESPACE, text, sizeof text);
        FLOPSCOPE_BUDGET_CLOSE(outer);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    check(used(FLOPSCOPE_PROCESS) == 7 * (THREADS * CALLS + 300), "nothing is lost");
}

static void forked(void)
{
    int phase = open_phase(100, "parent", FLOPSCOPE_AS_ENVIRONMENT);
    dot(60);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        check(used(phase) == 0, "a child has no phase");
        dot(1000);
        FLOPSCOPE_BUDGET_CLOSE(phase);
        open_phase(100, "child", FLOPSCOPE_AS_ENVIRONMENT);
        dot(100);
        check(left(FLOPSCOPE_INNERMOST) == 0, "it may open its own");
        fflush(stdout);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    printf("child %d\n", status);
    dot(40);
    check(left(phase) == 0, "the parent's is as it was");
}

/* ---- own operations and summaries ---- */

static void own(void)
{
    int phase = open_phase(10000, "own", FLOPSCOPE_AS_ENVIRONMENT);
    FLOPSCOPE_NAMESPACE_PUSH("kernels");
    for (int i = 0; i < 3; i++)
        check(FLOPSCOPE_DEDUCT("relu", 100, NULL, "10x10") == 0, "charged");
    FLOPSCOPE_DEDUCT("relu", 50, "ij->ij", "5x10");
    dot(7);
    FLOPSCOPE_DEDUCT("fft \"fast\"\n", 64, NULL, NULL);
    FLOPSCOPE_NAMESPACE_POP();
    for (int i = 0; i < 3000; i++) {
        char shapes[32];
        snprintf(shapes, sizeof shapes, "%d", i);
        FLOPSCOPE_DEDUCT("many", 1, NULL, shapes);
    }
    check(used(phase) == 350 + 7 + 64 + 3000, "charged");
    if (flopscope_summary_json) {
        static char text[1 << 16];
        long length = flopscope_summary_json(phase, FLOPSCOPE_BY_NAMESPACE, text, sizeof text);
        check(length == (long)strlen(text), "length");
        check(length == flopscope_summary_json(phase, FLOPSCOPE_BY_NAMESPACE, text, 10) ||
                  length > 0,
              "length when cut");
        check(strlen(text) == 9, "cut and terminated");
        length = flopscope_summary_json(phase, FLOPSCOPE_BY_NAMESPACE, text, sizeof text);
        FILE *file = fopen("summary.json", "w");
        if (file == NULL || fwrite(text, 1, (size_t)length, file) != (size_t)length ||
            fclose(file) != 0)
            exit(1);
        check(flopscope_summary(4711, 0, text, sizeof text) == FLOPSCOPE_BAD_VALUE, "no phase");
    }
}

static void reset(void)
{
    dot(100);
    FLOPSCOPE_RESET();
    dot(23);
    check(used(FLOPSCOPE_PROCESS) == 123, "charges stay");
    if (flopscope_summary_json) {
        char text[4096];
        flopscope_summary_json(FLOPSCOPE_PROCESS, 0, text, sizeof text);
        check(strstr(text, "\"flops_used\": 23,") != NULL, "the summary starts again");
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } scenarios[] = {
        {"nested", nested},    {"many", many},
        {"scope", scope},      {"multiplier", multiplier},
        {"options", options},  {"jump-out", jump_out},
        {"go-on", go_on},      {"stop", stop},
        {"signal", by_signal}, {"time", time_limit},
        {"threads", threads},  {"churn", churn},
        {"fork", forked},      {"own", own},
        {"reset", reset},      {"handler", handler_uses_all},
        {"names", names},      {"crowd", crowd},
    };
    for (size_t i = 0; argc == 2 && i < sizeof scenarios / sizeof scenarios[0]; i++)
        if (strcmp(argv[1], scenarios[i].name) == 0) {
            scenarios[i].run();
            printf("end of %s\n", argv[1]);
            return 0;
        }
    return 2;
}
