/* SPDX-License-Identifier: MIT */
/* Symbols of loaded objects, read from the objects' own tables: dlsym and dladdr take the dynamic
 * linker's lock, which a thread may hold that waits for ours (in a constructor that joins it). */
#ifndef FS_ELF_H
#define FS_ELF_H

#include <link.h>
#include <stdbool.h>
#include <stdint.h>

/* What the object defines under `name` for others, in its default version; NULL: nothing. */
void *fs_elf_definition(const struct link_map *map, const char *name);

/* Does the object refer to `name`, for others to define? Looks at each symbol. */
bool fs_elf_refers_to(const struct link_map *map, const char *name);

/* The object's name for others: its SONAME, else its file's. */
const char *fs_elf_soname(const struct link_map *map);

/* The next library that the object needs: *entry is its place in the dynamic section, NULL before
 * the first. NULL: no more. */
const char *fs_elf_needed(const struct link_map *map, const ElfW(Dyn) * *entry);

/* The function that holds `address`, by the object's dynamic symbols, and its first address; NULL:
 * none. Looks at each symbol. */
const char *fs_elf_function_at(const struct link_map *map, uintptr_t address, uintptr_t *start);

#endif
