! SPDX-License-Identifier: MIT
! flopscope.f90 - the functions of flopscope.h for Fortran. Compile it with the program; nothing has
! to be linked: functions are looked up when they are called, and without the preload library they
! do nothing. docs/api.md explains them.
module flopscope
    use, intrinsic :: iso_c_binding
    implicit none
    private

    public :: flopscope_is_loaded, flopscope_namespace_push, flopscope_namespace_pop
    public :: flopscope_budget_open, flopscope_budget_close
    public :: flopscope_budget_used, flopscope_budget_remaining
    public :: flopscope_set_exhausted_handler, flopscope_deduct
    public :: flopscope_summary, flopscope_summary_json, flopscope_summary_print, flopscope_reset

    integer(c_int), parameter, public :: flopscope_process = 0, flopscope_innermost = -1
    integer(c_int), parameter, public :: flopscope_by_namespace = 1
    integer(c_int), parameter, public :: flopscope_as_environment = 0, flopscope_exit = 1
    integer(c_int), parameter, public :: flopscope_warn = 2, flopscope_signal = 3
    integer(c_int), parameter, public :: flopscope_flops_exhausted = 1, flopscope_time_exhausted = 2

    ! As struct flopscope_budget_options.
    type, bind(c) :: options_t
        integer(c_size_t) :: size = 0
        integer(c_int64_t) :: flop_budget = 0
        real(c_double) :: flop_multiplier = 0
        real(c_double) :: wall_time_limit_s = 0
        type(c_ptr) :: name_space = c_null_ptr
        integer(c_int32_t) :: quiet = 0
        integer(c_int32_t) :: on_exhausted = 0
    end type

    ! What a handler gets: struct flopscope_exhausted. Texts end in a NUL.
    type, bind(c), public :: flopscope_exhausted
        integer(c_size_t) :: size
        integer(c_int32_t) :: kind
        integer(c_int32_t) :: budget
        type(c_ptr) :: message
        type(c_ptr) :: op_name
        type(c_ptr) :: name_space
        integer(c_int64_t) :: flop_cost
        integer(c_int64_t) :: flops_remaining
        integer(c_int64_t) :: wall_time_ns
    end type

    abstract interface
        subroutine nothing_c() bind(c)
        end subroutine
        subroutine text_c(text) bind(c)
            import :: c_char
            character(kind=c_char), intent(in) :: text(*)
        end subroutine
        function open_c(options) bind(c) result(budget)
            import :: options_t, c_int
            type(options_t), intent(in) :: options
            integer(c_int) :: budget
        end function
        subroutine close_c(budget) bind(c)
            import :: c_int
            integer(c_int), value :: budget
        end subroutine
        function figure_c(budget) bind(c) result(flops)
            import :: c_int, c_int64_t
            integer(c_int), value :: budget
            integer(c_int64_t) :: flops
        end function
        subroutine handler_c(handler, data) bind(c)
            import :: c_funptr, c_ptr
            type(c_funptr), value :: handler
            type(c_ptr), value :: data
        end subroutine
        function deduct_c(op_name, flop_cost, subscripts, shapes) bind(c) result(beyond)
            import :: c_char, c_int, c_int64_t
            character(kind=c_char), intent(in) :: op_name(*), subscripts(*), shapes(*)
            integer(c_int64_t), value :: flop_cost
            integer(c_int) :: beyond
        end function
        function summary_c(budget, flags, buffer, size) bind(c) result(length)
            import :: c_char, c_int, c_long, c_size_t
            integer(c_int), value :: budget, flags
            character(kind=c_char), intent(out) :: buffer(*)
            integer(c_size_t), value :: size
            integer(c_long) :: length
        end function
        function print_c(budget, flags, descriptor) bind(c) result(error)
            import :: c_int
            integer(c_int), value :: budget, flags, descriptor
            integer(c_int) :: error
        end function
    end interface

    interface
        ! NULL as the handle is glibc's RTLD_DEFAULT: the whole program.
        function dlsym(handle, name) bind(c, name="dlsym") result(address)
            import :: c_char, c_funptr, c_ptr
            type(c_ptr), value :: handle
            character(kind=c_char), intent(in) :: name(*)
            type(c_funptr) :: address
        end function
    end interface

