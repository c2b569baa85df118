/* SPDX-License-Identifier: MIT */
/* The program's own operations: a log's entry for each name with its subscripts and shapes, a
 * signature for each of these, namespace and call site. */
#include "interpose/own.h"

#include "interpose/abandon.h"
#include "interpose/callsite.h"
#include "interpose/charge.h"
#include "interpose/clock.h"
#include "interpose/process.h"
#include "interpose/registry.h"
#include "interpose/slow.h"
#include "interpose/text.h"
#include "interpose/thread.h"

#include <string.h>

/* Distinct texts that are described with subscripts and shapes, and by their names alone. */
enum { DESCRIBED_MAX = 1024, NAMED_MAX = 2048, NAME_BYTES = 128, TEXT_BYTES = 512 };

struct fs_own {
    struct fs_own *next; /* older */
    uint64_t hash;       /* of its texts */
    uint32_t count;      /* of this one and those before it */
    uint32_t index;      /* of its name */
    uint32_t entry;      /* in the log */
    char name[NAME_BYTES];
};

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return (hash ^ 0x100) * 1099511628211u;
}

static uint64_t hash_texts(const struct fs_own_texts *texts)
{
    uint64_t hash = hash_text(14695981039346656037u, texts->op_name);
    return hash_text(hash_text(hash, texts->subscripts), texts->shapes);
}

static struct fs_key key_of(uint64_t hash, uint32_t name_space, uintptr_t return_address)
{
    struct fs_key key = {.words = 3};
    key.word[0] = fs_key_head(FS_OWN_ENTRY, name_space, 0);
    key.word[1] = return_address;
    key.word[2] = hash;
    key.hash = fs_key_hash(key.word, key.words);
    return key;
}

/* ---- names, under the process's lock ---- */

static struct fs_own *find(uint64_t hash)
{
    struct fs_own *own = fs_process->own;
    while (own != NULL && own->hash != hash)
        own = own->next;
    return own;
}

static uint32_t index_of_name(const char *name)
{
    for (const struct fs_own *own = fs_process->own; own != NULL; own = own->next)
        if (strcmp(own->name, name) == 0)
            return own->index;
    return fs_process->own != NULL ? fs_process->own->count : 0;
}

/* Texts of an entry: as for a routine, without parameters, then subscripts and shapes. */
static uint32_t write_entry(const struct fs_own *own, const struct fs_own_texts *texts)
{
    bool is_new;
    uint32_t number = fs_registry_number(FS_NUMBER_ENTRY, own->hash | (uint64_t)1 << 63, &is_new);
    struct fs_log_entry record = {.id = number, .prec = '-', .work_class = FS_LOG_EXACT};
    char subscripts[TEXT_BYTES], shapes[TEXT_BYTES];
    fs_text_copy(subscripts, sizeof subscripts, texts->subscripts);
    fs_text_copy(shapes, sizeof shapes, texts->shapes);
    const char *const text[] = {own->name, own->name, own->name, "", subscripts, shapes};
    if (is_new &&
        !fs_log_record(&fs_process->log, FS_LOG_ENTRY, &record, sizeof record, NULL, 0, text, 6))
        fs_process_log_failed();
    return number;
}

/* The texts' description; too many are taken for less: their names, then "(other)". */
static struct fs_own *know(const struct fs_own_texts *texts)
{
    struct fs_own_texts less = *texts;
    struct fs_own *own = find(hash_texts(texts));
    uint32_t count = fs_process->own != NULL ? fs_process->own->count : 0;
    if (own == NULL && count >= DESCRIBED_MAX) {
        less = (struct fs_own_texts){texts->op_name, "", ""};
        own = find(hash_texts(&less));
    }
    if (own == NULL && count >= NAMED_MAX) {
        less.op_name = "(other)";
        own = find(hash_texts(&less));
    }
    if (own != NULL || (own = fs_registry_alloc(sizeof *own)) == NULL)
        return own;
    fs_text_copy(own->name, sizeof own->name, less.op_name);
    own->hash = hash_texts(&less);
    own->count = count + 1;
    own->index = index_of_name(own->name);
    own->entry = write_entry(own, &less);
    own->next = fs_process->own;
    fs_process->own = own;
    return own;
}

