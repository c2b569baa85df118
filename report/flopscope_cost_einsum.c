/* SPDX-License-Identifier: MIT */
/* Queries for contractions: einsum, all operands at once, and einsum-path, pair by pair. */
#include "report/flopscope_cost.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Up to so many operands the optimal search is the default: it takes some milliseconds. */
enum { OPTIMAL_DEFAULT = 12 };

/* Declares the operands symmetric that --symmetric asks for. */
static int apply_symmetry(const struct fs_cost_setting *setting, fs_einsum *einsum)
{
    bool is_asked;

    for (unsigned i = 0; i < einsum->count; i++) {
        if (!fs_cost_is_symmetric(setting->symmetric, i, &is_asked))
            continue;
        if (!fs_einsum_make_symmetric(einsum, i) && is_asked)
            return fs_cost_refuse(setting,
                                  "operand %u cannot be symmetric: its axes are not two or more "
                                  "of one length",
                                  i + 1);
    }
    for (unsigned i = einsum->count; i < 100; i++)
        if (fs_cost_is_symmetric(setting->symmetric, i, &is_asked) && is_asked)
            return fs_cost_refuse(setting, "--symmetric=%s: there are only %u operands",
                                  setting->symmetric, einsum->count);
    return FS_COST_OK;
}

/* Appends which operands are symmetric, as the option says it; the same as JSON. */
static json_t *describe_symmetry(const fs_einsum *einsum, char *call, size_t size)
{
    json_t *symmetric = json_array();
    const char *separator = " --symmetric=";
    size_t at = strlen(call);

    for (unsigned i = 0; i < einsum->count; i++) {
        const fs_tensor *tensor = &einsum->operand[i];
        bool is_one = fs_tensor_distinct(einsum, tensor) != fs_tensor_elements(einsum, tensor);
        json_array_append_new(symmetric, json_boolean(is_one));
        if (!is_one || at >= size)
            continue;
        at += (size_t)snprintf(call + at, size - at, "%s%u", separator, i + 1);
        separator = ",";
    }
    return symmetric;
}

/* The subscripts without spaces, then the shapes; and the same as JSON. */
static void describe(const char *subscripts, const fs_einsum *einsum, const fs_tensor_shape *shape,
                     struct fs_cost_answer *answer)
{
    json_t *shapes = json_array();
    char text[FS_COST_CALL];
    size_t at = 0;

    for (const char *p = subscripts; *p != '\0' && at < sizeof answer->call - 1; p++)
        if (*p != ' ')
            answer->call[at++] = *p;
    answer->call[at] = '\0';
    answer->details = json_pack("{s:s}", "subscripts", answer->call);
    answer->dimensions = json_object();
    for (unsigned i = 0; i < einsum->count; i++) {
        fs_cost_format_shape(text, sizeof text, &shape[i]);
        if (at < sizeof answer->call)
            at += (size_t)snprintf(answer->call + at, sizeof answer->call - at, " %s", text);
        json_array_append_new(shapes, fs_cost_json_shape(&shape[i]));
    }
    for (unsigned i = 0; i < FS_EINSUM_INDICES; i++) {
        char letter[2] = {fs_index_letter(i), '\0'};
        if (einsum->extent[i] >= 0)
            json_object_set_new(answer->dimensions, letter, json_integer(einsum->extent[i]));
    }
    json_object_set_new(answer->details, "shapes", shapes);
    json_object_set_new(answer->details, "symmetric",
                        describe_symmetry(einsum, answer->call, sizeof answer->call));
}

/* Reads subscripts and shapes into *einsum. */
static int read_einsum(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                       fs_einsum *einsum, struct fs_cost_answer *answer)
{
    fs_tensor_shape shape[FS_EINSUM_OPERANDS];
    char message[256];

    if (count == 0)
        return fs_cost_refuse(setting,
                              "%s: expected subscripts and shapes, such as 'ij,jk->ik' 256x256 "
                              "256x256",
                              answer->name);
    int code = fs_cost_read_shapes(setting, count - 1, words + 1, shape);
    if (code != FS_COST_OK)
        return code;
    if (!fs_einsum_parse(einsum, words[0], shape, count - 1, message, sizeof message))
        return fs_cost_refuse(setting, "%s '%.200s': %s", answer->name, words[0], message);
    code = apply_symmetry(setting, einsum);
    if (code == FS_COST_OK)
        describe(words[0], einsum, shape, answer);
    return code;
}

