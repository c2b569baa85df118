# SPDX-License-Identifier: MIT
"""Writes entries.c and entries.S, the data and stubs of interpose/entries.h, and exports.map."""

from dataclasses import dataclass

from . import interfaces
from .arrays import FOUND_MAX
from .interfaces import CBLAS, FORTRAN, LAPACKE, LAPACKE_WORK, NO_WORD

INTERFACE_CODES = {FORTRAN: "FS_FORTRAN", CBLAS: "FS_CBLAS", LAPACKE: "FS_LAPACKE", LAPACKE_WORK: "FS_LAPACKE_WORK"}

# Names of libc that the preload library interposes besides the table's.
LIBC_NAMES = ["longjmp", "_longjmp", "siglongjmp", "__longjmp_chk", "dlclose",
              "sigaction", "signal", "bsd_signal", "__sysv_signal", "pthread_sigmask", "sigprocmask",
              "execve", "execveat", "fexecve", "execv", "execvp", "execvpe", "execl", "execlp", "execle",
              "posix_spawn", "posix_spawnp", "system", "popen"]

ENTRIES_MAX = 65535


@dataclass(frozen=True)
class Shape:
    """A row of fs_shapes, with its sources as a tuple of (word, kind)."""

    sources: tuple
    family: int
    parameters: int
    queries: int
    stack_words: int
    layout: int
    same: tuple
    batch: int
    kind: str
    arrays: tuple  # of (word, (stride word, kind), (stride out), (jump))
    checked: tuple  # the members of struct fs_shape that only the NaN check reads, after array


def source_of(form, name, is_letter):
    """(word, fs_source_kind) of a parameter in this interface."""
    item = form.find(name)
    if item is None:
        return 0, "FS_ABSENT"
    if item.how in ("enum", "layout"):
        return item.word, "FS_ENUM_VALUE"
    kind = "CHAR" if is_letter else "INT"
    return item.word, f"FS_{kind}_{'VALUE' if item.how == 'value' else 'POINTER'}"


# What a batched routine's parameters come from: arrays by group, and the number of groups.
BATCH_ARGUMENTS = ["m_array", "n_array", "k_array", "group_count", "group_size", "transa_array", "transb_array",
                   "beta_array"]


def strides_of(form, line, array, strides):
    """((word, kind), (word, kind)) of an array's leading dimension or increment when it is read and when it is
    written: lda of a, incx of x, or as arrays.tbl says."""
    known = {a.name for a in line.arguments}
    name = next((prefix + array.name for prefix in ("ld", "inc") if prefix + array.name in known), None)
    return tuple(source_of(form, name, False) if name else (0, "FS_ABSENT")
                 for name in strides.get(array.name, (name, name)))


def jump_of(form, array):
    """(word, kind) of the distance between matrices of a batch: stridea of a."""
    return source_of(form, "stride" + array.name, False)


def word_of(form, name):
    item = form.find(name)
    return NO_WORD if item is None else item.word


def info_of(form):
    """Word of info's address; the return address's word stands for the result."""
    return interfaces.WORD_RETURN if form.result == "info" else word_of(form, "info")


def beta_of(form):
    """(word, FS_BETA_...) of a scalar beta."""
    item = form.find("beta")
    if item is None or not item.argument.by_value:
        return NO_WORD, 0
    return item.word, (item.how == "pointer") + 2 * (item.argument.type != "p")


def result_of(form):
    """(type letter or 0, word of its address) of a floating-point result."""
    pointer = form.find("result")
    if pointer is not None:
        return ord("p"), pointer.word
    return (ord(form.result) if form.result in tuple("prsdcz") else 0), NO_WORD


def checked_of(line, access, form):
    """(array sources, further members) of a Shape."""
    names = access.found if access else []
    found = [word_of(form, name) for name in names] + [NO_WORD] * (FOUND_MAX - len(names))
    order = next((i for i, (name, _) in enumerate(line.parameters) if name == "order"), NO_WORD)
    sources = tuple((word_of(form, a.name), *strides_of(form, line, a, access.strides), jump_of(form, a))
                    for a in (access.arrays if access else []))
    return sources, (*found, info_of(form), *beta_of(form), order, *result_of(form))


def shape_of(line, family, access, form):
    """The Shape of one interface of a line."""
    if "batch" in line.words:
        sources = [source_of(form, name, False) for name in BATCH_ARGUMENTS]
    else:
        sources = [source_of(form, name, letter) for name, letter in line.parameters]
    queries = [source_of(form, a.name, False) for a in line.arguments if a.is_query]
    queries = [q for q in queries if q[1] != "FS_ABSENT"]
    layout = next((p.word for p in form.passed if p.how == "layout"), NO_WORD)
    operands = [form.find(name) for name in line.same]
    same = tuple(item.word for item in operands) if operands and all(operands) else (NO_WORD, NO_WORD)
    return Shape(tuple(sources + queries), family, len(sources), len(queries), form.stack_words, layout, same,
                 int("batch" in line.words), form.kind, *checked_of(line, access, form))


