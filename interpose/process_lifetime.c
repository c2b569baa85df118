/* SPDX-License-Identifier: MIT */
/* Start and end of flopscope in a process. Loading the library does next to nothing: programs that
 * never call BLAS must not notice. */
#include "interpose/lifetime.h"

#include "interpose/arena.h"
#include "interpose/aside.h"
#include "interpose/budget.h"
#include "interpose/calibrate.h"
#include "interpose/captured.h"
#include "interpose/clock.h"
#include "interpose/exhausted.h"
#include "interpose/flush.h"
#include "interpose/message.h"
#include "interpose/process.h"
#include "interpose/run.h"
#include "interpose/scope.h"
#include "interpose/signature.h"
#include "interpose/stack.h"
#include "interpose/sums.h"
#include "interpose/truncated.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static struct fs_lock start_lock;
static bool environment_read;
static bool bad_settings;  /* that would have set a limit: the program does not go on */
static uint64_t loaded_ns; /* CLOCK_MONOTONIC, when the library was loaded */
static int32_t loaded_pid;

/* The environment and the command line as records, so that a log explains itself. */
static void write_environment(struct fs_log_writer *log)
{
    struct fs_log_record record;
    const char *text;
    for (unsigned i = 0; (text = fs_captured_text(i)) != NULL; i++)
        if (strncmp(text, "FLOPSCOPE_", 10) == 0 || strstr(text, "_NUM_THREADS=") != NULL)
            fs_log_record(log, FS_LOG_ENVIRONMENT, &record, sizeof record, NULL, 0, &text, 1);
    char command[4096] = "ARGV=";
    int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ssize_t bytes = read(fd, command + 5, sizeof command - 6);
    close(fd);
    for (ssize_t i = 0; i + 1 < bytes; i++)
        if (command[5 + i] == '\0')
            command[5 + i] = ' ';
    text = command;
    fs_log_record(log, FS_LOG_ENVIRONMENT, &record, sizeof record, NULL, 0, &text, 1);
}

static void fill_header(struct fs_log_header *header, const struct fs_run *run)
{
    header->pid = (int32_t)getpid();
    header->parent_pid = (int32_t)getppid();
    header->mpi_rank = run->mpi_rank;
    header->mpi_size = run->mpi_size;
    header->clock = fs_clock_is_tsc ? FS_LOG_CLOCK_TSC : FS_LOG_CLOCK_MONOTONIC;
    header->fma = (uint32_t)fs_environment.fma;
    header->ticks_per_s = fs_clock_ticks_per_s();
    header->start = header->latest = fs_clock_anchor();
    header->process_start_monotonic_ns =
        header->pid == loaded_pid ? loaded_ns : header->start.monotonic_ns;
    header->multiplier_billionths = fs_environment.multiplier_billionths;
    header->budget_flops = fs_environment.budget_flops;
    header->wall_time_limit_ns = fs_environment.wall_time_limit_ns;
    header->log_limit_bytes = fs_environment.log_limit_bytes;
    header->budget_scope =
        fs_environment.budget_scope == FS_SCOPE_TREE ? FS_LOG_SCOPE_TREE : FS_LOG_SCOPE_PROCESS;
    snprintf(header->host, sizeof header->host, "%s", run->host);
    snprintf(header->program, sizeof header->program, "%s", run->program);
    snprintf(header->run, sizeof header->run, "%s", run->id);
}

static bool open_log(struct fs_process *process)
{
    struct fs_run run;
    char path[sizeof process->log.path];
    struct fs_log_header header = {0};
    fs_run_read(&run);
    fill_header(&header, &run);
    bool own_choice = fs_environment.log != NULL;
    fs_run_log_path(&run, fs_environment.log, path, sizeof path);
    if (!fs_log_open(&process->log, path, &header, own_choice)) {
        fs_message("no log: %s: %s", path, strerror(errno));
        process->log_failed = true;
    }
    if (process->log.header == NULL)
        return false;
    if (process->log.fd >= 0)
        fs_truncation_guard(&process->log);
    write_environment(&process->log);
    fs_budget_open(run.id);
    return true;
}

static void set_deadline(struct fs_process *process)
{
    const struct fs_log_header *header = process->log.header;
    process->deadline_ticks = UINT64_MAX;
    if (fs_environment.wall_time_limit_ns == 0)
        return;
    uint64_t end_ns = header->process_start_monotonic_ns + fs_environment.wall_time_limit_ns;
    uint64_t now_ns = header->start.monotonic_ns;
    uint64_t left_ns = end_ns > now_ns ? end_ns - now_ns : 0;
    uint64_t left_ticks = fs_clock_ns_to_ticks(left_ns);
    if (left_ticks < UINT64_MAX - header->start.ticks)
        process->deadline_ticks = header->start.ticks + left_ticks;
}

