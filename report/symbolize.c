/* SPDX-License-Identifier: MIT */
/* Names for call sites with elfutils' libdwfl (symbolize.h). Each object is opened once. */
#include "report/symbolize.h"

#include "report/demangle.h"

#include <elfutils/libdwfl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct object {
    char *path;
    uint64_t modified_ns; /* realtime; 0: not there */
    Dwfl *dwfl;           /* NULL: cannot be read */
    Dwfl_Module *module;
};

struct fs_symbolizer {
    struct object *objects;
    size_t count;
    struct fs_demangler demangler;
};

fs_symbolizer *fs_symbolizer_new(void)
{
    /* A report is made from what is on this machine, without waiting for a server. */
    unsetenv("DEBUGINFOD_URLS");
    return calloc(1, sizeof(fs_symbolizer));
}

void fs_symbolizer_free(fs_symbolizer *symbolizer)
{
    if (symbolizer == NULL)
        return;
    for (size_t i = 0; i < symbolizer->count; i++) {
        if (symbolizer->objects[i].dwfl != NULL)
            dwfl_end(symbolizer->objects[i].dwfl);
        free(symbolizer->objects[i].path);
    }
    free(symbolizer->objects);
    fs_demangler_close(&symbolizer->demangler);
    free(symbolizer);
}

static void open_object(struct object *object)
{
    static const Dwfl_Callbacks callbacks = {
        .find_elf = dwfl_build_id_find_elf,
        .find_debuginfo = dwfl_standard_find_debuginfo,
        .section_address = dwfl_offline_section_address,
    };
    struct stat status;

    if (object->path[0] != '/' || stat(object->path, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    object->modified_ns =
        (uint64_t)status.st_mtim.tv_sec * 1000000000u + (uint64_t)status.st_mtim.tv_nsec;
    object->dwfl = dwfl_begin(&callbacks);
    if (object->dwfl == NULL)
        return;
    dwfl_report_begin(object->dwfl);
    object->module = dwfl_report_offline(object->dwfl, object->path, object->path, -1);
    if (dwfl_report_end(object->dwfl, NULL, NULL) != 0)
        object->module = NULL;
}

static struct object *object_at(fs_symbolizer *symbolizer, const char *path)
{
    for (size_t i = 0; i < symbolizer->count; i++)
        if (strcmp(symbolizer->objects[i].path, path) == 0)
            return &symbolizer->objects[i];
    struct object *grown =
        reallocarray(symbolizer->objects, symbolizer->count + 1, sizeof *symbolizer->objects);
    if (grown == NULL)
        return NULL;
    symbolizer->objects = grown;
    struct object *object = &grown[symbolizer->count];
    *object = (struct object){.path = strdup(path)};
    if (object->path == NULL)
        return NULL;
    symbolizer->count++;
    open_object(object);
    return object;
}

/* The address in libdwfl's layout of the object; 0 is "object_offset less the load bias". */
static Dwarf_Addr address_in(const struct object *object, uint64_t object_offset)
{
    GElf_Addr bias = 0;

    if (dwfl_module_getelf(object->module, &bias) == NULL)
        return 0;
    return object_offset + bias;
}

static void look_up(const struct object *object, uint64_t object_offset, struct fs_place *place)
{
    Dwarf_Addr address = address_in(object, object_offset);
    GElf_Off offset;
    GElf_Sym symbol;
    int line;

    if (address == 0)
        return;
    /* A return address is after its call, perhaps in the next function. */
    const char *function =
        dwfl_module_addrinfo(object->module, address - 1, &offset, &symbol, NULL, NULL, NULL);
    if (function != NULL) {
        place->function = function;
        place->function_offset = offset + 1;
    }
    Dwfl_Line *source = dwfl_module_getsrc(object->module, address - 1);
    const char *file = source == NULL ? NULL : dwfl_lineinfo(source, NULL, &line, NULL, NULL, NULL);
    if (file != NULL) {
        place->file = file;
        place->line = line;
    }
}

struct fs_place fs_symbolize(fs_symbolizer *symbolizer, const fs_oplog *log,
                             const struct fs_oplog_callsite *site)
{
    struct fs_place place = {site->symbol, site->record->symbol_offset, "", 0};
    const struct object *object = object_at(symbolizer, site->object);

    if (object != NULL && object->module != NULL &&
        object->modified_ns <= log->header.start.realtime_ns)
        look_up(object, site->record->object_offset, &place);
    place.function = fs_demangle(&symbolizer->demangler, place.function);
    return place;
}

const char *fs_format_place(char *buffer, size_t size, const struct fs_place *place,
                            const struct fs_oplog_callsite *site)
{
    const char *slash = strrchr(place->file, '/');
    const char *file = slash != NULL ? slash + 1 : place->file;
    int length;

    if (place->function[0] != '\0')
        length = snprintf(buffer, size, "%s+0x%" PRIx64, place->function, place->function_offset);
    else if (site->record->object_offset != 0)
        length = snprintf(buffer, size, "0x%" PRIx64, site->record->object_offset);
    else
        length = snprintf(buffer, size, "?"); /* a call site that was not kept */
    if (file[0] != '\0' && length >= 0 && (size_t)length < size)
        snprintf(buffer + length, size - (size_t)length, " (%s:%d)", file, place->line);
    return buffer;
}

const char *fs_format_callsite(char *buffer, size_t size, const struct fs_place *place,
                               const struct fs_oplog_callsite *site)
{
    const char *slash = strrchr(site->object, '/');
    size_t length;

    fs_format_place(buffer, size, place, site);
    length = strlen(buffer);
    if (site->record->object_offset != 0)
        snprintf(buffer + length, size - length, " in %s",
                 slash != NULL ? slash + 1 : site->object);
    return buffer;
}
