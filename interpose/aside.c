/* SPDX-License-Identifier: MIT */
/* Stacks of flopscope's own: one is kept, further ones come and go. */
#include "interpose/aside.h"

#include "interpose/lock.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>

enum { STACK_BYTES = 256 * 1024 };

static char *kept;
static __thread bool is_aside;

/* In aside_x86_64.S. */
void fs_call_on_stack(void (*function)(void *), void *data, void *top);

static char *take(void)
{
    char *stack = __atomic_exchange_n(&kept, NULL, __ATOMIC_ACQ_REL);
    if (stack != NULL)
        return stack;
    stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    return stack != MAP_FAILED ? stack : NULL;
}

static void give(char *stack)
{
    char *none = NULL;
    if (!__atomic_compare_exchange_n(&kept, &none, stack, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_RELAXED))
        munmap(stack, STACK_BYTES);
}

void fs_aside(void (*function)(void *), void *data)
{
    if (is_aside) {
        function(data);
        return;
    }
    fs_lock_shield(); /* a handler must not leave by a jump, nor begin an operation there */
    char *stack = take();
    if (stack != NULL) {
        is_aside = true;
        fs_call_on_stack(function, data, stack + STACK_BYTES);
        is_aside = false;
        give(stack);
    } else {
        function(data);
    }
    fs_lock_unshield();
}
