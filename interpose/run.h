/* SPDX-License-Identifier: MIT */
/* The run that a process belongs to: a process tree or an MPI job, by an id that all its logs
 * carry. */
#ifndef FS_RUN_H
#define FS_RUN_H

#include <stdbool.h>
#include <stddef.h>

struct fs_run {
    char id[64];
    char host[64];
    char program[256]; /* path of the executable */
    int mpi_rank;      /* -1: not in an MPI job */
    int mpi_size;
};

/* When the library is loaded: makes the run's id unless an ancestor has. Programs that this process
 * executes find it in FLOPSCOPE_RUN; its own environment is left alone. */
void fs_run_start(void);

/* Bytes that an environment with FLOPSCOPE_RUN takes; 0: it is there, or what is executed will not
 * be under this library. */
size_t fs_run_room(char *const environment[]);

/* The environment with FLOPSCOPE_RUN, in `room` bytes that fs_run_room asked for; itself where that
 * were none. */
char *const *fs_run_added(char *const environment[], void *room);

/* Puts FLOPSCOPE_RUN into the process's own environment. */
void fs_run_export(void);

void fs_run_read(struct fs_run *run);

/* Is this the process that began the run? */
bool fs_run_is_root(void);

/* Expands %p %e %h %r %% of a pattern (NULL: the default one) into path, from where the program was
 * started; "none" stays. */
void fs_run_log_path(const struct fs_run *run, const char *pattern, char *path, size_t size);

#endif
