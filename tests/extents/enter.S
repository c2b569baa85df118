/* SPDX-License-Identifier: MIT */
/* The way into witness.c from every exported name, and from there into the backend: a call's words
 * are laid out as interpose/entries.h numbers them. */

        .text
        .hidden witness
        .globl  fs_enter
        .hidden fs_enter
        .globl  fs_pass
        .hidden fs_pass
        .type   fs_enter, @function
/* In: eax = index of the entry point. */
fs_enter:
fs_pass:
        push    %rbp
        mov     %rsp, %rbp
        push    %r9
        push    %r8
        push    %rcx
        push    %rdx
        push    %rsi
        push    %rdi
        sub     $64, %rsp
        movsd   %xmm0, 0(%rsp)
        movsd   %xmm1, 8(%rsp)
        movsd   %xmm2, 16(%rsp)
        movsd   %xmm3, 24(%rsp)
        movsd   %xmm4, 32(%rsp)
        movsd   %xmm5, 40(%rsp)
        movsd   %xmm6, 48(%rsp)
        movsd   %xmm7, 56(%rsp)
        mov     %rsp, %rdi
        mov     %eax, %esi
        sub     $32, %rsp
        mov     %rsp, %rdx
        call    witness
        mov     0(%rsp), %rax
        mov     8(%rsp), %rdx
        movsd   16(%rsp), %xmm0
        movsd   24(%rsp), %xmm1
        leave
        ret
        .size   fs_enter, .-fs_enter

/* void call_backend(void *target, const uint64_t *word, uint64_t nstack, uint64_t result[4]) */
        .globl  call_backend
        .hidden call_backend
        .type   call_backend, @function
call_backend:
        push    %rbp
        mov     %rsp, %rbp
        push    %rbx
        push    %r12
        mov     %rcx, %rbx
        mov     %rsi, %r12
        mov     %rdi, %r11
        lea     1(%rdx), %rax
        and     $-2, %rax
        shl     $3, %rax
        sub     %rax, %rsp
        xor     %ecx, %ecx
1:      cmp     %rdx, %rcx
        jae     2f
        mov     128(%r12,%rcx,8), %rax
        mov     %rax, (%rsp,%rcx,8)
        inc     %rcx
        jmp     1b
2:      movsd   0(%r12), %xmm0
        movsd   8(%r12), %xmm1
        movsd   16(%r12), %xmm2
        movsd   24(%r12), %xmm3
        movsd   32(%r12), %xmm4
        movsd   40(%r12), %xmm5
        movsd   48(%r12), %xmm6
        movsd   56(%r12), %xmm7
        mov     64(%r12), %rdi
        mov     72(%r12), %rsi
        mov     80(%r12), %rdx
        mov     88(%r12), %rcx
        mov     96(%r12), %r8
        mov     104(%r12), %r9
        call    *%r11
        mov     %rax, 0(%rbx)
        mov     %rdx, 8(%rbx)
        movsd   %xmm0, 16(%rbx)
        movsd   %xmm1, 24(%rbx)
        lea     -16(%rbp), %rsp
        pop     %r12
        pop     %rbx
        pop     %rbp
        ret
        .size   call_backend, .-call_backend
/* What stubs ask for: no operation runs, so that every call enters. */
        .globl  fs_tls
        .hidden fs_tls
        .type   fs_tls, @object
        .section .tbss, "awT", @nobits
        .p2align 3
fs_tls: .zero   8
        .globl  fs_targets
        .hidden fs_targets
        .type   fs_targets, @object
        .bss
        .p2align 3
fs_targets:
        .zero   8 * 65536

        .section .note.GNU-stack,"",@progbits
