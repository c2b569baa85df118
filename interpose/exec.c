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

FS_EXPORT int execl(const char *path, const char *first, ...)
{
    va_list arguments;
    va_start(arguments, first);
    size_t count = count_arguments(arguments);
    va_end(arguments);
    char **argv = alloca(count * sizeof *argv);
    va_start(arguments, first);
    copy_arguments(argv, first, arguments);
    va_end(arguments);
    return execve(path, argv, environ);
}

FS_EXPORT int execlp(const char *file, const char *first, ...)
{
    va_list arguments;
    va_start(arguments, first);
    size_t count = count_arguments(arguments);
    va_end(arguments);
    char **argv = alloca(count * sizeof *argv);
    va_start(arguments, first);
    copy_arguments(argv, first, arguments);
    va_end(arguments);
    return execvpe(file, argv, environ);
}

FS_EXPORT int execle(const char *path, const char *first, ...)
{
    va_list arguments;
    va_start(arguments, first);
    size_t count = count_arguments(arguments);
    va_end(arguments);
    char **argv = alloca(count * sizeof *argv);
    va_start(arguments, first);
    copy_arguments(argv, first, arguments);
    char *const *envp = va_arg(arguments, char *const *);
    va_end(arguments);
    return execve(path, argv, envp);
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
