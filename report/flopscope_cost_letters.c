/* SPDX-License-Identifier: MIT */
/* The option letters that LAPACK's arguments take, by name, with the defaults of those that have
 * one. A routine may take fewer of them. */
#include "report/flopscope_cost_arguments.h"

#include <string.h>

/* A name that ends in * stands for all that begin so; the first line that matches counts. */
static const struct fs_cost_letters lines[] = {
    {"uplo", "ULA", 'U'},
    {"tran*", "NTCR", 'N'},
    {"diag", "NU", 'N'},
    {"side", "LR", 0},
    {"fact", "NFEY", 'N'},
    {"equed", "NRCBY", 'N'},
    {"range", "AVI", 'A'},
    {"sort", "NS", 'N'},
    {"sense", "NEVB", 'N'},
    {"norm", "1OIFEM", '1'},
    {"normin", "NY", 'N'},
    {"balanc", "NPSB", 'N'},
    {"howmny", "ABS", 'A'},
    {"direct", "FB", 'F'},
    {"storev", "CR", 'C'},
    {"pivot", "VTB", 'V'},
    {"type", "GLUHBQZ", 'G'},
    {"order", "BE", 'B'},
    {"eigsrc", "NQ", 'N'},
    {"initv", "NU", 'N'},
    {"way", "RC", 'R'},
    {"ident", "IN", 'I'},
    {"vect", "NQPBUV", 0},
    {"comp*", "NIVP", 0},
    {"want*", "NIVES", 0},
    {"job", "NPSBEVLR", 0},
    {"joba", "CEFGARHLUM", 0},
    {"jobp", "NP", 0},
    {"jobq", "NQI", 0},
    {"jobr", "NRPT", 0},
    {"jobt", "NTR", 0},
    {"jobu", "NASOUFWCIRV", 0},
    {"jobv", "NVAJWRI", 0},
    {"jobvt", "NASOV", 0},
    {"jobu1", "YN", 0},
    {"jobu2", "YN", 0},
    {"jobv1t", "YN", 0},
    {"jobv2t", "YN", 0},
    {"jobv*", "NV", 0},
    {"jobz", "NVASOFQ", 0},
    {"*", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0},
};

static bool matches(const char *pattern, const char *name)
{
    size_t length = strcspn(pattern, "*");

    return strncmp(pattern, name, length) == 0 && (pattern[length] == '*' || name[length] == '\0');
}

const struct fs_cost_letters *fs_cost_letters_of(const fs_family *family, const char *name)
{
    /* Of eigenvectors, there are those of both sides. */
    static const struct fs_cost_letters sides = {"side", "LRB", 0};
    const struct fs_cost_letters *line = lines;

    while (!matches(line->name, name))
        line++;
    if (strcmp(name, "side") == 0 && (fs_cost_find_parameter(family, "howmny") >= 0 ||
                                      fs_cost_find_parameter(family, "eigsrc") >= 0))
        return &sides;
    return line;
}
