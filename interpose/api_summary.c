/* SPDX-License-Identifier: MIT */
/* The public functions of flopscope.h for summaries. */
#include "flopscope.h"

#include "interpose/api.h"
#include "interpose/message.h"
#include "interpose/summary.h"

#include <sys/mman.h>

typedef size_t writer(const struct fs_summary *summary, char *buffer, size_t size);

/* The text's length, or an error. */
static long write_summary(writer *write, int budget, int flags, char *buffer, size_t size)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_summary summary;
    long length = FLOPSCOPE_NOT_RUNNING;
    if (turn.thread != NULL)
        length = FLOPSCOPE_BAD_VALUE;
    if (turn.thread != NULL &&
        fs_summary_open(&summary, turn.thread, budget, (flags & FLOPSCOPE_BY_NAMESPACE) != 0)) {
        length = (long)write(&summary, buffer, size);
        fs_summary_close(&summary);
    }
    fs_turn_end(&turn);
    return length;
}

FS_EXPORT long flopscope_summary(int budget, int flags, char *buffer, size_t size)
{
    return write_summary(fs_summary_text, budget, flags, buffer, size);
}

FS_EXPORT long flopscope_summary_json(int budget, int flags, char *buffer, size_t size)
{
    return write_summary(fs_summary_json, budget, flags, buffer, size);
}

static int print(const struct fs_summary *summary, int descriptor)
{
    size_t size = fs_summary_text(summary, NULL, 0) + 1;
    char *text = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (text == MAP_FAILED)
        return FLOPSCOPE_NO_MEMORY;
    fs_write_all(descriptor, text, fs_summary_text(summary, text, size));
    munmap(text, size);
    return 0;
}

FS_EXPORT int flopscope_summary_print(int budget, int flags, int descriptor)
{
    struct fs_turn turn = fs_turn_begin();
    struct fs_summary summary;
    int result = turn.thread != NULL ? FLOPSCOPE_BAD_VALUE : FLOPSCOPE_NOT_RUNNING;
    if (turn.thread != NULL &&
        fs_summary_open(&summary, turn.thread, budget, (flags & FLOPSCOPE_BY_NAMESPACE) != 0)) {
        result = print(&summary, descriptor);
        fs_summary_close(&summary);
    }
    fs_turn_end(&turn);
    return result;
}

FS_EXPORT void flopscope_reset(void)
{
    struct fs_turn turn = fs_turn_begin();
    if (turn.thread != NULL)
        fs_summary_reset();
    fs_turn_end(&turn);
}
