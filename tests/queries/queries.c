/* SPDX-License-Identifier: MIT */
/* Asks for the cost and the bytes of every routine with random and extreme parameters, of which no
 * price may overflow, trap, or come out different the second time. Run under the sanitizers, which
 * see what overflows. usage: queries QUERIES_A_ROUTINE */
#include <flopcost.h>

#include <stdio.h>
#include <stdlib.h>

enum { PARAMETERS_MAX = 16 };

static uint64_t random_state = 0x9e3779b97f4a7c15u;

static uint64_t draw(uint64_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state % below;
}

/* Where prices saturate, and where integers end. */
static int64_t extreme(void)
{
    static const int64_t values[] = {INT64_MIN,
                                     INT64_MIN + 1,
                                     -((int64_t)1 << 40),
                                     -1,
                                     0,
                                     1,
                                     (int64_t)1 << 34,
                                     ((int64_t)1 << 34) + 1,
                                     (int64_t)1 << 40,
                                     ((int64_t)1 << 40) + 1,
                                     INT64_MAX - 1,
                                     INT64_MAX};
    return values[draw(sizeof values / sizeof values[0])];
}

/* Dimensions of one call are of about the same size, as a rule. */
static int64_t dimension(unsigned bits)
{
    return draw(12) == 0 ? extreme() : (int64_t)draw((uint64_t)1 << bits);
}

static size_t set_values(const struct flopscope_routine *routine, int64_t *values)
{
    static const char letters[] = "NTCVULRSABEFIPOQWHD1M";
    unsigned bits = 1 + (unsigned)draw(draw(2) == 0 ? 12 : 45);
    size_t count = flopscope_routine_parameter_count(routine);
    for (size_t i = 0; i < count; i++) {
        int flags = 0;
        flopscope_routine_parameter(routine, i, &flags);
        values[i] = flags & FLOPSCOPE_OPTION ? letters[draw(sizeof letters - 1)] : dimension(bits);
    }
    return count;
}

/* False if two equal queries differ. */
static int query(const struct flopscope_routine *routine)
{
    int64_t values[PARAMETERS_MAX];
    struct flopscope_work once = {0, 0}, again = {0, 0};
    uint64_t read_bytes, written_bytes;
    size_t count = set_values(routine, values);
    int error = flopscope_routine_cost(routine, values, count, &once);
    flopscope_routine_bytes(routine, values, count, &read_bytes, &written_bytes);
    return flopscope_routine_cost(routine, values, count, &again) == error &&
           once.mul == again.mul && once.add == again.add;
}

int main(int argc, char **argv)
{
    int queries = argc == 2 ? atoi(argv[1]) : 0;
    if (queries < 1) {
        fprintf(stderr, "usage: queries QUERIES_A_ROUTINE\n");
        return 2;
    }
    for (size_t i = 0; i < flopscope_routine_count(); i++) {
        const struct flopscope_routine *routine = flopscope_routine_at(i);
        for (int k = 0; k < queries; k++)
            if (!query(routine)) {
                printf("FAIL %s: two equal queries differ\n", flopscope_routine_name(routine));
                return 1;
            }
    }
    printf("ok %d random queries of each of %zu routines\n", queries, flopscope_routine_count());
    return 0;
}
