/* SPDX-License-Identifier: MIT */
/* The option table of flopscope-report, its parser on top of getopt_long, and the help made from it
 * (options.h). */
#include "report/options.h"

#include "report/number.h"

#include <getopt.h>
#include <string.h>
#include <unistd.h>

enum kind { FLAG, COUNT, TEXT, CHOICE };

struct option_line {
    const char *name;
    char letter;          /* 0: none */
    unsigned commands;    /* whose option it is */
    const char *argument; /* its name in the help; for CHOICE, the words: "flops|time|calls" */
    enum kind kind;
    size_t offset; /* of the field in struct fs_options */
    const char *help;
};

#define FIELD(name) offsetof(struct fs_options, name)

static const struct option_line lines[] = {
    {"by-namespace", 'n', FS_FOR_SUMMARY, NULL, FLAG, FIELD(by_namespace),
     "add a table of namespaces and their operations"},
    {"by-callsite", 'c', FS_FOR_SUMMARY, NULL, FLAG, FIELD(by_callsite),
     "add a table of the places that operations were called from"},
    {"by-stack", 0, FS_FOR_SUMMARY, NULL, FLAG, FIELD(by_stack),
     "add a table of call stacks (of runs with FLOPSCOPE_STACKS)"},
    {"by-shape", 's', FS_FOR_SUMMARY, NULL, FLAG, FIELD(by_shape),
     "add a table of entry points and their parameter values"},
    {"by-process", 'p', FS_FOR_SUMMARY, NULL, FLAG, FIELD(by_process), "add a table of processes"},
    {"sort", 0, FS_FOR_SUMMARY, "flops|time|calls", CHOICE, FIELD(sort),
     "what comes first in tables (default: flops)"},
    {"op", 0, FS_FOR_LOG, "NAME", TEXT, FIELD(op),
     "only this routine (dgemm), family (gemm)\nor entry point (cblas_dgemm)"},
    {"namespace", 0, FS_FOR_LOG, "PATH", TEXT, FIELD(name_space),
     "only this namespace and those below it"},
    {"min-flops", 0, FS_FOR_LOG, "FLOPS", COUNT, FIELD(min_flops),
     "only operations that cost at least this: 1000000, 1e6, 2.5G"},
    {"thread", 0, FS_FOR_LOG, "TID", COUNT, FIELD(thread), "only this thread"},
    {"limit", 0, FS_FOR_LOG, "N", COUNT, FIELD(limit), "stop after N operations"},
    {"format", 'f', FS_FOR_EXPORT, "folded|csv|events", CHOICE, FIELD(format),
     "folded (default): stacks for flame graphs;\ncsv: totals of each kind of operation;\n"
     "events: operations as csv, in the order of time"},
    {"weight", 'w', FS_FOR_EXPORT, "flops|time|calls", CHOICE, FIELD(weight),
     "folded: what stacks are weighed by; time in ns\n(default: flops)"},
    {"top", 't', FS_FOR_SUMMARY | FS_FOR_LOG | FS_FOR_LIVE, "N", COUNT, FIELD(top),
     "summary: at most N rows a table, 0 for all\n(default: all, but 25 call sites, stacks and "
     "shapes);\n"
     "log: only the N dearest operations, dearest first;\nlive: N operations (default: as many as "
     "fit)"},
    {"json", 'j', FS_FOR_SUMMARY | FS_FOR_LOG, NULL, FLAG, FIELD(json), "JSON for other programs"},
    {"help", 'h', FS_FOR_ALL, NULL, FLAG, FIELD(help), "show this help and exit"},
    {"help-env", 0, FS_FOR_ALL, NULL, FLAG, FIELD(help_env),
     "show the environment variables of the preload library and exit"},
    {"version", 'V', FS_FOR_ALL, NULL, FLAG, FIELD(version), "show the version and exit"},
};

enum { LINE_COUNT = sizeof lines / sizeof lines[0], LONG_OPTION = 256 };

static const struct option_line *line_of(int code)
{
    for (int i = 0; i < LINE_COUNT; i++)
        if (code == LONG_OPTION + i || (lines[i].letter != 0 && code == lines[i].letter))
            return &lines[i];
    return NULL;
}

/* The place of `word` in "one|two|three", or -1. */
static int choice_of(const char *choices, const char *word)
{
    size_t length = strlen(word);

    for (int i = 0;; i++) {
        size_t span = strcspn(choices, "|");
        if (span == length && strncmp(choices, word, span) == 0)
            return i;
        if (choices[span] == '\0')
            return -1;
        choices += span + 1;
    }
}

static bool set_field(struct fs_options *options, const struct option_line *line, const char *value,
                      FILE *errors)
{
    void *field = (char *)options + line->offset;

    switch (line->kind) {
    case FLAG:
        *(bool *)field = true;
        return true;
    case TEXT:
        *(const char **)field = value;
        return true;
    case COUNT:
        if (fs_parse_count(value, field))
            return true;
        fprintf(errors, "flopscope-report: --%s=%s: expected a whole number such as 20 or 1e6\n",
                line->name, value);
        return false;
    case CHOICE:
        *(int *)field = choice_of(line->argument, value);
        if (*(int *)field >= 0)
            return true;
        fprintf(errors, "flopscope-report: --%s=%s: expected one of %s\n", line->name, value,
                line->argument);
        return false;
    }
    return false;
}

