/* SPDX-License-Identifier: MIT */
/* Finds the arrays of a call by what the generator says about its entry point, and looks into them.
 */
#include "interpose/nancheck.h"

#include "interpose/arguments.h"
#include "interpose/describe.h"
#include "interpose/process.h"

#include <stdio.h>
#include <string.h>

enum { ROW_MAJOR = 101, COLUMN_MAJOR = 102 };

/* All that is to know of the call. */
struct call {
    const struct fs_frame *frame;
    const struct fs_binding *binding;
    const struct fs_shape *shape;
    const fs_family *family;
    char prec;
    uint8_t shift; /* a hidden first argument moves the others */
    enum fs_order order;
    int64_t value[FS_PARAM_MAX];
    fs_access access[FS_ARRAY_MAX];
};

/* Something that is not finite. */
struct finding {
    const char *array;
    bool is_vector, is_result;
    struct fs_nonfinite what;
};

static uint64_t word_of(const struct call *call, uint8_t word)
{
    return call->frame->word[word + (word < FS_WORD_RETURN ? call->shift : 0)];
}

static int64_t integer(const struct call *call, uint64_t value, bool is_address)
{
    bool is_wide = call->binding->int_bytes == 8;
    if (is_address && value == 0)
        return 0;
    if (is_address)
        return is_wide ? *(const int64_t *)value : *(const int32_t *)value;
    return is_wide ? (int64_t)value : (int32_t)value;
}

static int64_t integer_at(const struct call *call, struct fs_source source)
{
    return integer(call, word_of(call, source.word), source.kind == FS_INT_POINTER);
}

/* False where the order is none that a backend would accept. */
static bool set_order(struct call *call)
{
    const struct fs_shape *shape = call->shape;
    call->order = FS_COLUMN_MAJOR;
    if (shape->layout == FS_NO_WORD) {
        if (shape->order != FS_NO_WORD && call->value[shape->order] == 'R')
            call->order = FS_ROW_MAJOR_CBLAS;
        return true;
    }
    int32_t layout = (int32_t)word_of(call, shape->layout);
    if (layout == ROW_MAJOR)
        call->order = shape->interface == FS_CBLAS ? FS_ROW_MAJOR_CBLAS : FS_ROW_MAJOR_LAPACKE;
    return layout == ROW_MAJOR || layout == COLUMN_MAJOR;
}

/* False: there are no extents, or the arguments are wrong. */
static bool describe(struct call *call, const struct fs_frame *frame,
                     const struct fs_binding *binding, bool has_run)
{
    struct fs_key key;
    const struct fs_entry *entry = &fs_entries[binding->entry];
    const struct fs_shape *shape = &fs_shapes[entry->shape];
    *call = (struct call){.frame = frame,
                          .binding = binding,
                          .shape = shape,
                          .family = &fs_families[shape->family],
                          .prec = fs_routines[entry->routine].prec};
    if (shape->nparam > 0)
        call->shift = (uint8_t)(binding->argument[0].word - fs_sources[shape->source].word);
    if (call->family->access == NULL || !fs_sign(&key, frame, binding, 0))
        return false;
    fs_signature_values(&key, binding->entry, call->value);
    int64_t found[FS_FOUND_MAX] = {0};
    for (unsigned i = 0; i < FS_FOUND_MAX && has_run; i++)
        if (shape->found[i] != FS_NO_WORD)
            found[i] = integer(call, word_of(call, shape->found[i]), true);
    call->family->access(call->value, found, call->access);
    return set_order(call);
}

