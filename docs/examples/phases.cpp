// SPDX-License-Identifier: MIT
// A phase with a budget in C++: threads that are charged to it, an operation that is too dear and
// throws, and a phase that the exception closes. Runs without flopscope too.
//
//     c++ phases.cpp -lblas -o phases && LD_PRELOAD=libflopscope.so ./phases
#include <flopscope.h>

#include <cstddef>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

extern "C" {
void dgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
            const double *beta, double *c, const int *ldc, std::size_t, std::size_t);
double ddot_(const int *n, const double *x, const int *incx, const double *y, const int *incy);
}

class too_dear : public std::runtime_error
{
    using runtime_error::runtime_error;
};

static int refuse(const flopscope_exhausted *what, void *)
{
    throw too_dear(std::string(what->op_name) + " in " + what->name_space);
}

static double dot(const std::vector<double> &x)
{
    const int n = static_cast<int>(x.size()), one = 1;
    return ddot_(&n, x.data(), &one, x.data(), &one);
}

static double multiply(int n)
{
    const std::vector<double> a(static_cast<std::size_t>(n) * n, 1.0);
    std::vector<double> c(a.size());
    const double one = 1.0, zero = 0.0;
    dgemm_("N", "N", &n, &n, &n, &one, a.data(), &n, a.data(), &n, &zero, c.data(), &n, 1, 1);
    return c[0];
}

int main()
{
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(refuse, nullptr);
    flopscope_budget_options options = {};
    options.flop_budget = 1000000;
    options.name_space = "solver";
    try {
        flopscope::budget solver(options);
        const std::vector<double> x(1000, 1.0);
        std::vector<std::thread> workers;
        for (int i = 0; i < 3; i++) // in the phase, and in its namespace
            workers.emplace_back([&x] { dot(x); });
        for (std::thread &worker : workers)
            worker.join();
        if (flopscope_budget_used)
            std::cout << "used " << flopscope_budget_used(solver.number()) << std::endl;
        for (int n : {50, 200}) {
            const double first = multiply(n);
            std::cout << "multiplied " << first << std::endl;
        }
    } catch (const too_dear &error) {
        std::cout << "too dear: " << error.what() << std::endl;
    }
    return 0;
}
