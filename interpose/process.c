/* SPDX-License-Identifier: MIT */
/* What flopscope keeps for the process, and what it has to say: on stderr, and as notes in the log.
 */
#include "interpose/process.h"

#include "interpose/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct fs_process *fs_process;
struct fs_environment fs_environment;
bool fs_off;

static char waiting_note[512]; /* until there is a log */

static void write_note(const char *text)
{
    struct fs_log_record record;
    const char *texts[] = {text};
    fs_lock_take(&fs_process->lock);
    fs_log_record(&fs_process->log, FS_LOG_NOTE, &record, sizeof record, NULL, 0, texts, 1);
    fs_lock_give(&fs_process->lock);
}

void fs_process_write_notes(void)
{
    if (waiting_note[0] != '\0')
        write_note(waiting_note);
}

void fs_process_log_failed(void)
{
    const char *failure = __atomic_load_n(&fs_process->log.failure, __ATOMIC_ACQUIRE);
    if (failure == NULL || __atomic_exchange_n(&fs_process->log_failed, true, __ATOMIC_ACQ_REL))
        return;
    if (!__atomic_load_n(&fs_process->log.truncated, __ATOMIC_RELAXED))
        fs_log_flag(&fs_process->log, FS_LOG_EVENTS_DROPPED);
    fs_message("the log ends here: %s: %s", fs_process->log.path, failure);
}

void fs_process_say(const char *format, ...)
{
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fs_message("%s", text);
    write_note(text);
}

void fs_process_note(const char *format, ...)
{
    char text[sizeof waiting_note];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (fs_process_is_started())
        write_note(text);
    else
        memcpy(waiting_note, text, sizeof text);
}
