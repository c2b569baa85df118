/* SPDX-License-Identifier: MIT */
/* Extents of arrays, the number of their elements, and the bytes that an operation moves at least
 * once. */
#include "costmodel/extent.h"

#include "costmodel/arith.h"
#include "costmodel/catalogue.h"

#include <stddef.h>
#include <string.h>

fs_extent fs_extent_none(void)
{
    return (fs_extent){0};
}

fs_extent fs_extent_part(int64_t rows, int64_t cols, int64_t lower, int64_t upper)
{
    return (fs_extent){.rows = rows,
                       .cols = cols,
                       .lower = lower,
                       .upper = upper,
                       .count = 1,
                       .layout = FS_EXTENT_DENSE};
}

fs_extent fs_extent_vec(int64_t n)
{
    return (fs_extent){.rows = n, .cols = 1, .lower = n, .count = 1, .layout = FS_EXTENT_VECTOR};
}

fs_extent fs_extent_full(int64_t rows, int64_t cols)
{
    return fs_extent_part(rows, cols, rows, cols);
}

fs_extent fs_extent_upper(int64_t rows, int64_t cols)
{
    return fs_extent_part(rows, cols, 0, cols);
}

fs_extent fs_extent_lower(int64_t rows, int64_t cols)
{
    return fs_extent_part(rows, cols, rows, 0);
}

fs_extent fs_extent_hess(int64_t n)
{
    return fs_extent_part(n, n, 1, n);
}

fs_extent fs_extent_diag(int64_t n)
{
    return fs_extent_part(n, n, 0, 0);
}

fs_extent fs_extent_tri(int64_t uplo, bool unit, int64_t n)
{
    int64_t diagonal = unit ? -1 : 0;
    return uplo == 'U' ? fs_extent_part(n, n, diagonal, n) : fs_extent_part(n, n, n, diagonal);
}

fs_extent fs_extent_pack(int64_t uplo, bool unit, int64_t n)
{
    fs_extent extent = fs_extent_tri(uplo, unit, n);
    extent.layout = uplo == 'U' ? FS_EXTENT_PACKED_UPPER : FS_EXTENT_PACKED_LOWER;
    return extent;
}

fs_extent fs_extent_band(int64_t rows, int64_t cols, int64_t kl, int64_t ku, int64_t origin)
{
    if (kl < 0 || ku < 0)
        return fs_extent_none();
    return (fs_extent){.rows = rows,
                       .cols = cols,
                       .lower = kl,
                       .upper = ku,
                       .origin = origin,
                       .count = 1,
                       .layout = FS_EXTENT_BAND};
}

fs_extent fs_extent_triband(int64_t uplo, bool unit, int64_t n, int64_t k)
{
    fs_extent extent = uplo == 'U' ? fs_extent_band(n, n, 0, k, k) : fs_extent_band(n, n, k, 0, 0);
    if (unit && extent.rows > 0)
        *(uplo == 'U' ? &extent.lower : &extent.upper) = -1;
    return extent;
}

fs_extent fs_extent_at(fs_extent extent, int64_t first_row, int64_t first_col)
{
    if (first_row < 0 || first_col < 0)
        return fs_extent_none();
    extent.first_row = first_row;
    extent.first_col = first_col;
    return extent;
}

fs_extent fs_extent_times(fs_extent extent, int64_t count)
{
    extent.count = count;
    return extent;
}

/* Pairs with 0 <= i < rows, 0 <= j < cols, i >= j: a trapezoid of whole columns. */
static fs_int pairs_below(fs_int rows, fs_int cols)
{
    fs_int columns = rows < cols ? rows : cols;
    return columns <= 0 ? 0 : columns * rows - columns * (columns - 1) / 2;
}

fs_count fs_extent_elements(const fs_extent *extent)
{
    fs_int rows = extent->rows, cols = extent->cols;
    if (rows <= 0 || cols <= 0 || extent->count <= 0)
        return 0;
    fs_int below = pairs_below(rows - extent->lower - 1, cols);
    fs_int above = pairs_below(cols - extent->upper - 1, rows);
    return fs_count_mul((fs_count)(rows * cols - below - above), (fs_count)extent->count);
}

fs_count fs_pieces_elements(const fs_extent pieces[FS_PIECES_MAX])
{
    fs_count elements = 0;
    for (unsigned i = 0; i < FS_PIECES_MAX; i++)
        elements = fs_count_add(elements, fs_extent_elements(&pieces[i]));
    return elements;
}

unsigned fs_array_element_bytes(const fs_array *array, char prec, unsigned int_bytes)
{
    bool wide = prec == FS_PREC_D || prec == FS_PREC_Z;
    switch (array->type) {
    case 'p':
        return fs_prec_bytes(prec);
    case 'r':
        return wide ? 8 : 4;
    case 'h':
        return 1;
    case 'i':
    case 'l':
        return int_bytes;
    default:
        return fs_prec_bytes(array->type);
    }
}

void fs_family_access(const fs_family *family, const int64_t *value, const int64_t *found,
                      fs_access *access)
{
    memset(access, 0, family->narray * sizeof *access);
    family->access(value, found, access);
}

bool fs_family_traffic(const fs_family *family, char prec, unsigned int_bytes, const int64_t *value,
                       fs_count *read_bytes, fs_count *written_bytes)
{
    static const int64_t not_found[FS_FOUND_MAX] = {-1, -1};
    fs_access access[FS_ARRAY_MAX];
    if (family->access == NULL)
        return false;
    fs_family_access(family, value, not_found, access);
    *read_bytes = *written_bytes = 0;
    bool has_results = false;
    for (unsigned i = 0; i < family->narray; i++) {
        fs_count size = fs_array_element_bytes(&family->array[i], prec, int_bytes);
        fs_count read = fs_count_mul(fs_pieces_elements(access[i].read), size);
        fs_count written = fs_count_mul(fs_pieces_elements(access[i].written), size);
        *read_bytes = fs_count_add(*read_bytes, read);
        *written_bytes = fs_count_add(*written_bytes, written);
        has_results |= family->array[i].is_result;
    }
    if (has_results && *written_bytes == 0) /* of no elements: the routine returns at once */
        *read_bytes = 0;
    return true;
}
