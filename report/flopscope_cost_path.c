/* SPDX-License-Identifier: MIT */
/* Shows the steps of einsum-path: what is contracted with what, the cost of each step, and the BLAS
 * call that would do it. */
#include "report/flopscope_cost.h"

#include "report/number.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>

/* The axes of operands and intermediate results, in the order in which they are written. */
struct axes {
    unsigned rank;
    uint8_t index[FS_EINSUM_INDICES];
};

struct axes_of_all {
    struct axes of[2 * FS_EINSUM_OPERANDS]; /* by number, as in a path */
};

/* A result has the axes that its left, then its right factor keep; the last has the output's. */
static void order_axes(const struct fs_cost_contraction *c, struct axes_of_all *axes)
{
    const fs_einsum *e = &c->einsum;

    memset(axes, 0, sizeof *axes);
    for (unsigned i = 0; i < e->count; i++) {
        axes->of[i].rank = e->rank[i];
        memcpy(axes->of[i].index, e->index[i], e->rank[i]);
    }
    for (unsigned s = 0; s < c->path.step_count; s++) {
        const fs_einsum_step *step = &c->path.step[s];
        struct axes *result = &axes->of[e->count + s];
        fs_indices left = step->result.indices;
        for (unsigned side = 0; side < 2; side++) {
            const struct axes *factor = &axes->of[side == 0 ? step->left : step->right];
            for (unsigned k = 0; k < factor->rank; k++)
                if (left & fs_index_bit(factor->index[k])) {
                    result->index[result->rank++] = factor->index[k];
                    left &= ~fs_index_bit(factor->index[k]);
                }
        }
    }
    struct axes *last = &axes->of[e->count + c->path.step_count - 1];
    last->rank = e->output_rank;
    memcpy(last->index, e->output_index, e->output_rank);
}

static size_t put_axes(char *text, const struct axes *axes)
{
    for (unsigned i = 0; i < axes->rank; i++)
        text[i] = fs_index_letter(axes->index[i]);
    return axes->rank;
}

/* "ijk,ai->jka" */
static void format_step(char *text, const struct axes_of_all *axes, const fs_einsum_step *step,
                        unsigned number)
{
    text += put_axes(text, &axes->of[step->left]);
    if (step->right != step->left) {
        *text++ = ',';
        text += put_axes(text, &axes->of[step->right]);
    }
    *text++ = '-';
    *text++ = '>';
    text += put_axes(text, &axes->of[number]);
    *text = '\0';
}

enum { STEP_TEXT = 3 * FS_EINSUM_INDICES + 4 };

/* The shape of a tensor in the order of its axes. */
static fs_tensor_shape shape_of(const fs_einsum *einsum, const fs_tensor *tensor,
                                const struct axes *axes)
{
    fs_tensor_shape shape = {.rank = 0};

    for (unsigned i = 0; i < axes->rank && i < FS_EINSUM_RANK; i++)
        shape.extent[shape.rank++] =
            tensor->wide & fs_index_bit(axes->index[i]) ? einsum->extent[axes->index[i]] : 1;
    return shape;
}

static fs_tensor_shape shape_of_number(const struct fs_cost_contraction *c,
                                       const struct axes_of_all *axes, unsigned number)
{
    return shape_of(&c->einsum, fs_einsum_path_tensor(&c->einsum, &c->path, number),
                    &axes->of[number]);
}

