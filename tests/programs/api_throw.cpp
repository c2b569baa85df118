// SPDX-License-Identifier: MIT
// A handler that leaves by an exception, and phases that are closed by it.
#include "flopscope.h"

#include <cstdio>

extern "C" {
#define restrict
#include "support.h"
}

namespace
{

struct TooDear {
    unsigned long long cost;
};

int refuse(const flopscope_exhausted *what, void *)
{
    throw TooDear{what->flop_cost};
}

double x[1000];

void dot(int n)
{
    const int one = 1;
    volatile double sum = ddot_(&n, x, &one, x, &one);
    (void)sum;
}

/* The operation is deeper on the stack than the handler was. */
__attribute__((noinline)) void deeper()
{
    volatile char room[10000];
    room[0] = 1;
    dot(100);
    room[9999] = room[0];
}

/* An exception out of a deduct must not leave flopscope off. */
void own()
{
    flopscope_budget_options options = {};
    options.flop_budget = 250;
    options.quiet = 1;
    flopscope::budget phase(options);
    try {
        FLOPSCOPE_DEDUCT("own", 300, nullptr, nullptr);
        if (flopscope_version)
            std::printf("WRONG: the own operation was charged\n");
    } catch (const TooDear &) {
    }
    deeper();
    if (flopscope_version && flopscope_budget_used(phase.number()) != 100)
        std::printf("WRONG: the operation after it is not seen\n");
}

} // namespace

int main()
{
    FLOPSCOPE_SET_EXHAUSTED_HANDLER(refuse, nullptr);
    for (int i = 0; i < 3; i++) {
        try {
            flopscope_budget_options options = {};
            options.flop_budget = 250;
            options.name_space = "scope";
            options.quiet = 1;
            flopscope::budget phase(options);
            for (int j = 0; j < 3; j++)
                dot(100);
            if (flopscope_version)
                std::printf("WRONG: the third operation ran\n");
        } catch (const TooDear &error) {
            if (error.cost != 100)
                std::printf("WRONG: cost %llu\n", error.cost);
        }
        if (flopscope_version && flopscope_budget_remaining(FLOPSCOPE_INNERMOST) != UINT64_MAX)
            std::printf("WRONG: the phase is open\n");
    }
    own();
    dot(1000);
    std::printf("end\n");
    return 0;
}