uint32_t fs_own_index(const struct fs_signature *signature)
{
    return fs_signature_more(signature)->own_index;
}

const char *fs_own_name(uint32_t index)
{
    const struct fs_own *own = fs_process->own;
    while (own != NULL && own->index != index)
        own = own->next;
    return own != NULL ? own->name : "";
}

/* ---- signatures ---- */

/* The texts' description and the call site's number; NULL: no memory. */
static const struct fs_own *know_place(const struct fs_own_texts *texts, uintptr_t return_address,
                                       uint32_t *callsite)
{
    fs_lock_take(&fs_process->lock);
    const struct fs_own *own = know(texts);
    *callsite = return_address != 0 ? fs_callsite_number(return_address) : 0;
    fs_lock_give(&fs_process->lock);
    return own;
}

/* Call sites are not told apart once there are too many signatures. */
static struct fs_signature *
new_signature(struct fs_thread *thread, const struct fs_own_texts *texts, uintptr_t return_address)
{
    struct fs_described described = {.varying = true};
    if (fs_signature_full(thread))
        return_address = 0;
    const struct fs_own *own = know_place(texts, return_address, &described.more.callsite);
    if (own == NULL)
        return NULL;
    struct fs_key key = key_of(own->hash, fs_thread_name_space(thread), return_address);
    struct fs_signature *signature = fs_signature_find(thread, &key);
    if (signature == NULL)
        signature = fs_signature_revive(thread, &key, described.more.callsite);
    if (signature != NULL)
        return signature;
    described.id = fs_signature_next_id();
    described.more.own_index = own->index;
    struct fs_log_signature record = {
        .id = described.id,
        .entry = own->entry,
        .name_space = (uint32_t)(key.word[0] >> 32),
        .callsite = described.more.callsite,
        .flags = FS_LOG_SIG_VARYING,
    };
    fs_signature_write(thread, &record, NULL, NULL);
    return fs_signature_enter(thread, &key, &described);
}

static struct fs_signature *signature_of(struct fs_thread *thread, const struct fs_own_texts *texts,
                                         uintptr_t return_address)
{
    struct fs_key key = key_of(hash_texts(texts), fs_thread_name_space(thread), return_address);
    struct fs_signature *signature = fs_signature_find(thread, &key);
    if (signature != NULL)
        return signature;
    fs_lock_shield(); /* a signal handler's operations go to the same tables */
    signature = new_signature(thread, texts, return_address);
    fs_lock_unshield();
    return signature;
}

bool fs_own_deduct(struct fs_thread *thread, const struct fs_own_texts *texts, uint64_t flops,
                   uintptr_t return_address)
{
    uint64_t start_ticks = fs_ticks();
    fs_unwound_to((uintptr_t)__builtin_frame_address(0));
    if (fs_tls.current != NULL)
        return true;
    struct fs_operation operation = {.op_name = texts->op_name,
                                     .name_space = fs_thread_name_space(thread),
                                     .shapes = texts->shapes[0] != '\0' ? texts->shapes : NULL,
                                     .return_address = return_address};
    uint64_t cost_flops = fs_multiplied(flops);
    bool is_timed = fs_thread_deadline(thread) != UINT64_MAX;
    bool charged = (!is_timed && fs_thread_covers(thread, cost_flops)) ||
                   fs_charge(thread, &operation, cost_flops);
    struct fs_frame frame = {.signature = signature_of(thread, texts, return_address)};
    if (frame.signature == NULL)
        return charged;
    uint64_t now_ticks = fs_ticks();
    thread->record->overhead_ticks += now_ticks - start_ticks;
    thread->varying_work = (fs_work){flops, 0};
    thread->varying_flops = cost_flops;
    frame.start_ticks = now_ticks;
    fs_end_slow(thread, &frame, now_ticks);
    return charged;
}
