/* SPDX-License-Identifier: MIT */
/* Queries for operations on whole arrays: elementwise functions, reductions, the truncated SVD. */
#include "report/flopscope_cost.h"

#include "costmodel/elementwise.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Whether a word is the name of a function: exp, np.add. It does not change the cost. */
static bool is_name(const char *word)
{
    if (!isalpha((unsigned char)*word) && *word != '_')
        return false;
    for (; *word != '\0'; word++)
        if (!isalnum((unsigned char)*word) && *word != '_' && *word != '.')
            return false;
    return true;
}

/* The operands of an elementwise function or a reduction. */
struct operands {
    const char *function; /* "" if it is not named */
    unsigned count;
    fs_tensor_shape shape[FS_EINSUM_OPERANDS];
    fs_tensor_shape result; /* of all operands broadcast together */
};

/* Broadcasts an operand into the result as NumPy does: from the last axis on, 1 fits everything. */
static bool broadcast(fs_tensor_shape *result, const fs_tensor_shape *operand)
{
    fs_tensor_shape wide = result->rank >= operand->rank ? *result : *operand;
    const fs_tensor_shape *narrow = result->rank >= operand->rank ? operand : result;

    for (unsigned i = 0; i < narrow->rank; i++) {
        int64_t *extent = &wide.extent[wide.rank - narrow->rank + i];
        if (*extent == 1)
            *extent = narrow->extent[i];
        else if (narrow->extent[i] != 1 && narrow->extent[i] != *extent)
            return false;
    }
    *result = wide;
    return true;
}

static int read_operands(const struct fs_cost_setting *setting, const char *kind, unsigned count,
                         char *const *words, struct operands *operands)
{
    operands->function = "";
    if (count > 0 && is_name(words[0])) {
        operands->function = *words++;
        count--;
    }
    if (count == 0)
        return fs_cost_refuse(setting, "%s: expected a shape, such as '%s 256x256'", kind, kind);
    operands->count = count;
    char text[FS_COST_CALL];
    for (unsigned i = 0; i < count; i++) {
        /* shape=256x256 is accepted too. */
        char *word = strncasecmp(words[i], "shape=", 6) == 0 ? words[i] + 6 : words[i];
        int code = i < FS_EINSUM_OPERANDS
                       ? fs_cost_read_shapes(setting, 1, &word, &operands->shape[i])
                       : fs_cost_read_shapes(setting, count, words, operands->shape);
        if (code != FS_COST_OK)
            return code;
        if (i == 0)
            operands->result = operands->shape[0];
        else if (!broadcast(&operands->result, &operands->shape[i]))
            return fs_cost_refuse(setting,
                                  "%s: shape %s does not fit the others: axes are equally "
                                  "long, or 1",
                                  kind,
                                  fs_cost_format_shape(text, sizeof text, &operands->shape[i]));
    }
    return FS_COST_OK;
}

/* Elements of a shape; of a symmetric one those that are distinct. */
static fs_count elements_of(const fs_tensor_shape *shape, bool is_symmetric)
{
    fs_einsum whole;
    char message[64];

    /* The subscripts are right for any shape, and so there is no message. */
    if (!fs_einsum_parse(&whole, "...", shape, 1, message, sizeof message))
        return FS_COUNT_MAX;
    if (is_symmetric)
        (void)fs_einsum_make_symmetric(&whole, 0);
    return fs_tensor_distinct(&whole, &whole.operand[0]);
}

static bool is_cube(const fs_tensor_shape *shape)
{
    for (unsigned i = 1; i < shape->rank; i++)
        if (shape->extent[i] != shape->extent[0])
            return false;
    return shape->rank >= 2;
}

/* Whether the result is symmetric: all operands of its rank are, and the others are scalars. */
static int read_symmetry(const struct fs_cost_setting *setting, const char *kind,
                         const struct operands *operands, bool *is_symmetric)
{
    *is_symmetric = setting->symmetric != NULL;
    for (unsigned i = 0; i < operands->count; i++) {
        const fs_tensor_shape *shape = &operands->shape[i];
        bool is_asked, is_one = fs_cost_is_symmetric(setting->symmetric, i, &is_asked);
        if (is_asked && !is_cube(shape))
            return fs_cost_refuse(setting,
                                  "%s: operand %u cannot be symmetric: its axes are not two or "
                                  "more of one length",
                                  kind, i + 1);
        bool is_scalar = elements_of(shape, false) == 1;
        if (!is_scalar && (!is_one || !is_cube(shape) || shape->rank != operands->result.rank))
            *is_symmetric = false;
    }
    return FS_COST_OK;
}

