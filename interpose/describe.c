/* SPDX-License-Identifier: MIT */
/* Says an operation's dimensions, namespace and call site. */
#include "interpose/describe.h"

#include "interpose/arguments.h"
#include "interpose/callsite.h"
#include "interpose/name_space.h"

#include <stdarg.h>
#include <stdio.h>

/* A text that grows piece by piece and is cut where it is full. */
struct text {
    char *text;
    size_t size, used;
};

static void add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct text *text, const char *format, ...)
{
    size_t room = text->size - text->used;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text->text + text->used, room, format, arguments);
    va_end(arguments);
    if (length > 0)
        text->used += (size_t)length < room ? (size_t)length : room - 1;
}

/* "m=256 n=256 k=256". */
static void add_dimensions(struct text *text, const struct fs_operation *operation)
{
    const struct fs_binding *binding = operation->binding;
    const fs_family *family = &fs_families[fs_shapes[fs_entries[binding->entry].shape].family];
    int64_t value[FS_PARAM_MAX] = {0};
    struct fs_key key;
    if (!fs_sign(&key, operation->frame, binding, operation->name_space))
        return;
    fs_signature_values(&key, binding->entry, value);
    for (unsigned i = 0; i < family->nparam; i++)
        if (!family->param[i].is_option)
            add(text, "%s%s=%lld", text->used > 0 ? " " : "", family->param[i].name,
                (long long)value[i]);
}

void fs_describe(const struct fs_operation *operation, char *text, size_t size)
{
    struct text out = {text, size, 0};
    uintptr_t return_address = operation->return_address;
    char path[FS_NAMESPACE_BYTES], place[512];
    text[0] = '\0';
    if (operation->frame != NULL) {
        add_dimensions(&out, operation);
        return_address = operation->frame->word[FS_WORD_RETURN];
    } else if (operation->shapes != NULL) {
        add(&out, "%s", operation->shapes);
    }
    fs_name_space_path(operation->name_space, path);
    if (path[0] != '\0')
        add(&out, "%snamespace %s", out.used > 0 ? ", " : "", path);
    fs_callsite_describe(return_address, place, sizeof place);
    add(&out, "%scalled from %s", out.used > 0 ? ", " : "", place);
}
