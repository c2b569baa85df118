/* SPDX-License-Identifier: MIT */
/* Greedy and optimal search for the order of contractions (einsum_path.h). */
#include "costmodel/einsum_path.h"

#include <string.h>

const fs_tensor *fs_einsum_path_tensor(const fs_einsum *einsum, const fs_einsum_path *path,
                                       unsigned number)
{
    return number < einsum->count ? &einsum->operand[number]
                                  : &path->step[number - einsum->count].result;
}

/* Appends the contraction of two tensors, or of one if both are the same. */
static void add_step(const fs_einsum_problem *problem, fs_einsum_path *path, unsigned left,
                     unsigned right, fs_indices kept)
{
    const fs_einsum *e = problem->einsum;
    const fs_tensor *in[2] = {fs_einsum_path_tensor(e, path, left),
                              fs_einsum_path_tensor(e, path, right)};
    fs_einsum_step *step = &path->step[path->step_count++];

    step->left = (uint8_t)left;
    step->right = (uint8_t)right;
    step->work =
        fs_einsum_contract(e, problem->field, left == right ? 1 : 2, in, kept, &step->result);
    step->flops = fs_work_flops(step->work, problem->fma);
    path->work = fs_work_add(path->work, step->work);
    path->flops = fs_count_add(path->flops, step->flops);
    if (path->step_count < e->count - 1) {
        fs_count elements = fs_tensor_elements(e, &step->result);
        if (elements > path->largest_elements)
            path->largest_elements = elements;
    }
}

/* ---- greedy ---- */

enum criterion { BY_ELEMENTS, BY_COST };

/* The tensors that are left, by number. */
struct live {
    unsigned count;
    uint8_t number[FS_EINSUM_OPERANDS];
};

/* What makes a pair good: smaller is better, and `first` decides before `second`. */
struct merit {
    fs_int first, second;
};

static fs_int bounded(fs_count value)
{
    const fs_count limit = FS_COUNT_MAX >> 3;

    return (fs_int)(value < limit ? value : limit);
}

/* The indices that live tensors other than two of them have, or the output. */
static fs_indices needed(const fs_einsum *e, const fs_einsum_path *path, const struct live *live,
                         unsigned i, unsigned j)
{
    fs_indices indices = e->output;

    for (unsigned k = 0; k < live->count; k++)
        if (k != i && k != j)
            indices |= fs_einsum_path_tensor(e, path, live->number[k])->indices;
    return indices;
}

static struct merit merit_of(const fs_einsum_problem *problem, const fs_tensor *a,
                             const fs_tensor *b, fs_indices kept, enum criterion criterion)
{
    const fs_einsum *e = problem->einsum;
    fs_tensor result;
    fs_work work =
        fs_einsum_contract(e, problem->field, 2, (const fs_tensor *[]){a, b}, kept, &result);
    fs_int cost = bounded(fs_work_flops(work, problem->fma));
    fs_int growth = bounded(fs_tensor_elements(e, &result)) - bounded(fs_tensor_elements(e, a)) -
                    bounded(fs_tensor_elements(e, b));

    return criterion == BY_COST ? (struct merit){cost, growth} : (struct merit){growth, cost};
}

static bool is_better(struct merit a, struct merit b)
{
    return a.first < b.first || (a.first == b.first && a.second < b.second);
}

/* Contracts the best pair; pairs without a common index only when there are no others. */
static void greedy_step(const fs_einsum_problem *problem, fs_einsum_path *path, struct live *live,
                        enum criterion criterion)
{
    const fs_einsum *e = problem->einsum;
    unsigned best_i = 0, best_j = 0;
    fs_indices best_kept = 0;
    bool best_shares = false;
    struct merit best = {0, 0};

    for (unsigned i = 0; i < live->count; i++)
        for (unsigned j = i + 1; j < live->count; j++) {
            const fs_tensor *a = fs_einsum_path_tensor(e, path, live->number[i]);
            const fs_tensor *b = fs_einsum_path_tensor(e, path, live->number[j]);
            bool shares = (a->indices & b->indices) != 0;
            if (best_shares && !shares)
                continue;
            fs_indices kept = needed(e, path, live, i, j);
            struct merit merit = merit_of(problem, a, b, kept, criterion);
            if (best_j == 0 || shares != best_shares || is_better(merit, best)) {
                best = merit;
                best_i = i;
                best_j = j;
                best_kept = kept;
                best_shares = shares;
            }
        }
    add_step(problem, path, live->number[best_i], live->number[best_j], best_kept);
    memmove(&live->number[best_j], &live->number[best_j + 1], live->count - best_j - 1);
    memmove(&live->number[best_i], &live->number[best_i + 1], live->count - best_i - 2);
    live->number[live->count - 2] = (uint8_t)(e->count + path->step_count - 1);
    live->count--;
}

