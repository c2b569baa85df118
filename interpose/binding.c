/* SPDX-License-Identifier: MIT */
/* Resolves backends lazily, by the caller's scope: the global scope after us, else the scope that
 * the caller was loaded in. Two plugins with a BLAS each keep their own. */
#include "interpose/binding.h"

#include "interpose/arena.h"
#include "interpose/backend.h"
#include "interpose/frame.h"
#include "interpose/lock.h"
#include "interpose/message.h"
#include "interpose/process.h"
#include "interpose/scope.h"

#include "costmodel/catalogue.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

struct fs_binding *fs_bindings[FS_ENTRY_COUNT_MAX];
void *fs_targets[FS_ENTRY_COUNT_MAX];

static struct fs_lock lock;
static struct fs_arena arena = {.inherited = true};
static struct fs_binding *newest; /* of all that were ever resolved */

static const struct fs_binding *find(uint32_t entry, uintptr_t return_address)
{
    const struct fs_binding *binding = __atomic_load_n(&fs_bindings[entry], __ATOMIC_ACQUIRE);
    while (binding != NULL && return_address - binding->low >= binding->span)
        binding = binding->next;
    return binding;
}

/* The program would have ended so at this call, or before main. */
static _Noreturn void no_backend(const char *name)
{
    fs_message(
        "symbol lookup error: undefined symbol: %s (no library that this caller sees has it)",
        name);
    _exit(127);
}

/* The only complex functions of BLAS and LAPACK. */
static bool returns_complex(uint32_t entry)
{
    static const char *const routines[] = {"cdotc", "cdotu", "zdotc", "zdotu", "cladiv", "zladiv"};
    if (fs_shapes[fs_entries[entry].shape].interface != FS_FORTRAN)
        return false;
    const char *routine = fs_routines[fs_entries[entry].routine].name;
    for (size_t i = 0; i < sizeof routines / sizeof routines[0]; i++)
        if (strcmp(routine, routines[i]) == 0)
            return true;
    return false;
}

static uint8_t reading(uint8_t kind, uint8_t int_bytes)
{
    switch (kind) {
    case FS_INT_VALUE:
        return int_bytes == 8 ? FS_READ_INT64 : FS_READ_INT32;
    case FS_INT_POINTER:
        return int_bytes == 8 ? FS_READ_INT64_AT : FS_READ_INT32_AT;
    case FS_CHAR_VALUE:
        return FS_READ_CHAR;
    case FS_CHAR_POINTER:
        return FS_READ_CHAR_AT;
    case FS_ENUM_VALUE:
        return FS_READ_INT32;
    default:
        return FS_READ_NOTHING;
    }
}

static uint8_t shifted(uint8_t word, uint8_t shift)
{
    return word == FS_NO_WORD ? word : (uint8_t)(word + shift);
}

/* The reading that all parameters have in common, or FS_READ_NOTHING. */
static uint8_t common_reading(const struct fs_binding *binding)
{
    uint8_t common = binding->argument[0].reading;
    for (unsigned i = 1; i < binding->nparam; i++)
        if (binding->argument[i].reading != common)
            return FS_READ_NOTHING;
    return binding->nparam != 0 && !binding->batch ? common : FS_READ_NOTHING;
}

void fs_binding_describe(struct fs_binding *binding, uint8_t shift)
{
    const struct fs_shape *shape = &fs_shapes[fs_entries[binding->entry].shape];
    binding->nstack = shape->nstack;
    binding->nparam = shape->nparam;
    binding->nquery = shape->nquery < FS_QUERIES_MAX ? shape->nquery : FS_QUERIES_MAX;
    binding->batch = shape->batch != 0;
    binding->layout = shifted(shape->layout, shift);
    binding->same[0] = shifted(shape->same[0], shift);
    binding->same[1] = shifted(shape->same[1], shift);
    for (unsigned i = 0; i < (unsigned)binding->nparam + binding->nquery; i++) {
        struct fs_source source = fs_sources[shape->source + i];
        binding->argument[i].word = (uint8_t)(source.word + shift);
        binding->argument[i].reading = reading(source.kind, binding->int_bytes);
    }
    binding->parameters_reading = common_reading(binding);
}

/* A function that ended in a call of BLAS jumped there: its caller, which the return address tells,
 * is not the one whose BLAS is meant, and there are several that it may be. Said in the log, once.
 */
static void note_guess(const char *name, void *target)
{
    static bool said;
    const struct link_map *map = fs_scope_map((uintptr_t)target);
    if (__atomic_exchange_n(&said, true, __ATOMIC_RELAXED))
        return;
    fs_process_note("several plugins bring %s: which one a call through a jump meant is not known, "
                    "and that of %s was taken",
                    name, map != NULL ? map->l_name : "?");
}

