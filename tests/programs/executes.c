/* SPDX-License-Identifier: MIT */
/* Executes itself in every way that there is, with the environment it was started with; each of the
 * programs computes. Its own environment is where it was, and as it was. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

enum { WAYS = 13 };

static void execute(int way, char *self, char **envp)
{
    char number[12], more[] = "more";
    char *arguments[] = {self, number, more, NULL};
    snprintf(number, sizeof number, "%d", way);
    switch (way) {
    case 0:
        execve(self, arguments, envp);
        break;
    case 1:
        execv(self, arguments);
        break;
    case 2:
        execvp(self, arguments);
        break;
    case 3:
        execvpe(self, arguments, envp);
        break;
    case 4:
        execl(self, self, number, more, (char *)NULL);
        break;
    case 5:
        execlp(self, self, number, more, (char *)NULL);
        break;
    case 6:
        execle(self, self, number, more, (char *)NULL, envp);
        break;
    case 7:
        fexecve(open(self, O_RDONLY), arguments, envp);
        break;
    default:
        execveat(AT_FDCWD, self, arguments, envp, 0);
        break;
    }
    _exit(9);
}

static int run(int way, char *self, char **envp)
{
    char command[4096], number[12], more[] = "more";
    char *arguments[] = {self, number, more, NULL};
    pid_t child;
    int status = 0;
    snprintf(number, sizeof number, "%d", way);
    snprintf(command, sizeof command, "%s %d more", self, way);
    if (way == 9 || way == 10) {
        if ((way == 9 ? posix_spawn : posix_spawnp)(&child, self, NULL, NULL, arguments, envp) != 0)
            return -1;
    } else if (way == 11) {
        return system(command);
    } else if (way == 12) {
        FILE *pipe = popen(command, "r");
        int c;
        while (pipe != NULL && (c = getc(pipe)) != EOF)
            putchar(c);
        fflush(stdout);
        return pipe != NULL ? pclose(pipe) : -1;
    } else if ((child = way % 2 ? fork() : vfork()) == 0) {
        execute(way, self, envp);
    }
    return waitpid(child, &status, 0) == child ? status : -1;
}

int main(int argc, char **argv, char **envp)
{
    if (argc > 1) {
        say("child %s %s of %d: %016llx", argv[1], argv[2], argc,
            (unsigned long long)multiply(10, (unsigned)atoi(argv[1])));
        return 0;
    }
    say("parent: %016llx", (unsigned long long)multiply(10, 100));
    for (int way = 0; way < WAYS; way++) {
        if (way == 11)
            say("environment %s", environ == envp ? "at its place" : "elsewhere");
        int status = run(way, argv[0], envp);
        if (status != 0)
            say("way %d: status %d", way, status);
    }
    return 0;
}
