/* SPDX-License-Identifier: MIT */
/* Computes, makes life hard for itself in the way that its argument says, and computes on: known
 * and new sizes, in its thread and in another one. Writes to the file "result", which it opens
 * last. */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

/* New sizes: that there is room for, and that ask for more memory. */
enum { LONGER = 600, LONGEST = 3000, CALLS = 200000 };

static double x[LONGEST];
static volatile sig_atomic_t too_large;

static double operations(int calls, int longest)
{
    double sum = 0;
    int one = 1;
    for (int i = 0; i < calls; i++) {
        int n = 1 + i % longest;
        sum += ddot_(&n, x, &one, x, &one);
    }
    return sum;
}

static void *in_thread(void *sum)
{
    *(double *)sum = operations(CALLS, 300);
    return NULL;
}

static void on_too_large(int number)
{
    (void)number;
    too_large = 1;
}

static void limit(int which, rlim_t value)
{
    const struct rlimit wanted = {value, value};
    if (setrlimit(which, &wanted) != 0)
        exit(3);
}

/* What is mapped, and a little. */
static void limit_memory(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%lu", &pages) != 1)
        exit(3);
    fclose(file);
    limit(RLIMIT_AS, (pages + 8) * 4096);
}

/* All mappings that a process may have, but a few. */
static void take_mappings(void)
{
    enum { MOST = 200000, PAGE = 4096 };
    static char *last[4];
    for (int i = 0; i < MOST; i++) {
        int protection = i % 2 ? PROT_READ : PROT_NONE; /* neighbours are not merged */
        char *page = mmap(NULL, PAGE, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (page == MAP_FAILED)
            break;
        last[i % 4] = page;
    }
    for (int i = 0; i < 4; i++)
        munmap(last[i], PAGE);
}

/* A file of the program's own in place of every descriptor. */
static void take_descriptors(void)
{
    int own = open("own", O_RDWR | O_CREAT, 0644);
    for (int fd = 3; fd < 1024; fd++)
        if (fd != own && (dup2(own, fd) != fd || write(fd, "x", 1) != 1))
            exit(3);
}

/* No file is opened or made longer any more. */
static void refuse_files(void)
{
    static const long refused[] = {SYS_openat, SYS_open, SYS_fallocate, SYS_ftruncate};
    enum { COUNT = sizeof refused / sizeof refused[0] };
    struct sock_filter code[COUNT + 3];
    code[0] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (unsigned char i = 0; i < COUNT; i++)
        code[i + 1] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused[i],
                                                   (unsigned char)(COUNT - i), 0);
    code[COUNT + 1] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[COUNT + 2] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    const struct sock_fprog program = {COUNT + 3, code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        exit(3);
}

static void become_daemon(void)
{
    if (fork() != 0)
        _exit(0);
    setsid();
    if (fork() != 0)
        _exit(0);
    if (chdir("/") != 0)
        exit(3);
    for (int fd = 0; fd < 3; fd++)
        close(fd);
    open("/dev/null", O_RDWR);
    dup2(0, 1);
    dup2(0, 2);
}

static void make_hard(const char *way)
{
    if (strcmp(way, "close") == 0)
        for (int fd = 0; fd < 1024; fd++)
            close(fd);
    else if (strcmp(way, "close-range") == 0)
        close_range(3, ~0U, 0);
    else if (strcmp(way, "take") == 0)
        take_descriptors();
    else if (strcmp(way, "no-descriptors") == 0)
        limit(RLIMIT_NOFILE, 3);
    else if (strcmp(way, "no-memory") == 0)
        limit_memory();
    else if (strcmp(way, "no-mappings") == 0)
        take_mappings();
    else if (strcmp(way, "no-growth") == 0 && signal(SIGXFSZ, on_too_large) != SIG_ERR)
        limit(RLIMIT_FSIZE, 100000);
    else if (strcmp(way, "no-files") == 0)
        refuse_files();
    else if (strcmp(way, "elsewhere") == 0 && chdir("/") != 0)
        exit(3);
    else if (strcmp(way, "chroot") == 0 && (mkdir("root", 0755) != 0 || chroot("root") != 0))
        exit(3);
    else if (strcmp(way, "nobody") == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        exit(3);
    else if (strcmp(way, "daemon") == 0)
        become_daemon();
}

/* Executes itself again and again, each time after some operations. */
static void chain(char **argv)
{
    char left[12];
    int now = argv[2] != NULL ? atoi(argv[2]) : 5;
    char *arguments[] = {argv[0], argv[1], left, NULL};
    snprintf(left, sizeof left, "%d", now - 1);
    operations(10, 5);
    if (now > 1)
        execv(argv[0], arguments);
}

int main(int argc, char **argv)
{
    static double other;
    pthread_t thread;
    if (argc < 2)
        return 2;
    fill(x, LONGEST, 95);
    if (strcmp(argv[1], "chain") == 0) {
        chain(argv);
        return 0;
    }
    int result = -1, keep = strcmp(argv[1], "take") != 0 && strcmp(argv[1], "close") != 0 &&
                            strcmp(argv[1], "close-range") != 0;
    if (keep)
        result = open("result", O_RDWR | O_CREAT, 0644);
    double before = operations(CALLS, 200);
    make_hard(argv[1]);
    bool no_memory = strcmp(argv[1], "no-memory") == 0;
    double same = operations(CALLS, 200), longer = operations(CALLS, no_memory ? LONGEST : LONGER);
    if (!no_memory && strcmp(argv[1], "no-mappings") != 0 &&
        (pthread_create(&thread, NULL, in_thread, &other) != 0 || pthread_join(thread, NULL) != 0))
        return 1;
    if (!keep)
        result = open("result", O_RDWR | O_CREAT, 0644);
    dprintf(result, "%a %a %a %a, too large %d\n", before, same, longer, other, (int)too_large);
    return 0;
}