@dataclass
class Entries:
    """All that is exported: shapes, and (name, shape, routine, int bytes) sorted by name."""

    shapes: list
    rows: list


def collect(lines, accesses):
    """Entries of the whole table; ValueError names an entry point that occurs twice."""
    routine_order = sorted(routine for line in lines for routine, _ in line.routines)
    routine_index = {name: i for i, name in enumerate(routine_order)}
    shapes, rows, owner = {}, [], {}
    for family, line in enumerate(lines):
        for routine, _, form, exported in interfaces.entry_points(line):
            shape = shapes.setdefault(shape_of(line, family, accesses.get(line.number), form), len(shapes))
            for name, int_bytes in exported:
                if name in owner:
                    raise ValueError(f"entry point '{name}' of routine '{routine}' is one of '{owner[name]}' too")
                owner[name] = routine
                rows.append((name, shape, routine_index[routine], int_bytes))
    rows.sort()
    if len(rows) > ENTRIES_MAX:
        raise ValueError(f"{len(rows)} entry points; at most {ENTRIES_MAX} are possible")
    return Entries(list(shapes), rows)


def pack(sequences):
    """(one list of sources, {sequence: offset}), longer sequences first so that shorter ones find a place."""
    pool, offsets, known = [], {}, {}
    for sequence in sorted(set(sequences), key=lambda s: (-len(s), s)):
        if sequence not in known:
            at = len(pool)
            pool.extend(sequence)
            for start in range(len(sequence)):
                for end in range(start + 1, len(sequence) + 1):
                    known.setdefault(sequence[start:end], at + start)
        offsets[sequence] = known.get(sequence, 0)
    return pool, offsets


def write_data(entries, source):
    """Text of entries.c."""
    pool, offsets = pack(shape.sources for shape in entries.shapes)
    array_pool, array_offsets = pack(shape.arrays for shape in entries.shapes)
    sources = "".join(f"    {{{word}, {kind}}},\n" for word, kind in pool)
    array_sources = "".join(
        f"    {{{word}, " + ", ".join(f"{{{at}, {kind}}}" for at, kind in places) + "},\n" for word, *places in array_pool)
    shapes = "".join(
        f"    {{{offsets[s.sources]}, {s.family}, {s.parameters}, {s.queries}, {s.stack_words}, {s.layout}, "
        f"{{{s.same[0]}, {s.same[1]}}}, {s.batch}, {INTERFACE_CODES[s.kind]}, {array_offsets[s.arrays]}, "
        f"{{{s.checked[0]}, {s.checked[1]}}}, {', '.join(map(str, s.checked[2:]))}}},\n" for s in entries.shapes)
    rows, text, at = [], [], 0
    for name, shape, routine, int_bytes in entries.rows:
        rows.append(f"    {{{at}, {shape}, {routine}, {int_bytes}, {{0, 0, 0}}}},\n")
        text.append(f'    "{name}\\0"\n')
        at += len(name) + 1
    return (f"/* Generated by scripts/generate.py from {source}. */\n"
            '#include "interpose/entries.h"\n\n'
            f"const struct fs_source fs_sources[] = {{\n{sources}}};\n\n"
            f"const struct fs_array_source fs_array_sources[] = {{\n{array_sources}}};\n\n"
            f"const struct fs_shape fs_shapes[] = {{\n{shapes}}};\n\n"
            f"const struct fs_entry fs_entries[] = {{\n{''.join(rows)}}};\n\n"
            f"const char fs_entry_names[] =\n{''.join(text)};\n\n"
            f"const uint32_t fs_entry_count = {len(entries.rows)};\n")


def write_stubs(entries, source):
    """Text of entries.S: a stub for each entry point."""
    stubs = "".join(f"fs_stub {name}, {index}\n" for index, (name, *_) in enumerate(entries.rows))
    return (f"/* Generated by scripts/generate.py from {source}. */\n"
            '#include "interpose/stub_x86_64.inc"\n\n'
            '.section .note.GNU-stack,"",@progbits\n.text\n' + stubs)


def write_exports(entries):
    """Text of exports.map, the linker's version script."""
    names = [row[0] for row in entries.rows]
    body = "".join(f"  {name};\n" for name in [*names, "flopscope_*", *LIBC_NAMES])
    return f"/* Generated by scripts/generate.py. */\n{{\nglobal:\n{body}local: *;\n}};\n"
