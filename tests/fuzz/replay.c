/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target on files, without the fuzzer: what it once found stays found.
 * usage: replay FILE... */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t size = 0, capacity = 0;

    if (file == NULL) {
        perror(path);
        return 1;
    }
    do {
        if (size == capacity) {
            capacity = capacity == 0 ? 65536 : 2 * capacity;
            data = realloc(data, capacity);
            if (data == NULL)
                abort();
        }
        size += fread(data + size, 1, capacity - size, file);
    } while (size == capacity);
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 0;
}

int main(int argc, char **argv)
{
    int failed = 0;

    for (int i = 1; i < argc; i++)
        failed |= replay(argv[i]);
    return failed;
}
