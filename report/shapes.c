/* SPDX-License-Identifier: MIT */
/* Operand shapes of well-known families from a table, one line a family (shapes.h). */
#include "report/shapes.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Operands are separated by blanks and their extents by commas; "." is a scalar. "^trans" after an
 * operand, or after its subscripts, turns the two around unless the option `trans` is N. A line
 * with a condition "side=L" holds only for operations with that option; the first line that holds
 * counts. */
static const struct {
    const char *families; /* separated by blanks */
    const char *condition;
    const char *operands;
    const char *subscripts;
} table[] = {
    {"gemm gemm3m", NULL, "m,k^transa k,n^transb", "ik^transa,kj^transb->ij"},
    {"gemmt gemmtr", NULL, "n,k^transa k,n^transb", "ik^transa,kj^transb->ij"},
    {"symm hemm", "side=L", "m,m m,n", "ij,jk->ik"},
    {"symm hemm", NULL, "n,n m,n", "jk,ij->ik"},
    {"syrk herk syr2k her2k", NULL, "n,k^trans n,k^trans", "ik^trans,jk^trans->ij"},
    {"trmm", "side=L", "m,m m,n", "ij^transa,jk->ik"},
    {"trmm", NULL, "n,n m,n", "jk^transa,ij->ik"},
    {"trsm", "side=L", "m,m m,n", ""},
    {"trsm", NULL, "n,n m,n", ""},
    {"gemv gbmv", "trans=N", "m,n n", "ij,j->i"},
    {"gemv gbmv", NULL, "m,n m", "ij,i->j"},
    {"symv hemv sbmv hbmv spmv hpmv", NULL, "n,n n", "ij,j->i"},
    {"trmv tbmv tpmv", NULL, "n,n n", "ij^trans,j->i"},
    {"trsv tbsv tpsv", NULL, "n,n n", ""},
    {"ger geru gerc", NULL, "m n", "i,j->ij"},
    {"syr her spr hpr syr2 her2 spr2 hpr2", NULL, "n n", "i,j->ij"},
    {"dot dotu dotc dsdot sdsdot", NULL, "n n", "i,i->"},
    {"axpy scal", NULL, ". n", ",i->i"},
    {"copy swap rot rotm axpby", NULL, "n n", ""},
    {"nrm2 asum sum iamax iamin amax amin max min", NULL, "n", ""},
    {"gesv posv sysv hesv getrs potrs sytrs hetrs trtrs", NULL, "n,n n,nrhs", ""},
    {"getrf getrf2 getf2 geqrf geqr2 gelqf geqlf gerqf geqp3 gesvd gesdd gebrd", NULL, "m,n", ""},
    {"orgqr ungqr orglq unglq", NULL, "m,n", ""},
    {"potrf potrf2 potf2 potri getri trtri lauum sytrf hetrf sytrd hetrd gehrd", NULL, "n,n", ""},
    {"syev heev syevd heevd syevr heevr syevx heevx geev geevx gees", NULL, "n,n", ""},
    {"gels", "trans=N", "m,n m,nrhs", ""},
    {"gels", NULL, "m,n n,nrhs", ""},
    {"gelsd gelss gelsy", NULL, "m,n m,nrhs", ""},
};

/* ---- parameters ---- */

bool fs_parameter_at(const struct fs_oplog_entry *entry, const struct fs_log_signature *signature,
                     size_t index, struct fs_parameter *parameter)
{
    size_t count;
    const int64_t *value = fs_oplog_values(signature, &count);
    const char *name = entry->parameters + strspn(entry->parameters, " ");

    if (index >= count)
        return false;
    for (size_t i = 0; i < index; i++) {
        name += strcspn(name, " ");
        name += strspn(name, " ");
    }
    size_t length = strcspn(name, " ");
    if (length == 0)
        return false;
    parameter->name = name;
    parameter->is_option = name[length - 1] == '?';
    parameter->name_length = length - (parameter->is_option ? 1 : 0);
    parameter->value = value[index];
    return true;
}

static bool find_parameter(const struct fs_oplog_entry *entry,
                           const struct fs_log_signature *signature, const char *name,
                           size_t length, int64_t *value)
{
    struct fs_parameter parameter;

    for (size_t i = 0; fs_parameter_at(entry, signature, i, &parameter); i++)
        if (parameter.name_length == length && memcmp(parameter.name, name, length) == 0) {
            *value = parameter.value;
            return true;
        }
    return false;
}

