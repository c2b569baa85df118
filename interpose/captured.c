/* SPDX-License-Identifier: MIT */
/* Copies flopscope's own variables, those of MPI launchers, and thread counts into static memory.
 */
#include "interpose/captured.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

enum { TEXTS_MAX = 128, BYTES_MAX = 32 * 1024 };

static const char *text[TEXTS_MAX];
static unsigned text_count;
static char bytes[BYTES_MAX];
static size_t bytes_used;

static bool matters(const char *variable)
{
    static const char *const prefixes[] = {"FLOPSCOPE_",
                                           "OMPI_COMM_WORLD_",
                                           "OMPI_MCA_ess_base_jobid=",
                                           "PMI_",
                                           "PMIX_",
                                           "MV2_COMM_WORLD_",
                                           "SLURM_PROCID=",
                                           "SLURM_NTASKS=",
                                           "SLURM_JOB_ID="};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strncmp(variable, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return strstr(variable, "_NUM_THREADS=") != NULL;
}

void fs_captured_load(void)
{
    for (char **variable = environ; variable != NULL && *variable != NULL; variable++) {
        size_t size = strlen(*variable) + 1;
        if (!matters(*variable) || text_count == TEXTS_MAX || bytes_used + size > BYTES_MAX)
            continue;
        text[text_count++] = memcpy(bytes + bytes_used, *variable, size);
        bytes_used += size;
    }
}

const char *fs_captured(const char *name)
{
    size_t length = strlen(name);
    for (unsigned i = 0; i < text_count; i++)
        if (strncmp(text[i], name, length) == 0 && text[i][length] == '=')
            return text[i] + length + 1;
    return NULL;
}

const char *fs_captured_text(unsigned number)
{
    return number < text_count ? text[number] : NULL;
}
