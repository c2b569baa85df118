/* SPDX-License-Identifier: MIT */
/* Namespaces: dotted paths by number, and the stack of them that each thread has. */
#ifndef FS_NAME_SPACE_H
#define FS_NAME_SPACE_H

#include <stdint.h>

struct fs_thread;
struct fs_inside;

enum {
    FS_NAMESPACE_BYTES = 512,     /* a longer path is cut */
    FS_NAMESPACE_DEPTH_MAX = 64,  /* deeper pushes are counted alone */
    FS_NAMESPACES_MAX = 16384,    /* further ones count as the namespace around them */
    FS_NAMESPACE_RECENT_BITS = 6, /* of what a thread remembers */
};

/* A thread's part. A signal handler may push and pop at any moment. */
struct fs_name_spaces {
    uint32_t depth;   /* pushes without their pop */
    uint32_t is_main; /* the process's first thread: others follow it */
    uint32_t outer[FS_NAMESPACE_DEPTH_MAX];
    const struct fs_inside *recent[1 << FS_NAMESPACE_RECENT_BITS]; /* found without a lock */
};

/* Where a new thread begins: at FLOPSCOPE_NAMESPACE, the first thread; others where the first one
 * is, and wherever it goes, until they push a namespace of their own. */
void fs_name_space_start(struct fs_thread *thread);

/* Enters the namespace `name` inside the present one; NULL and "": only counts. Takes the process's
 * lock for a name that the thread does not remember. */
void fs_name_space_push(struct fs_thread *thread, const char *name);

/* Leaves it. Without a push before it does nothing. */
void fs_name_space_pop(struct fs_thread *thread);

/* Pops, or goes back, to where the thread was when it was `depth` deep in `number`. */
void fs_name_space_return(struct fs_thread *thread, uint32_t depth, uint32_t number);

/* The number of the namespace `name` inside `parent` (0: at the root): its path is the parent's, a
 * dot, and name. Takes the process's lock. */
uint32_t fs_name_space_number(uint32_t parent, const char *name);

/* The path of a namespace: "" for 0. Takes the process's lock. */
void fs_name_space_path(uint32_t number, char path[FS_NAMESPACE_BYTES]);

#endif