/* A call that a plan's line may hold, "16 x gemm m=64 n=64 k=64"; "-" if BLAS has none. */
static void format_call(char *text, size_t size, const struct fs_cost_contraction *c,
                        const fs_einsum_step *step)
{
    char number[FS_COUNT_TEXT];
    fs_blas_call call;
    const fs_tensor *a = fs_einsum_path_tensor(&c->einsum, &c->path, step->left);
    const fs_tensor *b = fs_einsum_path_tensor(&c->einsum, &c->path, step->right);

    snprintf(text, size, "-");
    if (a == b || !fs_einsum_blas_call(&c->einsum, a, b, step->result.indices, &call))
        return;
    size_t at = 0;
    if (call.times != 1)
        at += (size_t)snprintf(text, size, "%s x ",
                               fs_format_digits(number, sizeof number, call.times));
    at += (size_t)snprintf(text + at, size - at, "%s", call.routine);
    if (call.side != '\0')
        at += (size_t)snprintf(text + at, size - at, " side=%c", call.side);
    const fs_count value[] = {call.m, call.n, call.k};
    for (unsigned i = 0; i < 3; i++)
        if (value[i] != 0)
            at += (size_t)snprintf(text + at, size - at, " %c=%s", "mnk"[i],
                                   fs_format_digits(number, sizeof number, value[i]));
}

static const char *format_flops(char *buffer, fs_count flops)
{
    return flops < UINT64_MAX ? fs_format_count(buffer, FS_COUNT_TEXT, flops) : "over 2^64";
}

/* ---- text ---- */

static void show_steps(const struct fs_cost_setting *setting, const struct fs_cost_contraction *c,
                       const struct axes_of_all *axes)
{
    static const char *const columns[] = {">STEP",  "CONTRACTION", "SHAPES", "RESULT",
                                          ">FLOPS", ">ELEMENTS",   "BLAS",   NULL};
    char step_text[STEP_TEXT], left[512], right[512], result[512], call[128];
    char flops[FS_COUNT_TEXT], elements[FS_COUNT_TEXT];
    struct fs_table table;

    if (!fs_table_begin(&table, true, columns))
        return;
    for (unsigned s = 0; s < c->path.step_count; s++) {
        const fs_einsum_step *step = &c->path.step[s];
        unsigned number = c->einsum.count + s;
        fs_tensor_shape a = shape_of_number(c, axes, step->left);
        fs_tensor_shape b = shape_of_number(c, axes, step->right);
        fs_tensor_shape r = shape_of_number(c, axes, number);
        format_step(step_text, axes, step, number);
        format_call(call, sizeof call, c, step);
        fs_table_row(&table);
        fs_table_cell(&table, "%u", s + 1);
        fs_table_cell(&table, "%s", step_text);
        fs_table_cell(&table, "%s%s%s", fs_cost_format_shape(left, sizeof left, &a),
                      step->left != step->right ? " " : "",
                      step->left != step->right ? fs_cost_format_shape(right, sizeof right, &b)
                                                : "");
        fs_table_cell(&table, "%s", fs_cost_format_shape(result, sizeof result, &r));
        fs_table_cell(
            &table, "%s",
            format_flops(flops, fs_flops_scaled(step->flops, setting->multiplier_billionths)));
        fs_table_cell(&table, "%s",
                      fs_format_count(elements, sizeof elements,
                                      fs_tensor_elements(&c->einsum, &step->result)));
        fs_table_cell(&table, "%s", call);
    }
    fs_table_end(&table);
}

/* The letters that the table writes for the axes of an ellipsis. */
static void show_ellipsis(const fs_einsum *einsum)
{
    if (einsum->ellipsis == 0)
        return;
    printf("'...' is written as ");
    for (unsigned i = 0; i < FS_EINSUM_INDICES; i++)
        if (einsum->ellipsis & fs_index_bit(i))
            putchar(fs_index_letter(i));
    putchar('\n');
}

void fs_cost_show_path(const struct fs_cost_setting *setting, const struct fs_cost_contraction *c)
{
    struct axes_of_all axes;
    char number[FS_COUNT_TEXT];

    order_axes(c, &axes);
    putchar('\n');
    show_steps(setting, c, &axes);
    show_ellipsis(&c->einsum);
    printf("\n  %-20s %s (%s search)\n", "optimized_cost", format_flops(number, c->optimized_flops),
           c->is_optimal ? "optimal" : "greedy");
    printf("  %-20s %s (all operands at once)\n", "naive_cost",
           format_flops(number, c->naive_flops));
    if (c->optimized_flops > 0 && c->naive_flops != FS_COUNT_MAX)
        printf("  %-20s %.1fx\n", "speedup", (double)c->naive_flops / (double)c->optimized_flops);
    if (c->path.largest_elements > 0)
        printf("  %-20s %s elements\n", "largest_intermediate",
               fs_format_count(number, sizeof number, c->path.largest_elements));
}

