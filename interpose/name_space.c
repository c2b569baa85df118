/* SPDX-License-Identifier: MIT */
/* Namespaces. A path is described in the log when it is first entered. What a push asks for, a name
 * inside a namespace, is kept in a table of the process, and once more by each thread, so that
 * pushing it again takes no lock. */
#include "interpose/name_space.h"

#include "interpose/clock.h"
#include "interpose/process.h"
#include "interpose/registry.h"
#include "interpose/text.h"
#include "interpose/thread.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct path {
    uint32_t number;
    uint32_t length;
    uint64_t hash; /* of its text */
    char text[];
};

/* A name inside a namespace; never changed once it can be seen. */
struct fs_inside {
    uint64_t hash; /* of both */
    uint32_t parent;
    uint32_t number;
    char name[];
};

enum { SLOTS = 2 * FS_NAMESPACES_MAX, NUMBERS_AT_ONCE = 1024 };

/* Of the process. Slots are pages of zeros until they are used. */
struct fs_namespaces {
    uint32_t main_at; /* where threads are that have pushed nothing; alone in its cache line */
    char padding[60];
    uint32_t path_count, inside_count;
    bool said_full;
    struct path **numbered[FS_NAMESPACES_MAX / NUMBERS_AT_ONCE]; /* by number - 1 */
    struct path *path[SLOTS];
    struct fs_inside *inside[SLOTS];
};

static uint64_t hash_name(uint64_t seed, const char *name)
{
    uint64_t hash = seed ^ 14695981039346656037u;
    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u;
    return hash ^ hash >> 32;
}

static bool is_inside(const struct fs_inside *inside, uint32_t parent, const char *name)
{
    return inside->parent == parent && strcmp(inside->name, name) == 0;
}

/* ---- the process's, under its lock ---- */

static struct fs_namespaces *namespaces(void)
{
    if (fs_process->namespaces == NULL)
        fs_process->namespaces = fs_registry_alloc(sizeof(struct fs_namespaces));
    return fs_process->namespaces;
}

static const struct path *path_of(const struct fs_namespaces *all, uint32_t number)
{
    if (number == 0 || number > all->path_count)
        return NULL;
    return all->numbered[(number - 1) / NUMBERS_AT_ONCE][(number - 1) % NUMBERS_AT_ONCE];
}

static struct path **path_slot(struct fs_namespaces *all, uint64_t hash, const char *text)
{
    uint64_t i = hash % SLOTS;
    while (all->path[i] != NULL && (all->path[i]->hash != hash || strcmp(all->path[i]->text, text)))
        i = (i + 1) % SLOTS;
    return &all->path[i];
}

static struct fs_inside **inside_slot(struct fs_namespaces *all, uint64_t hash, uint32_t parent,
                                      const char *name)
{
    uint64_t i = hash % SLOTS;
    while (all->inside[i] != NULL &&
           (all->inside[i]->hash != hash || !is_inside(all->inside[i], parent, name)))
        i = (i + 1) % SLOTS;
    return &all->inside[i];
}

static void describe(const struct path *path)
{
    struct fs_log_namespace record = {.id = path->number};
    const char *texts[] = {path->text};
    if (!fs_log_record(&fs_process->log, FS_LOG_NAMESPACE, &record, sizeof record, NULL, 0, texts,
                       1))
        fs_process_log_failed();
}

/* NULL: there are too many, or no memory. */
static const struct path *add_path(struct fs_namespaces *all, struct path **slot, uint64_t hash,
                                   const char *text, size_t length)
{
    uint32_t index = all->path_count;
    if (index == FS_NAMESPACES_MAX)
        return NULL;
    struct path ***block = &all->numbered[index / NUMBERS_AT_ONCE];
    if (*block == NULL)
        *block = fs_registry_alloc(NUMBERS_AT_ONCE * sizeof **block);
    struct path *path = fs_registry_alloc(sizeof *path + length + 1);
    if (*block == NULL || path == NULL)
        return NULL;
    path->number = index + 1;
    path->length = (uint32_t)length;
    path->hash = hash;
    memcpy(path->text, text, length + 1);
    (*block)[index % NUMBERS_AT_ONCE] = path;
    *slot = path;
    all->path_count++;
    describe(path);
    return path;
}

