/* SPDX-License-Identifier: MIT */
/* Walks the elements of an array argument line by line, along memory: columns, rows (as columns of
 * the transposed matrix), or diagonals where those are contiguous. */
#include "interpose/operand.h"

/* No array has more elements in a direction, and products of two such numbers fit. */
#define DIMENSION_MAX ((int64_t)1 << 31)

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void transpose(struct fs_operand *operand)
{
    fs_extent *e = &operand->extent;
    *e = (fs_extent){e->cols,      e->rows,      e->upper, e->lower, most(e->lower, 0),
                     e->first_col, e->first_row, e->count, e->layout};
    if (e->layout == FS_EXTENT_PACKED_UPPER)
        e->layout = FS_EXTENT_PACKED_LOWER;
    else if (e->layout == FS_EXTENT_PACKED_LOWER)
        e->layout = FS_EXTENT_PACKED_UPPER;
    operand->is_transposed = true;
}

/* With a negative increment the last element comes first; a part of a vector of unknown length has
 * no place then. */
static bool place_vector(struct fs_operand *operand, int64_t increment)
{
    int64_t first = operand->extent.first_row;
    operand->row_step = increment;
    operand->offset = increment < 0 ? -(operand->extent.rows - 1) * increment : first * increment;
    if (increment == 0)
        operand->extent.rows = 1;
    return increment >= 0 || first == 0;
}

static bool place_dense(struct fs_operand *operand, int64_t stride, bool has_stride)
{
    operand->row_step = 1;
    int64_t rows = operand->extent.first_row + operand->extent.rows;
    operand->column_step = has_stride ? stride : rows;
    operand->offset = operand->extent.first_row + operand->extent.first_col * operand->column_step;
    return operand->column_step >= rows;
}

static bool place_band(struct fs_operand *operand, int64_t stride)
{
    const fs_extent *e = &operand->extent;
    operand->row_step = 1;
    operand->column_step = stride - 1;
    operand->offset = e->origin;
    return e->origin >= e->upper && stride > e->origin + most(e->lower, 0);
}

/* LAPACKE's row-major band storage: the rows of the column-major one, one after the other. */
static bool place_band_by_rows(struct fs_operand *operand, int64_t stride)
{
    const fs_extent *e = &operand->extent;
    operand->row_step = stride;
    operand->column_step = 1 - stride;
    operand->offset = e->origin * stride;
    return e->origin >= e->upper && stride >= e->cols;
}

static bool place(struct fs_operand *operand, int64_t stride, bool has_stride, enum fs_order order)
{
    switch (operand->extent.layout) {
    case FS_EXTENT_VECTOR:
        return place_vector(operand, has_stride ? stride : 1);
    case FS_EXTENT_DENSE:
        if (order != FS_COLUMN_MAJOR)
            transpose(operand);
        return place_dense(operand, stride, has_stride);
    case FS_EXTENT_BAND:
        if (order == FS_ROW_MAJOR_LAPACKE)
            return place_band_by_rows(operand, stride);
        if (order == FS_ROW_MAJOR_CBLAS)
            transpose(operand);
        return place_band(operand, stride);
    default:
        if (order != FS_COLUMN_MAJOR)
            transpose(operand);
        operand->row_step = 1;
        return true;
    }
}

bool fs_operand_place(struct fs_operand *operand, const fs_extent *extent, int64_t stride,
                      bool has_stride, enum fs_order order)
{
    operand->extent = *extent;
    operand->offset = operand->row_step = operand->column_step = 0;
    operand->is_transposed = false;
    fs_extent *e = &operand->extent;
    if (e->rows <= 0 || e->cols <= 0 || e->rows > DIMENSION_MAX || e->cols > DIMENSION_MAX ||
        e->origin > DIMENSION_MAX || e->first_row > DIMENSION_MAX || e->first_col > DIMENSION_MAX ||
        stride > DIMENSION_MAX || stride < -DIMENSION_MAX || fs_extent_elements(e) == 0 ||
        !place(operand, stride, has_stride, order))
        return false;
    e->lower = least(e->lower, e->rows);
    e->upper = least(e->upper, e->cols);
    return true;
}

