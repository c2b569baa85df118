/* SPDX-License-Identifier: MIT */
/* Finds the arrays of a call by what the generator says about its entry point, and looks into them.
 */
#include "interpose/nancall.h"

#include "interpose/arguments.h"
#include "interpose/nanbatch.h"
#include "interpose/signature.h"

#include <string.h>

enum { ROW_MAJOR = 101, COLUMN_MAJOR = 102 };

uint64_t fs_nancall_word(const struct fs_nancall *call, uint8_t word)
{
    return call->frame->word[word + (word < FS_WORD_RETURN ? call->shift : 0)];
}

int64_t fs_nancall_integer(const struct fs_nancall *call, struct fs_source source, int64_t index)
{
    uint64_t value = fs_nancall_word(call, source.word);
    bool is_wide = call->binding->int_bytes == 8;
    if (source.kind != FS_INT_POINTER)
        return is_wide ? (int64_t)value : (int32_t)value;
    if (value == 0)
        return 0;
    return is_wide ? ((const int64_t *)value)[index] : ((const int32_t *)value)[index];
}

static int64_t integer_at(const struct fs_nancall *call, uint8_t word)
{
    return fs_nancall_integer(call, (struct fs_source){word, FS_INT_POINTER}, 0);
}

/* False where the order is none that a backend would accept. */
static bool set_order(struct fs_nancall *call)
{
    const struct fs_shape *shape = call->shape;
    call->order = FS_COLUMN_MAJOR;
    if (shape->layout == FS_NO_WORD) {
        if (shape->order != FS_NO_WORD && call->value[shape->order] == 'R')
            call->order = FS_ROW_MAJOR_CBLAS;
        return true;
    }
    int32_t layout = (int32_t)fs_nancall_word(call, shape->layout);
    if (layout == ROW_MAJOR)
        call->order = shape->interface == FS_CBLAS ? FS_ROW_MAJOR_CBLAS : FS_ROW_MAJOR_LAPACKE;
    return layout == ROW_MAJOR || layout == COLUMN_MAJOR;
}

bool fs_nancall_describe(struct fs_nancall *call, const struct fs_frame *frame,
                         const struct fs_binding *binding, bool has_run)
{
    struct fs_key key;
    const struct fs_entry *entry = &fs_entries[binding->entry];
    const struct fs_shape *shape = &fs_shapes[entry->shape];
    call->frame = frame;
    call->binding = binding;
    call->shape = shape;
    call->family = &fs_families[shape->family];
    call->prec = fs_routines[entry->routine].prec;
    call->shift = 0;
    if (shape->nparam > 0)
        call->shift = (uint8_t)(binding->argument[0].word - fs_sources[shape->source].word);
    if (call->family->access == NULL || !fs_sign(&key, frame, binding, 0))
        return false;
    fs_signature_values(&key, binding->entry, call->value);
    int64_t found[FS_FOUND_MAX] = {0};
    for (unsigned i = 0; i < FS_FOUND_MAX && has_run; i++)
        if (shape->found[i] != FS_NO_WORD)
            found[i] = integer_at(call, shape->found[i]);
    fs_family_access(call->family, call->value, found, call->access);
    return set_order(call);
}

bool fs_nancall_type(const struct fs_nancall *call, char letter, struct fs_operand *operand)
{
    char prec = call->prec;
    if (letter == 'p')
        letter = prec;
    else if (letter == 'r')
        letter = prec == FS_PREC_D || prec == FS_PREC_Z ? FS_PREC_D : FS_PREC_S;
    bool is_complex = letter == FS_PREC_C || letter == FS_PREC_Z;
    operand->parts = is_complex ? 2 : 1;
    operand->type = letter == FS_PREC_B                          ? FS_FLOAT_BF16
                    : letter == FS_PREC_S || letter == FS_PREC_C ? FS_FLOAT_32
                                                                 : FS_FLOAT_64;
    return letter != 'i' && letter != 'l' && letter != 'h';
}

/* One piece of an array; count > 1: of as many matrices, each at a distance from the last. */
static bool scan_piece(const struct fs_nancall *call, struct fs_source stride_source,
                       struct fs_source jump_source, const fs_extent *piece,
                       struct fs_operand *operand, struct fs_finding *finding)
{
    bool has_stride = stride_source.kind != FS_ABSENT, is_batch = jump_source.kind != FS_ABSENT;
    int64_t stride = has_stride ? fs_nancall_integer(call, stride_source, 0) : 0;
    if (!fs_operand_place(operand, piece, stride, has_stride, call->order))
        return false;
    int64_t jump = is_batch ? fs_nancall_integer(call, jump_source, 0) : 0;
    int64_t count = is_batch && jump != 0 ? piece->count : 1;
    int64_t bytes = (int64_t)(fs_float_bytes(operand->type) * operand->parts);
    const char *base = operand->base;
    for (int64_t i = 0; i < count; i++) {
        operand->base = base + i * jump * bytes;
        if (fs_operand_scan(operand, &finding->what)) {
            finding->matrix = is_batch ? i : -1;
            return true;
        }
    }
    operand->base = base;
    return false;
}