/* parent.name, cut where it does not fit; its length. */
static size_t join(char text[FS_NAMESPACE_BYTES], const struct path *parent, const char *name)
{
    size_t used = parent != NULL ? parent->length : 0;
    if (parent != NULL)
        memcpy(text, parent->text, used + 1);
    if (used >= FS_NAMESPACE_BYTES - 2)
        return used;
    if (parent != NULL)
        text[used++] = '.';
    return used + fs_text_copy(text + used, FS_NAMESPACE_BYTES - used, name);
}

static void remember(struct fs_namespaces *all, struct fs_inside **slot, uint64_t hash,
                     uint32_t parent, const char *name, uint32_t number)
{
    size_t length = strnlen(name, FS_NAMESPACE_BYTES);
    if (all->inside_count == FS_NAMESPACES_MAX || length == FS_NAMESPACE_BYTES)
        return;
    struct fs_inside *inside = fs_registry_alloc(sizeof *inside + length + 1);
    if (inside == NULL)
        return;
    inside->hash = hash;
    inside->parent = parent;
    inside->number = number;
    memcpy(inside->name, name, length + 1);
    *slot = inside;
    all->inside_count++;
}

/* What is in the slot afterwards knows the number, or NULL: then the number is *number alone. */
static const struct fs_inside *look_up(struct fs_namespaces *all, uint32_t parent, const char *name,
                                       uint32_t *number)
{
    char text[FS_NAMESPACE_BYTES];
    uint64_t hash = hash_name(parent, name);
    struct fs_inside **inside = inside_slot(all, hash, parent, name);
    if (*inside == NULL) {
        size_t length = join(text, path_of(all, parent), name);
        uint64_t path_hash = hash_name(0, text);
        struct path **slot = path_slot(all, path_hash, text);
        const struct path *path =
            *slot != NULL ? *slot : add_path(all, slot, path_hash, text, length);
        *number = path != NULL ? path->number : parent;
        if (path != NULL)
            remember(all, inside, hash, parent, name, *number);
    } else {
        *number = (*inside)->number;
    }
    return *inside;
}

static const struct fs_inside *find(uint32_t parent, const char *name, uint32_t *number)
{
    const struct fs_inside *inside = NULL;
    bool is_full = false;
    *number = parent;
    fs_lock_take(&fs_process->lock);
    struct fs_namespaces *all = namespaces();
    if (all != NULL) {
        inside = look_up(all, parent, name, number);
        is_full = !all->said_full && inside == NULL && all->path_count == FS_NAMESPACES_MAX;
        all->said_full |= is_full;
    }
    fs_lock_give(&fs_process->lock);
    if (is_full)
        fs_process_say("there are %d namespaces: further ones count as the one around them",
                       FS_NAMESPACES_MAX);
    return inside;
}

uint32_t fs_name_space_number(uint32_t parent, const char *name)
{
    uint32_t number;
    find(parent, name, &number);
    return number;
}

void fs_name_space_path(uint32_t number, char text[FS_NAMESPACE_BYTES])
{
    text[0] = '\0';
    fs_lock_take(&fs_process->lock);
    const struct path *path =
        fs_process->namespaces != NULL ? path_of(fs_process->namespaces, number) : NULL;
    if (path != NULL)
        memcpy(text, path->text, path->length + 1);
    fs_lock_give(&fs_process->lock);
}

/* ---- a thread's ---- */

static const uint32_t *followed(struct fs_thread *thread)
{
    static const uint32_t root = 0;
    if (thread->name_spaces.is_main)
        return &thread->name_space;
    return fs_process->namespaces != NULL ? &fs_process->namespaces->main_at : &root;
}

