/* SPDX-License-Identifier: MIT */
/* Symbol look-up by scope. dlsym knows the global scope (RTLD_NEXT) and an object's own scope (its
 * handle); a library that was loaded for a plugin also sees the plugin's scope, which has no name
 * in dlsym: there the objects that need it are tried in the order of their loading. */
#include "interpose/scope.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <string.h>

#include "interpose/libc.h"

/* What is mapped where an address is. */
struct object {
    struct link_map *map;
    struct fs_range range;
};

#if __GLIBC_PREREQ(2, 35)
/* dladdr would also look for the nearest symbol: slow in a library with thousands. */
static bool object_at(uintptr_t address, struct object *object)
{
    struct dl_find_object found;
    if (_dl_find_object((void *)address, &found) != 0)
        return false;
    uintptr_t low = (uintptr_t)found.dlfo_map_start;
    *object = (struct object){found.dlfo_link_map, {low, (uintptr_t)found.dlfo_map_end - low}};
    return true;
}
#else
static int range_of(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    struct fs_range *wanted = data; /* in: low is an address of the object */
    uintptr_t low = UINTPTR_MAX, high = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD)
            continue;
        uintptr_t start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        uintptr_t end = start + info->dlpi_phdr[i].p_memsz;
        low = start < low ? start : low;
        high = end > high ? end : high;
    }
    if (wanted->low < low || wanted->low >= high)
        return 0;
    *wanted = (struct fs_range){low, high - low};
    return 1;
}

static bool object_at(uintptr_t address, struct object *object)
{
    Dl_info info;
    object->range = (struct fs_range){address, 0};
    return dladdr1((void *)address, &info, (void **)&object->map, RTLD_DL_LINKMAP) != 0 &&
           dl_iterate_phdr(range_of, &object->range) != 0;
}
#endif

struct fs_range fs_scope_object(uintptr_t address)
{
    struct object object;
    return object_at(address, &object) ? object.range : (struct fs_range){address, 0};
}

static struct link_map *map_of(uintptr_t address)
{
    struct object object;
    return object_at(address, &object) ? object.map : NULL;
}

const struct link_map *fs_scope_map(uintptr_t address)
{
    return map_of(address);
}

/* name in the scope of one object, never our own definition. */
static void *find_in(const struct link_map *map, const char *name)
{
    if (map->l_name == NULL || map->l_name[0] == '\0')
        return NULL; /* the program: its scope is the global one */
    void *handle = dlopen(map->l_name, RTLD_LAZY | RTLD_NOLOAD);
    if (handle == NULL)
        return NULL;
    void *found = dlsym(handle, name);
    fs_libc_dlclose(handle);
    return found != NULL && map_of((uintptr_t)found) == map_of((uintptr_t)&fs_scope_object) ? NULL
                                                                                            : found;
}

/* The linker has added the load address to DT_STRTAB, but not in the kernel's vdso. */
static const char *dynamic_string(const struct link_map *map, ElfW(Xword) offset)
{
    for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++)
        if (d->d_tag == DT_STRTAB)
            return (const char *)(d->d_un.d_ptr < map->l_addr ? map->l_addr + d->d_un.d_ptr
                                                              : d->d_un.d_ptr) +
                   offset;
    return "";
}

static const char *soname(const struct link_map *map)
{
    for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++)
        if (d->d_tag == DT_SONAME)
            return dynamic_string(map, d->d_un.d_val);
    const char *slash = strrchr(map->l_name, '/');
    return slash != NULL ? slash + 1 : map->l_name;
}

/* Does `map` need `library`, itself or through what it needs? `depth` bounds cycles of libraries.
 */
static bool needs(const struct link_map *map, const struct link_map *library,
                  const struct link_map *first, int depth)
{
    if (map == library)
        return true;
    if (depth == 0)
        return false;
    for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++) {
        if (d->d_tag != DT_NEEDED)
            continue;
        const char *name = dynamic_string(map, d->d_un.d_val);
        for (const struct link_map *other = first; other != NULL; other = other->l_next)
            if (strcmp(soname(other), name) == 0 && needs(other, library, first, depth - 1))
                return true;
    }
    return false;
}

/* In the scope of an object that needs `caller`, or (caller NULL) in that of any object. */
static void *find_in_users(const struct link_map *caller, const struct link_map *any,
                           const char *name)
{
    const struct link_map *first = any;
    while (first->l_prev != NULL)
        first = first->l_prev;
    for (const struct link_map *map = first; map != NULL; map = map->l_next) {
        if (caller != NULL && (map == caller || !needs(map, caller, first, 6)))
            continue;
        void *found = find_in(map, name);
        if (found != NULL)
            return found;
    }
    return NULL;
}

void *fs_scope_resolve(const char *name, uintptr_t address, struct fs_range *callers)
{
    *callers = (struct fs_range){0, UINTPTR_MAX};
    void *found = dlsym(RTLD_NEXT, name);
    if (found != NULL)
        return found;
    const struct link_map *caller = map_of(address);
    *callers = fs_scope_object(address);
    if (callers->span == 0) /* code made at run time: the answer holds for this page of it */
        *callers = (struct fs_range){address & ~(uintptr_t)4095, 4096};
    if (caller != NULL)
        found = find_in(caller, name);
    if (found == NULL && caller != NULL)
        found = find_in_users(caller, caller, name);
    if (found == NULL)
        found = find_in_users(NULL, map_of((uintptr_t)&fs_scope_object), name);
    dlerror(); /* the program shall not find our failed look-ups there */
    return found;
}

void *fs_scope_find(const char *name, uintptr_t address)
{
    const struct link_map *map = map_of(address);
    void *found = map != NULL ? find_in(map, name) : NULL;
    dlerror();
    return found;
}
