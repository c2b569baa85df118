/* SPDX-License-Identifier: MIT */
/* Identity of the process: its run, its MPI rank, its names. */
#include "interpose/run.h"

#include "interpose/captured.h"
#include "interpose/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char DEFAULT_PATTERN[] = "flopscope.%e.%p.fslog";

/* What executed programs have in their environment. "PID-TIME": the process that began the run, and
 * when it did, in ns and base 16. */
static char mark[64] = "FLOPSCOPE_RUN=";

/* What launchers set: of Open MPI, PMI and PMIx ones (MPICH, Intel), Slurm, MVAPICH. */
static const char *const RANK[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK",
                                   "MV2_COMM_WORLD_RANK", "SLURM_PROCID"};
static const char *const SIZE[] = {"OMPI_COMM_WORLD_SIZE", "PMIX_SIZE", "PMI_SIZE",
                                   "MV2_COMM_WORLD_SIZE", "SLURM_NTASKS"};
static const char *const JOB[] = {"OMPI_MCA_ess_base_jobid", "PMIX_NAMESPACE", "PMI_JOBID",
                                  "MV2_COMM_WORLD_JOBID", "SLURM_JOB_ID"};

enum { LAUNCHERS = sizeof RANK / sizeof RANK[0] };

static const char *first_set(const char *const *names)
{
    for (unsigned i = 0; i < LAUNCHERS; i++) {
        const char *value = fs_captured(names[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return NULL;
}

static int number(const char *text, int otherwise)
{
    char *end;
    if (text == NULL)
        return otherwise;
    long value = strtol(text, &end, 10);
    return end != text && value >= 0 && value < 100000000 ? (int)value : otherwise;
}

static bool by_variable; /* this library was asked for in the environment */

static const char *value_of(char *const environment[], const char *name)
{
    size_t length = strlen(name);
    for (; environment != NULL && *environment != NULL; environment++)
        if (strncmp(*environment, name, length) == 0 && (*environment)[length] == '=')
            return *environment + length + 1;
    return NULL;
}

static char start_directory[512]; /* "": not known, or too long */

void fs_run_start(void)
{
    if (getcwd(start_directory, sizeof start_directory) == NULL)
        start_directory[0] = '\0';
    const char *inherited = getenv("FLOPSCOPE_RUN");
    size_t used = strlen(mark);
    by_variable = getenv("LD_PRELOAD") != NULL;
    if (inherited != NULL)
        snprintf(mark + used, sizeof mark - used, "%s", inherited);
    else
        snprintf(mark + used, sizeof mark - used, "%ld-%llx", (long)getpid(),
                 (unsigned long long)fs_clock_monotonic_ns());
}

/* FLOPSCOPE_RUN's value, of this process and of what it executes. */
static const char *run_id(void)
{
    return strchr(mark, '=') + 1;
}

size_t fs_run_room(char *const environment[])
{
    size_t count = 0;
    if (run_id()[0] == '\0' || value_of(environment, "FLOPSCOPE_RUN") != NULL ||
        (by_variable && value_of(environment, "LD_PRELOAD") == NULL))
        return 0;
    while (environment != NULL && environment[count] != NULL)
        count++;
    return (count + 2) * sizeof environment[0];
}

char *const *fs_run_added(char *const environment[], void *room)
{
    char **added = room;
    size_t count = 0;
    if (room == NULL)
        return environment;
    for (; environment != NULL && environment[count] != NULL; count++)
        added[count] = environment[count];
    added[count] = mark;
    added[count + 1] = NULL;
    return added;
}

void fs_run_export(void)
{
    if (fs_run_room(environ) != 0)
        putenv(mark);
}

bool fs_run_is_root(void)
{
    return number(run_id(), -1) == (int)getpid();
}

/* Only what may stand in a file's name. */
static void copy_id(char *to, size_t size, const char *from)
{
    size_t i = 0;
    for (; i + 1 < size && from[i] != '\0'; i++) {
        char c = from[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        to[i] = plain || c == '-' || c == '.' ? c : '_';
    }
    to[i] = '\0';
}

void fs_run_read(struct fs_run *run)
{
    memset(run, 0, sizeof *run);
    run->mpi_rank = number(first_set(RANK), -1);
    run->mpi_size = run->mpi_rank >= 0 ? number(first_set(SIZE), 0) : 0;
    const char *job = run->mpi_rank >= 0 ? first_set(JOB) : NULL;
    const char *id = run_id();
    /* Ranks that the launcher started without a preload of its own are each the root of a run. */
    if (job != NULL && fs_run_is_root()) {
        char text[80];
        snprintf(text, sizeof text, "job-%s", job);
        copy_id(run->id, sizeof run->id, text);
    } else {
        copy_id(run->id, sizeof run->id, id);
    }
    gethostname(run->host, sizeof run->host - 1);
    ssize_t length = readlink("/proc/self/exe", run->program, sizeof run->program - 1);
    if (length < 0)
        snprintf(run->program, sizeof run->program, "%s", program_invocation_name);
}

/* A relative path is one from where the program was started: it may have gone elsewhere since, as
 * daemons do. Into path; the length. */
static size_t place_at_start(const char *pattern, char *path, size_t size)
{
    char now[sizeof start_directory];
    if (pattern[0] == '/' || strcmp(pattern, "none") == 0 || start_directory[0] == '\0' ||
        (getcwd(now, sizeof now) != NULL && strcmp(now, start_directory) == 0) ||
        access(start_directory, W_OK | X_OK) != 0)
        return 0;
    int length = snprintf(path, size, "%s/", start_directory);
    return (size_t)length < size ? (size_t)length : 0;
}

void fs_run_log_path(const struct fs_run *run, const char *pattern, char *path, size_t size)
{
    const char *slash = strrchr(run->program, '/');
    const char *name = slash != NULL ? slash + 1 : run->program;
    if (pattern == NULL)
        pattern = DEFAULT_PATTERN;
    size_t used = place_at_start(pattern, path, size);
    for (const char *p = pattern; *p != '\0' && used + 1 < size; p++) {
        char one[12] = {*p, '\0'};
        const char *piece = one;
        if (*p == '%' && p[1] != '\0') {
            p++;
            if (*p == 'p')
                snprintf(one, sizeof one, "%ld", (long)getpid());
            else if (*p == 'r')
                snprintf(one, sizeof one, "%d", run->mpi_rank >= 0 ? run->mpi_rank : 0);
            else if (*p == 'e')
                piece = name;
            else if (*p == 'h')
                piece = run->host;
            else if (*p != '%') {
                one[0] = '%';
                one[1] = *p;
            }
        }
        used += (size_t)snprintf(path + used, size - used, "%s", piece);
    }
    path[used < size ? used : size - 1] = '\0';
}