/* May take the dynamic linker's lock, and run the backend to probe it: not to be called under ours.
 */
static struct fs_binding resolve(uint32_t entry, uintptr_t return_address)
{
    const char *name = &fs_entry_names[fs_entries[entry].name];
    struct fs_range callers;
    bool is_guess;
    void *target = fs_scope_resolve(name, return_address, &callers, &is_guess);
    if (target == NULL)
        no_backend(name);
    if (is_guess)
        note_guess(name, target);
    struct fs_backend backend = fs_backend_of((uintptr_t)target);
    uint8_t said = fs_entries[entry].int_bytes;
    struct fs_binding binding = {.target = target,
                                 .low = callers.low,
                                 .span = callers.span,
                                 .entry = entry,
                                 .int_bytes = said != 0 ? said : (uint8_t)backend.int_bytes};
    fs_binding_describe(&binding, returns_complex(entry) ? (uint8_t)backend.shift : 0);
    return binding;
}

/* Under the lock: one that was made before an object was unloaded, and says the same. A program
 * that loads and unloads for ever would else take memory for ever: the structs stay where they are,
 * since another thread may be reading one. */
static struct fs_binding *forgotten_like(const struct fs_binding *wanted)
{
    struct fs_binding *binding = newest;
    while (binding != NULL &&
           (binding->entry != wanted->entry || binding->target != wanted->target ||
            binding->low != wanted->low || binding->span != wanted->span ||
            binding->int_bytes != wanted->int_bytes ||
            memcmp(binding->argument, wanted->argument, sizeof wanted->argument) != 0))
        binding = binding->older;
    return binding;
}

/* Under the lock: the binding as all threads see it, unless another one was quicker. */
static const struct fs_binding *publish(const struct fs_binding *resolved, uintptr_t return_address)
{
    const struct fs_binding *known = find(resolved->entry, return_address);
    if (known != NULL)
        return known;
    struct fs_binding *binding = forgotten_like(resolved);
    if (binding == NULL) {
        binding = fs_arena_alloc(&arena, sizeof *binding);
        if (binding == NULL)
            no_backend(&fs_entry_names[fs_entries[resolved->entry].name]);
        *binding = *resolved;
        binding->older = newest;
        newest = binding;
    }
    binding->next = fs_bindings[binding->entry];
    __atomic_store_n(&fs_bindings[binding->entry], binding, __ATOMIC_RELEASE);
    if (binding->low == 0 && binding->span == UINTPTR_MAX)
        __atomic_store_n(&fs_targets[binding->entry], binding->target, __ATOMIC_RELEASE);
    return binding;
}

/* A backend function that ends in a call of another one jumps there, so that our trampoline is what
 * the call returns to: the caller is then the backend that runs. */
static uintptr_t caller_of(uintptr_t return_address)
{
    if (!fs_returns_to_trampoline(return_address))
        return return_address;
    const struct fs_frame *frame = fs_tls.current;
    while (frame != NULL && frame->target == 0)
        frame = frame->outer;
    return frame != NULL ? frame->target : return_address;
}

const struct fs_binding *fs_bind(uint32_t entry, uintptr_t return_address)
{
    return_address = caller_of(return_address);
    const struct fs_binding *binding = find(entry, return_address);
    if (binding != NULL)
        return binding;
    int saved_errno = errno;
    struct fs_binding resolved = resolve(entry, return_address);
    fs_lock_take(&lock);
    binding = publish(&resolved, return_address);
    fs_lock_give(&lock);
    errno = saved_errno;
    return binding;
}

void fs_binding_add(struct fs_binding *binding)
{
    fs_lock_take(&lock);
    const struct fs_binding *known = fs_bindings[binding->entry];
    while (known != NULL && known != binding)
        known = known->next;
    if (known == NULL) {
        binding->next = fs_bindings[binding->entry];
        __atomic_store_n(&fs_bindings[binding->entry], binding, __ATOMIC_RELEASE);
    }
    fs_lock_give(&lock);
}

void fs_binding_remove(const struct fs_binding *binding)
{
    fs_lock_take(&lock);
    struct fs_binding **at = &fs_bindings[binding->entry];
    while (*at != NULL && *at != binding)
        at = &(*at)->next;
    if (*at != NULL) /* whoever is reading it finds the way on */
        __atomic_store_n(at, binding->next, __ATOMIC_RELEASE);
    fs_lock_give(&lock);
}

void fs_binding_forget(void)
{
    fs_lock_take(&lock);
    for (const struct fs_binding *binding = newest; binding != NULL; binding = binding->older) {
        __atomic_store_n(&fs_targets[binding->entry], NULL, __ATOMIC_RELEASE);
        __atomic_store_n(&fs_bindings[binding->entry], NULL, __ATOMIC_RELEASE);
    }
    fs_lock_give(&lock);
    fs_backend_forget();
}
