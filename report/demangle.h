/* SPDX-License-Identifier: MIT */
/* Names of C++ functions as they are written: "solve(int)" for "_Z5solvei", with the demangler of
 * libstdc++ where it is installed. */
#ifndef FS_REPORT_DEMANGLE_H
#define FS_REPORT_DEMANGLE_H

#include <stdbool.h>

/* Zeroed to begin with. */
struct fs_demangler {
    void *names; /* tree of those that were asked for */
    void *library;
    char *(*demangle)(const char *, char *, unsigned long *, int *); /* __cxa_demangle */
    bool is_open;
};

/* The name as it is written, or `name` itself where it is none of C++ or cannot be told. The text
 * lives as long as the demangler and `name`. */
const char *fs_demangle(struct fs_demangler *demangler, const char *name);

void fs_demangler_close(struct fs_demangler *demangler);

#endif