/* Elements in memory order with a common step; the first is (i, j) and i goes on with di, j with
 * dj. */
struct line {
    int64_t at, step, count;
    int64_t i, j, di, dj;
};

/* Index of the line's first number from `from` on that is not finite; parts * count: none. */
static int64_t next_in_line(const struct fs_operand *operand, const struct line *line, int64_t from)
{
    int64_t size = fs_float_bytes(operand->type), parts = (int64_t)operand->parts;
    const char *start = operand->base + line->at * parts * size;
    if (line->step == 1)
        return from + (int64_t)fs_scan(start + from * size, (size_t)(line->count * parts - from),
                                       operand->type);
    for (; from < line->count * parts; from++) {
        const char *number = start + (from / parts * line->step * parts + from % parts) * size;
        if (fs_number_at(number, operand->type) != FS_FINITE)
            break;
    }
    return from;
}

static enum fs_number number_in_line(const struct fs_operand *operand, const struct line *line,
                                     int64_t index)
{
    int64_t size = fs_float_bytes(operand->type), parts = (int64_t)operand->parts;
    int64_t element = line->at + index / parts * line->step;
    return fs_number_at(operand->base + (element * parts + index % parts) * size, operand->type);
}

static void note(const struct fs_operand *operand, const struct line *line, int64_t index,
                 enum fs_number number, struct fs_nonfinite *found)
{
    if (!found->is_nan && !found->is_infinite) {
        int64_t element = index / (int64_t)operand->parts;
        int64_t i = line->i + element * line->di, j = line->j + element * line->dj;
        found->first = number;
        i += operand->extent.first_row;
        j += operand->extent.first_col;
        found->i = operand->is_transposed ? j : i;
        found->j = operand->is_transposed ? i : j;
    }
    *(number == FS_NAN ? &found->is_nan : &found->is_infinite) = true;
}

/* False once there is nothing more to look for. */
static bool scan_line(const struct fs_operand *operand, const struct line *line,
                      struct fs_nonfinite *found)
{
    int64_t numbers = line->count * (int64_t)operand->parts;
    for (int64_t at = 0; (at = next_in_line(operand, line, at)) < numbers; at++) {
        note(operand, line, at, number_in_line(operand, line, at), found);
        if (found->is_nan)
            return false;
    }
    return true;
}

static int64_t column_start(const struct fs_operand *operand, int64_t j)
{
    switch (operand->extent.layout) {
    case FS_EXTENT_PACKED_UPPER:
        return j * (j + 1) / 2;
    case FS_EXTENT_PACKED_LOWER:
        return j * (2 * operand->extent.rows - j - 1) / 2;
    default:
        return operand->offset + j * operand->column_step;
    }
}

static void scan_columns(const struct fs_operand *operand, struct fs_nonfinite *found)
{
    const fs_extent *e = &operand->extent;
    for (int64_t j = 0; j < e->cols; j++) {
        int64_t first = most(0, j - e->upper), end = least(e->rows, j + e->lower + 1);
        struct line line = {column_start(operand, j) + first * operand->row_step,
                            operand->row_step,
                            end - first,
                            first,
                            j,
                            1,
                            0};
        if (line.count > 0 && !scan_line(operand, &line, found))
            return;
    }
}

static void scan_diagonals(const struct fs_operand *operand, struct fs_nonfinite *found)
{
    const fs_extent *e = &operand->extent;
    for (int64_t d = -e->upper; d <= e->lower; d++) {
        int64_t i = most(0, d), j = most(0, -d);
        struct line line = {operand->offset + i * operand->row_step + j * operand->column_step,
                            1,
                            least(e->rows - i, e->cols - j),
                            i,
                            j,
                            1,
                            1};
        if (line.count > 0 && !scan_line(operand, &line, found))
            return;
    }
}

bool fs_operand_scan(const struct fs_operand *operand, struct fs_nonfinite *found)
{
    *found = (struct fs_nonfinite){.first = FS_FINITE};
    if (operand->column_step < 0)
        scan_diagonals(operand, found);
    else
        scan_columns(operand, found);
    return found->is_nan || found->is_infinite;
}
