/* SPDX-License-Identifier: MIT */
/* flopscope.h - what a program may say to flopscope and ask it: namespaces, budgets for phases, own
 * operations, summaries. docs/api.md explains it with examples in C, Fortran and Python; what a
 * call would cost is asked with flopcost.h.
 *
 * All functions here come from the preload library and are declared weak: a program links without
 * it, and where it runs without it the functions are NULL. Call them through the FLOPSCOPE_*
 * macros, which then do nothing. */
#ifndef FLOPSCOPE_H
#define FLOPSCOPE_H

#include "flopcost.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FLOPSCOPE_WEAK __attribute__((weak))

/* The library's version, "MAJOR.MINOR.PATCH". */
const char *flopscope_version(void) FLOPSCOPE_WEAK;

/* ---- namespaces ---- */

/* Operations of the calling thread belong to the namespace `name` inside the present one, until the
 * matching pop; so do those of threads that have pushed nothing, where it is the program's first
 * thread (outside of OpenMP's parallel regions). Dotted paths may be given at once ("solver.init");
 * the text is copied. NULL and "" change nothing, but need their pop. At most 64 deep; deeper
 * pushes are counted, so that pops match, but change nothing. Paths are cut at 511 bytes, and at
 * most 16,384 are told apart. A pop without its push does nothing. Some 10 ns for a name that the
 * thread has pushed before. */
void flopscope_namespace_push(const char *name) FLOPSCOPE_WEAK;
void flopscope_namespace_pop(void) FLOPSCOPE_WEAK;

#define FLOPSCOPE_NAMESPACE_PUSH(name)                                                             \
    (flopscope_namespace_push ? flopscope_namespace_push(name) : (void)0)
#define FLOPSCOPE_NAMESPACE_POP() (flopscope_namespace_pop ? flopscope_namespace_pop() : (void)0)

/* ---- budgets for phases ---- */

/* What happens when a limit is reached: as FLOPSCOPE_ON_EXHAUSTED says; or, whatever it says: exit
 * code 88 (89: time); a message, and the program goes on; SIGXCPU to the calling thread. */
enum flopscope_on_exhausted {
    FLOPSCOPE_AS_ENVIRONMENT = 0,
    FLOPSCOPE_EXIT = 1,
    FLOPSCOPE_WARN = 2,
    FLOPSCOPE_SIGNAL = 3
};

/* Zero in a field: none, or its default. */
struct flopscope_budget_options {
    size_t size;              /* sizeof(struct flopscope_budget_options) of the program */
    uint64_t flop_budget;     /* FLOPs that the phase may spend, at most 2^63 - 1; 0: no limit */
    double flop_multiplier;   /* multiplies the costs that the phase is charged; 0: 1.0 */
    double wall_time_limit_s; /* seconds, checked before and after each operation; 0: no limit */
    const char *name_space;   /* pushed while the phase is open; copied; NULL: none */
    int32_t quiet;            /* not 0: no closing line on stderr */
    int32_t on_exhausted;     /* enum flopscope_on_exhausted */
};

/* Opens a phase. While it is open each operation of any thread of this process is charged to it, to
 * all other open phases and to FLOPSCOPE_BUDGET: to all or none, exactly, before it runs. NULL
 * options: no limits. A child of fork has no phases. At most 256 can be open.
 * Returns the phase's number (> 0); 0 when flopscope is off; FLOPSCOPE_BAD_VALUE for options that
 * make no sense, with a line on stderr; FLOPSCOPE_TOO_MANY; FLOPSCOPE_NO_MEMORY. */
int flopscope_budget_open(const struct flopscope_budget_options *options) FLOPSCOPE_WEAK;

/* Closes the phase, and those that the same thread, or one that has ended, opened inside it and
 * that still are; goes back to the namespace in which it was opened, if the thread is the same.
 * Numbers of no open phase are ignored. Without `quiet` and FLOPSCOPE_QUIET a line on stderr says
 * what it has spent. */
void flopscope_budget_close(int budget) FLOPSCOPE_WEAK;

