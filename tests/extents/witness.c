/* SPDX-License-Identifier: MIT */
/* A preload library that holds arrays.tbl against what routines do: each call of a Fortran entry
 * point is made twice, the second time with NaN in all that it is not said to read. Then its
 * outputs must be the same, all of what it is said to write must be written, and nothing else. */
#include "costmodel/catalogue.h"
#include "interpose/entries.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* enter.S */
__attribute__((visibility("hidden"))) void call_backend(void *target, const uint64_t *word,
                                                        uint64_t nstack, uint64_t result[4]);
__attribute__((visibility("hidden"))) void witness(uint64_t *word, uint32_t entry,
                                                   uint64_t result[4]);

enum {
    WORDS_MAX = 96,           /* of a call: registers and stack */
    SPAN_BYTES_MAX = 1 << 22, /* larger arrays are not looked at */
    CALLS_MAX = 65536,
    CALLS_OF_ENTRY_MAX = 100,
    PAGE_BYTES = 4096
};

/* The bits of a NaN that nothing computes: of each 32 bits of what is planted. */
#define SENTINEL 0x7fedface7fedfaceu

/* The memory of an array, from its first element that is read or written to its last. */
struct span {
    char *start;
    size_t bytes;
    char *before, *after; /* copies: at the call, and after the first run */
};

struct call {
    uint64_t *word;
    const struct fs_shape *shape;
    const fs_family *family;
    const char *routine;
    char prec;
    unsigned narray;
    int64_t value[FS_PARAM_MAX];
    fs_access access[FS_ARRAY_MAX]; /* once it has run: with what it found */
    struct span span[FS_ARRAY_MAX];
    uint64_t at[WORDS_MAX][2]; /* what was behind each pointer among its words */
    unsigned words;
};

/* An element of a piece. */
struct element {
    unsigned array;
    char *address;
    unsigned bytes;
    int64_t i, j;
};

typedef bool (*visitor)(struct call *call, const struct element *element, void *context);

/* By family; what lies behind them in a call's words is not the call's. */
static const unsigned argument_counts[] = {
#include "arguments.inc"
};

static bool is_second_run;
static uint8_t calls_of[FS_ENTRY_COUNT_MAX];
static uint64_t seen[CALLS_MAX]; /* hashes of calls: routine and parameters */
static unsigned seen_count;

/* Character arguments may lie anywhere; numbers do not. */
static bool is_address(uint64_t word)
{
    return word >= PAGE_BYTES && word >> 47 == 0 && word % 4 == 0;
}

static bool is_number(char type)
{
    return type != 'i' && type != 'l' && type != 'h';
}

static int64_t integer_at(const struct call *call, struct fs_source source)
{
    if (source.kind == FS_ABSENT || !is_address(call->word[source.word]))
        return 0;
    return *(const int32_t *)call->word[source.word];
}