static bool scan_array(const struct fs_nancall *call, unsigned index, bool is_output,
                       struct fs_finding *finding)
{
    const fs_extent *pieces = is_output ? call->access[index].written : call->access[index].read;
    const struct fs_array_source *source = &fs_array_sources[call->shape->array + index];
    const fs_array *array = &call->family->array[index];
    struct fs_operand operand;
    if (source->word == FS_NO_WORD || !fs_nancall_type(call, array->type, &operand))
        return false;
    operand.base = (const char *)fs_nancall_word(call, source->word);
    if (operand.base == NULL)
        return false;
    struct fs_source stride = is_output ? source->written_stride : source->stride;
    for (unsigned i = 0; i < FS_PIECES_MAX; i++) {
        if (scan_piece(call, stride, source->jump, &pieces[i], &operand, finding)) {
            finding->array = array->name;
            finding->is_vector = pieces[i].layout == FS_EXTENT_VECTOR;
            return true;
        }
    }
    return false;
}

bool fs_nancall_is_zero(const struct fs_nancall *call, const void *number, bool is_real)
{
    unsigned char zero[16] = {0}, bytes[16] = {0};
    struct fs_operand operand;
    fs_nancall_type(call, is_real ? 'r' : 'p', &operand);
    unsigned size = fs_float_bytes(operand.type);
    memcpy(bytes, number, size * operand.parts);
    for (unsigned part = 1; part <= operand.parts; part++)
        bytes[part * size - 1] &= 0x7f; /* -0 is 0 */
    return memcmp(bytes, zero, sizeof zero) == 0;
}

/* beta = 0: the result is not read, and may hold anything. */
static bool is_beta_zero(const struct fs_nancall *call)
{
    const struct fs_shape *shape = call->shape;
    if (shape->beta == FS_NO_WORD)
        return false;
    bool is_real =
        shape->beta_kind == FS_BETA_REAL_VALUE || shape->beta_kind == FS_BETA_REAL_POINTER;
    bool is_address =
        shape->beta_kind == FS_BETA_POINTER || shape->beta_kind == FS_BETA_REAL_POINTER;
    uint64_t word = fs_nancall_word(call, shape->beta);
    if (is_address && word == 0)
        return false;
    return fs_nancall_is_zero(call, is_address ? (const void *)word : &word, is_real);
}

bool fs_nancall_scan_inputs(const struct fs_nancall *call, struct fs_finding *finding)
{
    *finding = (struct fs_finding){.matrix = -1};
    if (call->shape->batch)
        return fs_nanbatch_scan_inputs(call, finding);
    bool is_beta_0 = is_beta_zero(call);
    for (unsigned i = 0; i < call->family->narray; i++)
        if (!(call->family->array[i].is_scaled && is_beta_0) && scan_array(call, i, false, finding))
            return true;
    return false;
}

/* What was read only in parts or not at all after an error (info > 0) may hold anything, what was
 * read and written does not. */
bool fs_nancall_scan_outputs(const struct fs_nancall *call, int64_t info,
                             struct fs_finding *finding)
{
    *finding = (struct fs_finding){.matrix = -1};
    if (call->shape->batch)
        return fs_nanbatch_scan_outputs(call, finding);
    for (unsigned i = 0; i < call->family->narray; i++) {
        bool is_read = fs_pieces_elements(call->access[i].read) > 0;
        if ((info == 0 || is_read) && scan_array(call, i, true, finding))
            return true;
    }
    return fs_nancall_scan_result(call, finding);
}

int64_t fs_nancall_info(const struct fs_nancall *call)
{
    if (call->shape->info == FS_NO_WORD)
        return 0;
    if (call->shape->info != FS_WORD_RETURN)
        return integer_at(call, call->shape->info);
    uint64_t value = call->frame->result[0];
    return call->binding->int_bytes == 8 ? (int64_t)value : (int32_t)value;
}

bool fs_nancall_scan_result(const struct fs_nancall *call, struct fs_finding *finding)
{
    const struct fs_shape *shape = call->shape;
    const fs_extent one = fs_extent_vec(1);
    struct fs_operand operand;
    if (shape->result == 0 || !fs_nancall_type(call, (char)shape->result, &operand))
        return false;
    if (call->shift > 0) /* through the hidden first argument */
        operand.base = (const char *)call->frame->word[FS_WORD_REG];
    else if (shape->result_word != FS_NO_WORD)
        operand.base = (const char *)fs_nancall_word(call, shape->result_word);
    else
        operand.base = (const char *)&call->frame->result[2];
    *finding = (struct fs_finding){.matrix = -1};
    return fs_operand_place(&operand, &one, 0, false, FS_COLUMN_MAJOR) &&
           fs_operand_scan(&operand, &finding->what);
}
