/* SPDX-License-Identifier: MIT */
/* What the measuring program replaces in the reference library: block sizes, so that unblocked code
 * can be measured at any order, and the report of illegal arguments. Both are called from counted
 * code, and leave its registers alone as any C function does. */
#include <stddef.h>

int counted_block_size;       /* block size of every routine; 0: the reference's */
int counted_illegal_argument; /* what xerbla was told last */

int reference_ilaenv_(const int *ispec, const char *name, const char *opts, const int *n1,
                      const int *n2, const int *n3, const int *n4, size_t name_length,
                      size_t opts_length);
int ilaenv_(const int *ispec, const char *name, const char *opts, const int *n1, const int *n2,
            const int *n3, const int *n4, size_t name_length, size_t opts_length);
void xerbla_(const char *name, const int *info, size_t name_length);

int ilaenv_(const int *ispec, const char *name, const char *opts, const int *n1, const int *n2,
            const int *n3, const int *n4, size_t name_length, size_t opts_length)
{
    if (*ispec == 1 && counted_block_size > 0)
        return counted_block_size;
    return reference_ilaenv_(ispec, name, opts, n1, n2, n3, n4, name_length, opts_length);
}

void xerbla_(const char *name, const int *info, size_t name_length)
{
    (void)name;
    (void)name_length;
    counted_illegal_argument = *info;
}