/* Distance of element (i, j) of a piece from the array's first, as LAPACK documents it. */
static int64_t place_of(const fs_extent *e, int64_t i, int64_t j, int64_t stride, bool has_stride)
{
    int64_t row = i + e->first_row, col = j + e->first_col;
    switch (e->layout) {
    case FS_EXTENT_VECTOR:
        if (!has_stride)
            return row;
        return stride >= 0 ? row * stride : (i - e->rows + 1) * stride;
    case FS_EXTENT_DENSE:
        return row + col * (has_stride ? stride : e->first_row + e->rows);
    case FS_EXTENT_BAND:
        return e->origin + i - j + j * stride;
    case FS_EXTENT_PACKED_UPPER:
        return i + j * (j + 1) / 2;
    default:
        return i + j * (2 * e->rows - j - 1) / 2;
    }
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static bool visit_piece(struct call *call, unsigned array, const fs_extent *e, bool is_output,
                        visitor visit, void *context)
{
    const struct fs_array_source *source = &fs_array_sources[call->shape->array + array];
    struct fs_source stride_source = is_output ? source->written_stride : source->stride;
    bool has_stride = stride_source.kind != FS_ABSENT;
    int64_t stride = integer_at(call, stride_source);
    struct element element = {.array = array};
    element.bytes = fs_array_element_bytes(&call->family->array[array], call->prec, 4);
    if (fs_extent_elements(e) == 0 || source->word == FS_NO_WORD ||
        !is_address(call->word[source->word]))
        return true;
    for (element.j = 0; element.j < e->cols; element.j++) {
        int64_t first = most(0, element.j - e->upper),
                end = least(e->rows, element.j + e->lower + 1);
        for (element.i = first; element.i < end; element.i++) {
            int64_t at = place_of(e, element.i, element.j, stride, has_stride);
            element.address = (char *)call->word[source->word] + at * (int64_t)element.bytes;
            if (!visit(call, &element, context))
                return false;
        }
    }
    return true;
}

/* Every element that is read, or written. False where a visit was. */
static bool visit_array(struct call *call, unsigned array, bool is_output, visitor visit,
                        void *context)
{
    const fs_extent *pieces = is_output ? call->access[array].written : call->access[array].read;
    for (unsigned i = 0; i < FS_PIECES_MAX; i++)
        if (!visit_piece(call, array, &pieces[i], is_output, visit, context))
            return false;
    return true;
}

static bool visit_all(struct call *call, bool is_output, visitor visit, void *context)
{
    for (unsigned i = 0; i < call->narray; i++)
        if (!visit_array(call, i, is_output, visit, context))
            return false;
    return true;
}

static bool widen(struct call *call, const struct element *element, void *context)
{
    struct span *span = &call->span[element->array];
    char *end = span->start + span->bytes;
    (void)context;
    if (span->start == NULL) {
        span->start = element->address;
        span->bytes = element->bytes;
        return true;
    }
    if (element->address < span->start)
        span->start = element->address;
    if (element->address + element->bytes > end)
        end = element->address + element->bytes;
    span->bytes = (size_t)(end - span->start);
    return span->bytes <= SPAN_BYTES_MAX;
}

static bool read_parameters(struct call *call)
{
    for (unsigned i = 0; i < call->shape->nparam; i++) {
        struct fs_source source = fs_sources[call->shape->source + i];
        if (source.kind == FS_INT_POINTER) {
            call->value[i] = integer_at(call, source);
        } else if (source.kind == FS_CHAR_POINTER) {
            int letter = *(const unsigned char *)call->word[source.word];
            call->value[i] = letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter;
        }
    }
    for (unsigned i = call->shape->nparam; i < (unsigned)call->shape->nparam + call->shape->nquery;
         i++)
        if (integer_at(call, fs_sources[call->shape->source + i]) < 0)
            return false;
    return true;
}

/* Whether a call of this kind has not been looked at often enough. */
static bool is_new(const struct call *call, uint32_t entry)
{
    uint64_t hash = entry;
    for (unsigned i = 0; i < call->shape->nparam; i++)
        hash = (hash ^ (uint64_t)call->value[i]) * 0x9e3779b97f4a7c15u;
    if (calls_of[entry] >= CALLS_OF_ENTRY_MAX)
        return false;
    for (unsigned i = 0, same = 0; i < seen_count; i++)
        if (seen[i] == hash && ++same >= 2)
            return false;
    if (seen_count < CALLS_MAX)
        seen[seen_count++] = hash;
    calls_of[entry]++;
    return true;
}

/* Constants may lie in memory that is not to be written. */
static void restore_at(uint64_t address, const void *bytes, size_t size)
{
    if (memcmp((const void *)address, bytes, size) != 0)
        memcpy((void *)address, bytes, size);
}

static void keep_scalars(struct call *call, bool restore)
{
    size_t bytes = fs_prec_bytes(call->prec);
    for (unsigned i = 0; i < call->words; i++) {
        uint64_t word = call->word[FS_WORD_REG + i + (i >= 6 ? 2 : 0)];
        if (!is_address(word))
            continue;
        if (restore)
            restore_at(word, call->at[i], bytes);
        else
            memcpy(call->at[i], (void *)word, bytes);
    }
}

static void copy_spans(struct call *call, bool is_after)
{
    for (unsigned i = 0; i < call->narray; i++) {
        struct span *span = &call->span[i];
        char **copy = is_after ? &span->after : &span->before;
        *copy = malloc(span->bytes + 1);
        memcpy(*copy, span->start, span->bytes);
    }
}

static void put_back(struct call *call, bool is_after)
{
    for (unsigned i = 0; i < call->narray; i++)
        restore_at((uint64_t)call->span[i].start,
                   is_after ? call->span[i].after : call->span[i].before, call->span[i].bytes);
}

static char *copy_of(struct call *call, unsigned array, const char *address, bool is_after)
{
    struct span *span = &call->span[array];
    return (is_after ? span->after : span->before) + (address - span->start);
}

static void report(const struct call *call, const char *what, const char *array, int64_t i,
                   int64_t j)
{
    const struct fs_array_source *source = &fs_array_sources[call->shape->array];
    static int file = -1;
    char text[512];
    int at = snprintf(text, sizeof text, "%s %s %s", call->routine, what, array);
    if (i >= 0)
        at += snprintf(text + at, sizeof text - (size_t)at, " (%lld,%lld)", (long long)i + 1,
                       (long long)j + 1);
    for (unsigned p = 0; p < call->family->nparam; p++) {
        const fs_param *param = &call->family->param[p];
        size_t left = sizeof text - (size_t)at;
        at += param->is_option
                  ? snprintf(text + at, left, " %s=%c", param->name, (char)call->value[p])
                  : snprintf(text + at, left, " %s=%lld", param->name, (long long)call->value[p]);
    }
    for (unsigned a = 0; a < call->narray; a++)
        if (source[a].stride.kind != FS_ABSENT)
            at += snprintf(text + at, sizeof text - (size_t)at, " by(%s)=%lld",
                           call->family->array[a].name,
                           (long long)integer_at(call, source[a].stride));
    text[at++] = '\n';
    if (file < 0)
        file = open(getenv("WITNESS"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (write(file, text, (size_t)at) != at)
        abort();
}

/* What lies in the spans but belongs to no output has not changed, but for inputs that are
 * destroyed. */
static bool undo(struct call *call, const struct element *element, void *context)
{
    (void)context; /* every span may hold it: arrays may be parts of one matrix */
    for (unsigned i = 0; i < call->narray; i++) {
        struct span *span = &call->span[i];
        if (element->address >= span->start &&
            element->address + element->bytes <= span->start + span->bytes)
            memcpy(span->before + (element->address - span->start), element->address,
                   element->bytes);
    }
    return true;
}

static bool is_written(const struct call *call, unsigned array)
{
    return fs_pieces_elements(call->access[array].written) > 0;
}

static void check_unwritten(struct call *call)
{
    char *kept[FS_ARRAY_MAX];
    for (unsigned i = 0; i < call->narray; i++) {
        kept[i] = call->span[i].before;
        call->span[i].before = malloc(call->span[i].bytes + 1);
        memcpy(call->span[i].before, kept[i], call->span[i].bytes);
    }
    visit_all(call, true, undo, NULL);
    for (unsigned i = 0; i < call->narray; i++)
        if (is_written(call, i))
            visit_array(call, i, false, undo, NULL);
    for (unsigned i = 0; i < call->narray; i++) {
        const struct span *span = &call->span[i];
        unsigned size = fs_array_element_bytes(&call->family->array[i], call->prec, 4);
        for (size_t at = 0; is_written(call, i) && at + size <= span->bytes; at += size) {
            if (memcmp(span->before + at, span->start + at, size) != 0) {
                report(call, "writes-outside", call->family->array[i].name, (int64_t)(at / size),
                       0);
                break;
            }
        }
        free(call->span[i].before);
        call->span[i].before = kept[i];
    }
}

/* Reverse communication: what a call does depends on the last one. */
static bool is_restartable(const fs_family *family)
{
    static const char *const kept[] = {"lacn2", "lacon"};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        if (strcmp(family->name, kept[i]) == 0)
            return false;
    return true;
}

/* NaN in all that is not read: whole spans first, then what is read is put back, and the numbers
 * that any argument points at. */
static void plant(struct call *call)
{
    const uint64_t sentinel = SENTINEL;
    char *kept[FS_ARRAY_MAX];
    for (unsigned i = 0; i < call->narray; i++) {
        struct span *span = &call->span[i];
        kept[i] = span->before;
        span->before = malloc(span->bytes + 1);
        memcpy(span->before, kept[i], span->bytes);
        if (is_number(call->family->array[i].type))
            for (size_t at = 0; at + 4 <= span->bytes; at += 4)
                memcpy(span->before + at, &sentinel, 4);
    }
    visit_all(call, false, undo, NULL);
    for (unsigned i = 0; i < call->words; i++) {
        uint64_t word = call->word[FS_WORD_REG + i + (i >= 6 ? 2 : 0)];
        struct element element = {.address = (char *)word, .bytes = fs_prec_bytes(call->prec)};
        bool is_array = false;
        for (unsigned a = 0; a < call->narray; a++)
            is_array = is_array || fs_array_sources[call->shape->array + a].word ==
                                       FS_WORD_REG + i + (i >= 6 ? 2 : 0);
        if (is_address(word) && !is_array)
            undo(call, &element, NULL);
    }
    for (unsigned i = 0; i < call->narray; i++) {
        restore_at((uint64_t)call->span[i].start, call->span[i].before, call->span[i].bytes);
        free(call->span[i].before);
        call->span[i].before = kept[i];
    }
}

static bool same_output(struct call *call, const struct element *element, void *context)
{
    const uint64_t sentinel = SENTINEL;
    const struct span *span = &call->span[element->array];
    const char *first = copy_of(call, element->array, element->address, true);
    bool *is_ok = context;
    const fs_array *array = &call->family->array[element->array];
    if (element->address < span->start ||
        element->address + element->bytes > span->start + span->bytes) {
        report(call, "found-beyond-bound", array->name, element->i, element->j);
        return false;
    }
    if (memcmp(first, element->address, element->bytes) == 0)
        return true;
    bool is_left = is_number(array->type) && element->bytes >= 4 &&
                   memcmp(element->address, &sentinel, 4) == 0;
    report(call, is_left ? "leaves" : "reads-outside", array->name, element->i, element->j);
    *is_ok = false;
    return false;
}

static int64_t info_of(const struct call *call)
{
    if (call->shape->info == FS_NO_WORD)
        return 0;
    return integer_at(call, (struct fs_source){call->shape->info, FS_INT_POINTER});
}

static void find(struct call *call, bool has_run)
{
    int64_t found[FS_FOUND_MAX] = {-1, -1};
    for (unsigned i = 0; i < FS_FOUND_MAX && has_run; i++)
        if (call->shape->found[i] != FS_NO_WORD)
            found[i] = integer_at(call, (struct fs_source){call->shape->found[i], FS_INT_POINTER});
    call->family->access(call->value, found, call->access);
}

static void run_twice(struct call *call, void *target, uint64_t result[4])
{
    uint64_t again[4];
    keep_scalars(call, false);
    copy_spans(call, false);
    call_backend(target, call->word, call->shape->nstack, result);
    find(call, true);
    int64_t info = info_of(call);
    if (info == 0)
        check_unwritten(call);
    uint64_t scalars[WORDS_MAX][2];
    memcpy(scalars, call->at, sizeof scalars);
    copy_spans(call, true);
    if (info == 0) {
        keep_scalars(call, false);
        uint64_t outputs[WORDS_MAX][2];
        memcpy(outputs, call->at, sizeof outputs);
        memcpy(call->at, scalars, sizeof scalars);
        keep_scalars(call, true);
        put_back(call, false);
        plant(call);
        is_second_run = true;
        call_backend(target, call->word, call->shape->nstack, again);
        is_second_run = false;
        bool is_ok = true;
        if (info_of(call) != info)
            report(call, "reads-outside", "info", info_of(call), 0);
        else
            for (unsigned i = 0; i < call->narray; i++)
                visit_array(call, i, true, same_output, &is_ok);
        if (call->shape->result != 0 && memcmp(&result[2], &again[2], 8) != 0)
            report(call, "reads-outside", "result", 0, 0);
        memcpy(call->at, outputs, sizeof outputs);
        keep_scalars(call, true);
        put_back(call, true);
    }
    for (unsigned i = 0; i < call->narray; i++) {
        free(call->span[i].before);
        free(call->span[i].after);
    }
}

/* False: the call is not one to look at. */
static bool prepare(struct call *call, uint64_t *word, uint32_t entry)
{
    const struct fs_entry *row = &fs_entries[entry];
    const struct fs_shape *shape = &fs_shapes[row->shape];
    *call = (struct call){.word = word,
                          .shape = shape,
                          .family = &fs_families[shape->family],
                          .routine = fs_routines[row->routine].name,
                          .prec = fs_routines[row->routine].prec};
    call->narray = call->family->narray;
    call->words = argument_counts[shape->family];
    if (shape->interface != FS_FORTRAN || call->family->access == NULL || call->narray == 0 ||
        !is_restartable(call->family) || call->words > WORDS_MAX || shape->result == 'z' ||
        shape->result == 'c' ||
        (shape->result == 'p' && (call->prec == 'c' || call->prec == 'z')) ||
        !read_parameters(call) || !is_new(call, entry))
        return false;
    find(call, false);
    return visit_all(call, false, widen, NULL) && visit_all(call, true, widen, NULL);
}

void witness(uint64_t *word, uint32_t entry, uint64_t result[4])
{
    static void *targets[FS_ENTRY_COUNT_MAX];
    struct call call;
    if (targets[entry] == NULL)
        targets[entry] = dlsym(RTLD_NEXT, &fs_entry_names[fs_entries[entry].name]);
    if (targets[entry] == NULL)
        abort();
    if (is_second_run || !prepare(&call, word, entry))
        call_backend(targets[entry], word, fs_shapes[fs_entries[entry].shape].nstack, result);
    else
        run_twice(&call, targets[entry], result);
}
