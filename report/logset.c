/* SPDX-License-Identifier: MIT */
/* Finds and opens the logs of a report, and sees to it that they can be added up (logset.h). */
#include "report/logset.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char ending[] = ".fslog";

static bool is_log_name(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name), tail = strlen(ending);

    return length > tail && strcmp(entry->d_name + length - tail, ending) == 0;
}

static bool add_log(struct fs_logset *set, const char *path, FILE *errors)
{
    char error[512];
    fs_oplog **logs = reallocarray(set->logs, set->count + 1, sizeof(fs_oplog *));

    if (logs == NULL) {
        fprintf(errors, "flopscope-report: out of memory\n");
        return false;
    }
    set->logs = logs;
    logs[set->count] = fs_oplog_open(path, error, sizeof error);
    if (logs[set->count] == NULL) {
        fprintf(errors, "flopscope-report: %s\n", error);
        return false;
    }
    set->count++;
    return true;
}

/* ---- a directory's newest run ---- */

/* Names of a directory's logs and, beside each, its header. */
struct found {
    char *path;
    struct fs_log_header header;
};

static bool add_found(struct found **found, size_t *count, const char *directory, const char *name,
                      char *error, size_t error_size)
{
    struct found *grown = reallocarray(*found, *count + 1, sizeof **found);

    if (grown == NULL)
        return false;
    *found = grown;
    if (asprintf(&grown[*count].path, "%s%s%s", directory, *directory != '\0' ? "/" : "", name) < 0)
        return false;
    /* What cannot be read does not keep the others from being shown, unless it is all there is. */
    if (fs_oplog_read_header(grown[*count].path, &grown[*count].header, error, error_size))
        (*count)++;
    else
        free(grown[*count].path);
    return true;
}

static bool is_of_run(const struct found *log, const struct found *newest)
{
    return log == newest ||
           (newest->header.run[0] != '\0' && strcmp(log->header.run, newest->header.run) == 0);
}

static bool open_newest(struct fs_logset *set, struct found *found, size_t count, FILE *errors)
{
    const struct found *newest = &found[0];

    for (size_t i = 1; i < count; i++)
        if (found[i].header.start.realtime_ns > newest->header.start.realtime_ns)
            newest = &found[i];
    for (size_t i = 0; i < count; i++)
        if (is_of_run(&found[i], newest) && !add_log(set, found[i].path, errors))
            return false;
    return true;
}

/* directory "": the working directory, whose logs are named without it. */
static bool add_directory(struct fs_logset *set, const char *directory, FILE *errors)
{
    const char *shown = *directory != '\0' ? directory : ".";
    struct found *found = NULL;
    struct dirent *entry;
    size_t count = 0;
    char error[512] = "";
    bool is_open = true;
    DIR *stream = opendir(shown);

    if (stream == NULL) {
        fprintf(errors, "flopscope-report: %s: %s\n", shown, strerror(errno));
        return false;
    }
    while (is_open && (entry = readdir(stream)) != NULL)
        if (is_log_name(entry))
            is_open = add_found(&found, &count, directory, entry->d_name, error, sizeof error);
    closedir(stream);
    if (!is_open)
        fprintf(errors, "flopscope-report: out of memory\n");
    else if (count > 0)
        is_open = open_newest(set, found, count, errors);
    else if (error[0] != '\0')
        is_open = fprintf(errors, "flopscope-report: %s\n", error) < 0;
    else
        is_open = fprintf(errors,
                          "flopscope-report: no *.fslog in %s; LD_PRELOAD=libflopscope.so PROGRAM "
                          "writes one, or name a log\n",
                          *directory != '\0' ? directory : "this directory") < 0;
    for (size_t i = 0; i < count; i++)
        free(found[i].path);
    free(found);
    return is_open;
}

/* ---- all of them ---- */

static bool is_directory(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* By MPI rank, then by start. */
static int by_rank(const void *a, const void *b)
{
    const fs_oplog *left = *(fs_oplog *const *)a, *right = *(fs_oplog *const *)b;
    uint64_t left_ns = left->header.start.realtime_ns;
    uint64_t right_ns = right->header.start.realtime_ns;

    if (left->header.mpi_rank != right->header.mpi_rank)
        return left->header.mpi_rank < right->header.mpi_rank ? -1 : 1;
    if (left_ns != right_ns)
        return left_ns < right_ns ? -1 : 1;
    return strcmp(left->path, right->path);
}

static bool is_addable(const struct fs_logset *set, FILE *errors)
{
    const struct fs_log_header *first = &set->logs[0]->header;

    for (size_t i = 1; i < set->count; i++) {
        const struct fs_log_header *other = &set->logs[i]->header;
        if (other->fma != first->fma) {
            fprintf(errors,
                    "flopscope-report: %s counts FLOPs with FMA=%u and %s with FMA=%u: "
                    "they cannot be added up, name one\n",
                    set->logs[0]->path, first->fma, set->logs[i]->path, other->fma);
            return false;
        }
        if (other->multiplier_billionths != first->multiplier_billionths) {
            fprintf(errors,
                    "flopscope-report: %s multiplies costs by %.9g and %s by %.9g: "
                    "they cannot be added up, name one\n",
                    set->logs[0]->path, (double)first->multiplier_billionths / 1e9,
                    set->logs[i]->path, (double)other->multiplier_billionths / 1e9);
            return false;
        }
    }
    return true;
}

bool fs_logset_open(struct fs_logset *set, char *const *paths, size_t count, FILE *errors)
{
    bool is_open = true;

    *set = (struct fs_logset){0};
    if (count == 0)
        is_open = add_directory(set, "", errors);
    for (size_t i = 0; i < count && is_open; i++)
        is_open = is_directory(paths[i]) ? add_directory(set, paths[i], errors)
                                         : add_log(set, paths[i], errors);
    if (is_open && set->count > 0) {
        qsort(set->logs, set->count, sizeof(fs_oplog *), by_rank);
        is_open = is_addable(set, errors);
    }
    if (!is_open)
        fs_logset_close(set);
    return is_open;
}

void fs_logset_close(struct fs_logset *set)
{
    for (size_t i = 0; i < set->count; i++)
        fs_oplog_close(set->logs[i]);
    free(set->logs);
    *set = (struct fs_logset){0};
}
