# SPDX-License-Identifier: MIT
"""Writes catalogue.c: families with their parameters and work, and routines, for costmodel/catalogue.h."""

import re

from . import arrays
from .table import GROUPS

CLASSES = ["exact", "leading", "estimate"]  # from the strongest statement to the weakest

HELPERS = """\
/* Arithmetic on a work expression's arguments, saturating instead of overflowing. */
static inline int64_t sum_of(int64_t a, int64_t b)
{
    int64_t r;
    return __builtin_add_overflow(a, b, &r) ? (a < 0 ? INT64_MIN : INT64_MAX) : r;
}
static inline int64_t difference_of(int64_t a, int64_t b)
{
    int64_t r;
    return __builtin_sub_overflow(a, b, &r) ? (a < 0 ? INT64_MIN : INT64_MAX) : r;
}
static inline int64_t product_of(int64_t a, int64_t b)
{
    int64_t r;
    return __builtin_mul_overflow(a, b, &r) ? ((a < 0) == (b < 0) ? INT64_MAX : INT64_MIN) : r;
}
static inline int64_t min_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}
static inline int64_t max_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}
"""


def helpers_for(lines, accesses):
    """The helper functions that the work expressions and extents of these lines call."""
    used = " ".join([text for line in lines for factor, _, arguments in line.work.terms
                     for text in [factor or "", *arguments]] + [access.body for access in accesses.values()])
    kept, comment = [], HELPERS.split("\n", 1)[0]
    for function in HELPERS.split("\n", 1)[1].split("static inline ")[1:]:
        if function.split("(")[0].split()[1] + "(" in used:
            kept.append("static inline " + function)
    return comment + "\n" + "".join(kept) if kept else ""


def work_class(line, notes):
    """The weakest class of the expression's cost functions; notes maps their names to Notes."""
    if not line.work.terms:
        return line.work.text  # none, nested
    return max((notes[name].work_class for _, name, _ in line.work.terms), key=CLASSES.index)


def work_body(terms):
    """C expression of a sum of terms."""
    result = ""
    for factor, name, arguments in terms:
        call = f"fs_cost_{name}({', '.join(['field', *arguments])})"
        if factor:
            call = f"fs_work_times({factor}, {call})"
        result = f"fs_work_add({result}, {call})" if result else call
    return result


def work_functions(lines):
    """(C text of the work functions, {expression: name of its function})."""
    functions, text = {}, []
    for line in lines:
        body = work_body(line.work.terms)
        if not body:
            body = "(fs_work){0, 0}" if line.work.text == "none" else ""
        if not body or body in functions:
            continue
        functions[body] = f"work_{len(functions)}"
        unused = "".join(f"    (void){name};\n" for name in ("field", "value") if name not in body)
        text.append(f"static fs_work {functions[body]}(fs_field field, const int64_t *value)\n"
                    f"{{\n{unused}    return {body};\n}}\n")
    return "".join(text), functions


FOUND_OR = """\
/* What an operation found, or a bound where that is not known. */
static inline int64_t found_or(int64_t found, int64_t bound)
{
    return found >= 0 ? found : bound;
}
"""


def access_functions(lines, accesses):
    """(C text of the access functions and of one array of all arrays, {line number: initializers})."""
    functions, text, rows, known, members = {}, [FOUND_OR], [], {}, {}
    for line in lines:
        if line.number not in accesses:
            members[line.number] = "NULL, NULL, 0"
            continue
        access = accesses[line.number]
        if access.body not in functions:
            functions[access.body] = f"access_{len(functions)}"
            unused = "".join(f"    (void){name};\n" for name in ("value", "found")
                             if not re.search(rf"\b{name}\[", access.body))
            unused += "" if access.body else "    (void)access;\n"
            text.append(f"static void {functions[access.body]}(const int64_t *value, const int64_t *found, "
                        f"fs_access *access)\n{{\n{unused}{access.body}}}\n")
        key = tuple(f"{{\"{a.name}\", '{a.type}', {str(arrays.is_scaled(line, a)).lower()}, "
                    f"{str(a.mark != '').lower()}}}" for a in access.arrays)
        if key not in known:
            known[key] = len(rows)
            rows.extend(key)
        members[line.number] = f"{functions[access.body]}, &arrays[{known[key]}], {len(access.arrays)}"
    body = "".join(f"    {row},\n" for row in rows)
    return "".join(text) + f"\nstatic const fs_array arrays[] = {{\n{body}}};\n", members


def parameter_table(lines):
    """(C text of one array of all distinct parameter lists, {line number: offset in it})."""
    rows, offsets, known = [], {}, {}
    for line in lines:
        key = tuple(f'{{"{name}", {str(letter).lower()}, {str(name in line.work.used).lower()}}}'
                    for name, letter in line.parameters)
        if key not in known:
            known[key] = len(rows)
            rows.extend(key)
        offsets[line.number] = known[key]
    body = "".join(f"    {row},\n" for row in rows)
    return f"static const fs_param params[] = {{\n{body}}};\n", offsets


# Bytes of names in the tables: FS_ARGUMENT_NAME and FS_ROUTINE_NAME of catalogue.h.
ARGUMENT_NAME, ROUTINE_NAME = 16, 24


def check_names(path, lines):
    """ValueError where a name is too long for the tables."""
    for line in lines:
        for names, size in (([line.family, *(name for name, _ in line.routines)], ROUTINE_NAME),
                            ([a.name for a in line.arguments], ARGUMENT_NAME)):
            for name in names:
                if len(name) >= size:
                    raise ValueError(f"{path}:{line.number}: {name}: a name has at most {size - 1} letters")


def write(lines, notes, accesses, source):
    """Text of catalogue.c."""
    functions_text, functions = work_functions(lines)
    access_text, access_members = access_functions(lines, accesses)
    params_text, offsets = parameter_table(lines)
    families, routines = [], []
    for index, line in enumerate(lines):
        body = work_body(line.work.terms) or ("(fs_work){0, 0}" if line.work.text == "none" else "")
        families.append(
            f'    {{"{line.family}", FS_GROUP_{GROUPS[GROUPS.index(line.group)].upper()}, '
            f"FS_CLASS_{work_class(line, notes).upper()}, {len(line.parameters)}, "
            f'&params[{offsets[line.number]}], "{line.work.text}", {functions.get(body, "NULL")}, {access_members[line.number]}}},\n')
        routines += [(routine, index, precision) for routine, precision in line.routines]
    routines.sort()
    rows = "".join(f"    {{\"{name}\", {index}, '{precision}'}},\n" for name, index, precision in routines)
    return (f"/* Generated by scripts/generate.py from {source}. */\n"
            '#include <stddef.h>\n\n#include "costmodel/catalogue.h"\n#include "costmodel/cost.h"\n\n'
            f"{helpers_for(lines, accesses)}\n{functions_text}\n{access_text}\n{params_text}\n"
            f"const fs_family fs_families[] = {{\n{''.join(families)}}};\n"
            f"const unsigned fs_family_count = {len(lines)};\n\n"
            f"const fs_routine fs_routines[] = {{\n{rows}}};\n"
            f"const unsigned fs_routine_count = {len(routines)};\n")
