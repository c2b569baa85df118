/* SPDX-License-Identifier: MIT */
/* One process makes others by the way its argument names: fork, vfork, spawn, grandchildren, exec.
 * All of them call dgemm_: each process its own sizes and number of times. */
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

extern char **environ;

static void work(const char *who, int n, int calls)
{
    uint64_t result = 0;
    for (int i = 0; i < calls; i++)
        result = result * 31u + multiply(n, (unsigned)i);
    say("%s %d %016llx\n", who, calls, (unsigned long long)result);
}

static void await(pid_t pid)
{
    int status = -1;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
        say("a child failed: pid %s, status %d\n", pid < 0 ? "none" : "some", status);
}

/* Children that go on after fork, one of them with a child of its own. */
static void by_fork(void)
{
    pid_t child = fork();
    if (child == 0) {
        work("child", 11, 2);
        pid_t grandchild = fork();
        if (grandchild == 0) {
            work("grandchild", 12, 5);
            exit(0);
        }
        await(grandchild);
        exit(0);
    }
    await(child);
    child = fork();
    if (child == 0) {
        work("second child", 13, 1);
        _exit(0);
    }
    await(child);
    child = _Fork(); /* runs no fork handlers */
    if (child == 0) {
        work("handlerless child", 12, 3);
        _exit(0);
    }
    await(child);
    child = fork();
    if (child == 0)
        _exit(0); /* never calls BLAS */
    await(child);
}

static void by_vfork(char *self)
{
    char *arguments[] = {self, "worker", NULL};
    pid_t child = vfork();
    if (child == 0) {
        execv(self, arguments);
        _exit(127);
    }
    await(child);
}

static void by_spawn(char *self)
{
    char *arguments[] = {self, "worker", NULL};
    pid_t child = -1;
    if (posix_spawn(&child, self, NULL, NULL, arguments, environ) != 0)
        child = -1;
    await(child);
    if (system("exit 0") != 0)
        say("system failed\n");
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    const char *how = argv[1];
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0)
        return 1;
    self[length] = '\0';
    if (strcmp(how, "worker") == 0) {
        work("worker", 14, 4);
        return 0;
    }
    work("parent before", 10, 3);
    if (strcmp(how, "fork") == 0)
        by_fork();
    else if (strcmp(how, "vfork") == 0)
        by_vfork(self);
    else if (strcmp(how, "spawn") == 0)
        by_spawn(self);
    else if (strcmp(how, "exec") == 0) {
        char *arguments[] = {self, "worker", NULL};
        execv(self, arguments);
        return 127;
    } else
        return 2;
    work("parent after", 10, 2);
    return 0;
}
