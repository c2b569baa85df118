/* SPDX-License-Identifier: MIT */
/* Tests of contractions: what subscripts mean, their work with and without symmetry against
 * enumeration, the search for a path against an exhaustive one, and the BLAS calls of steps. */
#include "costmodel/cost.h"
#include "costmodel/einsum_path.h"
#include "costmodel/elementwise.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static char error[256];
static fs_einsum e;

/* Shapes from a list such as {2, 256, 256, 1, 256}: rank, extents, rank, extents... */
static bool parse(const char *subscripts, unsigned count, const int64_t *list)
{
    fs_tensor_shape shape[64] = {{.rank = 0}};

    error[0] = '\0';
    for (unsigned i = 0; i < count; i++) {
        shape[i].rank = (unsigned)*list++;
        for (unsigned j = 0; j < shape[i].rank; j++)
            shape[i].extent[j] = *list++;
    }
    return fs_einsum_parse(&e, subscripts, shape, count, error, sizeof error);
}

#define PARSE(subscripts, count, ...) parse(subscripts, count, (const int64_t[]){__VA_ARGS__})

static const char *output(void)
{
    static char text[FS_EINSUM_INDICES + 1];

    for (unsigned i = 0; i < e.output_rank; i++)
        text[i] = fs_index_letter(e.output_index[i]);
    text[e.output_rank] = '\0';
    return text;
}

#define ASSERT_WORK(work_mul, work_add)                                                            \
    do {                                                                                           \
        fs_work w_ = fs_einsum_work(&e, FS_REAL);                                                  \
        ck_assert_uint_eq((uint64_t)w_.mul, work_mul);                                             \
        ck_assert_uint_eq((uint64_t)w_.add, work_add);                                             \
    } while (0)

/* ---- subscripts ---- */

START_TEST(products_cost_what_blas_costs)
{
    ck_assert(PARSE("ij,jk->ik", 2, 2, 256, 256, 2, 256, 256));
    ASSERT_WORK(16777216, 16777216);
    ck_assert(PARSE("ij,j->i", 2, 2, 256, 256, 1, 256));
    ASSERT_WORK(65536, 65536);
    ck_assert(PARSE("i,j->ij", 2, 1, 3, 1, 5));
    ASSERT_WORK(15, 0);
    ck_assert(PARSE("i,i,i", 3, 1, 7, 1, 7, 1, 7));
    ASSERT_WORK(14, 7);
    ck_assert(PARSE("i,i->i", 2, 1, 7, 1, 7));
    ASSERT_WORK(7, 0);
    ck_assert(PARSE("ij->ji", 1, 2, 3, 4));
    ASSERT_WORK(0, 0);
    ck_assert(PARSE("ij->", 1, 2, 3, 4));
    ASSERT_WORK(0, 12);
    ck_assert(PARSE(",i->i", 2, 0, 1, 9));
    ASSERT_WORK(9, 0);
    fs_work complex_work = fs_einsum_work(&e, FS_COMPLEX);
    ck_assert_uint_eq((uint64_t)complex_work.mul, 36);
    ck_assert_uint_eq((uint64_t)complex_work.add, 18);
}
END_TEST

START_TEST(outputs_are_implied_as_in_numpy)
{
    ck_assert(PARSE("ba,cb", 2, 2, 2, 3, 2, 4, 2));
    ck_assert_str_eq(output(), "ac");
    ck_assert(PARSE("b Ca", 1, 3, 2, 3, 4));
    ck_assert_str_eq(output(), "Cab");
    ck_assert(PARSE("ii", 1, 2, 5, 5));
    ck_assert_str_eq(output(), "");
    ASSERT_WORK(0, 5);
    ck_assert(PARSE("ii->i", 1, 2, 5, 5));
    ASSERT_WORK(0, 0);
    ck_assert(PARSE("iij,j->i", 2, 3, 5, 5, 4, 1, 4));
    ASSERT_WORK(20, 20);
}
END_TEST

