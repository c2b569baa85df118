/* SPDX-License-Identifier: MIT */
/* Closes every descriptor from 3 on, opens a file of its own, and goes on with many operations of
 * new sizes: whatever flopscope does about its log, the file stays as the program wrote it. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static double checksum;

static void operations(int count, int longest)
{
    static double x[4000];
    int one = 1;
    fill(x, 4000, 71);
    for (int i = 0; i < count; i++) {
        int n = 1 + i % longest;
        checksum += ddot_(&n, x, &one, x, &one);
    }
}

int main(void)
{
    operations(100, 50);
    closefrom(3);
    char text[] = "mine alone\n";
    int files[16];
    for (int i = 0; i < 16; i++) {
        char name[32];
        snprintf(name, sizeof name, "own%d", i);
        files[i] = open(name, O_RDWR | O_CREAT | O_TRUNC, 0644);
        if (files[i] < 0 || write(files[i], text, sizeof text - 1) != (ssize_t)sizeof text - 1)
            return 1;
    }
    operations(400000, 4000);
    for (int i = 0; i < 16; i++) {
        struct stat status;
        char back[64] = "";
        if (fstat(files[i], &status) != 0 || pread(files[i], back, sizeof back - 1, 0) < 0)
            return 1;
        printf("descriptor %d: %lld bytes, %s", files[i], (long long)status.st_size, back);
    }
    printf("checksum %a\n", checksum);
    return 0;
}