/* Appends to a text that may already be full. */
static void append(char *buffer, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void append(char *buffer, size_t size, const char *format, ...)
{
    size_t length = strlen(buffer);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(buffer + length, size - length, format, arguments);
    va_end(arguments);
}

static bool is_letter(const struct fs_parameter *parameter)
{
    return parameter->is_option && parameter->value > ' ' && parameter->value <= '~';
}

const char *fs_format_parameters(char *buffer, size_t size, const struct fs_oplog_entry *entry,
                                 const struct fs_log_signature *signature)
{
    struct fs_parameter parameter;

    buffer[0] = '\0';
    if (signature->flags & FS_LOG_SIG_FOLDED)
        append(buffer, size, "(other shapes)");
    else if (entry->shapes[0] != '\0')
        append(buffer, size, "%s", entry->shapes);
    else
        for (size_t i = 0; fs_parameter_at(entry, signature, i, &parameter); i++) {
            append(buffer, size, "%s%.*s=", i > 0 ? " " : "", (int)parameter.name_length,
                   parameter.name);
            if (is_letter(&parameter))
                append(buffer, size, "%c", (char)parameter.value);
            else
                append(buffer, size, "%" PRId64, parameter.value);
        }
    return buffer;
}

/* ---- operands ---- */

/* Whether `word` is among the blank-separated words of a list. */
static bool has_word(const char *list, const char *word)
{
    size_t length = strlen(word);

    while (*list != '\0') {
        size_t span = strcspn(list, " ");
        if (span == length && memcmp(list, word, span) == 0)
            return true;
        list += span + strspn(list + span, " ");
    }
    return false;
}

/* A condition or an option name at the end of an operand. */
static bool option_is(const struct fs_oplog_entry *entry, const struct fs_log_signature *signature,
                      const char *name, size_t length, char letter)
{
    int64_t value;

    return find_parameter(entry, signature, name, length, &value) && value == letter;
}

static bool condition_holds(const struct fs_oplog_entry *entry,
                            const struct fs_log_signature *signature, const char *condition)
{
    size_t length = condition == NULL ? 0 : strcspn(condition, "=");

    return condition == NULL ||
           option_is(entry, signature, condition, length, condition[length + 1]);
}

/* Takes "^option" at *at, if it is there; true if the option turns things around. */
static bool take_turn(const char **at, const struct fs_oplog_entry *entry,
                      const struct fs_log_signature *signature)
{
    int64_t value;

    if (**at != '^')
        return false;
    const char *name = *at + 1;
    size_t length = strcspn(name, " ,-");
    *at = name + length;
    return find_parameter(entry, signature, name, length, &value) && value != 'N';
}

static bool take_operands(const char *at, const struct fs_oplog_entry *entry,
                          const struct fs_log_signature *signature, struct fs_operands *operands)
{
    while (*at != '\0') {
        size_t rank = 0, index = operands->count++;
        int64_t *extent = operands->operand[index].extent;

        for (;; at++) {
            size_t length = strcspn(at, " ,^");
            if (*at != '.' && !find_parameter(entry, signature, at, length, &extent[rank++]))
                return false;
            at += length;
            if (*at != ',')
                break;
        }
        if (take_turn(&at, entry, signature)) {
            int64_t first = extent[0];
            extent[0] = extent[1];
            extent[1] = first;
        }
        operands->operand[index].rank = rank;
        at += strspn(at, " ");
    }
    return true;
}

static void take_subscripts(const char *at, const struct fs_oplog_entry *entry,
                            const struct fs_log_signature *signature, char *subscripts)
{
    while (*at != '\0') {
        if (*at != '^') {
            *subscripts++ = *at++;
        } else if (take_turn(&at, entry, signature)) {
            char last = subscripts[-1];
            subscripts[-1] = subscripts[-2];
            subscripts[-2] = last;
        }
    }
    *subscripts = '\0';
}

bool fs_operands_of(const struct fs_oplog_entry *entry, const struct fs_log_signature *signature,
                    struct fs_operands *operands)
{
    *operands = (struct fs_operands){0};
    if (signature->flags & FS_LOG_SIG_FOLDED)
        return false;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (!has_word(table[i].families, entry->family) ||
            !condition_holds(entry, signature, table[i].condition))
            continue;
        take_subscripts(table[i].subscripts, entry, signature, operands->subscripts);
        return take_operands(table[i].operands, entry, signature, operands);
    }
    return false;
}

const char *fs_format_shapes(char *buffer, size_t size, const struct fs_oplog_entry *entry,
                             const struct fs_log_signature *signature)
{
    struct fs_operands operands;

    if (!fs_operands_of(entry, signature, &operands))
        return fs_format_parameters(buffer, size, entry, signature);
    buffer[0] = '\0';
    for (size_t i = 0; i < operands.count; i++) {
        const char *blank = i > 0 ? " " : "";
        if (operands.operand[i].rank == 0)
            append(buffer, size, "%s()", blank);
        else if (operands.operand[i].rank == 1)
            append(buffer, size, "%s%" PRId64, blank, operands.operand[i].extent[0]);
        else
            append(buffer, size, "%s%" PRId64 "x%" PRId64, blank, operands.operand[i].extent[0],
                   operands.operand[i].extent[1]);
    }
    return buffer;
}