contains

    ! Finds a function of the preload library; false without it.
    function found(name, address)
        character(*), intent(in) :: name
        type(c_funptr), intent(out) :: address
        logical :: found
        address = dlsym(c_null_ptr, "flopscope_"//name//c_null_char)
        found = c_associated(address)
    end function

    function flopscope_is_loaded() result(loaded)
        logical :: loaded
        type(c_funptr) :: address
        loaded = found("version", address)
    end function

    subroutine flopscope_namespace_push(name)
        character(*), intent(in) :: name
        type(c_funptr) :: address
        procedure(text_c), pointer :: push
        if (.not. found("namespace_push", address)) return
        call c_f_procpointer(address, push)
        call push(trim(name)//c_null_char)
    end subroutine

    subroutine flopscope_namespace_pop()
        type(c_funptr) :: address
        procedure(nothing_c), pointer :: pop
        if (.not. found("namespace_pop", address)) return
        call c_f_procpointer(address, pop)
        call pop()
    end subroutine

    ! Opens a phase; arguments as the fields of struct flopscope_budget_options. Its number; 0 without
    ! flopscope; negative for arguments that make no sense.
    function flopscope_budget_open(flop_budget, name_space, flop_multiplier, wall_time_limit_s, &
                                   quiet, on_exhausted) result(budget)
        integer(c_int64_t), intent(in), optional :: flop_budget
        character(*), intent(in), optional :: name_space
        real(c_double), intent(in), optional :: flop_multiplier, wall_time_limit_s
        logical, intent(in), optional :: quiet
        integer(c_int), intent(in), optional :: on_exhausted
        integer(c_int) :: budget
        character(kind=c_char, len=:), allocatable, target :: path
        type(options_t) :: options
        type(c_funptr) :: address
        procedure(open_c), pointer :: open_phase
        budget = 0
        if (.not. found("budget_open", address)) return
        options%size = c_sizeof(options)
        if (present(flop_budget)) options%flop_budget = flop_budget
        if (present(flop_multiplier)) options%flop_multiplier = flop_multiplier
        if (present(wall_time_limit_s)) options%wall_time_limit_s = wall_time_limit_s
        if (present(quiet)) options%quiet = merge(1_c_int32_t, 0_c_int32_t, quiet)
        if (present(on_exhausted)) options%on_exhausted = on_exhausted
        path = c_null_char
        if (present(name_space)) path = trim(name_space)//c_null_char
        options%name_space = c_loc(path)
        call c_f_procpointer(address, open_phase)
        budget = open_phase(options)
    end function

    subroutine flopscope_budget_close(budget)
        integer(c_int), intent(in) :: budget
        type(c_funptr) :: address
        procedure(close_c), pointer :: close_phase
        if (.not. found("budget_close", address)) return
        call c_f_procpointer(address, close_phase)
        call close_phase(budget)
    end subroutine

    function figure(name, budget, otherwise) result(flops)
        character(*), intent(in) :: name
        integer(c_int), intent(in) :: budget
        integer(c_int64_t), intent(in) :: otherwise
        integer(c_int64_t) :: flops
        type(c_funptr) :: address
        procedure(figure_c), pointer :: ask
        flops = otherwise
        if (.not. found(name, address)) return
        call c_f_procpointer(address, ask)
        flops = ask(budget)
        if (flops < 0) flops = huge(flops) ! 2**63 or more
    end function

    function flopscope_budget_used(budget) result(flops)
        integer(c_int), intent(in) :: budget
        integer(c_int64_t) :: flops
        flops = figure("budget_used", budget, 0_c_int64_t)
    end function

    ! huge(flops): no limit.
    function flopscope_budget_remaining(budget) result(flops)
        integer(c_int), intent(in) :: budget
        integer(c_int64_t) :: flops
        flops = figure("budget_remaining", budget, huge(0_c_int64_t))
    end function

    ! handler: c_funloc of a bind(c) function (what, data) -> integer(c_int); c_null_funptr: none.
    subroutine flopscope_set_exhausted_handler(handler, data)
        type(c_funptr), value :: handler
        type(c_ptr), value :: data
        type(c_funptr) :: address
        procedure(handler_c), pointer :: set
        if (.not. found("set_exhausted_handler", address)) return
        call c_f_procpointer(address, set)
        call set(handler, data)
    end subroutine

    ! Charges and logs an operation of the program's own, before it runs. 1: it exceeds a limit.
    function flopscope_deduct(op_name, flop_cost, subscripts, shapes) result(beyond)
        character(*), intent(in) :: op_name
        integer(c_int64_t), intent(in) :: flop_cost
        character(*), intent(in), optional :: subscripts, shapes
        integer(c_int) :: beyond
        character(len=:), allocatable :: indices, extents
        type(c_funptr) :: address
        procedure(deduct_c), pointer :: deduct
        beyond = 0
        if (.not. found("deduct", address)) return
        indices = ""
        extents = ""
        if (present(subscripts)) indices = trim(subscripts)
        if (present(shapes)) extents = trim(shapes)
        call c_f_procpointer(address, deduct)
        beyond = deduct(trim(op_name)//c_null_char, flop_cost, indices//c_null_char, &
                        extents//c_null_char)
    end function

    ! "" without flopscope, or where there is no such phase.
    function text_of(name, budget, flags) result(text)
        character(*), intent(in) :: name
        integer(c_int), intent(in) :: budget, flags
        character(len=:), allocatable :: text
        character(kind=c_char, len=:), allocatable :: buffer
        integer(c_long) :: length
        type(c_funptr) :: address
        procedure(summary_c), pointer :: write_summary
        text = ""
        if (.not. found(name, address)) return
        call c_f_procpointer(address, write_summary)
        allocate (character(kind=c_char, len=65536) :: buffer)
        length = write_summary(budget, flags, buffer, len(buffer, kind=c_size_t))
        if (length >= len(buffer)) then
            deallocate (buffer)
            allocate (character(kind=c_char, len=length + 4096) :: buffer)
            length = write_summary(budget, flags, buffer, len(buffer, kind=c_size_t))
        end if
        if (length > 0) text = buffer(1:min(length, len(buffer, kind=c_long) - 1))
    end function

    function flopscope_summary(budget, flags) result(text)
        integer(c_int), intent(in) :: budget, flags
        character(len=:), allocatable :: text
        text = text_of("summary", budget, flags)
    end function

    function flopscope_summary_json(budget, flags) result(text)
        integer(c_int), intent(in) :: budget, flags
        character(len=:), allocatable :: text
        text = text_of("summary_json", budget, flags)
    end function

    ! Writes the summary to a file descriptor: 1 is stdout (flush Fortran's unit before), 2 stderr.
    subroutine flopscope_summary_print(budget, flags, descriptor)
        integer(c_int), intent(in) :: budget, flags, descriptor
        integer(c_int) :: error
        type(c_funptr) :: address
        procedure(print_c), pointer :: print_summary
        if (.not. found("summary_print", address)) return
        call c_f_procpointer(address, print_summary)
        error = print_summary(budget, flags, descriptor)
    end subroutine

    subroutine flopscope_reset()
        type(c_funptr) :: address
        procedure(nothing_c), pointer :: reset
        if (.not. found("reset", address)) return
        call c_f_procpointer(address, reset)
        call reset()
    end subroutine

end module flopscope
