/* SPDX-License-Identifier: MIT */
/* Where every exported name jumps to: decides in five instructions whether the call is nested, and
 * takes an outermost one through fs_begin, the backend and fs_end with its arguments untouched. */
#define __ASSEMBLER__ 1
#include "frame.h"

/* In: eax = index of the entry point; everything else as the program's call left it. Free for use:
 * rax (no wrapped function is variadic), r10, r11, xmm8 to xmm15. */

        .section .text.hot.call, "ax", @progbits  /* beside call.c */
        .hidden fs_begin
        .hidden fs_end
        .hidden fs_bind
        .hidden fs_bindings
        .hidden fs_personality
        .hidden fs_tls

/* The integer argument registers, into the frame and back. */
        .macro  SAVE_INTEGER
        mov     %rdi, FS_FRAME_REG+0(%rbp)
        mov     %rsi, FS_FRAME_REG+8(%rbp)
        mov     %rdx, FS_FRAME_REG+16(%rbp)
        mov     %rcx, FS_FRAME_REG+24(%rbp)
        mov     %r8,  FS_FRAME_REG+32(%rbp)
        mov     %r9,  FS_FRAME_REG+40(%rbp)
        .endm

        .macro  RESTORE_INTEGER
        mov     FS_FRAME_REG+0(%rbp), %rdi
        mov     FS_FRAME_REG+8(%rbp), %rsi
        mov     FS_FRAME_REG+16(%rbp), %rdx
        mov     FS_FRAME_REG+24(%rbp), %rcx
        mov     FS_FRAME_REG+32(%rbp), %r8
        mov     FS_FRAME_REG+40(%rbp), %r9
        .endm

/* Scalars by value fill the low 64 bits alone. */
        .macro  SAVE_FLOATING
        movsd   %xmm0, FS_FRAME_XMM+0(%rbp)
        movsd   %xmm1, FS_FRAME_XMM+8(%rbp)
        movsd   %xmm2, FS_FRAME_XMM+16(%rbp)
        movsd   %xmm3, FS_FRAME_XMM+24(%rbp)
        movsd   %xmm4, FS_FRAME_XMM+32(%rbp)
        movsd   %xmm5, FS_FRAME_XMM+40(%rbp)
        movsd   %xmm6, FS_FRAME_XMM+48(%rbp)
        movsd   %xmm7, FS_FRAME_XMM+56(%rbp)
        .endm

        .macro  RESTORE_FLOATING
        movsd   FS_FRAME_XMM+0(%rbp), %xmm0
        movsd   FS_FRAME_XMM+8(%rbp), %xmm1
        movsd   FS_FRAME_XMM+16(%rbp), %xmm2
        movsd   FS_FRAME_XMM+24(%rbp), %xmm3
        movsd   FS_FRAME_XMM+32(%rbp), %xmm4
        movsd   FS_FRAME_XMM+40(%rbp), %xmm5
        movsd   FS_FRAME_XMM+48(%rbp), %xmm6
        movsd   FS_FRAME_XMM+56(%rbp), %xmm7
        .endm

/* An operation: the frame is a real one (rbp, call frame information), so that debuggers, exceptions
 * and cancellation walk through it; the personality routine tells flopscope when they do. */
        .macro  ENTER name, floating
        .globl  \name
        .hidden \name
        .type   \name, @function
        .p2align 5
\name:
        .cfi_startproc
        .cfi_personality 0x1b, fs_personality
        mov     fs_tls@gottpoff(%rip), %r11
        cmp     %fs:(%r11), %rsp        /* below the gate: inside an operation of this thread */
        jb      fs_pass
        push    %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset %rbp, -16
        mov     %rsp, %rbp
        .cfi_def_cfa_register %rbp
        sub     $FS_FRAME_SIZE, %rsp
        SAVE_INTEGER
        .if \floating
        SAVE_FLOATING
        .endif
        mov     %rsp, %rdi
        mov     %eax, %esi
        call    fs_begin                /* rax: backend, rdx: words of stack arguments */
        mov     %rax, %r11
        mov     %rdx, %rcx
        test    %rcx, %rcx
        jz      2f
        inc     %rcx                    /* two at a time, and the stack stays aligned to 16: */
        and     $-2, %rcx               /* a word more of the caller's frame does no harm */
        lea     (,%rcx,8), %rax
        sub     %rax, %rsp
1:      movups  (%rbp,%rcx,8), %xmm8
        movaps  %xmm8, -16(%rsp,%rcx,8)
        sub     $2, %rcx
        jnz     1b
2:      RESTORE_INTEGER
        .if \floating
        RESTORE_FLOATING
        .endif
        call    *%r11
\name\()_returned:
        mov     %rax, FS_FRAME_RESULT+0(%rbp)
        mov     %rdx, FS_FRAME_RESULT+8(%rbp)
        movsd   %xmm0, FS_FRAME_RESULT+16(%rbp)
        movsd   %xmm1, FS_FRAME_RESULT+24(%rbp)
        lea     -FS_FRAME_SIZE(%rbp), %rdi
        call    fs_end
        mov     FS_FRAME_RESULT+0(%rbp), %rax
        mov     FS_FRAME_RESULT+8(%rbp), %rdx
        movsd   FS_FRAME_RESULT+16(%rbp), %xmm0
        movsd   FS_FRAME_RESULT+24(%rbp), %xmm1
        leave
        .cfi_def_cfa %rsp, 8
        ret
        .cfi_endproc
        .size   \name, .-\name
        .endm

        ENTER   fs_enter, 0
        ENTER   fs_enter_sse, 1

/* bool fs_returns_to_trampoline(uintptr_t address) */
        .globl  fs_returns_to_trampoline
        .hidden fs_returns_to_trampoline
        .type   fs_returns_to_trampoline, @function
fs_returns_to_trampoline:
        .cfi_startproc
        lea     fs_enter_returned(%rip), %rdx
        lea     fs_enter_sse_returned(%rip), %rcx
        cmp     %rdx, %rdi
        sete    %al
        cmp     %rcx, %rdi
        sete    %dl
        or      %dl, %al
        ret
        .cfi_endproc
        .size   fs_returns_to_trampoline, .-fs_returns_to_trampoline

/* A nested call goes straight to the backend of its caller: struct fs_binding {target, low, span}. */
        .type   fs_pass, @function
        .p2align 5
fs_pass:
        .cfi_startproc
        lea     fs_bindings(%rip), %r10
        mov     (%r10,%rax,8), %r10
        test    %r10, %r10
        jz      1f
        mov     (%rsp), %r11
        sub     8(%r10), %r11
        cmp     16(%r10), %r11
        jae     1f
        jmp     *(%r10)
1:      push    %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset %rbp, -16
        mov     %rsp, %rbp
        .cfi_def_cfa_register %rbp
        sub     $FS_FRAME_SIZE, %rsp
        SAVE_INTEGER
        SAVE_FLOATING
        mov     %eax, %edi
        mov     8(%rbp), %rsi
        call    fs_bind                 /* rax: struct fs_binding * */
        mov     (%rax), %r11
        RESTORE_INTEGER
        RESTORE_FLOATING
        leave
        .cfi_def_cfa %rsp, 8
        jmp     *%r11
        .cfi_endproc
        .size   fs_pass, .-fs_pass

        .section .note.GNU-stack, "", @progbits
