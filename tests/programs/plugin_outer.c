/* SPDX-License-Identifier: MIT */
/* A plugin that brings a BLAS for a library that it loads: the library itself does not name one. */
double plugin_answer(int m);
double plugin_outer_answer(int m);

double plugin_outer_answer(int m)
{
    return plugin_answer(m);
}
