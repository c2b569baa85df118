# SPDX-License-Identifier: MIT
"""What an argument's name in costmodel/routines.tbl says about it.

LAPACK names its arguments so regularly that a name tells kind and type; where it does not, a suffix
in the table does. The rules are explained for readers in the head comment of the table.
"""

import re
from dataclasses import dataclass

# Option letters: CHARACTER in Fortran, char in LAPACKE, an enum in CBLAS.
LETTERS = set("""
    balanc compq compz diag direct dist eigsrc equed fact howmny ident initv norm normin order pack
    pivot range sense side signs sort stage1 storev sym trana tranb trans transa transb transr type
    uplo usesd vect wants way
    job joba jobf jobp jobq jobr jobs jobt jobu jobu1 jobu2 jobv jobv1t jobv2t jobvl jobvr jobvs jobvsl jobvsr
    jobvt jobz
""".split())

# LOGICAL scalars that are read only, and LOGICAL arrays.
FLAGS = set("""
    forwrd ieee ilq ilschur ilz lreal ltran ltranl ltranr ltrans noinit orgati rightv upper wantnc
    wantq wantt wantz
""".split())
LOGICAL_ARRAYS = {"bwork", "select", "tryrac"}

# Integers that a signature keeps: dimensions, indices, kinds of problem, block sizes.
DIMENSIONS = set("""
    batch_size bn cols curlvl curpbm cutpnt dol dou ed group_count i i0 i1 i2 ib icompq idist ifirst
    ifst ihi ihiz ijob il ilast ilo iloz ilst ioffset isgn istartm istopm itrans itype iu iuplo j j1
    k k1 k2 ka kacc22 kb kbot kd kl kmax kmaxfree kp1 ktop ku l m m1 m2 mb mb1 mm mode msub mv n n0
    n0in n1 n2 n_err_bnds na nb nb1 nb2 nblock_desired nbmin ncc ncvt nh nitmax nl nparams nq nr
    nrhs nrnk nru nshfts nshifts nsweep nv nw nz offset p pp qsiz qstart rec rows sdim smlsiz sqre
    st sweep tlvls whtsvd zstart
""".split())

# Integers that a signature does not keep: strides and lengths of arrays.
STRIDE = re.compile(r"(ld|inc|stride)\w+$")
LENGTHS = set("lwork liwork lrwork lcwork lzwork ldwork ldswork lhous lhous2 ltb nzc tsize".split())

# Lengths of which -1 makes the call a workspace query. geqr, gelq and getsls take -2 as well.
QUERIES = LENGTHS - {"ldwork"}

INTEGER_ARRAYS = set("""
    coltyp ctot givcol givptr group_size iblock idx idxc idxp idxq ifail ifaill ifailr indexw indx
    indxp indxq ipiv ipiv2 isave iseed isplit isuppz iter iwork jpiv jpvt info kase nd ns
    nsplit perm piv prmptr qptr rank
""".split())

# Scalars of the routine's precision, by value in C interfaces unless they are written to.
SCALARS = {"alpha", "beta"}

# Real scalars even in complex routines, by value unless written to.
REAL_SCALARS = set("""
    abstol amax anorm cfrom colcnd cond cto dmax eps maxc2nrm pivmin rcond reltol rowcnd scond sfmin
    tol tola tolb vl vu
""".split())

# Real arrays and results even in complex routines.
REAL_ARRAYS = set("""
    abnrm b11d b11e b12d b12e b21d b21e b22d b22e bbnrm berr cnorm d dif difl difr e err_bnds_comp
    err_bnds_norm est ferr fnrmk givnum lscale maxc2nrmk params phi pl poles pr r rconde rcondv
    rdscal rdsum relmaxc2nrmk rho rpvgrw rscale rwork s scale sep sumsq sva theta vn1 vn2 w
""".split())

FUNCTIONS = {"selctg"}

# Scratch and status arguments: LAPACKE's high-level functions do not have them.
WORK = set("""
    bwork cwork info iwork lcwork ldswork ldwork liwork lrwork lwork lzwork rwork swork work zwork
""".split())

# Packed matrices, which have no leading dimension.
PACKED = {"afp", "ap", "apf", "arf", "bp"}

# Letters of type suffixes and C-like categories of them.
TYPES = "ilhfprsdczb"


@dataclass(frozen=True)
class Argument:
    """One argument of a Fortran argument list.

    type    one of TYPES: integer, logical, character, function, own precision, real of own
            precision, or that precision
    scalar  not an array
    mark    '' read only, '*' read and written, '=' written only
    """

    name: str
    type: str
    scalar: bool
    mark: str

    @property
    def by_value(self):
        """CBLAS and LAPACKE take it by value."""
        return self.scalar and not self.mark

    @property
    def is_letter(self):
        return self.type == "h" and self.by_value

    @property
    def is_parameter(self):
        """Part of a signature: a dimension, an index, an option letter or a flag."""
        if STRIDE.match(self.name) or self.name in LENGTHS:
            return False
        return self.by_value and self.type in "ilh" or self.scalar and self.type == "i" and self.mark == "*"

    @property
    def is_query(self):
        return self.by_value and self.name in QUERIES

    @property
    def is_work(self):
        return self.name in WORK

    @property
    def is_matrix_hint(self):
        """A leading dimension or a packed matrix: storage order matters to the routine."""
        return self.name in PACKED or (self.name.startswith("ld") and self.name not in LENGTHS)


def by_name(name):
    """(type, is a scalar) of an argument without suffix."""
    if name in LETTERS:
        return "h", True
    if name in DIMENSIONS or name in LENGTHS or STRIDE.match(name):
        return "i", True
    if name in INTEGER_ARRAYS:
        return "i", False
    if name in FLAGS:
        return "l", True
    if name in LOGICAL_ARRAYS:
        return "l", False
    if name in FUNCTIONS:
        return "f", False
    if name in SCALARS:
        return "p", True
    if name in REAL_SCALARS:
        return "r", True
    return ("r" if name in REAL_ARRAYS else "p"), False


def argument(text):
    """Argument of a word of the table such as `a*`, `w/r=` or `tau/v`; ValueError says what is wrong."""
    match = re.fullmatch(r"([a-z]\w*)(?:/([a-z]+))?([*=]?)", text)
    if not match:
        raise ValueError(f"'{text}' is not an argument: expected name, name/type, with * or = at the end")
    name, suffix, mark = match.groups()
    kind, scalar = by_name(name)
    if suffix:
        scalar = suffix.endswith("v")
        letters = suffix[:-1] if scalar else suffix
        if len(letters) > 1 or (letters and letters not in TYPES):
            raise ValueError(f"'{text}': after / comes one of {' '.join(TYPES)}, then v if it is a scalar")
        kind = letters or "p"
    return Argument(name, kind, scalar, mark)
