/* SPDX-License-Identifier: MIT */
/* The C library functions that execute programs: these find their run by FLOPSCOPE_RUN, which is
 * added to their environment here. The program's own stays as it is, at its place. A child of fork
 * or vfork calls most of them: no lock, no allocation. */
#include "interpose/libc.h"
#include "interpose/run.h"

#include <alloca.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The environment with FLOPSCOPE_RUN where that is missing. In the caller's frame, as the C library
 * does with arguments. */
#define WITH_RUN(environment)                                                                      \
    fs_run_added((environment),                                                                    \
                 fs_run_room(environment) != 0 ? alloca(fs_run_room(environment)) : NULL)

FS_EXPORT int execve(const char *path, char *const argv[], char *const envp[])
{
    static void *cache;
    return ((int (*)(const char *, char *const[], char *const[]))fs_libc_next(&cache, "execve"))(
        path, argv, WITH_RUN(envp));
}

FS_EXPORT int execveat(int fd, const char *path, char *const argv[], char *const envp[], int flags)
{
    static void *cache;
    return ((int (*)(int, const char *, char *const[], char *const[], int))fs_libc_next(
        &cache, "execveat"))(fd, path, argv, WITH_RUN(envp), flags);
}

FS_EXPORT int fexecve(int fd, char *const argv[], char *const envp[])
{
    static void *cache;
    return ((int (*)(int, char *const[], char *const[]))fs_libc_next(&cache, "fexecve"))(
        fd, argv, WITH_RUN(envp));
}

FS_EXPORT int execvpe(const char *file, char *const argv[], char *const envp[])
{
    static void *cache;
    return ((int (*)(const char *, char *const[], char *const[]))fs_libc_next(&cache, "execvpe"))(
        file, argv, WITH_RUN(envp));
}

FS_EXPORT int execv(const char *path, char *const argv[])
{
    return execve(path, argv, environ);
}

FS_EXPORT int execvp(const char *file, char *const argv[])
{
    return execvpe(file, argv, environ);
}

/* The arguments up to and including the null that ends them. */
static size_t count_arguments(va_list arguments)
{
    size_t count = 2;
    while (va_arg(arguments, char *) != NULL)
        count++;
    return count;
}

static void copy_arguments(char **argv, const char *first, va_list arguments)
{
    *argv = (char *)(uintptr_t)first;
    while (*argv != NULL)
        *++argv = va_arg(arguments, char *);
}

enum { LISTED_FILE = 1, LISTED_ENVIRONMENT = 2 };

/* The functions that take the new program's arguments as their own. LISTED_FILE: looked for in
 * PATH; LISTED_ENVIRONMENT: the environment follows the null that ends them. */
static int execute_listed(const char *name, int how, const char *first, va_list arguments)
{
    va_list counted;
    va_copy(counted, arguments);
    char **argv = alloca(count_arguments(counted) * sizeof *argv);
    va_end(counted);
    copy_arguments(argv, first, arguments);
    char *const *envp = how & LISTED_ENVIRONMENT ? va_arg(arguments, char *const *) : environ;
    return how & LISTED_FILE ? execvpe(name, argv, envp) : execve(name, argv, envp);
}

FS_EXPORT int execl(const char *path, const char *first, ...)
{
    va_list arguments;
    va_start(arguments, first);
    int failed = execute_listed(path, 0, first, arguments);
    va_end(arguments);
    return failed;
}

FS_EXPORT int execlp(const char *file, const char *first, ...)
{
    va_list arguments;
    va_start(arguments, first);
    int failed = execute_listed(file, LISTED_FILE, first, arguments);
    va_end(arguments);
    return failed;
}

FS_EXPORT int execle(const char *path, const char *first, ...)
{
    va_list arguments;
    va_start(arguments, first);
    int failed = execute_listed(path, LISTED_ENVIRONMENT, first, arguments);
    va_end(arguments);
    return failed;
}

typedef int spawn(pid_t *, const char *, const posix_spawn_file_actions_t *,
                  const posix_spawnattr_t *, char *const[], char *const[]);

FS_EXPORT int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                          const posix_spawnattr_t *attributes, char *const argv[],
                          char *const envp[])
{
    static void *cache;
    return ((spawn *)fs_libc_next(&cache, "posix_spawn"))(pid, path, actions, attributes, argv,
                                                          WITH_RUN(envp));
}

FS_EXPORT int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                           const posix_spawnattr_t *attributes, char *const argv[],
                           char *const envp[])
{
    static void *cache;
    return ((spawn *)fs_libc_next(&cache, "posix_spawnp"))(pid, file, actions, attributes, argv,
                                                           WITH_RUN(envp));
}

/* These two take the process's own environment, and no other way in. */

FS_EXPORT int system(const char *command)
{
    static void *cache;
    fs_run_export();
    return ((int (*)(const char *))fs_libc_next(&cache, "system"))(command);
}

FS_EXPORT FILE *popen(const char *command, const char *mode)
{
    static void *cache;
    fs_run_export();
    return ((FILE * (*)(const char *, const char *)) fs_libc_next(&cache, "popen"))(command, mode);
}
