/* SPDX-License-Identifier: MIT */
/* Which logs are watched (live.h). A log is read by opening it anew: what there is to read is
 * small, and a log that is cut, deleted or still being made is noticed. */
#include "report/live.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_watched(const struct fs_watch *watch, const char *path)
{
    struct stat wanted, status;

    if (stat(path, &wanted) != 0)
        return true; /* gone: nothing to watch */
    for (size_t i = 0; i < watch->set.count; i++)
        if (stat(watch->set.logs[i]->path, &status) == 0 && status.st_ino == wanted.st_ino &&
            status.st_dev == wanted.st_dev)
            return true;
    return false;
}

static bool is_of_run(const struct fs_watch *watch, const struct fs_log_header *header)
{
    const struct fs_log_header *first = &watch->set.logs[0]->header;

    return header->run[0] != '\0' && strcmp(header->run, first->run) == 0 &&
           header->fma == first->fma &&
           header->multiplier_billionths == first->multiplier_billionths;
}

static bool add_log(struct fs_watch *watch, const char *path)
{
    char error[512];
    fs_oplog *log = fs_oplog_open(path, error, sizeof error);

    if (log == NULL)
        return true; /* it may be in the making: the next look will tell */
    fs_oplog **logs = reallocarray(watch->set.logs, watch->set.count + 1, sizeof *logs);
    if (logs == NULL) {
        fs_oplog_close(log);
        return false;
    }
    watch->set.logs = logs;
    logs[watch->set.count++] = log;
    return true;
}

static bool look_at(struct fs_watch *watch, const char *path)
{
    struct fs_log_header header;
    struct stat status;
    char error[512];

    /* Logs of earlier runs are told by their age, without being opened. */
    if (stat(path, &status) != 0 || (uint64_t)status.st_mtim.tv_sec + 2 <
                                        watch->set.logs[0]->header.start.realtime_ns / 1000000000)
        return true;
    if (is_watched(watch, path) || !fs_oplog_read_header(path, &header, error, sizeof error) ||
        !is_of_run(watch, &header))
        return true;
    return add_log(watch, path);
}

static bool scan(struct fs_watch *watch)
{
    DIR *stream = watch->directory == NULL ? NULL : opendir(watch->directory);
    struct dirent *entry;
    bool has_memory = true;
    char *path;

    while (stream != NULL && has_memory && (entry = readdir(stream)) != NULL) {
        size_t length = strlen(entry->d_name);
        if (length < 6 || strcmp(entry->d_name + length - 6, ".fslog") != 0)
            continue;
        bool is_here = strcmp(watch->directory, ".") == 0;
        has_memory = asprintf(&path, "%s%s%s", is_here ? "" : watch->directory, is_here ? "" : "/",
                              entry->d_name) >= 0;
        if (has_memory) {
            has_memory = look_at(watch, path);
            free(path);
        }
    }
    if (stream != NULL)
        closedir(stream);
    return has_memory;
}

/* The newest run in the directory, if there is one by now. */
static bool find_first(struct fs_watch *watch)
{
    char *paths[] = {watch->directory};
    FILE *nowhere = fopen("/dev/null", "we");

    if (nowhere == NULL)
        return false;
    fs_logset_open(&watch->set, paths, 1, nowhere);
    fclose(nowhere);
    return true;
}

/* ---- what was named ---- */

static bool set_directory(struct fs_watch *watch, const char *path, bool is_file)
{
    const char *slash = is_file ? strrchr(path, '/') : NULL;

    if (!is_file)
        watch->directory = strdup(path);
    else if (slash == NULL)
        watch->directory = strdup(".");
    else
        watch->directory = strndup(path, slash == path ? 1 : (size_t)(slash - path));
    return watch->directory != NULL;
}

/* Waits for the first operation of the process or of one of its children. */
static bool open_process(struct fs_watch *watch, int32_t pid, FILE *errors)
{
    char *path;

    if (!fs_watch_wait_for_process(pid, &path, errors))
        return false;
    bool has_memory = path == NULL || (set_directory(watch, path, true) && add_log(watch, path));
    free(path);
    return has_memory;
}

static int32_t pid_in(const char *word)
{
    char *end;
    long pid = strtol(word, &end, 10);

    return *word >= '0' && *word <= '9' && *end == '\0' && pid > 0 && pid <= INT32_MAX &&
                   access(word, F_OK) != 0
               ? (int32_t)pid
               : 0;
}

bool fs_watch_open(struct fs_watch *watch, char *const *words, size_t count, FILE *errors)
{
    struct stat status;
    bool is_directory =
        count == 0 || (count == 1 && stat(words[0], &status) == 0 && S_ISDIR(status.st_mode));

    *watch = (struct fs_watch){0};
    if (count == 1 && pid_in(words[0]) != 0)
        return open_process(watch, pid_in(words[0]), errors);
    if (is_directory)
        return set_directory(watch, count == 0 ? "." : words[0], false) && find_first(watch);
    if (!fs_logset_open(&watch->set, words, count, errors))
        return false;
    return fs_watch_is_over(watch) || set_directory(watch, watch->set.logs[0]->path, true);
}

void fs_watch_close(struct fs_watch *watch)
{
    fs_logset_close(&watch->set);
    free(watch->directory);
    *watch = (struct fs_watch){0};
}

/* Reads a log anew. What was read stays where the file is gone, since its pages still are there; a
 * file that was cut has none: then the log is left out. */
static bool reread(fs_oplog **log)
{
    char error[512];
    fs_oplog *now = fs_oplog_open((*log)->path, error, sizeof error);
    bool is_gone = now == NULL && access((*log)->path, F_OK) != 0;

    if (now != NULL && strcmp(now->header.run, (*log)->header.run) == 0 &&
        now->header.pid == (*log)->header.pid) {
        fs_oplog_close(*log);
        *log = now;
        return true;
    }
    fs_oplog_close(now);
    return is_gone;
}

bool fs_watch_refresh(struct fs_watch *watch)
{
    struct fs_logset *set = &watch->set;
    size_t kept = 0;

    if (set->count == 0)
        return watch->directory == NULL || find_first(watch);
    for (size_t i = 0; i < set->count; i++) {
        if (set->logs[i]->header.state != FS_LOG_RUNNING || reread(&set->logs[i]))
            set->logs[kept++] = set->logs[i];
        else
            fs_oplog_close(set->logs[i]);
    }
    set->count = kept;
    return kept == 0 || scan(watch);
}

bool fs_watch_is_over(const struct fs_watch *watch)
{
    for (size_t i = 0; i < watch->set.count; i++) {
        enum fs_oplog_status status = fs_oplog_status(watch->set.logs[i]);
        if (status == FS_OPLOG_RUNNING || status == FS_OPLOG_UNKNOWN ||
            fs_oplog_root_runs(watch->set.logs[i]))
            return false;
    }
    return true;
}
