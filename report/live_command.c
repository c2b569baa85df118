/* SPDX-License-Identifier: MIT */
/* flopscope-report live: takes samples twice a second and shows them in place on a terminal, else
 * line by line, until the watched programs end; then the last picture stays. */
#include "report/commands.h"
#include "report/live.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { INTERVAL_MS = 500, BUSY_SHARE = 20, EXIT_INTERRUPTED = 130 };

static volatile sig_atomic_t is_interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    is_interrupted = 1;
}

/* What is on the screen. */
struct screen {
    bool is_terminal;
    struct winsize size;
    size_t lines; /* of the last picture */
};

/* Where a line that is too wide is cut: after the last item that fits as a whole, so that no figure
 * loses digits; items are parted by two blanks or a comma and one. */
static size_t cut_at(const char *line, size_t fits)
{
    size_t end = fits;

    while (end > 1 && !(line[end] == ' ' &&
                        (line[end - 1] == ',' || line[end - 1] == ' ' || line[end + 1] == ' ')))
        end--;
    if (end <= 1)
        return fits;
    while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == ','))
        end--;
    return end;
}

/* One line, cut to the terminal's width: a wrapped one could not be found again. */
static void print_line(const char *line, size_t length, size_t columns)
{
    size_t shown = 0, width = 0;

    for (; shown < length; shown++) {
        bool is_start = ((unsigned char)line[shown] & 0xc0) != 0x80; /* of a character in UTF-8 */
        if (is_start && columns > 0 && ++width > columns)
            break;
    }
    if (shown < length)
        shown = cut_at(line, shown);
    printf("%.*s\033[K\n", (int)shown, line);
}

/* Back to where the last picture begins. After a change of size nobody knows where that is. */
static void go_back(struct screen *screen)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        size = (struct winsize){.ws_row = 24, .ws_col = 80};
    if (screen->lines > 0 &&
        (size.ws_row != screen->size.ws_row || size.ws_col != screen->size.ws_col))
        printf("\033[2J\033[H");
    else if (screen->lines > 0)
        printf("\033[%zuA\r", screen->lines);
    screen->size = size;
    screen->lines = 0;
}

static bool show_picture(struct screen *screen, const struct fs_sample *sample, uint64_t top)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    if (stream == NULL)
        return false;
    go_back(screen);
    size_t most = screen->size.ws_row - 1u;
    fs_picture_write(stream, sample, most, screen->size.ws_col, top);
    if (fclose(stream) != 0) {
        free(text);
        return false;
    }
    for (const char *line = text; *line != '\0' && screen->lines < most; screen->lines++) {
        size_t length = strcspn(line, "\n");
        print_line(line, length, screen->size.ws_col);
        line += length + (line[length] == '\n');
    }
    printf("\033[J");
    free(text);
    return true;
}

static bool show(struct screen *screen, const struct fs_sample *sample, bool is_last, uint64_t top)
{
    bool is_shown = true;

    if (screen->is_terminal)
        is_shown = show_picture(screen, sample, top);
    else if (is_last)
        fs_picture_write(stdout, sample, 0, 0, top);
    else
        fs_picture_line(stdout, sample);
    return is_shown && fflush(stdout) == 0;
}

static int64_t monotonic_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Until the next sample. Large logs take time to read: then samples are further apart, so that the
 * watched program keeps its processors. */
static void wait_a_while(int64_t busy_ns)
{
    int64_t wait_ns = (int64_t)INTERVAL_MS * 1000000 - busy_ns;
    struct timespec wait;

    if (wait_ns < busy_ns * BUSY_SHARE)
        wait_ns = busy_ns * BUSY_SHARE;
    wait = (struct timespec){wait_ns / 1000000000, wait_ns % 1000000000};
    if (!is_interrupted)
        nanosleep(&wait, NULL);
}

/* Waits until there is a log. False: no memory. */
static bool wait_for_first(struct fs_watch *watch)
{
    bool has_said = false, has_memory = true;

    while (has_memory && !is_interrupted && watch->set.count == 0) {
        if (!has_said && watch->directory != NULL)
            fprintf(stderr, "flopscope-report: waiting for a log in %s\n",
                    strcmp(watch->directory, ".") == 0 ? "this directory" : watch->directory);
        has_said = true;
        wait_a_while(0);
        has_memory = fs_watch_refresh(watch);
    }
    return has_memory;
}

/* False: no memory, or stdout takes no more. */
static bool follow(struct fs_watch *watch, const struct fs_options *options)
{
    struct screen screen = {.is_terminal = isatty(STDOUT_FILENO) == 1};
    struct fs_sample sample = {0}, before = {0};
    bool is_good = wait_for_first(watch), is_over = false, has_before = false;

    while (is_good && !is_over && watch->set.count > 0) {
        int64_t start_ns = monotonic_ns();
        is_over = is_interrupted || fs_watch_is_over(watch);
        /* What ended after the last look is in what is read now. */
        is_good = fs_watch_refresh(watch) &&
                  fs_sample_take(&sample, watch,
                                 has_before && (!is_over || is_interrupted) ? &before : NULL);
        if (!is_good)
            break;
        if (sample.account.count > 0)
            is_good = show(&screen, &sample, is_over, options->top);
        fs_sample_release(&before);
        before = sample;
        has_before = true;
        if (!is_over)
            wait_a_while(monotonic_ns() - start_ns);
    }
    fs_sample_release(&before);
    return is_good;
}

int fs_live_command(const struct fs_options *options)
{
    struct sigaction action = {.sa_handler = interrupt};
    struct fs_watch watch;

    sigaction(SIGINT, &action, NULL); /* without SA_RESTART: waiting ends */
    bool is_open = fs_watch_open(&watch, options->paths, options->path_count, stderr);
    bool is_good = is_open && follow(&watch, options);
    fs_watch_close(&watch);
    if (is_open && !is_good && !ferror(stdout))
        fprintf(stderr, "flopscope-report: out of memory\n");
    if (is_interrupted)
        return EXIT_INTERRUPTED;
    return is_good ? 0 : 1;
}