/* Of GNU's and LLVM's OpenMP, where the program has it. */
extern int omp_in_parallel(void) __attribute__((weak));

/* Do others go where the thread goes? Not where it is one of an OpenMP team: there each is on its
 * own, the first thread too. */
static bool leads(const struct fs_thread *thread)
{
    return thread->name_spaces.is_main && fs_process->namespaces != NULL &&
           !(omp_in_parallel != NULL && omp_in_parallel());
}

/* The thread's own word first, which a signal handler that pushes between the two restores. */
static void enter(struct fs_thread *thread, uint32_t number)
{
    __atomic_store_n(&thread->name_space, number, __ATOMIC_RELAXED);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if (leads(thread))
        __atomic_store_n(&fs_process->namespaces->main_at, number, __ATOMIC_RELAXED);
}

/* Threads follow the first one's word from their start on, so that it has to be there. */
void fs_name_space_start(struct fs_thread *thread)
{
    const char *root = fs_environment.name_space;
    uint32_t none = 0, number = root[0] != '\0' ? fs_name_space_number(0, root) : 0;
    fs_lock_take(&fs_process->lock);
    struct fs_namespaces *all = namespaces();
    fs_lock_give(&fs_process->lock);
    if (all != NULL)
        __atomic_compare_exchange_n(&all->main_at, &none, number, false, __ATOMIC_RELAXED,
                                    __ATOMIC_RELAXED);
    thread->name_spaces.is_main = thread->record->tid == (int32_t)getpid();
    thread->name_space = number;
    thread->name_space_at = followed(thread);
}

static uint32_t number_of(struct fs_thread *thread, uint32_t parent, const char *name)
{
    uint32_t number;
    uint64_t hash = hash_name(parent, name);
    const struct fs_inside **recent =
        &thread->name_spaces.recent[hash % (1 << FS_NAMESPACE_RECENT_BITS)];
    const struct fs_inside *inside = *recent;
    if (inside != NULL && is_inside(inside, parent, name))
        return inside->number;
    int saved_errno = errno;
    uint64_t start_ticks = fs_ticks();
    inside = find(parent, name, &number);
    __atomic_store_n(recent, inside, __ATOMIC_RELAXED);
    thread->record->overhead_ticks += fs_ticks() - start_ticks;
    errno = saved_errno;
    return number;
}

/* In an order in which a signal handler's push and pop between any two steps change nothing. */
void fs_name_space_push(struct fs_thread *thread, const char *name)
{
    struct fs_name_spaces *spaces = &thread->name_spaces;
    uint32_t outer = fs_thread_name_space(thread), depth = spaces->depth;
    uint32_t inner = name != NULL && name[0] != '\0' ? number_of(thread, outer, name) : outer;
    if (depth < FS_NAMESPACE_DEPTH_MAX)
        spaces->outer[depth] = outer;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    __atomic_store_n(&spaces->depth, depth + 1, __ATOMIC_RELAXED);
    if (depth >= FS_NAMESPACE_DEPTH_MAX)
        return;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    enter(thread, inner);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    thread->name_space_at = &thread->name_space;
}

void fs_name_space_pop(struct fs_thread *thread)
{
    uint32_t depth = thread->name_spaces.depth;
    if (depth > FS_NAMESPACE_DEPTH_MAX)
        __atomic_store_n(&thread->name_spaces.depth, depth - 1, __ATOMIC_RELAXED);
    else if (depth > 0)
        fs_name_space_return(thread, depth - 1, thread->name_spaces.outer[depth - 1]);
}

void fs_name_space_return(struct fs_thread *thread, uint32_t depth, uint32_t number)
{
    enter(thread, number);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    __atomic_store_n(&thread->name_spaces.depth, depth, __ATOMIC_RELAXED);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if (depth == 0)
        thread->name_space_at = followed(thread);
}