/* Numbers that are no phase's: the whole process and FLOPSCOPE_BUDGET; the last open phase of the
 * calling thread, else the last one of any thread, else the process. */
enum flopscope_budget_numbers { FLOPSCOPE_PROCESS = 0, FLOPSCOPE_INNERMOST = -1 };

/* FLOPs charged so far and FLOPs left, of an open phase or one of those. Saturating; 0 used and
 * UINT64_MAX left: no such phase, or flopscope is off. UINT64_MAX left: no limit. */
uint64_t flopscope_budget_used(int budget) FLOPSCOPE_WEAK;
uint64_t flopscope_budget_remaining(int budget) FLOPSCOPE_WEAK;

/* The same with FLOPSCOPE_PROCESS. */
uint64_t flopscope_flops_used(void) FLOPSCOPE_WEAK;
uint64_t flopscope_flops_remaining(void) FLOPSCOPE_WEAK;

/* ---- a handler for exhaustion ---- */

enum flopscope_exhausted_kind { FLOPSCOPE_FLOPS_EXHAUSTED = 1, FLOPSCOPE_TIME_EXHAUSTED = 2 };

struct flopscope_exhausted {
    size_t size;            /* of this struct in the library that fills it in */
    int32_t kind;           /* enum flopscope_exhausted_kind */
    int32_t budget;         /* the phase's number; 0: a limit of the environment's */
    const char *message;    /* "BudgetExhaustedError: dgemm would cost ..." */
    const char *op_name;    /* "dgemm" */
    const char *name_space; /* the phase's path; "" */
    uint64_t flop_cost;     /* what the operation would be charged; 0 when time is exhausted */
    uint64_t flops_remaining;
    uint64_t wall_time_ns; /* since the phase was opened, or the process started */
};

/* Called before an operation that does not fit, in its thread, with no lock held; texts are valid
 * until it returns. It may leave by
 * longjmp or by a C++ exception: the operation then does not run and is not charged. Where it
 * returns something other than 0 the operation runs and is not charged to what it does not fit in;
 * with 0 the limit's on_exhausted decides. For time it is called before or after an operation, once
 * for each limit. BLAS calls that it makes itself are not operations. */
typedef int (*flopscope_exhausted_handler)(const struct flopscope_exhausted *what, void *data);

/* Sets the process's handler; NULL: none. */
void flopscope_set_exhausted_handler(flopscope_exhausted_handler handler,
                                     void *data) FLOPSCOPE_WEAK;

/* ---- operations of the program's own ---- */

/* Charges and logs an operation that flopscope cannot see, before the program runs it: op_name as
 * the summaries show it (NULL or "": "(own)"; cut at 127 bytes), its cost in FLOPs before
 * multipliers, and, or NULL, einsum subscripts ("ij,jk->ik") and shapes ("256x256 256x256") for the
 * log. Texts are copied.
 * Returns 0 when it was charged (or flopscope is off, or the call comes from inside an operation,
 * which has been charged); 1 when a limit was exceeded and the program goes on all the same. */
int flopscope_deduct(const char *op_name, uint64_t flop_cost, const char *subscripts,
                     const char *shapes) FLOPSCOPE_WEAK;

#define FLOPSCOPE_DEDUCT(op_name, flop_cost, subscripts, shapes)                                   \
    (flopscope_deduct ? flopscope_deduct(op_name, flop_cost, subscripts, shapes) : 0)

/* ---- summaries ---- */

enum flopscope_summary_flags { FLOPSCOPE_BY_NAMESPACE = 1 };

/* Summary of an open phase, or of the process since its start or the last flopscope_reset, as text
 * or as one JSON object (words and keys of flopscope-report summary) into buffer, cut and
 * NUL-terminated at size. Returns the length of the whole text without the NUL, so that size 0 (and
 * buffer NULL) asks how much room it takes (figures grow meanwhile: leave some); negative:
 * FLOPSCOPE_NOT_RUNNING, flopscope is off; FLOPSCOPE_BAD_VALUE, there is no such phase, or no
 * memory. Where several threads were in backends at once, how they overlapped is read from the log.
 */
