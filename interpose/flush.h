/* SPDX-License-Identifier: MIT */
/* Ending the process from inside a call. */
#ifndef FS_FLUSH_H
#define FS_FLUSH_H

/* Flushes what the program has written so far (C stdio, Fortran units, Python's stdout and stderr)
 * as far as that does not take longer than a second, and ends the process without running its exit
 * handlers: other threads may be inside the backend. */
_Noreturn void fs_end_process(int exit_code);

#endif
