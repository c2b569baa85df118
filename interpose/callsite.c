/* SPDX-License-Identifier: MIT */
/* Call sites: an object, an offset in it, and a symbol where that is to be had cheaply. Reports
 * find better names in the object's files later. */
#include "interpose/callsite.h"

#include "interpose/aside.h"
#include "interpose/elf.h"
#include "interpose/process.h"
#include "interpose/registry.h"
#include "interpose/scope.h"
#include "interpose/text.h"
#include "interpose/unwinder.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* What is known of an address; empty texts where nothing is. */
struct place {
    const char *object; /* path */
    const char *symbol;
    uintptr_t object_offset;
    uintptr_t symbol_offset;
};

/* Objects that call sites are in, each with the address of a call. */
struct fs_site_object {
    struct fs_site_object *next;
    const struct link_map *map; /* NULL: none, code made at run time */
    uintptr_t address;          /* 0: the object is gone, this is for another one */
};

static void note_object(const struct link_map *map, uintptr_t address)
{
    struct fs_site_object *vacant = NULL;
    for (struct fs_site_object *object = fs_process->objects; object != NULL; object = object->next)
        if (object->address == 0)
            vacant = object;
        else if (object->map == map)
            return;
    if (vacant == NULL) {
        vacant = fs_registry_alloc(sizeof *vacant);
        if (vacant == NULL) /* no signature can be kept either */
            return;
        vacant->next = fs_process->objects;
        fs_process->objects = vacant;
    }
    vacant->map = map;
    vacant->address = address;
}

bool fs_callsite_objects_gone(void)
{
    bool any_gone = false;
    for (struct fs_site_object *object = fs_process->objects; object != NULL; object = object->next)
        if (object->address != 0 && fs_scope_map(object->address - 1) == NULL) {
            object->address = 0;
            any_gone = true;
        }
    return any_gone;
}

/* The object alone. The call is before its return address, which may already be the next
 * function's. */
static struct place place_of(uintptr_t address, const struct link_map *map)
{
    struct place place = {"", "", address, 0};
    if (map != NULL) {
        bool is_program = map->l_name == NULL || map->l_name[0] == '\0';
        place.object = is_program ? fs_process->log.header->program : map->l_name;
        place.object_offset = address - map->l_addr;
    }
    return place;
}

/* The function too, if dynamic symbols tell. */
static void add_symbol(struct place *place, uintptr_t address)
{
    const struct link_map *map = fs_scope_map(address - 1);
    uintptr_t start = 0;
    const char *name = map != NULL ? fs_elf_function_at(map, address - 1, &start) : NULL;
    if (name == NULL)
        return;
    place->symbol = name;
    place->symbol_offset = address - start;
}

/* What tells call sites apart: where it is in its object, since another one may come to its
 * address. */
static uint64_t identity(const struct place *place)
{
    uint64_t hash = place->object_offset;
    for (const char *c = place->object; *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

/* Without the symbol: reports find better names in the object's file. */
uint32_t fs_callsite_number(uintptr_t return_address)
{
    bool is_new;
    const struct link_map *map = fs_scope_map(return_address - 1);
    struct place place = place_of(return_address, map);
    note_object(map, return_address);
    uint32_t number = fs_registry_number(FS_NUMBER_CALLSITE, identity(&place), &is_new);
    if (!is_new)
        return number;
    struct fs_log_callsite record = {.id = number,
                                     .address = return_address,
                                     .object_offset = place.object_offset,
                                     .symbol_offset = place.symbol_offset};
    const char *texts[] = {place.object, place.symbol};
    if (!fs_log_record(&fs_process->log, FS_LOG_CALLSITE, &record, sizeof record, NULL, 0, texts,
                       2))
        fs_process_log_failed();
    return number;
}

/* What is asked of the unwinder, and its answer. */
struct naming {
    uintptr_t return_address;
    char *name;
    size_t size;
    uint64_t offset;
    bool found;
};

static void ask_unwinder(void *data)
{
    struct naming *naming = data;
    naming->found =
        fs_unwinder_name(naming->return_address, naming->name, naming->size, &naming->offset);
}

static void describe(uintptr_t return_address, char *text, size_t size)
{
    struct place place = place_of(return_address, fs_scope_map(return_address - 1));
    char name[256];
    struct naming naming = {return_address, name, sizeof name, 0, false};
    add_symbol(&place, return_address);
    fs_aside(ask_unwinder, &naming);
    if (naming.found) {
        place.symbol = name;
        place.symbol_offset = naming.offset;
    }
    if (place.symbol[0] != '\0')
        snprintf(text, size, "%s+0x%lx in %s", place.symbol, (unsigned long)place.symbol_offset,
                 place.object);
    else if (place.object[0] != '\0')
        snprintf(text, size, "%s+0x%lx", place.object, (unsigned long)place.object_offset);
    else
        snprintf(text, size, "0x%lx", (unsigned long)return_address);
}

/* Finding a name takes half a millisecond: the last one is kept, for a handler that lets many
 * operations of one call site go on. */
static struct {
    struct fs_lock lock;
    uintptr_t address;
    const struct link_map *map; /* another one: the object was unloaded */
    char text[512];
} last;

void fs_callsite_describe(uintptr_t return_address, char *text, size_t size)
{
    const struct link_map *map = fs_scope_map(return_address - 1);
    fs_lock_take(&last.lock);
    bool again = last.address == return_address && last.map == map;
    if (again)
        fs_text_copy(text, size, last.text);
    fs_lock_give(&last.lock);
    if (again)
        return;
    describe(return_address, text, size);
    fs_lock_take(&last.lock);
    last.address = return_address;
    last.map = map;
    fs_text_copy(last.text, sizeof last.text, text);
    fs_lock_give(&last.lock);
}
