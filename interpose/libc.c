/* SPDX-License-Identifier: MIT */
/* The C library functions that flopscope wraps: dlclose, since an unloaded object's addresses may
 * come back as another's, and the longjmp family, since it leaves operations without returning from
 * them. */
#include "interpose/libc.h"

#include "interpose/binding.h"
#include "interpose/abandon.h"
#include "interpose/lifetime.h"
#include "interpose/process.h"
#include "interpose/scope.h"

#include <dlfcn.h>
#include <link.h>
#include <setjmp.h>
#include <stdint.h>
#include <unistd.h>

void *fs_libc_next(void **cache, const char *name)
{
    void *function = __atomic_load_n(cache, __ATOMIC_RELAXED);
    if (function == NULL) {
        function = fs_scope_next(name);
        if (function == NULL)
            function = dlsym(RTLD_NEXT, name);
        if (function == NULL)
            _exit(127);
        __atomic_store_n(cache, function, __ATOMIC_RELAXED);
    }
    return function;
}

static int unloads_so_far(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    *(unsigned long long *)data = info->dlpi_subs;
    return 1;
}

FS_EXPORT int dlclose(void *handle)
{
    static void *cache;
    unsigned long long before = 0, after = 0;
    dl_iterate_phdr(unloads_so_far, &before);
    int result = ((int (*)(void *))fs_libc_next(&cache, "dlclose"))(handle);
    dl_iterate_phdr(unloads_so_far, &after);
    if (after != before) {
        fs_binding_forget();
        fs_process_unloaded();
    }
    return result;
}

/* The stack pointer that a jump restores: glibc keeps it in word 6 of jmp_buf, rotated and combined
 * with a secret of the thread (its PTR_MANGLE). */
static uintptr_t target_stack_pointer(const jmp_buf environment)
{
    uintptr_t value = (uintptr_t)environment[0].__jmpbuf[6], secret;
    __asm__("mov %%fs:0x30, %0" : "=r"(secret));
    return ((value >> 17) | (value << 47)) ^ secret;
}

typedef void (*jump)(jmp_buf, int) __attribute__((noreturn));

/* Declared here under other names: <setjmp.h> redirects some of them under _FORTIFY_SOURCE. */
FS_EXPORT void fs_longjmp(jmp_buf, int) __asm__("longjmp") __attribute__((noreturn));
FS_EXPORT void fs_underscore_longjmp(jmp_buf, int) __asm__("_longjmp") __attribute__((noreturn));
FS_EXPORT void fs_siglongjmp(jmp_buf, int) __asm__("siglongjmp") __attribute__((noreturn));
FS_EXPORT void fs_longjmp_chk(jmp_buf, int) __asm__("__longjmp_chk") __attribute__((noreturn));

void fs_longjmp(jmp_buf environment, int value)
{
    static void *cache;
    fs_unwound_to(target_stack_pointer(environment));
    ((jump)fs_libc_next(&cache, "longjmp"))(environment, value);
}

void fs_underscore_longjmp(jmp_buf environment, int value)
{
    static void *cache;
    fs_unwound_to(target_stack_pointer(environment));
    ((jump)fs_libc_next(&cache, "_longjmp"))(environment, value);
}

void fs_siglongjmp(jmp_buf environment, int value)
{
    static void *cache;
    fs_unwound_to(target_stack_pointer(environment));
    ((jump)fs_libc_next(&cache, "siglongjmp"))(environment, value);
}

void fs_longjmp_chk(jmp_buf environment, int value)
{
    static void *cache;
    fs_unwound_to(target_stack_pointer(environment));
    ((jump)fs_libc_next(&cache, "__longjmp_chk"))(environment, value);
}
