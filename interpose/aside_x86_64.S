/* SPDX-License-Identifier: MIT */
/* Calls a function on another stack, from a frame that unwinders find their way back through. */

        .text

/* void fs_call_on_stack(void (*function)(void *), void *data, void *top); top: a multiple of 16 */
        .globl  fs_call_on_stack
        .hidden fs_call_on_stack
        .type   fs_call_on_stack, @function
        .p2align 4
fs_call_on_stack:
        .cfi_startproc
        push    %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset %rbp, -16
        mov     %rsp, %rbp
        .cfi_def_cfa_register %rbp
        mov     %rdx, %rsp
        mov     %rdi, %rax
        mov     %rsi, %rdi
        call    *%rax
        leave
        .cfi_def_cfa %rsp, 8
        ret
        .cfi_endproc
        .size   fs_call_on_stack, .-fs_call_on_stack

        .section .note.GNU-stack, "", @progbits
