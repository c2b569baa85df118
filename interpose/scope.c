/* SPDX-License-Identifier: MIT */
/* Symbol look-up by scope, without the dynamic linker's lock wherever its answer is certain: in the
 * objects that the program was started with, and where one object alone has the name. dlsym is
 * asked only whether one of several is in the global scope. A library that was loaded for a plugin
 * also sees the plugin's scope: the objects that need it are tried in the order of their loading.
 */
#include "interpose/scope.h"

#include <dlfcn.h>
#include <link.h>
#include <stddef.h>
#include <string.h>

#include "interpose/elf.h"
#include "interpose/lock.h"

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

/* Of the objects that the program was started with, the last: these are in the order of the global
 * scope, and stay. */
static const struct link_map *last_at_start;

void fs_scope_started(void)
{
    const struct link_map *map = map_of((uintptr_t)&fs_scope_object);
    while (map != NULL && map->l_next != NULL)
        map = map->l_next;
    last_at_start = map;
}

void *fs_scope_next(const char *name)
{
    const struct link_map *map = last_at_start != NULL ? map_of((uintptr_t)&fs_scope_object) : NULL;
    void *found = NULL;
    while (map != NULL && map != last_at_start && found == NULL) {
        map = map->l_next;
        found = fs_elf_definition(map, name);
    }
    return found;
}

/* ---- under the lock of dl_iterate_phdr, which is held while objects are added and removed, but
 * not while constructors run ---- */

enum { SCOPE_MAX = 512, NEEDS_DEPTH = 6 };

struct search {
    const char *name;
    const struct link_map *self;   /* ours: never an answer */
    const struct link_map *first;  /* of all */
    const struct link_map *caller; /* or NULL */
    void *found;
    unsigned answers; /* different ones */
};

/* By the lock: no two searches at a time. */
static const struct link_map *scope[SCOPE_MAX];

static const struct link_map *by_name(const struct search *search, const char *name)
{
    const struct link_map *map = search->first;
    while (map != NULL && strcmp(fs_elf_soname(map), name) != 0)
        map = map->l_next;
    return map;
}

static bool is_known(const struct link_map *map, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (scope[i] == map)
            return true;
    return false;
}

/* The name in an object and what it needs, breadth first: as dlsym finds it by the object's handle.
 */
static void *find_in(const struct search *search, const struct link_map *map)
{
    unsigned count = 1;
    scope[0] = map;
    for (unsigned i = 0; i < count; i++) {
        void *found = scope[i] == search->self ? NULL : fs_elf_definition(scope[i], search->name);
        if (found != NULL)
            return found;
        const ElfW(Dyn) *entry = NULL;
        const char *needed;
        while ((needed = fs_elf_needed(scope[i], &entry)) != NULL && count < SCOPE_MAX) {
            const struct link_map *library = by_name(search, needed);
            if (library != NULL && !is_known(library, count))
                scope[count++] = library;
        }
    }
    return NULL;
}

/* Does `map` need `library`, itself or through what it needs? `depth` bounds cycles of libraries.
 */
static bool needs(const struct search *search, const struct link_map *map,
                  const struct link_map *library, int depth)
{
    const ElfW(Dyn) *entry = NULL;
    const char *name;
    if (map == library)
        return true;
    while (depth > 0 && (name = fs_elf_needed(map, &entry)) != NULL) {
        const struct link_map *other = by_name(search, name);
        if (other != NULL && needs(search, other, library, depth - 1))
            return true;
    }
    return false;
}

/* In the scope of an object, or in that of one that needs it. */
static void *find_for(const struct search *search, const struct link_map *caller)
{
    void *found = find_in(search, caller);
    for (const struct link_map *map = search->first; map != NULL && found == NULL;
         map = map->l_next)
        if (map != caller && needs(search, map, caller, NEEDS_DEPTH))
            found = find_in(search, map);
    return found;
}

static int locked(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)info;
    (void)size;
    struct search *search = *(struct search **)data;
    void (*look)(struct search *) = ((void (**)(struct search *))data)[1];
    look(search);
    return 1;
}

/* Runs `look` where no object comes or goes. */
static void with_objects(struct search *search, void (*look)(struct search *))
{
    void *data[2] = {search, *(void **)&look};
    search->self = search->first = map_of((uintptr_t)&fs_scope_object);
    while (search->first != NULL && search->first->l_prev != NULL)
        search->first = search->first->l_prev;
    fs_lock_shield(); /* a handler may bind, too, or leave by a jump */
    dl_iterate_phdr(locked, data);
    fs_lock_unshield();
}

static void answer(struct search *search, void *found)
{
    if (found == NULL || found == search->found)
        return;
    if (search->answers++ == 0)
        search->found = found;
}

/* All that is there under the name. */
static void look_everywhere(struct search *search)
{
    for (const struct link_map *map = search->first; map != NULL; map = map->l_next)
        if (map != search->self)
            answer(search, fs_elf_definition(map, search->name));
}

static void look_for_caller(struct search *search)
{
    if (search->caller != NULL)
        answer(search, find_for(search, search->caller));
}

/* The caller has nothing under that name: a function of another object ended in the call, and
 * jumped. What those bind that refer to the name. */
static void look_for_others(struct search *search)
{
    for (const struct link_map *map = search->first; map != NULL; map = map->l_next)
        if (map != search->self && fs_elf_refers_to(map, search->name))
            answer(search, find_for(search, map));
    if (search->found == NULL)
        look_everywhere(search);
}

static void look_in_caller(struct search *search)
{
    if (search->caller != NULL)
        answer(search, find_in(search, search->caller));
}

static struct search search_for(const char *name, uintptr_t address, void (*look)(struct search *))
{
    struct search search = {.name = name, .caller = map_of(address)};
    with_objects(&search, look);
    return search;
}

/* ---- */

void *fs_scope_resolve(const char *name, uintptr_t address, struct fs_range *callers,
                       bool *is_guess)
{
    *callers = (struct fs_range){0, UINTPTR_MAX};
    *is_guess = false;
    void *found = fs_scope_next(name);
    if (found != NULL)
        return found;
    struct search any = search_for(name, address, look_everywhere);
    if (any.answers > 1) {
        fs_lock_shield();
        found = dlsym(RTLD_NEXT, name);
        fs_lock_unshield();
        dlerror(); /* the program shall not find our failed look-ups there */
        if (found != NULL)
            return found;
    }
    *callers = fs_scope_object(address);
    if (callers->span == 0) /* code made at run time: the answer holds for this page of it */
        *callers = (struct fs_range){address & ~(uintptr_t)4095, 4096};
    if (any.answers <= 1)
        return any.found;
    struct search own = search_for(name, address, look_for_caller);
    if (own.answers == 0)
        own = search_for(name, address, look_for_others);
    *is_guess = own.answers > 1;
    return own.found;
}

void *fs_scope_find(const char *name, uintptr_t address)
{
    return search_for(name, address, look_in_caller).found;
}

void *fs_scope_any(const char *name)
{
    return search_for(name, 0, look_everywhere).found;
}
