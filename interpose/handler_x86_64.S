/* SPDX-License-Identifier: MIT */
/* Calls the program's handler from a frame that tells flopscope when an exception leaves it: the
 * personality routine pops the innermost of the thread's frames. */

        .text
        .hidden fs_personality

/* int fs_call_out(flopscope_exhausted_handler function, const struct flopscope_exhausted *what,
 *                 void *data) */
        .globl  fs_call_out
        .hidden fs_call_out
        .type   fs_call_out, @function
        .p2align 4
fs_call_out:
        .cfi_startproc
        .cfi_personality 0x1b, fs_personality
        push    %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset %rbp, -16
        mov     %rsp, %rbp
        .cfi_def_cfa_register %rbp
        mov     %rdi, %rax
        mov     %rsi, %rdi
        mov     %rdx, %rsi
        call    *%rax
        pop     %rbp
        .cfi_def_cfa %rsp, 8
        ret
        .cfi_endproc
        .size   fs_call_out, .-fs_call_out

        .section .note.GNU-stack, "", @progbits