static const struct fs_command *command_named(const char *name)
{
    for (const struct fs_command *command = fs_commands; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

/* The first word that is no option may name a command; a file of that name is given as ./summary.
 * False after a line on `errors` if it looks like a command that there is not. */
static bool take_words(struct fs_options *options, int argc, char **argv, int at, FILE *errors)
{
    options->command = at < argc ? command_named(argv[at]) : NULL;
    options->has_command = options->command != NULL;
    if (options->command != NULL)
        at++;
    else
        options->command = &fs_commands[0];
    options->paths = argv + at;
    options->path_count = (size_t)(argc - at);
    if (options->has_command || at == argc || strpbrk(argv[at], "./") != NULL ||
        access(argv[at], F_OK) == 0)
        return true;
    fprintf(errors, "flopscope-report: '%s' is neither a file nor a command:", argv[at]);
    for (const struct fs_command *command = fs_commands; command->name != NULL; command++)
        fprintf(errors, " %s", command->name);
    fputc('\n', errors);
    return false;
}

static void make_getopt_tables(struct option *longs, char *shorts)
{
    *shorts++ = ':';
    for (int i = 0; i < LINE_COUNT; i++) {
        int argument = lines[i].kind == FLAG ? no_argument : required_argument;
        longs[i] = (struct option){lines[i].name, argument, NULL, LONG_OPTION + i};
        if (lines[i].letter == 0)
            continue;
        *shorts++ = lines[i].letter;
        if (argument == required_argument)
            *shorts++ = ':';
    }
    longs[LINE_COUNT] = (struct option){0};
    *shorts = '\0';
}

/* One line about the option that getopt did not take. */
static bool refuse(int code, char **argv, FILE *errors)
{
    const struct option_line *line = optopt != 0 ? line_of(optopt) : NULL;
    const char *word = argv[optind - 1];

    if (code == ':')
        fprintf(errors, "flopscope-report: --%s needs a value: %s\n", line->name, line->argument);
    else if (line != NULL)
        fprintf(errors, "flopscope-report: --%s takes no value\n", line->name);
    else if (optopt != 0)
        fprintf(errors, "flopscope-report: -%c is not an option; see flopscope-report --help\n",
                optopt);
    else
        fprintf(errors, "flopscope-report: %s is not an option; see flopscope-report --help\n",
                word);
    return false;
}

bool fs_options_parse(struct fs_options *options, int argc, char **argv, FILE *errors)
{
    struct option longs[LINE_COUNT + 1];
    char shorts[2 * LINE_COUNT + 2];
    const struct option_line *given[LINE_COUNT];
    size_t given_count = 0;
    int code;

    *options = (struct fs_options){.top = FS_TOP_DEFAULT};
    make_getopt_tables(longs, shorts);
    optind = 0;
    while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        const struct option_line *line = line_of(code);
        if (line == NULL)
            return refuse(code, argv, errors);
        if (!set_field(options, line, optarg, errors))
            return false;
        if (given_count < LINE_COUNT)
            given[given_count++] = line;
    }
    if (!take_words(options, argc, argv, optind, errors))
        return false;
    for (size_t i = 0; i < given_count; i++) {
        if (given[i]->commands & options->command->mask)
            continue;
        fprintf(errors, "flopscope-report: --%s is not an option of '%s'\n", given[i]->name,
                options->command->name);
        return false;
    }
    return true;
}

/* ---- help ---- */

enum { HELP_COLUMN = 33 };

/* Writes a name, then its help from a common column on; further lines of it are indented alike. */
static void write_help_line(FILE *stream, const char *name, const char *help)
{
    fprintf(stream, "  %-*s", HELP_COLUMN - 3, name);
    for (;;) {
        size_t span = strcspn(help, "\n");
        fprintf(stream, " %.*s\n", (int)span, help);
        if (help[span] == '\0')
            return;
        help += span + 1;
        fprintf(stream, "%*s", HELP_COLUMN - 1, "");
    }
}

void fs_options_help(const struct fs_command *command, FILE *stream)
{
    char name[64];

    if (command != NULL)
        fprintf(stream, "Usage: flopscope-report %s [OPTION...] %s\n\n%s.\n", command->name,
                command->words, command->help);
    else
        fprintf(stream,
                "Usage: flopscope-report [COMMAND] [OPTION...] [LOG...]\n\n"
                "Shows what flopscope's logs tell about a program's BLAS and LAPACK calls.\n");
    fprintf(stream,
            "Without LOG: all logs of the newest run in this directory. Several are merged.\n");
    if (command == NULL) {
        fprintf(stream, "\nCommands (default: %s):\n", fs_commands[0].name);
        for (const struct fs_command *each = fs_commands; each->name != NULL; each++)
            write_help_line(stream, each->name, each->help);
    }
    fprintf(stream, "\nOptions:\n");
    for (int i = 0; i < LINE_COUNT; i++) {
        const struct option_line *line = &lines[i];
        if (command != NULL && !(line->commands & command->mask))
            continue;
        snprintf(name, sizeof name, "%c%c%s--%s%s%s", line->letter != 0 ? '-' : ' ',
                 line->letter != 0 ? line->letter : ' ', line->letter != 0 ? ", " : "  ",
                 line->name, line->argument != NULL ? "=" : "",
                 line->argument != NULL ? line->argument : "");
        write_help_line(stream, name, line->help);
    }
    fprintf(stream, "\nExit codes: 0 done, 1 a log cannot be read, 2 wrong usage.\n");
}