/* What a letter of fs_array says of numbers in memory. False: they are integers. */
static bool set_type(struct fs_operand *operand, char letter, char prec)
{
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

static bool scan_array(const struct call *call, unsigned index, const fs_extent *extent,
                       struct finding *finding)
{
    const struct fs_array_source *source = &fs_array_sources[call->shape->array + index];
    const fs_array *array = &call->family->array[index];
    struct fs_operand operand;
    if (source->word == FS_NO_WORD || !set_type(&operand, array->type, call->prec))
        return false;
    operand.base = (const char *)word_of(call, source->word);
    bool has_stride = source->stride.kind != FS_ABSENT;
    int64_t stride = has_stride ? integer_at(call, source->stride) : 0;
    if (operand.base == NULL ||
        !fs_operand_place(&operand, extent, stride, has_stride, call->order) ||
        !fs_operand_scan(&operand, &finding->what))
        return false;
    finding->array = array->name;
    finding->is_vector = extent->layout == FS_EXTENT_VECTOR;
    return true;
}

/* beta = 0: the result is not read, and may hold anything. */
static bool is_beta_zero(const struct call *call)
{
    const struct fs_shape *shape = call->shape;
    struct fs_operand operand;
    unsigned char zero[16] = {0}, number[16] = {0};
    if (shape->beta == FS_NO_WORD)
        return false;
    bool is_real =
        shape->beta_kind == FS_BETA_REAL_VALUE || shape->beta_kind == FS_BETA_REAL_POINTER;
    bool is_address =
        shape->beta_kind == FS_BETA_POINTER || shape->beta_kind == FS_BETA_REAL_POINTER;
    set_type(&operand, is_real ? 'r' : 'p', call->prec);
    unsigned size = fs_float_bytes(operand.type);
    uint64_t word = word_of(call, shape->beta);
    if (is_address && word == 0)
        return false;
    memcpy(number, is_address ? (const void *)word : &word, size * operand.parts);
    for (unsigned part = 1; part <= operand.parts; part++)
        number[part * size - 1] &= 0x7f; /* -0 is 0 */
    return memcmp(number, zero, sizeof zero) == 0;
}

void fs_nancheck_inputs(struct fs_nancheck *check, const struct fs_frame *frame,
                        const struct fs_binding *binding)
{
    struct call call;
    struct finding finding;
    *check = (struct fs_nancheck){.binding = binding};
    if (!describe(&call, frame, binding, false))
        return;
    bool is_beta_0 = is_beta_zero(&call);
    for (unsigned i = 0; i < call.family->narray; i++) {
        if ((call.family->array[i].is_scaled && is_beta_0) ||
            !scan_array(&call, i, &call.access[i].read, &finding))
            continue;
        check->input = finding.array;
        check->is_vector = finding.is_vector;
        check->in_input = finding.what;
        return;
    }
}

/* info of the call; 0 where it has none. */
static int64_t info_of(const struct call *call)
{
    if (call->shape->info == FS_NO_WORD)
        return 0;
    if (call->shape->info == FS_WORD_RETURN)
        return integer(call, call->frame->result[0], false);
    return integer(call, word_of(call, call->shape->info), true);
}

/* The value of a function such as nrm2 or dotc. */
static bool scan_result(const struct call *call, struct finding *finding)
{
    const struct fs_shape *shape = call->shape;
    const fs_extent one = fs_extent_vec(1);
    struct fs_operand operand;
    if (shape->result == 0 || !set_type(&operand, (char)shape->result, call->prec))
        return false;
    if (call->shift > 0) /* through the hidden first argument */
        operand.base = (const char *)call->frame->word[FS_WORD_REG];
    else if (shape->result_word != FS_NO_WORD)
        operand.base = (const char *)word_of(call, shape->result_word);
    else
        operand.base = (const char *)&call->frame->result[2];
    finding->is_result = true;
    return fs_operand_place(&operand, &one, 0, false, FS_COLUMN_MAJOR) &&
           fs_operand_scan(&operand, &finding->what);
}

/* The first output that is not all finite. What was read only in parts or not at all after an error
 * (info > 0) may hold anything, what was read and written does not. */
static bool scan_outputs(const struct call *call, int64_t info, struct finding *finding)
{
    for (unsigned i = 0; i < call->family->narray; i++) {
        bool is_read = fs_extent_elements(&call->access[i].read) > 0;
        if ((info == 0 || is_read) && scan_array(call, i, &call->access[i].written, finding))
            return true;
    }
    return scan_result(call, finding);
}

/* "c(2,1)", "x(7)", counted from 1. */
static const char *element_name(char *text, size_t size, const char *array, bool is_vector,
                                const struct fs_nonfinite *what)
{
    if (is_vector)
        snprintf(text, size, "%s(%lld)", array, (long long)what->i + 1);
    else
        snprintf(text, size, "%s(%lld,%lld)", array, (long long)what->i + 1,
                 (long long)what->j + 1);
    return text;
}

static const char *kind_name(enum fs_number number)
{
    return number == FS_NAN ? "NaN" : "infinity";
}

static __attribute__((noinline)) void say(const struct fs_nancheck *check,
                                          const struct fs_frame *frame, uint32_t name_space,
                                          const struct finding *finding)
{
    static const char *const finite = "its inputs were finite";
    char place[64] = "the result", input[96], element[64], call[900];
    if (__atomic_exchange_n(&fs_process->said_nonfinite, true, __ATOMIC_ACQ_REL))
        return;
    if (!finding->is_result)
        element_name(place, sizeof place, finding->array, finding->is_vector, &finding->what);
    if (check->input != NULL)
        snprintf(
            input, sizeof input, "its input %s was %s already",
            element_name(element, sizeof element, check->input, check->is_vector, &check->in_input),
            kind_name(check->in_input.first));
    const struct fs_operation operation = {
        .name_space = name_space, .frame = frame, .binding = check->binding};
    fs_describe(&operation, call, sizeof call);
    fs_process_say("first %s: %s of %s; %s (%s)", kind_name(finding->what.first), place,
                   fs_routines[fs_entries[check->binding->entry].routine].name,
                   check->input != NULL ? input : finite, call);
}

uint64_t fs_nancheck_outputs(const struct fs_nancheck *check, const struct fs_frame *frame,
                             uint32_t name_space)
{
    struct call call;
    struct finding finding = {.array = check->input};
    bool is_described = describe(&call, frame, check->binding, true);
    int64_t info = info_of(&call);
    uint64_t flags = 0;
    if (is_described ? info >= 0 && scan_outputs(&call, info, &finding)
                     : scan_result(&call, &finding)) {
        flags |= (finding.what.is_nan ? FS_LOG_EVENT_NAN : 0) |
                 (finding.what.is_infinite ? FS_LOG_EVENT_INF : 0);
        say(check, frame, name_space, &finding);
    }
    if (check->input != NULL)
        flags |= FS_LOG_EVENT_NAN_IN_INPUT;
    return flags;
}