static int answer_arrays(const struct fs_cost_setting *setting, const struct operands *operands,
                         bool is_symmetric, struct fs_cost_answer *answer)
{
    json_t *shapes = json_array();
    char text[FS_COST_CALL];
    size_t at = (size_t)snprintf(answer->call, sizeof answer->call, "%s", operands->function);

    for (unsigned i = 0; i < operands->count; i++) {
        json_array_append_new(shapes, fs_cost_json_shape(&operands->shape[i]));
        fs_cost_format_shape(text, sizeof text, &operands->shape[i]);
        if (at < sizeof answer->call)
            at += (size_t)snprintf(answer->call + at, sizeof answer->call - at, "%s%s",
                                   at > 0 ? " " : "", text);
    }
    fs_count elements = elements_of(&operands->result, is_symmetric);
    if (is_symmetric && at < sizeof answer->call)
        snprintf(answer->call + at, sizeof answer->call - at, " --symmetric");
    answer->dimensions = json_pack("{s:o}", "elements", fs_cost_json_count(elements));
    answer->details = json_pack("{s:s, s:o, s:o}", "function", operands->function, "shapes", shapes,
                                "shape", fs_cost_json_shape(&operands->result));
    bool is_pointwise = strcmp(answer->name, "pointwise") == 0;
    fs_cost_set_work(setting, answer,
                     is_pointwise ? fs_cost_pointwise(setting->field, elements)
                                  : fs_cost_reduction(setting->field, elements));
    /* A reduction's result has one element at least: along which axes it goes is not known. */
    fs_count moved = is_pointwise ? elements : 1;
    for (unsigned i = 0; i < operands->count; i++)
        moved = fs_count_add(
            moved, elements_of(&operands->shape[i], is_symmetric && is_cube(&operands->shape[i])));
    fs_cost_set_moved(setting, answer, moved);
    return FS_COST_OK;
}

int fs_cost_pointwise_query(const struct fs_cost_setting *setting, unsigned count,
                            char *const *words, struct fs_cost_answer *answer)
{
    struct operands operands;
    bool is_symmetric;
    int code = read_operands(setting, "pointwise", count, words, &operands);

    if (code == FS_COST_OK)
        code = read_symmetry(setting, "pointwise", &operands, &is_symmetric);
    return code == FS_COST_OK ? answer_arrays(setting, &operands, is_symmetric, answer) : code;
}

int fs_cost_reduction_query(const struct fs_cost_setting *setting, unsigned count,
                            char *const *words, struct fs_cost_answer *answer)
{
    struct operands operands;
    bool is_symmetric;
    int code = read_operands(setting, "reduction", count, words, &operands);

    if (code == FS_COST_OK && operands.count > 1)
        code = fs_cost_refuse(setting, "reduction: expected one shape, that of its input");
    if (code == FS_COST_OK)
        code = read_symmetry(setting, "reduction", &operands, &is_symmetric);
    return code == FS_COST_OK ? answer_arrays(setting, &operands, is_symmetric, answer) : code;
}

int fs_cost_svd_query(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                      struct fs_cost_answer *answer)
{
    static const char names[] = "mnk";
    int64_t value[3];
    bool is_given[3] = {false, false, false};

    for (unsigned i = 0; i < count; i++) {
        char letter = (char)tolower((unsigned char)words[i][0]);
        const char *at = letter != '\0' && words[i][1] == '=' ? strchr(names, letter) : NULL;
        if (at == NULL)
            return fs_cost_refuse(setting,
                                  "%s: expected m=, n= or k=: svd takes m=, n= and k=, "
                                  "which is min(m, n) if it is not given",
                                  words[i]);
        if (is_given[at - names])
            return fs_cost_refuse(setting, "%s: %c is given twice", words[i], letter);
        if (!fs_cost_parse_dimension(words[i] + 2, FS_DIM_MAX, &value[at - names]))
            return fs_cost_refuse(setting,
                                  "%s: expected a whole number from 0 to 2^40, such as "
                                  "1000, 1e3, 10^3 or 1k",
                                  words[i]);
        is_given[at - names] = true;
    }
    if (!is_given[0] || !is_given[1])
        return fs_cost_refuse(setting,
                              "svd: missing %s; it takes m=, n= and k=, which is "
                              "min(m, n) if it is not given",
                              is_given[0]   ? "n"
                              : is_given[1] ? "m"
                                            : "m, n");
    int64_t least = value[0] < value[1] ? value[0] : value[1];
    if (!is_given[2])
        value[2] = least;
    if (value[2] > least)
        return fs_cost_refuse(
            setting, "k=%" PRId64 ": there are only min(m, n) = %" PRId64 " singular values",
            value[2], least);
    snprintf(answer->call, sizeof answer->call, "m=%" PRId64 " n=%" PRId64 " k=%" PRId64, value[0],
             value[1], value[2]);
    answer->work_class = FS_CLASS_ESTIMATE;
    answer->dimensions = json_pack("{s:I, s:I, s:I}", "m", (json_int_t)value[0], "n",
                                   (json_int_t)value[1], "k", (json_int_t)value[2]);
    fs_cost_set_work(setting, answer,
                     fs_cost_truncated_svd(setting->field, value[0], value[1], value[2]));
    /* The matrix, both sides' vectors, and the singular values, which are real. */
    fs_cost_set_moved(
        setting, answer,
        fs_count_add(fs_count_mul((fs_count)value[0], (fs_count)value[1]),
                     fs_count_mul((fs_count)value[2], (fs_count)value[0] + (fs_count)value[1])));
    answer->bytes = fs_count_add(answer->bytes, (fs_count)value[2] * sizeof(double));
    return FS_COST_OK;
}
