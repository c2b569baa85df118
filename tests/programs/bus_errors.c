/* SPDX-License-Identifier: MIT */
/* A program with SIGBUS handlers of its own: what it sets is what it sees and gets, with operations
 * in between. "mine" as an argument ends it by a bus error at last, "sent" by a signal. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

static sigjmp_buf back;
static volatile sig_atomic_t caught;

static void plain_handler(int number)
{
    caught = number;
}

static void jumping_handler(int number, siginfo_t *info, void *context)
{
    (void)context;
    caught = number + 100 * (info->si_addr != NULL);
    siglongjmp(back, 1);
}

static void operate(void)
{
    printf("%016llx ", (unsigned long long)multiply(20, 7));
}

static const char *name_of(const struct sigaction *action)
{
    if ((action->sa_flags & SA_SIGINFO) != 0)
        return action->sa_sigaction == jumping_handler ? "jumping" : "foreign";
    return action->sa_handler == SIG_DFL         ? "default"
           : action->sa_handler == SIG_IGN       ? "ignored"
           : action->sa_handler == plain_handler ? "plain"
                                                 : "foreign";
}

static void show(const char *when)
{
    struct sigaction now;
    sigaction(SIGBUS, NULL, &now);
    printf("%s: %s, flags %x, blocks %d%d\n", when, name_of(&now), (unsigned)now.sa_flags,
           sigismember(&now.sa_mask, SIGUSR1), sigismember(&now.sa_mask, SIGBUS));
}

/* Memory of a file that has been cut to nothing. */
static volatile char *lost_page(void)
{
    FILE *file = tmpfile();
    if (file == NULL || ftruncate(fileno(file), 4096) != 0)
        exit(1);
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
    if (page == MAP_FAILED || ftruncate(fileno(file), 0) != 0)
        exit(1);
    return page;
}

static void in_child(void)
{
    fflush(stdout);
    if (fork() == 0) {
        show("child");
        signal(SIGBUS, SIG_IGN);
        operate();
        show("child that ignores it");
        raise(SIGBUS);
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
    show("parent");
}

/* A signal that is sent to a thread which blocks it waits. */
static void block(void)
{
    sigset_t bus, seen;
    sigemptyset(&bus);
    sigaddset(&bus, SIGBUS);
    signal(SIGBUS, plain_handler);
    for (int way = 0; way < 3; way++) {
        caught = 0;
        pthread_sigmask(SIG_BLOCK, &bus, NULL);
        operate();
        sigprocmask(SIG_SETMASK, NULL, &seen);
        printf("blocked %d\n", sigismember(&seen, SIGBUS));
        if (way == 1)
            raise(SIGBUS);
        if (way == 2)
            kill(getpid(), SIGBUS);
        sigpending(&seen);
        printf("caught %d, pending %d\n", (int)caught, sigismember(&seen, SIGBUS));
        operate();
        sigprocmask(SIG_UNBLOCK, &bus, &seen);
        printf("caught %d, was blocked %d\n", (int)caught, sigismember(&seen, SIGBUS));
    }
}

int main(int argc, char **argv)
{
    volatile char *page = lost_page();
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESTART};
    const char *end = argc > 1 ? argv[1] : "";

    operate();
    show("at first");
    printf("before: %s\n", signal(SIGBUS, plain_handler) == SIG_DFL ? "default" : "another");
    show("signal");
    operate();
    raise(SIGBUS);
    printf("caught %d\n", (int)caught);
    in_child();
    action.sa_sigaction = jumping_handler;
    sigaddset(&action.sa_mask, SIGUSR1);
    sigaction(SIGBUS, &action, NULL);
    show("sigaction");
    if (sigsetjmp(back, 1) == 0)
        *page = 1;
    printf("caught %d\n", (int)caught);
    operate();
    block();
    action = (struct sigaction){.sa_handler = plain_handler, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGBUS, &action, NULL);
    raise(SIGBUS);
    show("after one that is reset");
    fflush(stdout);
    if (strcmp(end, "sent") == 0)
        raise(SIGBUS);
    if (strcmp(end, "blocked") == 0) {
        signal(SIGBUS, plain_handler);
        sigfillset(&action.sa_mask);
        sigprocmask(SIG_SETMASK, &action.sa_mask, NULL);
    }
    if (strcmp(end, "mine") == 0 || strcmp(end, "blocked") == 0)
        *page = 1;
    return 0;
}
