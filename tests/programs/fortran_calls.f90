! SPDX-License-Identifier: MIT
! A gfortran program: real and complex functions, option texts longer than one letter, and dgees with
! a SELECT function that itself calls BLAS.
module selection
    implicit none
    integer :: asked = 0
contains
    logical function inner_half(wr, wi)
        double precision, intent(in) :: wr, wi
        double precision :: pair(2)
        double precision, external :: ddot
        asked = asked + 1
        pair = (/wr, wi/)
        inner_half = ddot(2, pair, 1, pair, 1) < 0.25d0
    end function
end module

program fortran_calls
    use selection
    implicit none
    integer, parameter :: n = 6
    double precision :: a(n, n), b(n, n), c(n, n), wr(n), wi(n), vs(n, n), work(64*n)
    real :: xs(n)
    complex(kind(1d0)) :: zx(n), zy(n), z
    complex :: cx(n), cy(n), cc
    logical :: bwork(n)
    integer :: i, j, info, sdim, ipiv(n)
    double precision, external :: ddot, dnrm2, dlange
    real, external :: sasum
    complex(kind(1d0)), external :: zdotc, zdotu
    complex, external :: cdotu

    do j = 1, n
        do i = 1, n
            a(i, j) = mod(i*7 + j*13, 11)/11d0 - 0.4d0
            b(i, j) = mod(i*5 + j*3, 7)/7d0
        end do
        zx(j) = cmplx(a(j, 1), b(j, 1), kind(1d0))
        zy(j) = cmplx(b(j, 2), a(j, 2), kind(1d0))
        xs(j) = real(a(j, 3))
    end do
    cx = cmplx(zx)
    cy = cmplx(zy)

    print '(a,z16)', 'ddot  ', ddot(n, a, 1, b, 1)
    print '(a,z16)', 'dnrm2 ', dnrm2(n, a, 1)
    print '(a,z8)', 'sasum ', sasum(n, xs, 1)
    z = zdotc(n, zx, 1, zy, 1)
    print '(a,2z16)', 'zdotc ', z
    z = zdotu(n, zx, 1, zy, 1)
    print '(a,2z16)', 'zdotu ', z
    cc = cdotu(n, cx, 1, cy, 1)
    print '(a,2z8)', 'cdotu ', cc
    call dgemm('Transpose', 'No transpose', n, n, n, 1d0, a, n, b, n, 0d0, c, n)
    print '(a,z16)', 'dgemm ', sum(c)
    call dtrsm('Left', 'Upper', 'No transpose', 'Unit', n, n, 1d0, a, n, c, n)
    print '(a,z16)', 'dtrsm ', sum(c)
    print '(a,z16)', 'dlange', dlange('Frobenius', n, n, c, n, work)
    c = a
    call dgees('Vectors', 'Sorted', inner_half, n, c, n, sdim, wr, wi, vs, n, work, 64*n, bwork, info)
    print '(a,3i4)', 'dgees ', sdim, info, asked
    print '(a,6z17)', 'wr    ', wr
    call dgesv(n, 2, a, n, ipiv, b, n, info)
    print '(a,i4,z17)', 'dgesv ', info, sum(b(:, 1:2))
end program
