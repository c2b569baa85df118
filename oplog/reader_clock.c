/* SPDX-License-Identifier: MIT */
/* Time in a log: the rate of its clock, ticks as nanoseconds, start and end of its process, and
 * whether that process still runs. */
#include "oplog/reader_internal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Anchors nearer to each other than this tell the rate worse than the writer's estimate. */
#define FAR_APART_NS 10000000u

void fs_oplog_set_clock(fs_oplog *log)
{
    const struct fs_log_anchor *start = &log->header.start, *latest = &log->header.latest;
    double ns_per_tick = 1.0;

    if (latest->monotonic_ns > start->monotonic_ns && latest->ticks > start->ticks &&
        latest->monotonic_ns - start->monotonic_ns >= FAR_APART_NS)
        ns_per_tick = (double)(latest->monotonic_ns - start->monotonic_ns) /
                      (double)(latest->ticks - start->ticks);
    else if (log->header.ticks_per_s > 0)
        ns_per_tick = 1e9 / (double)log->header.ticks_per_s;
    /* Fixed point with as many fraction bits as leave the factor below 2^63: a tick may be a year
     * in a damaged log. */
    log->ns_shift = 62;
    while (log->ns_shift > 0 && ns_per_tick * (double)((uint64_t)1 << log->ns_shift) >= 0x1p62)
        log->ns_shift--;
    ns_per_tick *= (double)((uint64_t)1 << log->ns_shift);
    log->ns_multiplier = ns_per_tick < 0x1p63 ? (uint64_t)ns_per_tick : (uint64_t)1 << 63;
}

int64_t fs_oplog_ns(const fs_oplog *log, uint64_t ticks)
{
    unsigned __int128 ns = (unsigned __int128)ticks * log->ns_multiplier >> log->ns_shift;

    return ns > INT64_MAX ? INT64_MAX : (int64_t)ns;
}

int64_t fs_oplog_instant_ns(const fs_oplog *log, uint64_t ticks)
{
    uint64_t start = log->header.start.ticks;

    return ticks >= start ? fs_oplog_ns(log, ticks - start) : -fs_oplog_ns(log, start - ticks);
}

int64_t fs_oplog_start_ns(const fs_oplog *log)
{
    uint64_t process = log->header.process_start_monotonic_ns;
    uint64_t anchor = log->header.start.monotonic_ns;

    /* A process is not older than a century: anything else is damage. */
    if (process == 0 || process > anchor || anchor - process > (uint64_t)INT64_MAX / 3)
        return 0;
    return -(int64_t)(anchor - process);
}

int64_t fs_oplog_end_ns(const fs_oplog *log)
{
    const struct fs_log_header *header = &log->header;
    int64_t end = 0;

    if (header->latest.monotonic_ns > header->start.monotonic_ns &&
        header->latest.monotonic_ns - header->start.monotonic_ns <= INT64_MAX / 3)
        end = (int64_t)(header->latest.monotonic_ns - header->start.monotonic_ns);
    for (size_t i = 0; i < log->thread_count; i++) {
        const struct fs_oplog_thread *thread = &log->threads[i];
        uint64_t ticks = fs_oplog_thread_end_ticks(log, thread);
        if (header->state == FS_LOG_RUNNING && thread->state.op_signature != 0 &&
            thread->state.op_start_ticks > ticks)
            ticks = thread->state.op_start_ticks;
        int64_t instant = ticks == 0 ? 0 : fs_oplog_instant_ns(log, ticks);
        if (instant > end)
            end = instant;
    }
    return end;
}

/* How long ago a process began, in nanoseconds; -1 if that cannot be found out. */
static int64_t process_age_ns(int32_t pid)
{
    char path[64], text[1024];
    unsigned long long start_clock_ticks;
    struct timespec now;
    FILE *file;
    size_t length;

    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    file = fopen(path, "re");
    if (file == NULL)
        return -1;
    length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    /* The 22nd field; the second is the program's name in parentheses and may have blanks. */
    const char *rest = strrchr(text, ')');
    if (rest == NULL ||
        sscanf(rest + 1,
               " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
               &start_clock_ticks) != 1 ||
        clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    double age_s = (double)now.tv_sec + (double)now.tv_nsec / 1e9 -
                   (double)start_clock_ticks / (double)sysconf(_SC_CLK_TCK);
    return age_s < 0 || age_s > 1e9 ? -1 : (int64_t)(age_s * 1e9);
}

/* Whether the process that has the log's pid now is the one that wrote it: it runs the same program
 * and is no younger than its log. */
static bool is_same_process(const fs_oplog *log)
{
    const int64_t slack_ns = 2000000000;
    char path[64], target[sizeof log->header.program];
    struct timespec now;
    ssize_t length;
    int64_t age_ns = process_age_ns(log->header.pid);

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

enum fs_oplog_status fs_oplog_status(const fs_oplog *log)
{
    char host[sizeof log->header.host] = "";

    if (log->header.state != FS_LOG_RUNNING)
        return FS_OPLOG_ENDED;
    if (gethostname(host, sizeof host) != 0)
        return FS_OPLOG_UNKNOWN;
    host[sizeof host - 1] = '\0';
    if (strcmp(host, log->header.host) != 0)
        return FS_OPLOG_UNKNOWN;
    if (log->header.pid <= 0 || (kill(log->header.pid, 0) != 0 && errno == ESRCH))
        return FS_OPLOG_KILLED;
    return is_same_process(log) ? FS_OPLOG_RUNNING : FS_OPLOG_KILLED;
}
