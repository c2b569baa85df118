! SPDX-License-Identifier: MIT
! The module for Fortran: each of its procedures, and what it answers where the library is there.
module handling
    use, intrinsic :: iso_c_binding
    use flopscope, only: flopscope_exhausted
    implicit none
    integer :: asked = 0
    integer(c_int64_t) :: last_cost = 0
    integer(c_int32_t) :: last_kind = 0
contains
    function go_on(what, data) bind(c) result(answer)
        type(flopscope_exhausted), intent(in) :: what
        type(c_ptr), value :: data
        integer(c_int) :: answer
        integer(c_int), pointer :: wanted
        call c_f_pointer(data, wanted)
        asked = asked + 1
        last_cost = what%flop_cost
        last_kind = what%kind
        answer = wanted
    end function
end module handling

program api_fortran
    use, intrinsic :: iso_c_binding
    use flopscope
    use handling
    implicit none
    double precision :: x(100)
    integer(c_int), target :: wanted = 1
    integer(c_int) :: outer, inner, beyond
    character(len=:), allocatable :: text
    double precision, external :: ddot

    x = 1.0d0
    call flopscope_set_exhausted_handler(c_funloc(go_on), c_loc(wanted))
    outer = flopscope_budget_open(name_space="outer", quiet=.true.)
    inner = flopscope_budget_open(flop_budget=150_c_int64_t, name_space="inner", quiet=.true., &
                                  flop_multiplier=0.5d0, wall_time_limit_s=1000.0d0)
    print "(a, f0.1)", "dot ", ddot(100, x, 1, x, 1)
    call check(flopscope_budget_used(inner) == 50, "used")
    call check(flopscope_budget_remaining(inner) == 100, "remaining")
    call check(flopscope_budget_remaining(outer) == huge(0_c_int64_t), "no limit")
    beyond = flopscope_deduct("own", 300_c_int64_t, subscripts="i->", shapes="300")
    call check(beyond == 1 .and. asked == 1, "the handler lets it go on")
    call check(last_cost == 150 .and. last_kind == flopscope_flops_exhausted, "what it was told")
    beyond = flopscope_deduct("own", 200_c_int64_t)
    call check(beyond == 0, "a smaller one fits")
    call flopscope_namespace_push("deep ")
    print "(a, f0.1)", "dot ", ddot(100, x, 1, x, 1)
    call flopscope_namespace_pop()
    text = flopscope_summary_json(outer, flopscope_by_namespace)
    call check(index(text, '"flops_used": 700,') > 0, "JSON")
    call check(index(text, '"outer.inner.deep": {') > 0, "its namespaces")
    text = flopscope_summary(flopscope_innermost, 0_c_int)
    call check(index(text, "flopscope: phase outer.inner") == 1, "text")
    call flopscope_budget_close(outer)
    call check(flopscope_budget_used(inner) == 0, "closed")
    call flopscope_set_exhausted_handler(c_null_funptr, c_null_ptr)
    call flopscope_reset()
    text = flopscope_summary_json(flopscope_process, 0_c_int)
    call check(index(text, '"flops_used": 0,') > 0, "reset")
    print "(a)", "end"

contains

    subroutine check(holds, what)
        logical, intent(in) :: holds
        character(*), intent(in) :: what
        if (flopscope_is_loaded() .and. .not. holds) print "(2a)", "WRONG: ", what
    end subroutine

end program api_fortran
