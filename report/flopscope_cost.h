/* SPDX-License-Identifier: MIT */
/* flopscope-cost: a query says in words what is to be priced; its answer is shown as text, as JSON,
 * or as a line of a plan. */
#ifndef FS_FLOPSCOPE_COST_H
#define FS_FLOPSCOPE_COST_H

#include "costmodel/catalogue.h"
#include "costmodel/notes.h"
#include "costmodel/einsum_path.h"

#include <jansson.h>

/* Exit codes. */
enum { FS_COST_OK = 0, FS_COST_NO_ANSWER = 1, FS_COST_USAGE = 2, FS_COST_EXCEEDED = 3 };

#define FS_BILLION 1000000000u

enum fs_cost_search { FS_SEARCH_AUTOMATIC, FS_SEARCH_GREEDY, FS_SEARCH_OPTIMAL };

/* What options say, for one query or for a whole plan. */
struct fs_cost_setting {
    int fma; /* 1 or 2 */
    uint64_t multiplier_billionths;
    fs_field field;        /* of arrays whose routine does not say it: einsum, svd, ... */
    const char *symmetric; /* NULL: no operand; "": all that can be; else their numbers: "1,3" */
    enum fs_cost_search search;
    bool json;
    bool has_budget;
    uint64_t budget_flops;
    bool list, help, version;
    const char *place; /* where the query is written, before each message: "plan.txt:3: " */
};

/* A contraction and how it is done. */
struct fs_cost_contraction {
    fs_einsum einsum;
    fs_einsum_path path;
    bool is_optimal;          /* the path is the cheapest of all */
    fs_count optimized_flops; /* of the path's steps, what they are charged */
    fs_count naive_flops;     /* of all operands at once */
};

enum { FS_COST_NAME = 64, FS_COST_CALL = 1024 };

/* What a query costs, and what is known about it. */
struct fs_cost_answer {
    char name[FS_COST_NAME]; /* "dgemm", "einsum" */
    char call[FS_COST_CALL]; /* "m=256 n=256 k=256", "ij,jk->ik 256x256 256x256" */
    fs_work work;
    fs_count flops; /* by the FMA convention, times the multiplier */
    bool has_bytes;
    fs_count bytes; /* that must be read and written at least once, if has_bytes */
    fs_class work_class;
    const fs_family *family;                 /* NULL: not a routine */
    json_t *dimensions;                      /* owned */
    json_t *details;                         /* more members of the JSON, or NULL; owned */
    struct fs_cost_contraction *contraction; /* of einsum-path; owned */
};

