/* SPDX-License-Identifier: MIT */
/* flopscope-cost plan: prices a file of queries, one a line, with labels and counts, and says
 * whether their total fits a budget. */
#include "report/flopscope_cost_plan.h"

#include "report/number.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines ---- */

/* Cuts a comment off: from a # outside of quotes, at the beginning or behind a space. */
static void cut_comment(char *line)
{
    char quote = '\0';

    for (char *p = line; *p != '\0'; p++) {
        if (quote != '\0' ? *p == quote : *p == '\'' || *p == '"')
            quote = quote != '\0' ? '\0' : *p;
        else if (*p == '#' && quote == '\0' && (p == line || isspace((unsigned char)p[-1])))
            *p = '\0';
        if (*p == '\0')
            return;
    }
}

static char *skip_spaces(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    return text;
}

/* Takes "label:" from the beginning of *text; "" if there is none. */
static const char *take_label(char **text)
{
    char *label = skip_spaces(*text), *end = strchr(label, ':');

    if (end == NULL)
        return "";
    *text = end + 1;
    while (end > label && isspace((unsigned char)end[-1]))
        end--;
    *end = '\0';
    return label;
}

/* Splits text into words; quotes hold one together. The number of words, or -1 (a quote that does
 * not end) or -2 (more than size). */
static int split_words(char *text, char **words, unsigned size)
{
    unsigned count = 0;

    for (text = skip_spaces(text); *text != '\0'; text = skip_spaces(text)) {
        char *to = text;
        char quote = '\0';
        if (count == size)
            return -2;
        words[count++] = to;
        for (; *text != '\0' && (quote != '\0' || !isspace((unsigned char)*text)); text++) {
            if (quote != '\0' ? *text == quote : *text == '\'' || *text == '"')
                quote = quote != '\0' ? '\0' : *text;
            else
                *to++ = *text;
        }
        if (quote != '\0')
            return -1;
        if (*text != '\0')
            text++;
        *to = '\0';
    }
    return (int)count;
}

/* Takes "100 x" or "100x" from the beginning of the words; returns how many words that was. */
static unsigned take_count(unsigned count, char *const *words, uint64_t *times)
{
    char number[FS_COUNT_TEXT];
    size_t length = strlen(words[0]);

    *times = 1;
    if (count >= 2 && (strcmp(words[1], "x") == 0 || strcmp(words[1], "X") == 0) &&
        fs_parse_count(words[0], times))
        return 2;
    if (length < 2 || length > sizeof number || words[0][length - 1] != 'x')
        return 0;
    memcpy(number, words[0], length - 1);
    number[length - 1] = '\0';
    return fs_parse_count(number, times) ? 1 : 0;
}

/* Reads one line; *is_operation tells whether it has one. */
static int read_line(const struct fs_cost_setting *setting, char *line, bool *is_operation,
                     struct fs_cost_operation *operation)
{
    struct fs_cost_setting own = *setting;
    char *words[FS_COST_WORDS];

    *is_operation = false;
    cut_comment(line);
    const char *label = take_label(&line);
    int count = split_words(line, words, FS_COST_WORDS);
    if (count < 0)
        return fs_cost_refuse(setting, count == -1 ? "a quote does not end" : "too many words");
    if (count == 0)
        return *label == '\0' ? FS_COST_OK
                              : fs_cost_refuse(setting,
                                               "%s: there is no operation behind the "
                                               "label",
                                               label);
    count = fs_cost_read_options(&own, true, (unsigned)count, words);
    if (count < 0)
        return FS_COST_USAGE;
    unsigned taken = count > 0 ? take_count((unsigned)count, words, &operation->times) : 0;
    if ((unsigned)count == taken)
        return fs_cost_refuse(setting, "expected an operation, such as 'gemm m=256 n=256 k=256'");
    *is_operation = true;
    operation->label = strdup(label);
    if (operation->label == NULL) {
        fs_cost_refuse(setting, "no memory");
        return FS_COST_NO_ANSWER;
    }
    return fs_cost_answer_query(&own, (unsigned)count - taken, words + taken, &operation->answer);
}

/* ---- the file ---- */

static bool add_operation(struct fs_cost_steps *steps, const struct fs_cost_operation *operation)
{
    if (steps->count == steps->room) {
        size_t room = 2 * steps->room + 16;
        void *larger = realloc(steps->operation, room * sizeof steps->operation[0]);
        if (larger == NULL)
            return false;
        steps->operation = larger;
        steps->room = room;
    }
    steps->operation[steps->count] = *operation;
    struct fs_cost_operation *added = &steps->operation[steps->count++];
    added->flops = fs_count_mul(added->times, (fs_count)fs_cost_charged(added->answer.flops));
    added->cumulative = fs_count_add(steps->flops, added->flops);
    steps->flops = added->cumulative;
    steps->is_saturated = steps->is_saturated || added->answer.flops >= UINT64_MAX;
    return true;
}

static void free_operation(struct fs_cost_operation *operation)
{
    fs_cost_answer_free(&operation->answer);
    free(operation->label);
}

/* Reads all lines, so that all mistakes are shown at once. */
static int read_plan(const struct fs_cost_setting *setting, FILE *file, const char *name,
                     struct fs_cost_steps *steps)
{
    struct fs_cost_setting own = *setting;
    char *line = NULL, place[4096];
    size_t size = 0;
    int worst = FS_COST_OK;

    own.place = place;
    for (unsigned long number = 1; getline(&line, &size, file) >= 0; number++) {
        struct fs_cost_operation operation = {.line = number, .times = 1};
        bool is_operation;
        snprintf(place, sizeof place, "%s:%lu: ", name, number);
        int code = read_line(&own, line, &is_operation, &operation);
        if (code == FS_COST_OK && is_operation && add_operation(steps, &operation))
            continue;
        if (code == FS_COST_OK && is_operation) {
            fs_cost_refuse(&own, "no memory");
            code = FS_COST_NO_ANSWER;
        }
        worst = code > worst ? code : worst;
        free_operation(&operation);
    }
    free(line);
    if (ferror(file)) {
        fs_cost_refuse(setting, "%s: %s", name, strerror(errno));
        return FS_COST_NO_ANSWER;
    }
    return worst;
}

int fs_cost_plan(const struct fs_cost_setting *setting, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    struct fs_cost_steps steps = {.operation = NULL};

    if (file == NULL) {
        fs_cost_refuse(setting, "%s: %s", path, strerror(errno));
        return FS_COST_NO_ANSWER;
    }
    int code = read_plan(setting, file, is_stdin ? "standard input" : path, &steps);
    if (!is_stdin)
        fclose(file);
    if (code == FS_COST_OK) {
        if (setting->json)
            fs_cost_json_plan(setting, &steps);
        else
            fs_cost_show_plan(setting, &steps);
        if (setting->has_budget && steps.flops > setting->budget_flops)
            code = FS_COST_EXCEEDED;
    }
    for (size_t i = 0; i < steps.count; i++)
        free_operation(&steps.operation[i]);
    free(steps.operation);
    return code;
}