/* Elements of all operands and of the result, those that symmetry makes equal once. */
static fs_count elements_at_once(const struct fs_cost_setting *setting, const fs_einsum *einsum)
{
    const fs_tensor *in[FS_EINSUM_OPERANDS];
    fs_tensor result;
    fs_count elements = 0;

    for (unsigned i = 0; i < einsum->count; i++) {
        in[i] = &einsum->operand[i];
        elements = fs_count_add(elements, fs_tensor_distinct(einsum, in[i]));
    }
    fs_einsum_contract(einsum, setting->field, einsum->count, in, einsum->output, &result);
    return fs_count_add(elements, fs_tensor_distinct(einsum, &result));
}

int fs_cost_einsum_query(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                         struct fs_cost_answer *answer)
{
    fs_einsum einsum;
    int code = read_einsum(setting, count, words, &einsum, answer);

    if (code == FS_COST_OK && setting->search != FS_SEARCH_AUTOMATIC)
        code = fs_cost_refuse(setting, "--optimize is an option of einsum-path");
    if (code != FS_COST_OK)
        return code;
    fs_cost_set_work(setting, answer, fs_einsum_work(&einsum, setting->field));
    fs_cost_set_moved(setting, answer, elements_at_once(setting, &einsum));
    return FS_COST_OK;
}

/* What a step or all of them are charged. */
static fs_count charged(const struct fs_cost_setting *setting, fs_count flops)
{
    return fs_flops_scaled(flops, setting->multiplier_billionths);
}

static int find_path(const struct fs_cost_setting *setting, struct fs_cost_contraction *contraction)
{
    fs_einsum_problem problem = {&contraction->einsum, setting->field, setting->fma};
    unsigned count = contraction->einsum.count;

    contraction->is_optimal = setting->search == FS_SEARCH_OPTIMAL ||
                              (setting->search == FS_SEARCH_AUTOMATIC && count <= OPTIMAL_DEFAULT);
    if (!contraction->is_optimal) {
        fs_einsum_greedy(&problem, &contraction->path);
        return FS_COST_OK;
    }
    if (count > FS_EINSUM_OPTIMAL_MAX)
        return fs_cost_refuse(setting,
                              "%u operands are too many for --optimize=optimal, which takes at "
                              "most %d: use --optimize=greedy",
                              count, FS_EINSUM_OPTIMAL_MAX);
    void *scratch = malloc(fs_einsum_optimal_bytes(count));
    if (scratch == NULL) {
        fs_cost_refuse(setting, "no memory for the optimal search: use --optimize=greedy");
        return FS_COST_NO_ANSWER;
    }
    fs_einsum_optimal(&problem, &contraction->path, scratch);
    free(scratch);
    return FS_COST_OK;
}

/* What each step reads and writes, added up. */
static fs_count elements_by_steps(const struct fs_cost_contraction *contraction)
{
    const fs_einsum *einsum = &contraction->einsum;
    const fs_einsum_path *path = &contraction->path;
    fs_count elements = 0;

    for (unsigned i = 0; i < path->step_count; i++) {
        const fs_einsum_step *step = &path->step[i];
        const fs_tensor *left = fs_einsum_path_tensor(einsum, path, step->left);
        const fs_tensor *right = fs_einsum_path_tensor(einsum, path, step->right);
        elements = fs_count_add(elements, fs_tensor_distinct(einsum, left));
        if (step->right != step->left)
            elements = fs_count_add(elements, fs_tensor_distinct(einsum, right));
        elements = fs_count_add(elements, fs_tensor_distinct(einsum, &step->result));
    }
    return elements;
}

int fs_cost_path_query(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                       struct fs_cost_answer *answer)
{
    struct fs_cost_contraction *contraction = calloc(1, sizeof *contraction);

    answer->contraction = contraction;
    if (contraction == NULL) {
        fs_cost_refuse(setting, "no memory");
        return FS_COST_NO_ANSWER;
    }
    int code = read_einsum(setting, count, words, &contraction->einsum, answer);
    if (code == FS_COST_OK)
        code = find_path(setting, contraction);
    if (code != FS_COST_OK)
        return code;
    fs_work naive = fs_einsum_work(&contraction->einsum, setting->field);
    contraction->naive_flops = charged(setting, fs_work_flops(naive, setting->fma));
    answer->work = contraction->path.work;
    /* Each step is an operation of its own, charged for itself. */
    for (unsigned i = 0; i < contraction->path.step_count; i++)
        answer->flops =
            fs_count_add(answer->flops, charged(setting, contraction->path.step[i].flops));
    contraction->optimized_flops = answer->flops;
    fs_cost_set_moved(setting, answer, elements_by_steps(contraction));
    return FS_COST_OK;
}