/* One line on stderr about a query that cannot be answered; returns FS_COST_USAGE. */
int fs_cost_refuse(const struct fs_cost_setting *setting, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The queries that are not for a routine. words is what follows the name. They fill *answer (which
 * the caller frees, whatever is returned) or say on stderr why not; they return the exit code. */
typedef int fs_cost_query(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                          struct fs_cost_answer *answer);
fs_cost_query fs_cost_einsum_query, fs_cost_path_query, fs_cost_svd_query, fs_cost_pointwise_query,
    fs_cost_reduction_query;

/* The same for a routine, words[0] being its name. */
fs_cost_query fs_cost_routine_query;

/* Answers any query: words[0] names its kind or a routine. */
fs_cost_query fs_cost_answer_query;
void fs_cost_answer_free(struct fs_cost_answer *answer);

/* Sets an answer's work and what it is charged. */
void fs_cost_set_work(const struct fs_cost_setting *setting, struct fs_cost_answer *answer,
                      fs_work work);

/* Sets the bytes of an answer that is not a routine's, whose arrays are in double precision:
 * elements of arrays that are read, and of those that are written, saturating. */
void fs_cost_set_moved(const struct fs_cost_setting *setting, struct fs_cost_answer *answer,
                       fs_count elements);

/* Bytes of an element of such an array. */
static inline fs_count fs_cost_element_bytes(const struct fs_cost_setting *setting)
{
    return fs_is_complex(setting->field) ? 2 * sizeof(double) : sizeof(double);
}

/* Shows an answer; returns the exit code. */
void fs_cost_show_text(const struct fs_cost_setting *setting, const struct fs_cost_answer *answer);
void fs_cost_show_json(const struct fs_cost_setting *setting, const struct fs_cost_answer *answer);

/* The members that every JSON answer has. */
json_t *fs_cost_json(const struct fs_cost_setting *setting, const struct fs_cost_answer *answer);

/* Prints JSON to stdout and frees it. */
void fs_cost_print_json(json_t *value);

/* A count as a JSON integer, beyond 2^63 - 1 as a string of digits. */
json_t *fs_cost_json_count(fs_count count);

/* A cost in 64 bits, as a budget is: at most UINT64_MAX. */
static inline uint64_t fs_cost_charged(fs_count flops)
{
    return flops > UINT64_MAX ? UINT64_MAX : (uint64_t)flops;
}

/* The steps of a path, as text and as JSON members added to object. */
void fs_cost_show_path(const struct fs_cost_setting *setting,
                       const struct fs_cost_contraction *contraction);
void fs_cost_json_path(const struct fs_cost_setting *setting,
                       const struct fs_cost_contraction *contraction, json_t *object);

/* Prices a plan, one query a line, from a file or "-" for stdin. Returns the exit code. */
int fs_cost_plan(const struct fs_cost_setting *setting, const char *path);

/* Formula, source, class and error of what a routine or another query costs; all families. */
int fs_cost_explain(const struct fs_cost_setting *setting, const char *name);
void fs_cost_list(bool json);

/* Whether two lines of the table are one family with the same parameters and price: real and
 * complex routines whose other arguments differ have a line each. */
bool fs_cost_is_same(const fs_family *a, const fs_family *b);

/* Whether a line is the same as one before it. */
bool fs_cost_was_shown(unsigned family);

/* What is known about a price that is not a routine's: einsum, svd, ...; NULL: there is none. */
const struct fs_note *fs_cost_note_of_query(const char *name);

/* What is known about a family. */
json_t *fs_cost_json_family(const fs_family *family);

/* Reads options (--fma=2) from words, moves what is no option to the front, and returns their
 * number, or -1 after one line on stderr. In a plan's line, only options of one query are accepted.
 */
int fs_cost_read_options(struct fs_cost_setting *setting, bool is_line, unsigned count,
                         char **words);

/* A routine by the name of a routine, an entry point or a family, in any case; NULL if there is
 * none. */
const fs_routine *fs_cost_find(const char *name);

/* The arguments of a call of a routine. */
struct fs_cost_arguments {
    bool is_complete; /* all have values, those without a price too */
    const fs_routine *routine;
    const fs_family *family;
    int64_t value[FS_PARAM_MAX]; /* in the order of family->param */
    bool is_given[FS_PARAM_MAX]; /* in the query */
    bool is_shown[FS_PARAM_MAX]; /* given, or the work depends on it */
};

/* Reads name=value words and fills in defaults. FS_COST_OK, or FS_COST_USAGE after one line on
 * stderr that names what is wrong or missing. */
int fs_cost_read_arguments(const struct fs_cost_setting *setting, unsigned count,
                           char *const *words, struct fs_cost_arguments *arguments);

/* Reads a dimension such as 1000, 1e3, 10^3 or 1k, up to `most`. False: it is none. */
bool fs_cost_parse_dimension(const char *text, int64_t most, int64_t *value);

/* Reads a shape: 256x256, 10^6x3, 256, (256, 256); () is a scalar. False where it is none. */
bool fs_cost_parse_shape(const char *text, fs_tensor_shape *shape);

/* Writes a shape as 256x256, a scalar as (); returns buffer. */
const char *fs_cost_format_shape(char *buffer, size_t size, const fs_tensor_shape *shape);
json_t *fs_cost_json_shape(const fs_tensor_shape *shape);

/* Reads the words as shapes of operands, at most FS_EINSUM_OPERANDS. */
int fs_cost_read_shapes(const struct fs_cost_setting *setting, unsigned count, char *const *words,
                        fs_tensor_shape *shape);

/* Whether operand i (from 0) is among those that --symmetric names; *is_asked: it was named. */
bool fs_cost_is_symmetric(const char *list, unsigned i, bool *is_asked);

/* "exact", "leading", ...: a class in words; and what it means, for people. */
const char *fs_cost_class_name(fs_class work_class);
const char *fs_cost_class_meaning(fs_class work_class);

/* The next cost function in a work expression, copied to name, and *text moved behind it; false
 * after the last. */
bool fs_cost_next_function(const char **text, char *name, size_t size);

#endif