long flopscope_summary(int budget, int flags, char *buffer, size_t size) FLOPSCOPE_WEAK;
long flopscope_summary_json(int budget, int flags, char *buffer, size_t size) FLOPSCOPE_WEAK;

/* Writes the text to a file descriptor instead; 0, or negative as above. */
int flopscope_summary_print(int budget, int flags, int descriptor) FLOPSCOPE_WEAK;

/* The process's summary (FLOPSCOPE_PROCESS) starts again from zero. Limits, what they have been
 * charged, open phases and the log stay as they are. */
void flopscope_reset(void) FLOPSCOPE_WEAK;

#ifdef __cplusplus
}
#endif

#define FLOPSCOPE_BUDGET_OPEN(options) (flopscope_budget_open ? flopscope_budget_open(options) : 0)
#define FLOPSCOPE_BUDGET_CLOSE(budget)                                                             \
    (flopscope_budget_close ? flopscope_budget_close(budget) : (void)0)
#define FLOPSCOPE_SUMMARY_PRINT(budget, flags, descriptor)                                         \
    (flopscope_summary_print ? flopscope_summary_print(budget, flags, descriptor) : -1)
#define FLOPSCOPE_RESET() (flopscope_reset ? flopscope_reset() : (void)0)
#define FLOPSCOPE_SET_EXHAUSTED_HANDLER(handler, data)                                             \
    (flopscope_set_exhausted_handler ? flopscope_set_exhausted_handler(handler, data) : (void)0)

/* ---- scopes ---- */

#ifndef __cplusplus

struct flopscope_scope {
    int budget;
    int done;
};

static inline struct flopscope_scope
flopscope_scope_open(const struct flopscope_budget_options *options)
{
    struct flopscope_scope scope = {FLOPSCOPE_BUDGET_OPEN(options), 0};
    scope.done = scope.budget < 0;
    return scope;
}

static inline void flopscope_scope_close(struct flopscope_scope *scope)
{
    if (scope->budget > 0)
        FLOPSCOPE_BUDGET_CLOSE(scope->budget);
}

/* FLOPSCOPE_BUDGET_SCOPE(.flop_budget = 10000000, .name_space = "predict") { ... }
 * runs the block in a phase that is closed however the block is left: at its end, by return, goto
 * or break (which leave the block alone, not a loop around it). longjmp does not close it; closing
 * the phase around it does. With options that make no sense the block is not run. */
#define FLOPSCOPE_BUDGET_SCOPE(...)           FLOPSCOPE_SCOPE_NUMBERED(__COUNTER__, __VA_ARGS__)
#define FLOPSCOPE_SCOPE_NUMBERED(number, ...) FLOPSCOPE_SCOPE_NAMED(number, __VA_ARGS__)
#define FLOPSCOPE_SCOPE_NAMED(number, ...)    FLOPSCOPE_SCOPE_AS(flopscope_scope_##number, __VA_ARGS__)
#define FLOPSCOPE_SCOPE_AS(name, ...)                                                              \
    for (struct flopscope_scope name __attribute__((cleanup(flopscope_scope_close))) =             \
             flopscope_scope_open(&(struct flopscope_budget_options){                              \
                 .size = sizeof(struct flopscope_budget_options), __VA_ARGS__});                   \
         !name.done; name.done = 1)

#else

namespace flopscope
{

/* A phase that lasts as long as this object: closed by exceptions too. */
class budget
{
  public:
    explicit budget(flopscope_budget_options options)
    {
        options.size = sizeof options;
        number_ = FLOPSCOPE_BUDGET_OPEN(&options);
    }
    ~budget()
    {
        if (number_ > 0)
            FLOPSCOPE_BUDGET_CLOSE(number_);
    }
    budget(const budget &) = delete;
    budget &operator=(const budget &) = delete;
    int number() const
    {
        return number_;
    }

  private:
    int number_;
};

} // namespace flopscope

#endif

#endif