static void search_greedily(const fs_einsum_problem *problem, fs_einsum_path *path,
                            enum criterion criterion)
{
    const fs_einsum *e = problem->einsum;
    struct live live = {.count = e->count};

    memset(path, 0, sizeof *path);
    for (unsigned i = 0; i < e->count; i++)
        live.number[i] = (uint8_t)i;
    if (e->count == 1)
        add_step(problem, path, 0, 0, e->output);
    while (live.count > 1)
        greedy_step(problem, path, &live, criterion);
}

void fs_einsum_greedy(const fs_einsum_problem *problem, fs_einsum_path *path)
{
    fs_einsum_path other;

    search_greedily(problem, path, BY_ELEMENTS);
    search_greedily(problem, &other, BY_COST);
    if (other.flops < path->flops ||
        (other.flops == path->flops && other.largest_elements < path->largest_elements))
        *path = other;
}

/* ---- optimal: dynamic programming over the sets of operands ---- */

/* The best way to contract a set of operands into one tensor, which does not depend on the way. */
struct subset {
    fs_tensor tensor;
    fs_count flops;
    fs_count largest; /* elements of the largest intermediate result, the tensor included */
    uint32_t left;    /* the set contracted into the left factor of the last step */
};

size_t fs_einsum_optimal_bytes(unsigned count)
{
    return sizeof(struct subset) << count;
}

static fs_indices indices_outside(const fs_einsum *e, uint32_t set)
{
    fs_indices indices = e->output;

    for (unsigned i = 0; i < e->count; i++)
        if (!(set >> i & 1))
            indices |= e->operand[i].indices;
    return indices;
}

static fs_count larger(fs_count a, fs_count b)
{
    return a > b ? a : b;
}

/* Finds the best last step of a set whose subsets are all known. */
static void solve(const fs_einsum_problem *problem, struct subset *table, uint32_t set)
{
    struct subset *best = &table[set];
    fs_indices kept = indices_outside(problem->einsum, set);
    fs_count largest_before = FS_COUNT_MAX;

    best->left = 0;
    best->flops = FS_COUNT_MAX;
    for (uint32_t left = (set - 1) & set; left != 0; left = (left - 1) & set) {
        const struct subset *a = &table[left], *b = &table[set ^ left];
        if (left < (set ^ left))
            break;
        fs_count flops = fs_count_add(a->flops, b->flops);
        if (best->left != 0 && flops > best->flops)
            continue;
        fs_work work = fs_einsum_contract(problem->einsum, problem->field, 2,
                                          (const fs_tensor *[]){&a->tensor, &b->tensor}, kept,
                                          best->left == 0 ? &best->tensor : NULL);
        flops = fs_count_add(flops, fs_work_flops(work, problem->fma));
        fs_count largest = larger(a->largest, b->largest);
        if (best->left != 0 &&
            (flops > best->flops || (flops == best->flops && largest >= largest_before)))
            continue;
        best->left = left;
        best->flops = flops;
        largest_before = largest;
    }
    best->largest = larger(largest_before, fs_tensor_elements(problem->einsum, &best->tensor));
}

/* Appends the steps that contract a set; returns the number of its tensor. */
static unsigned add_steps(const fs_einsum_problem *problem, const struct subset *table,
                          uint32_t set, fs_einsum_path *path)
{
    const fs_einsum *e = problem->einsum;

    if ((set & (set - 1)) == 0)
        return (unsigned)__builtin_ctz(set);
    unsigned a = add_steps(problem, table, table[set].left, path);
    unsigned b = add_steps(problem, table, set ^ table[set].left, path);
    bool in_order = a < b;
    add_step(problem, path, in_order ? a : b, in_order ? b : a, indices_outside(e, set));
    return e->count + path->step_count - 1;
}

void fs_einsum_optimal(const fs_einsum_problem *problem, fs_einsum_path *path, void *scratch)
{
    const fs_einsum *e = problem->einsum;
    struct subset *table = scratch;
    uint32_t all = ((uint32_t)1 << e->count) - 1;

    memset(path, 0, sizeof *path);
    if (e->count == 1) {
        add_step(problem, path, 0, 0, e->output);
        return;
    }
    for (unsigned i = 0; i < e->count; i++)
        table[(uint32_t)1 << i] = (struct subset){.tensor = e->operand[i]};
    for (uint32_t set = 1; set <= all; set++)
        if ((set & (set - 1)) != 0)
            solve(problem, table, set);
    add_steps(problem, table, all, path);
}
