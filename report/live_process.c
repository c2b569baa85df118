/* SPDX-License-Identifier: MIT */
/* From a pid to its log (live.h): the one that the process has mapped, or one of its children: a
 * pid that a shell tells may be that of a wrapper such as timeout or mpirun. */
#include "report/live.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GENERATIONS = 16, LOOK_MS = 200, SILENT_LOOKS = 5 };

static FILE *open_proc(int32_t pid, const char *name)
{
    char path[96];

    snprintf(path, sizeof path, "/proc/%" PRId32 "/%s", pid, name);
    return fopen(path, "re");
}

static bool is_log_of(const char *path, int32_t pid)
{
    struct fs_log_header header;
    char error[512];

    return fs_oplog_read_header(path, &header, error, sizeof error) && header.pid == pid;
}

/* The file of that inode in a directory, if it is the process's log. The caller frees it. */
static char *log_of_inode(const char *directory, ino_t inode, int32_t pid)
{
    DIR *stream = opendir(directory);
    struct dirent *entry;
    char *found = NULL;

    while (stream != NULL && found == NULL && (entry = readdir(stream)) != NULL) {
        if (entry->d_ino != inode)
            continue;
        if (asprintf(&found, "%s/%s", directory, entry->d_name) < 0)
            found = NULL;
        if (found == NULL || is_log_of(found, pid))
            break;
        free(found);
        found = NULL;
    }
    if (stream != NULL)
        closedir(stream);
    return found;
}

/* The log that a process has mapped; NULL: none yet, or it cannot be seen. The caller frees it. A
 * log that got its name late is mapped under another one, of the same directory. */
static char *log_of_process(int32_t pid)
{
    char line[4096 + 128], *found = NULL;
    unsigned long inode;
    FILE *stream = open_proc(pid, "maps");

    while (stream != NULL && found == NULL && fgets(line, sizeof line, stream) != NULL) {
        char *path = strchr(line, '/');
        if (path == NULL || sscanf(line, "%*x-%*x rw-s %*x %*x:%*x %lu", &inode) != 1)
            continue;
        path[strcspn(path, "\n")] = '\0';
        if (is_log_of(path, pid)) {
            found = strdup(path);
        } else {
            *strrchr(path, '/') = '\0';
            found = log_of_inode(*path != '\0' ? path : "/", (ino_t)inode, pid);
        }
    }
    if (stream != NULL)
        fclose(stream);
    return found;
}

/* The log of a process or, in the order of their start, of its descendants. */
static char *log_of_tree(int32_t pid, int generations)
{
    char *found = log_of_process(pid);
    char name[64];
    int32_t child;

    if (found != NULL || generations == 0)
        return found;
    snprintf(name, sizeof name, "task/%" PRId32 "/children", pid);
    FILE *stream = open_proc(pid, name);
    while (stream != NULL && found == NULL && fscanf(stream, "%" SCNd32, &child) == 1)
        found = log_of_tree(child, generations - 1);
    if (stream != NULL)
        fclose(stream);
    return found;
}

/* Whether there is no such process, or one that has ended and that its parent did not wait for. */
static bool has_ended(int32_t pid)
{
    char line[256], state = 'X';
    FILE *stream = open_proc(pid, "stat");

    if (stream == NULL)
        return true;
    if (fgets(line, sizeof line, stream) != NULL && strrchr(line, ')') != NULL)
        sscanf(strrchr(line, ')'), ") %c", &state);
    fclose(stream);
    return state == 'Z' || state == 'X';
}

/* Whether a process has loaded the preload library; false with errno where that cannot be seen. */
static bool is_preloaded(int32_t pid)
{
    char line[4096 + 128];
    bool is_found = false;

    errno = 0;
    FILE *stream = open_proc(pid, "maps");
    while (stream != NULL && !is_found && fgets(line, sizeof line, stream) != NULL)
        is_found = strstr(line, "libflopscope.so") != NULL;
    if (stream != NULL)
        fclose(stream);
    return is_found;
}

bool fs_watch_wait_for_process(int32_t pid, char **path, FILE *errors)
{
    for (int looks = 0; (*path = log_of_tree(pid, GENERATIONS)) == NULL; looks++) {
        if (has_ended(pid)) {
            fprintf(errors,
                    looks == 0 ? "flopscope-report: there is no process %" PRId32 "\n"
                               : "flopscope-report: process %" PRId32
                                 " ended, and no log of it was seen\n",
                    pid);
            return false;
        }
        bool has_library = is_preloaded(pid);
        if (!has_library && (errno == EACCES || errno == EPERM)) {
            fprintf(errors, "flopscope-report: process %" PRId32 ": %s; name its log instead\n",
                    pid, strerror(errno));
            return false;
        }
        if (looks == SILENT_LOOKS)
            fprintf(errors,
                    "flopscope-report: waiting for the first operation of process %" PRId32 "%s\n",
                    pid, has_library ? "" : ", which runs without libflopscope.so");
        if (usleep(LOOK_MS * 1000) != 0) /* a signal: the caller looks into it */
            return true;
    }
    return true;
}
