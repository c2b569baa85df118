/* SPDX-License-Identifier: MIT */
/* flopscope-report: reads the logs that the preload library leaves behind and shows what is in
 * them. Each command is a file of its own. */
#include "report/environment_help.h"
#include "report/options.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#ifndef FS_VERSION
#define FS_VERSION "unknown"
#endif

static void show_environment_help(void)
{
    printf("Environment variables of the preload library (LD_PRELOAD=libflopscope.so):\n");
    for (unsigned i = 0; i < fs_environment_help_count; i++) {
        const struct fs_environment_help *variable = &fs_environment_help[i];
        printf("\n%s (default: %s)\n    %s\n    accepts %s\n", variable->name,
               variable->default_value, variable->meaning, variable->accepted);
    }
}

/* Output that could not be written must not pass for a report. */
static int close_stdout(int exit_code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_code;
    fprintf(stderr, "flopscope-report: cannot write: %s\n", strerror(errno));
    return exit_code != 0 ? exit_code : 1;
}

int main(int argc, char **argv)
{
    struct fs_options options;

    /* Texts are counted in the user's characters; numbers keep their point. */
    setlocale(LC_CTYPE, "");
    if (!fs_options_parse(&options, argc, argv, stderr))
        return 2;
    if (options.version) {
        printf("flopscope-report %s\n", FS_VERSION);
        return close_stdout(0);
    }
    if (options.help_env) {
        show_environment_help();
        return close_stdout(0);
    }
    if (options.help) {
        fs_options_help(options.has_command ? options.command : NULL, stdout);
        return close_stdout(0);
    }
    return close_stdout(options.command->run(&options));
}
