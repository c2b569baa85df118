/* SPDX-License-Identifier: MIT */
/* The catalogue of routines that the generator derives from routines.tbl: names, parameters and the
 * work of each. What flopscope-cost, the preload library and the tests look routines up in. */
#ifndef FS_CATALOGUE_H
#define FS_CATALOGUE_H

#include "extent.h"
#include "work.h"

/* The precision letter of a routine: the arithmetic that it is priced in. 'b' is bfloat16 input
 * with single precision accumulation. */
typedef enum {
    FS_PREC_S = 's',
    FS_PREC_D = 'd',
    FS_PREC_C = 'c',
    FS_PREC_Z = 'z',
    FS_PREC_B = 'b'
} fs_prec;

typedef enum {
    FS_GROUP_BLAS1,
    FS_GROUP_BLAS2,
    FS_GROUP_BLAS3,
    FS_GROUP_BLASX,
    FS_GROUP_LAPACK,
    FS_GROUP_LAPACKX
} fs_group;

/* How much is known about a family's work. FS_CLASS_NESTED: no formula, the sum of its nested
 * calls. */
typedef enum {
    FS_CLASS_EXACT,
    FS_CLASS_LEADING,
    FS_CLASS_ESTIMATE,
    FS_CLASS_NONE,
    FS_CLASS_NESTED
} fs_class;

/* Names are in the tables, not pointed to: each pointer is one more relocation when the library is
 * loaded. The generator checks their lengths. */
enum { FS_ARGUMENT_NAME = 16, FS_ROUTINE_NAME = 24 };

/* A parameter is an argument that a signature keeps: a dimension (m, n, kl, nrhs, ilo, ...) or an
 * option letter (trans, uplo, jobz, ...), in the order of the Fortran argument list. */
typedef struct {
    char name[FS_ARGUMENT_NAME];
    bool is_option; /* its value is an upper-case letter */
    bool is_priced; /* the work depends on it */
} fs_param;

/* The most parameters that a line of the table may have; the generator checks it. */
#define FS_PARAM_MAX 16

/* An array argument (or one that a result is written through), in the order of the Fortran list. */
typedef struct {
    char name[FS_ARGUMENT_NAME];
    char type;      /* of its elements: p own precision, r real of it, s d c z b, i l h */
    bool is_scaled; /* read only where beta, another argument, is not zero */
    bool is_result; /* written, or read and written */
} fs_array;

/* The most arrays of a line, and the most outputs that an extent may depend on (the m eigenvalues
 * that syevr found); the generator checks both. An output that is not known is negative. */
#define FS_ARRAY_MAX 24
#define FS_FOUND_MAX 2

typedef struct {
    char name[FS_ROUTINE_NAME]; /* "gemm" */
    fs_group group;
    fs_class work_class;
    uint8_t nparam;
    const fs_param *param;
    const char *work_text; /* the expression in the table: "gemm(m, n, k)"; "nested"; "none" */
    /* Work for parameter values in the order of `param`; option letters upper case. NULL: nested.
     */
    fs_work (*work)(fs_field field, const int64_t *value);
    /* What it reads and writes: fs_family_access. NULL: not known. */
    void (*access)(const int64_t *value, const int64_t *found, fs_access *access);
    const fs_array *array;
    uint8_t narray;
} fs_family;

typedef struct {
    char name[FS_ROUTINE_NAME]; /* "dgemm" */
    uint16_t family;            /* index in fs_families: one line of the table */
    char prec;                  /* fs_prec */
} fs_routine;

extern const fs_family fs_families[];
extern const unsigned fs_family_count;
extern const fs_routine fs_routines[]; /* sorted by name (strcmp) */
extern const unsigned fs_routine_count;

static inline fs_field fs_prec_field(char prec)
{
    return prec == FS_PREC_Z   ? FS_COMPLEX
           : prec == FS_PREC_C ? FS_COMPLEX_SINGLE
           : prec == FS_PREC_D ? FS_REAL
                               : FS_REAL_SINGLE;
}

/* Index in fs_routines of a routine ("dgemm") or of any entry point of one ("cblas_dgemm",
 * "dgemm_", "LAPACKE_dgesv_work", "scipy_dgemm_64_"), or -1. */
int fs_routine_find(const char *name);

/* Index in fs_routines of the family's routine that comes first in the order d, s, z, c of
 * precisions ("gemm" -> dgemm, "heev" -> zheev), or -1. */
int fs_routine_of_family(const char *family);

/* Bytes of an integer argument as the name of an entry point says: 8 in "dgemm_64_", else 4. */
unsigned fs_name_int_bytes(const char *name);

/* The largest element size of the routine's precision in bytes: s 4, d 8, c 8, z 16, b 2. */
unsigned fs_prec_bytes(char prec);

/* Bytes of an element of the array in a routine of this precision, whose integers have int_bytes.
 */
unsigned fs_array_element_bytes(const fs_array *array, char prec, unsigned int_bytes);

/* What a call does with each array of its family, whose access is known: into access[narray], from
 * parameters and what was found; with -1 for that, an upper bound. */
void fs_family_access(const fs_family *family, const int64_t *value, const int64_t *found,
                      fs_access *access);

/* The bytes that a call moves at least once: what it reads of its arrays and what it writes, work
 * arrays excluded, an array that is read and written in both; nothing where its results have no
 * elements. Saturating. False: not known. */
bool fs_family_traffic(const fs_family *family, char prec, unsigned int_bytes, const int64_t *value,
                       fs_count *read_bytes, fs_count *written_bytes);

#endif
