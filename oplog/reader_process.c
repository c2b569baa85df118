/* SPDX-License-Identifier: MIT */
/* Whether the process that wrote a log still runs, and whether the first one of its run does. */
#include "oplog/reader.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What ages in clock ticks may be wrong by. */
static const int64_t slack_ns = 2000000000;

/* How long ago a process began, in nanoseconds; AGE_UNKNOWN, or AGE_DEAD: it has ended and only its
 * parent has not heard of it. */
enum { AGE_UNKNOWN = -1, AGE_DEAD = -2 };

static int64_t process_age_ns(int32_t pid)
{
    char path[64], text[1024], state;
    unsigned long long start_clock_ticks;
    struct timespec now;
    FILE *file;
    size_t length;

    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    file = fopen(path, "re");
    if (file == NULL)
        return AGE_UNKNOWN;
    length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    /* The 22nd field; the second is the program's name in parentheses and may have blanks. */
    const char *rest = strrchr(text, ')');
    if (rest == NULL ||
        sscanf(rest + 1,
               " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
               &state, &start_clock_ticks) != 2 ||
        clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return AGE_UNKNOWN;
    if (state == 'Z' || state == 'X')
        return AGE_DEAD;
    double age_s = (double)now.tv_sec + (double)now.tv_nsec / 1e9 -
                   (double)start_clock_ticks / (double)sysconf(_SC_CLK_TCK);
    return age_s < 0 || age_s > 1e9 ? AGE_UNKNOWN : (int64_t)(age_s * 1e9);
}

/* Whether the process that has the log's pid now is the one that wrote it: it runs the same program
 * and is no younger than its log. */
static bool is_same_process(const fs_oplog *log)
{
    char path[64], target[sizeof log->header.program];
    struct timespec now;
    ssize_t length;
    int64_t age_ns = process_age_ns(log->header.pid);

    if (age_ns == AGE_DEAD)
        return false;
    if (age_ns >= 0 && clock_gettime(CLOCK_REALTIME, &now) == 0) {
        int64_t now_ns = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
        int64_t log_ns = (int64_t)(log->header.start.realtime_ns & INT64_MAX);
        if (now_ns - log_ns > age_ns && now_ns - log_ns - age_ns > slack_ns)
            return false;
    }
    snprintf(path, sizeof path, "/proc/%d/exe", log->header.pid);
    length = readlink(path, target, sizeof target - 1);
    if (length < 0 || log->header.program[0] == '\0')
        return true;
    target[length] = '\0';
    /* The kernel adds " (deleted)" to the name of a file that is gone. */
    return strncmp(target, log->header.program, strlen(log->header.program)) == 0;
}

static bool is_this_host(const fs_oplog *log)
{
    char host[sizeof log->header.host] = "";

    if (gethostname(host, sizeof host) != 0)
        return false;
    host[sizeof host - 1] = '\0';
    return strcmp(host, log->header.host) == 0;
}

enum fs_oplog_status fs_oplog_status(const fs_oplog *log)
{
    if (log->header.state != FS_LOG_RUNNING)
        return FS_OPLOG_ENDED;
    if (!is_this_host(log))
        return FS_OPLOG_UNKNOWN;
    if (log->header.pid <= 0 || (kill(log->header.pid, 0) != 0 && errno == ESRCH))
        return FS_OPLOG_KILLED;
    return is_same_process(log) ? FS_OPLOG_RUNNING : FS_OPLOG_KILLED;
}

bool fs_oplog_root_runs(const fs_oplog *log)
{
    struct timespec now;
    char *end;
    long pid = strtol(log->header.run, &end, 10);

    if (pid <= 0 || pid > INT32_MAX || *end != '-' || !is_this_host(log) ||
        clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return false;
    int64_t now_ns = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    int64_t named_ns = (int64_t)(strtoull(end + 1, NULL, 16) & INT64_MAX);
    int64_t age_ns = process_age_ns((int32_t)pid);
    /* Another process may have the number by now: it is younger than the run's name. */
    return age_ns >= 0 && now_ns - named_ns <= age_ns + slack_ns;
}
