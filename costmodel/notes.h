/* SPDX-License-Identifier: MIT */
/* What is known about each cost function: title, formula, class, source. Taken by the generator
 * from the comments above the functions, so that tools and documentation say what the code says. */
#ifndef FS_NOTES_H
#define FS_NOTES_H

/* Texts without line breaks; "" where the comment does not have the key. */
struct fs_note {
    const char *name;       /* "gemm", for fs_cost_gemm */
    const char *title;      /* "general matrix product, m x n x k" */
    const char *formula;    /* "mul = m n k, add = m n k" */
    const char *work_class; /* "exact", "leading", "estimate" */
    const char *source;     /* "LAWN 41" */
    const char *depends;    /* what the true count depends on besides the parameters */
    const char *error;      /* measured deviation from executed operations */
};

extern const struct fs_note fs_notes[]; /* sorted by name (strcmp) */
extern const unsigned fs_note_count;

/* The note of a cost function, or NULL. */
const struct fs_note *fs_note_find(const char *name);

#endif
