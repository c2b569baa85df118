/* SPDX-License-Identifier: MIT */
/* libunwind's local unwinding, by the names that its headers map to on x86-64. */
#include "interpose/unwinder.h"

#include <dlfcn.h>

/* unw_context_t and unw_cursor_t are 128 words, unw_proc_info_t less. */
typedef uint64_t context_words[256];

enum { FRAMES_MAX = 1024, REGISTER_IP = 16, REGISTER_SP = 7 };

static struct {
    int (*getcontext)(context_words);
    int (*init_local)(context_words, context_words);
    int (*step)(context_words);
    int (*get_reg)(context_words, int, uint64_t *);
    int (*get_proc_info)(context_words, uint64_t *);
    int (*get_proc_name)(context_words, char *, size_t, uint64_t *);
} unwind;

bool fs_unwinder_load(void)
{
    if (__atomic_load_n(&unwind.getcontext, __ATOMIC_ACQUIRE) != NULL)
        return true;
    void *library = dlopen("libunwind.so.8", RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL)
        return false;
    *(void **)&unwind.init_local = dlsym(library, "_ULx86_64_init_local");
    *(void **)&unwind.step = dlsym(library, "_ULx86_64_step");
    *(void **)&unwind.get_reg = dlsym(library, "_ULx86_64_get_reg");
    *(void **)&unwind.get_proc_info = dlsym(library, "_ULx86_64_get_proc_info");
    *(void **)&unwind.get_proc_name = dlsym(library, "_ULx86_64_get_proc_name");
    void *getcontext = dlsym(library, "_Ux86_64_getcontext");
    if (unwind.init_local == NULL || unwind.step == NULL || unwind.get_reg == NULL ||
        unwind.get_proc_info == NULL || unwind.get_proc_name == NULL || getcontext == NULL)
        return false;
    __atomic_store_n((void **)&unwind.getcontext, getcontext, __ATOMIC_RELEASE);
    return true;
}

/* Steps to the frame whose instruction pointer is return_address. */
static bool find(context_words cursor, uintptr_t return_address)
{
    for (unsigned i = 0; i < FRAMES_MAX && unwind.step(cursor) > 0; i++) {
        uint64_t ip = 0;
        unwind.get_reg(cursor, REGISTER_IP, &ip);
        if (ip == return_address)
            return true;
    }
    return false;
}

unsigned fs_unwinder_walk(uintptr_t return_address, struct fs_return *returns, unsigned most)
{
    context_words context, cursor;
    if (!fs_unwinder_load() || unwind.getcontext(context) != 0 ||
        unwind.init_local(cursor, context) != 0 || !find(cursor, return_address))
        return 0;
    unsigned count = 0;
    do {
        uint64_t ip = 0, sp = 0;
        unwind.get_reg(cursor, REGISTER_IP, &ip);
        unwind.get_reg(cursor, REGISTER_SP, &sp);
        if (ip == 0)
            break;
        /* After a return the stack pointer is just above where the address was. */
        returns[count++] = (struct fs_return){ip, (const uintptr_t *)(uintptr_t)sp - 1};
    } while (count < most && unwind.step(cursor) > 0);
    return count;
}

bool fs_unwinder_name(uintptr_t return_address, char *name, size_t size, uint64_t *offset)
{
    context_words context, cursor, function;
    if (!fs_unwinder_load() || unwind.getcontext(context) != 0 ||
        unwind.init_local(cursor, context) != 0 || !find(cursor, return_address))
        return false;
    /* In a stripped object the name is that of some symbol further up: only one that is where the
     * function begins (the first word of its description) is its own. */
    return unwind.get_proc_info(cursor, function) == 0 &&
           unwind.get_proc_name(cursor, name, size, offset) == 0 &&
           return_address - *offset == function[0];
}
