/* SPDX-License-Identifier: MIT */
/* Where the stub of every exported name (stub_x86_64.inc) jumps to: takes an outermost call through
 * fs_begin, the backend and fs_end with its arguments untouched. */
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

/* Scalars by value fill the low 64 bits alone. fs_begin and fs_end use general registers only, and
 * leave these as they are; what they tail-call does not. */
        .macro  SAVE_FLOATING base, at
        movsd   %xmm0, \at+0(\base)
        movsd   %xmm1, \at+8(\base)
        movsd   %xmm2, \at+16(\base)
        movsd   %xmm3, \at+24(\base)
        movsd   %xmm4, \at+32(\base)
        movsd   %xmm5, \at+40(\base)
        movsd   %xmm6, \at+48(\base)
        movsd   %xmm7, \at+56(\base)
        .endm

        .macro  RESTORE_FLOATING base, at
        movsd   \at+0(\base), %xmm0
        movsd   \at+8(\base), %xmm1
        movsd   \at+16(\base), %xmm2
        movsd   \at+24(\base), %xmm3
        movsd   \at+32(\base), %xmm4
        movsd   \at+40(\base), %xmm5
        movsd   \at+48(\base), %xmm6
        movsd   \at+56(\base), %xmm7
        .endm

/* An operation: the frame is a real one (rbp, call frame information), so that debuggers, exceptions
 * and cancellation walk through it; the personality routine tells flopscope when they do. */
        .globl  fs_enter
        .hidden fs_enter
        .type   fs_enter, @function
        .p2align 5
fs_enter:
        .cfi_startproc
        .cfi_personality 0x1b, fs_personality
        push    %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset %rbp, -16
        mov     %rsp, %rbp
        .cfi_def_cfa_register %rbp
        sub     $FS_FRAME_SIZE, %rsp
        SAVE_INTEGER
#ifdef FS_SANITIZED                     /* whose calls use all registers */
        SAVE_FLOATING %rbp, FS_FRAME_XMM
#endif
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
#ifdef FS_SANITIZED
        RESTORE_FLOATING %rbp, FS_FRAME_XMM
#endif
        call    *%r11
fs_enter_returned:
        mov     %rax, FS_FRAME_RESULT+0(%rbp)
        mov     %rdx, FS_FRAME_RESULT+8(%rbp)
#ifdef FS_SANITIZED
        movsd   %xmm0, FS_FRAME_RESULT+16(%rbp)
        movsd   %xmm1, FS_FRAME_RESULT+24(%rbp)
#endif
        lea     -FS_FRAME_SIZE(%rbp), %rdi
        call    fs_end
        mov     FS_FRAME_RESULT+0(%rbp), %rax
        mov     FS_FRAME_RESULT+8(%rbp), %rdx
#ifdef FS_SANITIZED
        movsd   FS_FRAME_RESULT+16(%rbp), %xmm0
        movsd   FS_FRAME_RESULT+24(%rbp), %xmm1
#endif
        leave
        .cfi_def_cfa %rsp, 8
        ret
        .cfi_endproc
        .size   fs_enter, .-fs_enter

/* fs_begin's tail calls: as the C function, with the scalar arguments kept. In: rdi = the frame. */
        .macro  KEEPING_ARGUMENTS name, body
        .globl  \name
        .hidden \name, \body
        .type   \name, @function
\name:
        .cfi_startproc
        SAVE_FLOATING %rdi, FS_FRAME_WORD
        push    %rdi
        .cfi_def_cfa_offset 16
        call    \body                  /* rax: backend, rdx: words of stack arguments */
        pop     %rcx
        .cfi_def_cfa_offset 8
        RESTORE_FLOATING %rcx, FS_FRAME_WORD
        ret
        .cfi_endproc
        .size   \name, .-\name
        .endm

        KEEPING_ARGUMENTS fs_begin_any, fs_begin_any_body
        KEEPING_ARGUMENTS fs_begin_signed, fs_begin_signed_body
        KEEPING_ARGUMENTS fs_begin_late, fs_begin_late_body

/* fs_end's: with a result in registers kept, of which the trampoline keeps the general ones. */
        .globl  fs_end_any
        .hidden fs_end_any, fs_end_any_body
        .type   fs_end_any, @function
fs_end_any:
        .cfi_startproc
        movsd   %xmm0, 16(%rdi)
        movsd   %xmm1, 24(%rdi)
        push    %rdi
        .cfi_def_cfa_offset 16
        call    fs_end_any_body
        pop     %rcx
        .cfi_def_cfa_offset 8
        movsd   16(%rcx), %xmm0
        movsd   24(%rcx), %xmm1
        ret
        .cfi_endproc
        .size   fs_end_any, .-fs_end_any

/* bool fs_returns_to_trampoline(uintptr_t address) */
        .globl  fs_returns_to_trampoline
        .hidden fs_returns_to_trampoline
        .type   fs_returns_to_trampoline, @function
fs_returns_to_trampoline:
        .cfi_startproc
        lea     fs_enter_returned(%rip), %rdx
        cmp     %rdx, %rdi
        sete    %al
        ret
        .cfi_endproc
        .size   fs_returns_to_trampoline, .-fs_returns_to_trampoline

/* A nested call of an entry point whose callers do not all have the same backend, or none yet: goes
 * to that of its own caller, struct fs_binding {target, low, span}. */
        .globl  fs_pass
        .hidden fs_pass
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
        SAVE_FLOATING %rbp, FS_FRAME_XMM
        mov     %eax, %edi
        mov     8(%rbp), %rsi
        call    fs_bind                 /* rax: struct fs_binding * */
        mov     (%rax), %r11
        RESTORE_INTEGER
        RESTORE_FLOATING %rbp, FS_FRAME_XMM
        leave
        .cfi_def_cfa %rsp, 8
        jmp     *%r11
        .cfi_endproc
        .size   fs_pass, .-fs_pass

        .section .note.GNU-stack, "", @progbits
