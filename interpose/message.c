/* SPDX-License-Identifier: MIT */
/* Lines on stderr: formatted in a buffer on the stack, so that they work when memory is gone and
 * never touch the program's stdio. */
#include "interpose/message.h"

#include "interpose/aside.h"
#include "interpose/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

void fs_write_all(int fd, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        text += written;
        length -= (size_t)written;
    }
}

static dev_t stderr_device;
static ino_t stderr_inode;

void fs_message_start(void)
{
    struct stat status;
    if (fstat(STDERR_FILENO, &status) == 0) {
        stderr_device = status.st_dev;
        stderr_inode = status.st_ino;
    }
}

/* A program that closed descriptor 2 may have opened a data file under its number. One that
 * redirects its stderr opens it for appending, or makes it a terminal or a pipe. */
static bool is_stderr(void)
{
    struct stat status;
    if (fstat(STDERR_FILENO, &status) != 0)
        return false;
    return (status.st_dev == stderr_device && status.st_ino == stderr_inode) ||
           !S_ISREG(status.st_mode) || (fcntl(STDERR_FILENO, F_GETFL) & O_APPEND) != 0;
}

/* A file that may not grow: writing to it would raise SIGXFSZ in the program. */
static bool is_full(size_t length)
{
    struct rlimit limit;
    struct stat status;
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
           fstat(STDERR_FILENO, &status) == 0 && S_ISREG(status.st_mode) &&
           (rlim_t)status.st_size + length > limit.rlim_cur;
}

/* A pipe that nobody reads any more must not end the program: a SIGPIPE of ours is taken back. */
static void write_quietly(const char *text, size_t length)
{
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    fs_lock_signal_mask(SIG_BLOCK, &pipe_signal, &before);
    sigpending(&pending);
    fs_write_all(STDERR_FILENO, text, length);
    if (!sigismember(&pending, SIGPIPE))
        sigtimedwait(&pipe_signal, NULL, &(struct timespec){0, 0});
    fs_lock_signal_mask(SIG_SETMASK, &before, NULL);
}

struct line {
    const char *format;
    va_list *arguments;
};

static void write_line(void *data)
{
    const struct line *what = data;
    char line[1024] = "flopscope: ";
    size_t start = strlen(line);
    int length = vsnprintf(line + start, sizeof line - start - 1, what->format, *what->arguments);
    size_t end = start + (length > 0 ? (size_t)length : 0);
    if (end > sizeof line - 2)
        end = sizeof line - 2;
    line[end] = '\n';
    if (is_stderr() && !is_full(end + 1))
        write_quietly(line, end + 1);
}

void fs_message(const char *format, ...)
{
    int saved_errno = errno;
    va_list arguments;
    va_start(arguments, format);
    fs_aside(write_line, &(struct line){format, &arguments});
    va_end(arguments);
    errno = saved_errno;
}

const char *fs_grouped(char *buffer, unsigned __int128 value)
{
    char reversed[FS_GROUPED_BYTES];
    size_t length = 0;
    unsigned digits = 0;
    do {
        if (digits > 0 && digits % 3 == 0)
            reversed[length++] = ',';
        reversed[length++] = (char)('0' + (int)(value % 10));
        value /= 10;
        digits++;
    } while (value > 0);
    for (size_t i = 0; i < length; i++)
        buffer[i] = reversed[length - 1 - i];
    buffer[length] = '\0';
    return buffer;
}
