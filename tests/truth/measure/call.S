/* SPDX-License-Identifier: MIT */
/* void counted_call(void *function, void **words, long count, long counts[3]): calls a Fortran
 * routine with `count` argument words (at least 6) and the counters of instrument.py at zero;
 * stores what r13, r14 and r15 have come to. */
        .text
        .globl  counted_call
        .type   counted_call, @function
counted_call:
        pushq   %rbp
        movq    %rsp, %rbp
        pushq   %rbx
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        pushq   %rcx
        movq    %rdi, %rbx
        movq    %rsi, %r12
        /* Words from the seventh on go to the stack, which stays aligned to 16 bytes. */
        leaq    -6(%rdx), %rax
        leaq    15(, %rax, 8), %rcx
        andq    $-16, %rcx
        subq    %rcx, %rsp
        leaq    48(%rsi), %rsi
        movq    %rsp, %rdi
        movq    %rax, %rcx
        rep movsq
        movq    (%r12), %rdi
        movq    8(%r12), %rsi
        movq    16(%r12), %rdx
        movq    24(%r12), %rcx
        movq    32(%r12), %r8
        movq    40(%r12), %r9
        xorl    %r13d, %r13d
        xorl    %r14d, %r14d
        xorl    %r15d, %r15d
        xorl    %eax, %eax
        call    *%rbx
        movq    -48(%rbp), %rcx
        movq    %r13, (%rcx)
        movq    %r14, 8(%rcx)
        movq    %r15, 16(%rcx)
        leaq    -40(%rbp), %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbx
        popq    %rbp
        ret
        .size   counted_call, .-counted_call
        .section .note.GNU-stack, "", @progbits