START_TEST(ellipses_and_ones_are_broadcast)
{
    ck_assert(PARSE("...ij,...jk", 2, 4, 2, 3, 4, 5, 3, 3, 5, 6));
    ck_assert_str_eq(output(), "yzik");
    ASSERT_WORK(2 * 3 * 4 * 5 * 6, 2 * 3 * 4 * 5 * 6);
    ck_assert(PARSE("...z,...", 2, 2, 2, 3, 2, 7, 1));
    ck_assert_str_eq(output(), "xyz");
    ck_assert_uint_eq((uint64_t)fs_index_points(&e, e.output), 7 * 2 * 3);
    ck_assert(PARSE("ij,ij->ij", 2, 2, 1, 5, 2, 4, 1));
    ASSERT_WORK(20, 0);
    ck_assert(PARSE("...->...", 1, 0));
    ASSERT_WORK(0, 0);
}
END_TEST

START_TEST(what_is_wrong_is_said)
{
    static const struct {
        const char *subscripts, *says;
        unsigned count;
        int64_t list[8];
    } wrong[] = {
        {"", "empty", 0, {0}},
        {"ij,jk->iz", "output index 'z' is in no operand", 2, {2, 2, 2, 2, 2, 2}},
        {"ij,jk->iki", "output index 'i' occurs twice", 2, {2, 2, 2, 2, 2, 2}},
        {"ij,jk->ik", "of 2 operands, but 1 shape is", 1, {2, 2, 2}},
        {"ij,jk", "index 'j' is 4 long in operand 2, but 3 before", 2, {2, 2, 3, 2, 4, 2}},
        {"ii", "index 'i' is 3 and 4 long in operand 1", 1, {2, 3, 4}},
        {"ii,i", "index 'i' is 1 and 4 long in operand 1", 2, {2, 1, 4, 1, 4}},
        {"ij", "'ij' has 2 indices, but its shape has 3 axes", 1, {3, 2, 2, 2}},
        {"ij...", "'ij...' has 2 indices, but its shape has 1 axis", 1, {1, 2}},
        {"i......", "'...' twice", 1, {1, 2}},
        {"...i->i", "the output needs '...', which stands for 1 axis", 1, {2, 2, 2}},
        {"i;j", "';' in the subscripts", 1, {2, 2, 2}},
        {"i..", "'.' in the subscripts", 1, {1, 2}},
        {"ij->i->j", "'-' in the subscripts", 1, {2, 2, 2}},
        {"i\tj", "'?' in the subscripts", 1, {2, 2, 2}},
        {",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "more than 32 operands", 0, {0}},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ck_assert(!parse(wrong[i].subscripts, wrong[i].count, wrong[i].list));
        ck_assert_msg(strstr(error, wrong[i].says) != NULL, "%s: %s", wrong[i].subscripts, error);
    }
}
END_TEST

START_TEST(indices_run_out)
{
    fs_tensor_shape shape[2] = {{.rank = 27}, {.rank = 26}};

    for (unsigned i = 0; i < 27; i++)
        shape[0].extent[i] = shape[1].extent[i] = 2;
    ck_assert(fs_einsum_parse(&e, "abcdefghijklmnopqrstuvwxyz...,...ABCDEFGHIJKLMNOPQRSTUVWXY",
                              shape, 2, error, sizeof error));
    ck_assert(!fs_einsum_parse(&e, "abcdefghijklmnopqrstuvwxyz...,...ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                               (fs_tensor_shape[]){shape[0], {.rank = 27}}, 2, error,
                               sizeof error));
    ck_assert_str_eq(error, "more than 52 distinct indices");
}
END_TEST

START_TEST(large_contractions_saturate)
{
    const int64_t most = FS_DIM_MAX;

    ck_assert(PARSE("ij,jk->ik", 2, 2, most, most, 2, most, most));
    fs_work w = fs_einsum_work(&e, FS_REAL);
    ck_assert(w.mul == (fs_count)1 << 120 && w.add == w.mul);
    ck_assert(PARSE("ij,jk,kl->il", 3, 2, most, most, 2, most, most, 2, most, most));
    ck_assert(fs_einsum_work(&e, FS_REAL).mul == FS_COUNT_MAX);
    ck_assert(fs_einsum_work(&e, FS_COMPLEX).add == FS_COUNT_MAX);
    ck_assert(PARSE("ij,jk,kl->il", 3, 2, most, 0, 2, 0, most, 2, most, most));
    ASSERT_WORK(0, 0);
    ck_assert(PARSE("i,i", 2, 1, 1, 1, 0));
    ASSERT_WORK(0, 0);
}
END_TEST

START_TEST(conventional_operations)
{
    ck_assert(fs_cost_pointwise(FS_REAL, 65536).mul == 65536);
    ck_assert(fs_cost_reduction(FS_REAL, 65536).add == 65536);
    ck_assert(fs_work_flops(fs_cost_truncated_svd(FS_REAL, 256, 256, 10), 1) == 655360);
    ck_assert(fs_cost_reduction(FS_COMPLEX, 3).add == 6);
    ck_assert(fs_cost_pointwise(FS_REAL, FS_COUNT_MAX).mul == FS_COUNT_MAX);
    ck_assert(fs_cost_truncated_svd(FS_REAL, 5, 5, 0).mul == 0);
}
END_TEST

/* ---- symmetry, against enumeration ---- */

/* Position of an operand's element when the axes of symmetric operands are sorted. */
static int64_t element_of(unsigned operand, const int64_t *point, bool is_symmetric)
{
    int64_t at[FS_EINSUM_RANK];
    unsigned rank = e.rank[operand];
    int64_t place = 0;

    for (unsigned i = 0; i < rank; i++)
        at[i] = point[e.index[operand][i]];
    for (unsigned i = 0; is_symmetric && i < rank; i++)
        for (unsigned j = i + 1; j < rank; j++)
            if (at[j] < at[i]) {
                int64_t other = at[i];
                at[i] = at[j];
                at[j] = other;
            }
    for (unsigned i = 0; i < rank; i++)
        place = place * 64 + at[i];
    return place;
}

/* Counts the distinct products of elements (as ordered tuples) by enumeration: at most 4096 points.
 */
static unsigned distinct_products(unsigned symmetric_mask)
{
    static int64_t seen[4096][4];
    unsigned count = 0, points = 1;

    for (unsigned i = 0; i < FS_EINSUM_INDICES; i++)
        if (e.extent[i] > 0)
            points *= (unsigned)e.extent[i];
    for (unsigned p = 0; p < points; p++) {
        int64_t point[FS_EINSUM_INDICES] = {0}, tuple[4] = {0};
        unsigned rest = p, k = 0;
        for (unsigned i = 0; i < FS_EINSUM_INDICES; i++)
            if (e.extent[i] > 0) {
                point[i] = rest % (unsigned)e.extent[i];
                rest /= (unsigned)e.extent[i];
            }
        for (unsigned i = 0; i < e.count; i++)
            tuple[i] = element_of(i, point, symmetric_mask >> i & 1);
        while (k < count && memcmp(seen[k], tuple, sizeof tuple) != 0)
            k++;
        if (k == count)
            memcpy(seen[count++], tuple, sizeof tuple);
    }
    return count;
}

static void check_symmetry(const char *subscripts, unsigned count, const int64_t *list,
                           unsigned mask)
{
    ck_assert_msg(parse(subscripts, count, list), "%s", error);
    for (unsigned i = 0; i < count; i++)
        if (mask >> i & 1)
            ck_assert(fs_einsum_make_symmetric(&e, i));
    fs_count mul = fs_einsum_work(&e, FS_REAL).mul;
    ck_assert_msg(mul == (fs_count)(count - 1) * distinct_products(mask), "%s: %u", subscripts,
                  (unsigned)mul);
}

START_TEST(equal_products_count_once)
{
    check_symmetry("ij,ij->", 2, (const int64_t[]){2, 5, 5, 2, 5, 5}, 3);
    check_symmetry("ij,ij->", 2, (const int64_t[]){2, 5, 5, 2, 5, 5}, 1);
    check_symmetry("ijk,ai->ajk", 2, (const int64_t[]){3, 4, 4, 4, 2, 3, 4}, 1);
    check_symmetry("ijk,kl->ijl", 2, (const int64_t[]){3, 4, 4, 4, 2, 4, 4}, 1);
    check_symmetry("ijkl,ijkl", 2, (const int64_t[]){4, 3, 3, 3, 3, 4, 3, 3, 3, 3}, 3);
    check_symmetry("iij,jk", 2, (const int64_t[]){3, 4, 4, 4, 2, 4, 4}, 3);
    check_symmetry("iijj,k->ijk", 2, (const int64_t[]){4, 3, 3, 3, 3, 1, 2}, 1);
    /* The product of two symmetric matrices is not symmetric: nothing is saved. */
    ck_assert(PARSE("ij,jk->ik", 2, 2, 5, 5, 2, 5, 5));
    ck_assert(fs_einsum_make_symmetric(&e, 0) && fs_einsum_make_symmetric(&e, 1));
    ASSERT_WORK(125, 125);
}
END_TEST

START_TEST(sums_follow_the_output)
{
    /* Row sums of a symmetric matrix need every element twice; its whole sum does not. */
    ck_assert(PARSE("ij->i", 1, 2, 6, 6) && fs_einsum_make_symmetric(&e, 0));
    ASSERT_WORK(0, 36);
    ck_assert(PARSE("ij->", 1, 2, 6, 6) && fs_einsum_make_symmetric(&e, 0));
    ASSERT_WORK(0, 21);
    /* A result is symmetric in what it keeps of a symmetric operand. */
    ck_assert(PARSE("ijk,i->jk", 2, 3, 6, 6, 6, 1, 6) && fs_einsum_make_symmetric(&e, 0));
    ASSERT_WORK(6 * 21, 6 * 21);
    fs_tensor result;
    fs_einsum_contract(&e, FS_REAL, 2, (const fs_tensor *[]){&e.operand[0], &e.operand[1]},
                       e.output, &result);
    ck_assert_uint_eq((uint64_t)fs_tensor_elements(&e, &result), 36);
    ck_assert_uint_eq((uint64_t)fs_tensor_distinct(&e, &result), 21);
}
END_TEST

START_TEST(what_cannot_be_symmetric)
{
    ck_assert(PARSE("i,ij,ijk->", 3, 1, 4, 2, 4, 3, 3, 4, 3, 4));
    for (unsigned i = 0; i < 3; i++)
        ck_assert(!fs_einsum_make_symmetric(&e, i));
    ck_assert(!e.has_symmetry);
}
END_TEST

/* ---- paths ---- */

/* The least cost of contracting what is left, by trying every order. */
static fs_count exhaustive(const fs_einsum_problem *problem, unsigned count, const fs_tensor *live)
{
    fs_count best = FS_COUNT_MAX;

    if (count == 1)
        return 0;
    for (unsigned i = 0; i < count; i++)
        for (unsigned j = i + 1; j < count; j++) {
            fs_tensor rest[8];
            unsigned left = 0;
            fs_indices kept = e.output;
            for (unsigned k = 0; k < count; k++)
                if (k != i && k != j) {
                    rest[left++] = live[k];
                    kept |= live[k].indices;
                }
            fs_work w =
                fs_einsum_contract(&e, problem->field, 2, (const fs_tensor *[]){&live[i], &live[j]},
                                   kept, &rest[left]);
            fs_count cost =
                fs_count_add(fs_work_flops(w, problem->fma), exhaustive(problem, left + 1, rest));
            if (cost < best)
                best = cost;
        }
    return best;
}

/* A contraction of n operands of ranks 1 to 3 over 7 indices, reproducible. */
static void make_random(unsigned n, uint64_t seed)
{
    static const int64_t extents[] = {2, 3, 5, 7, 11, 4, 1};
    int64_t list[64];
    char text[64];
    unsigned at = 0, length = 0;

    for (unsigned i = 0; i < n; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        unsigned rank = (unsigned)(1 + (seed >> 33) % 3);
        list[at++] = rank;
        if (i > 0)
            text[length++] = ',';
        for (unsigned j = 0; j < rank; j++) {
            unsigned index = (unsigned)((seed >> (36 + 5 * j)) % 7);
            bool is_one = (seed >> (13 + index)) % 8 == 0;
            text[length++] = (char)('a' + index);
            list[at++] = is_one ? 1 : extents[index];
        }
    }
    strcpy(text + length, seed >> 63 ? "->" : "");
    ck_assert_msg(parse(text, n, list), "%s: %s", text, error);
}

static void *search(const fs_einsum_problem *problem, fs_einsum_path *path)
{
    void *scratch = malloc(fs_einsum_optimal_bytes(problem->einsum->count));

    fs_einsum_optimal(problem, path, scratch);
    return scratch;
}

START_TEST(optimal_paths_are_optimal)
{
    static fs_einsum_path optimal, greedy;

    for (uint64_t seed = 1; seed <= 150; seed++) {
        fs_einsum_problem problem = {&e, seed % 3 == 0 ? FS_COMPLEX : FS_REAL, 1 + (int)(seed % 2)};
        make_random(2 + (unsigned)(seed % 5), seed);
        if (seed % 4 == 0)
            for (unsigned i = 0; i < e.count; i++)
                (void)fs_einsum_make_symmetric(&e, i);
        fs_count best = exhaustive(&problem, e.count, e.operand);
        free(search(&problem, &optimal));
        fs_einsum_greedy(&problem, &greedy);
        ck_assert_uint_eq((uint64_t)optimal.flops, (uint64_t)best);
        ck_assert(greedy.flops >= optimal.flops);
        ck_assert_uint_eq(optimal.step_count, e.count - 1);
        ck_assert_uint_eq(greedy.step_count, e.count - 1);
        ck_assert(optimal.step[e.count - 2].result.indices == e.output);
    }
}
END_TEST

START_TEST(paths_of_the_seeds)
{
    static fs_einsum_path path;
    fs_einsum_problem problem = {&e, FS_REAL, 1};

    ck_assert(PARSE("ijk,ai,bj,ck->abc", 4, 3, 32, 32, 32, 2, 32, 32, 2, 32, 32, 2, 32, 32));
    free(search(&problem, &path));
    ck_assert_uint_eq((uint64_t)path.flops, 3 * 32 * 32 * 32 * 32);
    ck_assert_uint_eq((uint64_t)path.largest_elements, 32 * 32 * 32);
    ck_assert_uint_eq((uint64_t)fs_einsum_work(&e, FS_REAL).mul, 3 * ((uint64_t)1 << 30));
    /* A symmetric core halves the steps before its symmetry is used up. */
    ck_assert(fs_einsum_make_symmetric(&e, 0));
    free(search(&problem, &path));
    ck_assert_uint_eq((uint64_t)path.flops, 32 * 32 * (32 * 33 / 2) + 2 * 32 * 32 * 32 * 32);
}
END_TEST

START_TEST(lone_operands_and_many)
{
    static fs_einsum_path path;
    fs_einsum_problem problem = {&e, FS_REAL, 1};
    int64_t list[FS_EINSUM_OPERANDS * 3];
    char text[FS_EINSUM_OPERANDS * 3 + 1] = "";

    ck_assert(PARSE("ij->i", 1, 2, 3, 4));
    free(search(&problem, &path));
    ck_assert_uint_eq(path.step_count, 1);
    ck_assert_uint_eq((uint64_t)path.flops, 12);
    fs_einsum_greedy(&problem, &path);
    ck_assert_uint_eq(path.step_count, 1);
    for (unsigned i = 0; i < FS_EINSUM_OPERANDS; i++) {
        list[3 * i] = 2;
        list[3 * i + 1] = list[3 * i + 2] = 4;
        text[3 * i] = fs_index_letter(i);
        text[3 * i + 1] = fs_index_letter(i + 1);
        text[3 * i + 2] = i + 1 < FS_EINSUM_OPERANDS ? ',' : '\0';
    }
    ck_assert_msg(parse(text, FS_EINSUM_OPERANDS, list), "%s", error);
    fs_einsum_greedy(&problem, &path);
    ck_assert_uint_eq(path.step_count, FS_EINSUM_OPERANDS - 1);
    ck_assert_uint_eq((uint64_t)path.flops, 31 * 64);
}
END_TEST

/* ---- BLAS calls ---- */

static fs_blas_call call;

static bool find_call(const char *subscripts, const int64_t *list)
{
    ck_assert_msg(parse(subscripts, 2, list), "%s", error);
    return fs_einsum_blas_call(&e, &e.operand[0], &e.operand[1], e.output, &call);
}

static fs_work work_of_call(void)
{
    int64_t m = (int64_t)call.m, n = (int64_t)call.n, k = (int64_t)call.k;
    fs_work w = {0, 0};

    if (strcmp(call.routine, "gemm") == 0)
        w = fs_cost_gemm(FS_REAL, m, n, k);
    else if (strcmp(call.routine, "gemv") == 0)
        w = fs_cost_gemv(FS_REAL, m, n);
    else if (strcmp(call.routine, "dot") == 0)
        w = fs_cost_dot(FS_REAL, n);
    else if (strcmp(call.routine, "scal") == 0)
        w = fs_cost_scal(FS_REAL, n);
    else
        w.mul = fs_count_mul(call.m, call.n);
    return fs_work_times((int64_t)call.times, w);
}

START_TEST(steps_are_blas_calls)
{
    static const struct {
        const char *subscripts, *routine;
        int64_t list[10];
        unsigned times;
    } calls[] = {
        {"ij,jk->ik", "gemm", {2, 3, 4, 2, 4, 5}, 1},
        {"ijk,ljk->il", "gemm", {3, 3, 4, 5, 3, 2, 4, 5}, 1},
        {"bij,bjk->bik", "gemm", {3, 6, 3, 4, 3, 6, 4, 5}, 6},
        {"ij,j->i", "gemv", {2, 3, 4, 1, 4}, 1},
        {"j,ij->i", "gemv", {1, 4, 2, 3, 4}, 1},
        {"ij,ij->", "dot", {2, 3, 4, 2, 3, 4}, 1},
        {"bi,bi->b", "dot", {2, 3, 4, 2, 3, 4}, 3},
        {"i,j->ij", "ger", {1, 3, 1, 4}, 1},
        {"ij,->ij", "scal", {2, 3, 4, 0}, 1},
        {"ij,i->ij", "scal", {2, 3, 4, 1, 3}, 3},
    };

    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        ck_assert(find_call(calls[i].subscripts, calls[i].list));
        ck_assert_str_eq(call.routine, calls[i].routine);
        ck_assert_uint_eq((unsigned)call.times, calls[i].times);
        ck_assert(work_of_call().mul == fs_einsum_work(&e, FS_REAL).mul);
    }
    ck_assert(!find_call("ij,j->j", (const int64_t[]){2, 3, 4, 1, 4}));
    ck_assert(!find_call("ij,ij->ij", (const int64_t[]){2, 3, 4, 2, 3, 4}));
}
END_TEST

