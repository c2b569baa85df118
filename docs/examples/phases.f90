! SPDX-License-Identifier: MIT
! Budgets for the phases of a program in Fortran: a warning where a phase spends more than it may.
! Runs without flopscope too.
!
!     gfortran flopscope.f90 phases.f90 -lblas -o phases && LD_PRELOAD=libflopscope.so ./phases
program phases
    use, intrinsic :: iso_c_binding
    use, intrinsic :: iso_fortran_env, only: output_unit
    use flopscope
    implicit none
    integer, parameter :: n = 256
    double precision :: a(n, n), b(n, n), x(n), y(n)
    integer(c_int) :: solver, beyond
    integer :: i
    external :: dgemm, dgemv

    a = 1.0d0
    x = 1.0d0
    solver = flopscope_budget_open(flop_budget=10000000_c_int64_t, name_space="solver", &
                                   on_exhausted=flopscope_warn)
    call flopscope_namespace_push("init")
    do i = 1, 3
        call dgemv("N", n, n, 1.0d0, a, n, x, 1, 0.0d0, y, 1)
    end do
    call flopscope_namespace_pop()
    beyond = flopscope_deduct("relu", int(n, c_int64_t), shapes="256")
    y = max(y, 0.0d0)
    call dgemm("N", "N", n, n, n, 1.0d0, a, n, a, n, 0.0d0, b, n)
    print "(a, f0.1)", "b(1, 1) = ", b(1, 1)
    if (flopscope_is_loaded()) print "(a, i0)", "left: ", flopscope_budget_remaining(solver)
    flush (output_unit)
    call flopscope_summary_print(solver, flopscope_by_namespace, 1_c_int)
    call flopscope_budget_close(solver)
end program phases
