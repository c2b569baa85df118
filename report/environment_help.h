/* SPDX-License-Identifier: MIT */
/* The environment variables of the preload library as --help-env and the manual page show them;
 * scripts/environment.py makes the table from interpose/environment.tbl. */
#ifndef FS_ENVIRONMENT_HELP_H
#define FS_ENVIRONMENT_HELP_H

struct fs_environment_help {
    const char *name;
    const char *default_value;
    const char *accepted;
    const char *meaning;
};

extern const struct fs_environment_help fs_environment_help[];
extern const unsigned fs_environment_help_count;

#endif