START_TEST(symmetric_operands_have_their_calls)
{
    ck_assert(PARSE("ij,jk->ik", 2, 2, 4, 4, 2, 4, 5) && fs_einsum_make_symmetric(&e, 0));
    ck_assert(fs_einsum_blas_call(&e, &e.operand[0], &e.operand[1], e.output, &call));
    ck_assert_str_eq(call.routine, "symm");
    ck_assert(call.side == 'L' && call.m == 4 && call.n == 5 && call.k == 0);
    ck_assert(PARSE("ij,jk->ik", 2, 2, 5, 4, 2, 4, 4) && fs_einsum_make_symmetric(&e, 1));
    ck_assert(fs_einsum_blas_call(&e, &e.operand[0], &e.operand[1], e.output, &call));
    ck_assert(call.side == 'R' && call.m == 5 && call.n == 4);
    ck_assert(PARSE("ij,j->i", 2, 2, 4, 4, 1, 4) && fs_einsum_make_symmetric(&e, 0));
    ck_assert(fs_einsum_blas_call(&e, &e.operand[0], &e.operand[1], e.output, &call));
    ck_assert_str_eq(call.routine, "symv");
    ck_assert(call.m == 0 && call.n == 4);
}
END_TEST

static Suite *einsum_suite(void)
{
    Suite *suite = suite_create("einsum");
    TCase *subscripts = tcase_create("subscripts");
    TCase *symmetry = tcase_create("symmetry");
    TCase *paths = tcase_create("paths");

    tcase_add_test(subscripts, products_cost_what_blas_costs);
    tcase_add_test(subscripts, outputs_are_implied_as_in_numpy);
    tcase_add_test(subscripts, ellipses_and_ones_are_broadcast);
    tcase_add_test(subscripts, what_is_wrong_is_said);
    tcase_add_test(subscripts, indices_run_out);
    tcase_add_test(subscripts, large_contractions_saturate);
    tcase_add_test(subscripts, conventional_operations);
    suite_add_tcase(suite, subscripts);
    tcase_add_test(symmetry, equal_products_count_once);
    tcase_add_test(symmetry, sums_follow_the_output);
    tcase_add_test(symmetry, what_cannot_be_symmetric);
    suite_add_tcase(suite, symmetry);
    tcase_add_test(paths, optimal_paths_are_optimal);
    tcase_add_test(paths, paths_of_the_seeds);
    tcase_add_test(paths, lone_operands_and_many);
    tcase_add_test(paths, steps_are_blas_calls);
    tcase_add_test(paths, symmetric_operands_have_their_calls);
    suite_add_tcase(suite, paths);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(einsum_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
