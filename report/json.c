/* SPDX-License-Identifier: MIT */
/* Parameters, shapes and call sites as JSON (json.h). */
#include "report/json.h"

#include "report/shapes.h"
#include "report/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

void fs_json_set_named(json_t *object, const char *name, json_t *value)
{
    json_t *text = fs_json_text(name);

    if (text == NULL)
        json_decref(value);
    else
        json_object_set_new(object, json_string_value(text), value);
    json_decref(text);
}

json_t *fs_json_parameters(const struct fs_oplog_entry *entry,
                           const struct fs_log_signature *signature)
{
    json_t *object = json_object();
    struct fs_parameter parameter;

    if (signature->flags & FS_LOG_SIG_FOLDED)
        return object;
    for (size_t i = 0; fs_parameter_at(entry, signature, i, &parameter); i++) {
        char name[64], letter[2] = {(char)parameter.value, '\0'};
        bool is_letter = parameter.is_option && parameter.value > ' ' && parameter.value <= '~';
        snprintf(name, sizeof name, "%.*s", (int)parameter.name_length, parameter.name);
        fs_json_set_named(object, name,
                          is_letter ? json_string(letter) : json_integer(parameter.value));
    }
    return object;
}

/* "256x256 256" as [[256, 256], [256]]; what a program said otherwise as text. */
static json_t *said_shapes(const char *text)
{
    json_t *array = json_array(), *extents = json_array();
    const char *at = text;

    for (;;) {
        char *end;
        long long extent = strtoll(at, &end, 10);
        if (end == at || !isdigit((unsigned char)*at))
            break;
        json_array_append_new(extents, json_integer(extent));
        if (*end != 'x') {
            json_array_append_new(array, extents);
            extents = json_array();
        }
        at = end + (*end != '\0');
        if (*end == '\0' || (*end != 'x' && *end != ' '))
            break;
    }
    bool is_understood = *at == '\0' && json_array_size(extents) == 0;
    json_decref(extents);
    if (is_understood)
        return array;
    json_decref(array);
    return fs_json_text(text);
}

json_t *fs_json_shapes(const struct fs_oplog_entry *entry, const struct fs_log_signature *signature)
{
    struct fs_operands operands;

    if (entry->shapes[0] != '\0')
        return said_shapes(entry->shapes);
    if (!fs_operands_of(entry, signature, &operands))
        return fs_json_parameters(entry, signature);
    json_t *array = json_array();
    for (size_t i = 0; i < operands.count; i++) {
        json_t *extents = json_array();
        for (size_t j = 0; j < operands.operand[i].rank; j++)
            json_array_append_new(extents, json_integer(operands.operand[i].extent[j]));
        json_array_append_new(array, extents);
    }
    return array;
}

json_t *fs_json_subscripts(const struct fs_oplog_entry *entry,
                           const struct fs_log_signature *signature)
{
    struct fs_operands operands;

    if (entry->subscripts[0] != '\0')
        return fs_json_text(entry->subscripts);
    return fs_operands_of(entry, signature, &operands) ? fs_json_text_or_null(operands.subscripts)
                                                       : json_null();
}

static json_t *address(uint64_t value)
{
    char text[32];

    snprintf(text, sizeof text, "0x%" PRIx64, value);
    return json_string(text);
}

json_t *fs_json_callsite(fs_symbolizer *symbolizer, const fs_oplog *log,
                         const struct fs_oplog_callsite *site)
{
    struct fs_place place = fs_symbolize(symbolizer, log, site);
    json_t *object = json_object();

    json_object_set_new(object, "object", fs_json_text(site->object));
    json_object_set_new(object, "object_offset", address(site->record->object_offset));
    json_object_set_new(object, "address", address(site->record->address));
    json_object_set_new(object, "function", fs_json_text_or_null(place.function));
    json_object_set_new(object, "function_offset",
                        place.function[0] != '\0'
                            ? json_integer((json_int_t)(place.function_offset & INT64_MAX))
                            : json_null());
    json_object_set_new(object, "file", fs_json_text_or_null(place.file));
    json_object_set_new(object, "line", place.line > 0 ? json_integer(place.line) : json_null());
    return object;
}

json_t *fs_json_stack(fs_symbolizer *symbolizer, const fs_oplog *log,
                      const struct fs_log_signature *signature)
{
    size_t depth = signature->flags & FS_LOG_SIG_STACK ? fs_oplog_depth(log, signature) : 0;
    json_t *array = depth > 0 ? json_array() : json_null();

    for (size_t i = 0; i < depth; i++)
        json_array_append_new(array,
                              fs_json_callsite(symbolizer, log, fs_oplog_frame(log, signature, i)));
    return array;
}
