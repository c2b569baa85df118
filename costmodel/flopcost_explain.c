/* SPDX-License-Identifier: MIT */
/* The public function of flopcost.h that says where a routine's figures come from. */
#include "costmodel/flopcost_internal.h"

#include "costmodel/notes.h"

#include <string.h>

enum { NAME_BYTES = 64 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

/* Helpers of a work expression that are no cost functions. */
static int is_helper(const char *name)
{
    return strcmp(name, "min") == 0 || strcmp(name, "max") == 0;
}

/* The index-th cost function of an expression such as "getrf(n, n) + getrs(n, nrhs)", into name. */
static int find_function(const char *text, size_t index, char name[NAME_BYTES])
{
    while (*text != '\0') {
        size_t length = strspn(text, letters);
        const char *after = text + length;
        if (length == 0) {
            text++;
            continue;
        }
        if (*after == '(' && length < NAME_BYTES) {
            memcpy(name, text, length);
            name[length] = '\0';
            if (!is_helper(name) && index-- == 0)
                return 1;
        }
        text = after;
    }
    return 0;
}

FS_EXPORT int flopscope_routine_explain(const struct flopscope_routine *routine, size_t index,
                                        struct flopscope_explanation *explanation)
{
    char name[NAME_BYTES];

    if (!find_function(flopscope_routine_work(routine), index, name))
        return FLOPSCOPE_BAD_VALUE;
    const struct fs_note *note = fs_note_find(name);
    if (note == NULL)
        return FLOPSCOPE_BAD_VALUE;
    *explanation = (struct flopscope_explanation){
        .name = note->name,
        .title = note->title,
        .formula = note->formula,
        .work_class = note->work_class,
        .source = note->source,
        .depends = note->depends,
        .error = note->error,
    };
    return FLOPSCOPE_OK;
}