/* Under start_lock. */
static bool start(void)
{
    if (!environment_read && !fs_environment_read(&fs_environment)) {
        bad_settings = true;
        return false;
    }
    if (!environment_read)
        fs_clock_start();
    environment_read = true;
    if (fs_process == NULL) {
        struct fs_process *process = fs_pages_wiped_on_fork(sizeof *process);
        if (process == NULL)
            return false;
        __atomic_store_n(&fs_process, process, __ATOMIC_RELEASE);
    }
    if (fs_process->started)
        return true;
    if (!open_log(fs_process))
        return false;
    if (fs_environment.stacks > 0 && !fs_stack_start())
        fs_environment.stacks = 0;
    set_deadline(fs_process);
    fs_calibrate(fs_process->log.header);
    fs_process_write_notes();
    __atomic_store_n(&fs_process->started, true, __ATOMIC_RELEASE);
    return true;
}

static void start_aside(void *started)
{
    *(bool *)started = start();
}

bool fs_process_start(void)
{
    if (fs_process_is_started())
        return true;
    fs_lock_take(&start_lock);
    bool started = false;
    fs_aside(start_aside, &started);
    if (bad_settings)
        fs_end_process(FS_EXIT_SETTINGS);
    if (!started) {
        fs_message("off: %s", strerror(errno));
        fs_process_out_of_memory();
        __atomic_store_n(&fs_off, true, __ATOMIC_RELAXED);
    }
    fs_lock_give(&start_lock);
    return started;
}

void fs_process_out_of_memory(void)
{
    static bool said;
    if (fs_environment.budget_flops == UINT64_MAX && fs_environment.wall_time_limit_ns == 0) {
        if (fs_process_is_started() && !__atomic_exchange_n(&said, true, __ATOMIC_RELAXED))
            fs_process_say("no memory: operations are missing in the log");
        return;
    }
    fs_message("no memory to enforce a limit: the program is not run unlimited");
    fs_end_process(FS_EXIT_SETTINGS);
}

void fs_process_unloaded(void)
{
    if (fs_process_is_started())
        fs_signature_unloaded();
}

/* "12,345 FLOPs in 6 operations, 1.2% of the budget of 1,000,000; log x.fslog" */
static void say_closing_line(void)
{
    uint64_t calls;
    unsigned __int128 flops;
    char used[FS_GROUPED_BYTES], count[FS_GROUPED_BYTES], of_budget[96] = "";
    fs_sums_of_process(&calls, &flops);
    uint64_t limit = fs_budget_limit_flops();
    if (limit != UINT64_MAX) {
        char budget[FS_GROUPED_BYTES], left[FS_GROUPED_BYTES];
        snprintf(of_budget, sizeof of_budget, ", %s of the budget of %s left",
                 fs_grouped(left, fs_budget_remaining_flops()), fs_grouped(budget, limit));
    }
    fs_message("%s FLOPs in %s operation%s%s%s%s", fs_grouped(used, flops),
               fs_grouped(count, calls), calls == 1 ? "" : "s", of_budget,
               fs_process->log.path[0] != '\0' ? "; log " : "", fs_process->log.path);
}

void fs_process_close(enum fs_log_state state)
{
    if (fs_process == NULL || !fs_process->started ||
        __atomic_exchange_n(&fs_off, true, __ATOMIC_ACQ_REL))
        return;
    fs_log_check(&fs_process->log);
    fs_process_log_failed();
    /* Totals are in the log: when it was cut, they are not known any more. */
    if (!fs_environment.quiet && !__atomic_load_n(&fs_process->log.truncated, __ATOMIC_RELAXED))
        say_closing_line();
    struct fs_log_header *header = fs_process->log.header;
    header->latest = fs_clock_anchor();
    __atomic_store_n(&header->state, (uint32_t)state, __ATOMIC_RELEASE);
    fs_budget_close(fs_run_is_root());
}

__attribute__((constructor)) static void loaded(void)
{
    if (getauxval(AT_SECURE) != 0) {
        fs_off = true;
        return;
    }
    loaded_ns = fs_clock_monotonic_ns();
    loaded_pid = (int32_t)getpid();
    fs_message_start();
    fs_run_start();
    fs_captured_load();
    fs_scope_started();
}

__attribute__((destructor)) static void unloaded(void)
{
    int saved_errno = errno;
    fs_process_close(FS_LOG_CLOSED);
    errno = saved_errno;
}