/* ---- JSON ---- */

static json_t *json_step(const struct fs_cost_setting *setting, const struct fs_cost_contraction *c,
                         const struct axes_of_all *axes, unsigned s)
{
    const fs_einsum_step *step = &c->path.step[s];
    unsigned number = c->einsum.count + s;
    fs_count flops = fs_flops_scaled(step->flops, setting->multiplier_billionths);
    fs_tensor_shape shape = shape_of_number(c, axes, step->left);
    json_t *object = json_object(), *shapes = json_array();
    char text[STEP_TEXT];

    format_step(text, axes, step, number);
    json_object_set_new(object, "contraction", json_string(text));
    json_array_append_new(shapes, fs_cost_json_shape(&shape));
    shape = shape_of_number(c, axes, step->right);
    if (step->left != step->right)
        json_array_append_new(shapes, fs_cost_json_shape(&shape));
    json_object_set_new(object, "shapes", shapes);
    shape = shape_of_number(c, axes, number);
    json_object_set_new(object, "result", fs_cost_json_shape(&shape));
    json_object_set_new(object, "flops", fs_cost_json_count(fs_cost_charged(flops)));
    json_object_set_new(object, "mul", fs_cost_json_count(step->work.mul));
    json_object_set_new(object, "add", fs_cost_json_count(step->work.add));
    json_object_set_new(object, "elements",
                        fs_cost_json_count(fs_tensor_elements(&c->einsum, &step->result)));
    char call[128];
    format_call(call, sizeof call, c, step);
    json_object_set_new(object, "blas", strcmp(call, "-") == 0 ? json_null() : json_string(call));
    return object;
}

/* The path as NumPy's einsum takes it: positions in a list from which a step removes its operands,
 * and to whose end it appends its result. */
static json_t *json_numpy_path(const struct fs_cost_contraction *c)
{
    unsigned live[FS_EINSUM_OPERANDS], count = c->einsum.count;
    json_t *path = json_array();

    for (unsigned i = 0; i < count; i++)
        live[i] = i;
    for (unsigned s = 0; s < c->path.step_count; s++) {
        const fs_einsum_step *step = &c->path.step[s];
        json_t *pair = json_array();
        unsigned kept = 0;
        for (unsigned i = 0; i < count; i++) {
            if (live[i] == step->left || live[i] == step->right)
                json_array_append_new(pair, json_integer(i));
            else
                live[kept++] = live[i];
        }
        live[kept++] = c->einsum.count + s;
        count = kept;
        json_array_append_new(path, pair);
    }
    return path;
}

void fs_cost_json_path(const struct fs_cost_setting *setting, const struct fs_cost_contraction *c,
                       json_t *object)
{
    struct axes_of_all axes;
    json_t *steps = json_array();

    order_axes(c, &axes);
    for (unsigned s = 0; s < c->path.step_count; s++)
        json_array_append_new(steps, json_step(setting, c, &axes, s));
    json_object_set_new(object, "optimize", json_string(c->is_optimal ? "optimal" : "greedy"));
    json_object_set_new(object, "optimized_cost",
                        fs_cost_json_count(fs_cost_charged(c->optimized_flops)));
    json_object_set_new(object, "naive_cost", fs_cost_json_count(fs_cost_charged(c->naive_flops)));
    json_object_set_new(object, "speedup",
                        c->optimized_flops > 0 && c->naive_flops != FS_COUNT_MAX
                            ? json_real((double)c->naive_flops / (double)c->optimized_flops)
                            : json_null());
    json_object_set_new(object, "largest_intermediate",
                        fs_cost_json_count(c->path.largest_elements));
    json_object_set_new(object, "path", json_numpy_path(c));
    json_object_set_new(object, "steps", steps);
}
