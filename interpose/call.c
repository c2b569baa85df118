/* SPDX-License-Identifier: MIT */
/* The way of a call: what the trampoline runs before and after the backend. The fast path: no
 * lock, no allocation, no system call, nothing that touches errno. */
#include "interpose/call.h"

#include "interpose/binding.h"
#include "interpose/budget.h"
#include "interpose/clock.h"
#include "interpose/frame.h"
#include "interpose/slow.h"
#include "interpose/stack.h"
#include "interpose/thread.h"

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

__thread struct fs_tls fs_tls;

/* One argument as its interface passes it. Integers are read in the backend's width and never
 * wider: what lies beyond may not be mapped. */
static inline uint64_t read_argument(const uint64_t *word, struct fs_argument argument)
{
    uint64_t value = word[argument.word];
    switch (argument.reading) {
    case FS_READ_INT32_AT:
        return value != 0 ? (uint64_t) * (const int32_t *)value : 0;
    case FS_READ_INT32:
        return (uint64_t)(int32_t)value;
    case FS_READ_CHAR_AT:
        return value != 0 ? *(const unsigned char *)value : 0;
    case FS_READ_CHAR:
        return value & 0xff;
    case FS_READ_INT64_AT:
        return value != 0 ? *(const uint64_t *)value : 0;
    case FS_READ_INT64:
        return value;
    default:
        return 0;
    }
}

static inline bool is_query(const uint64_t *word, const struct fs_binding *binding)
{
    for (unsigned i = binding->nparam; i < (unsigned)binding->nparam + binding->nquery; i++) {
        int64_t size = (int64_t)read_argument(word, binding->argument[i]);
        if (size == -1 || size == -2)
            return true;
    }
    return false;
}

static inline uint64_t key_head(const uint64_t *word, const struct fs_binding *binding,
                                uint32_t name_space)
{
    uint32_t flags = 0;
    if (binding->same[0] != FS_NO_WORD && word[binding->same[0]] == word[binding->same[1]])
        flags |= FS_KEY_SAME_OPERANDS;
    if (binding->layout != FS_NO_WORD && (uint32_t)word[binding->layout] == 101)
        flags |= FS_KEY_ROW_MAJOR;
    return fs_key_head(binding->entry, name_space, flags);
}

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

bool fs_sign(struct fs_key *key, const struct fs_frame *frame, const struct fs_binding *binding,
             uint32_t name_space)
{
    const uint64_t *word = frame->word;
    if (is_query(word, binding))
        return false;
    key->words = FS_KEY_FIXED + binding->nparam;
    key->word[0] = key_head(word, binding, name_space);
    key->word[1] = frame->site;
    if (binding->batch)
        fs_batch_values(word, binding, (int64_t *)&key->word[FS_KEY_FIXED]);
    else
        for (unsigned i = 0; i < binding->nparam; i++)
            key->word[FS_KEY_FIXED + i] = read_argument(word, binding->argument[i]);
    key->hash = 0;
    for (unsigned i = 0; i < key->words; i++)
        key->hash = mix(key->hash, key->word[i]);
    return true;
}

static inline bool equal(const struct fs_signature *signature, const struct fs_key *key)
{
    if (signature->hash != key->hash || signature->words != key->words)
        return false;
    for (unsigned i = 0; i < key->words; i++)
        if (signature->word[i] != key->word[i])
            return false;
    return true;
}

struct fs_signature *fs_signature_find(const struct fs_thread *thread, const struct fs_key *key)
{
    const struct fs_signature_table *table = &thread->signatures;
    for (uint64_t i = key->hash & table->mask;; i = (i + 1) & table->mask) {
        fs_slot slot = table->slot[i];
        if (slot == 0)
            return NULL;
        if (slot >> 48 == key->hash >> 48 && equal(fs_slot_signature(slot), key))
            return fs_slot_signature(slot);
    }
}

/* Is the call of this signature, which its call site had last? Then no key has to be made. */
static inline bool is_again(const struct fs_signature *signature, const struct fs_frame *frame,
                            const struct fs_binding *binding, uint32_t name_space)
{
    const uint64_t *word = frame->word;
    if (signature->word[1] != frame->site ||
        signature->word[0] != key_head(word, binding, name_space) || binding->batch)
        return false;
    const uint64_t *last = &signature->word[FS_KEY_FIXED];
    if (binding->all_int32) {
        for (unsigned i = 0; i < binding->nparam; i++)
            if (last[i] != (uint64_t)(int32_t)word[binding->argument[i].word])
                return false;
    } else {
        for (unsigned i = 0; i < binding->nparam; i++)
            if (last[i] != read_argument(word, binding->argument[i]))
                return false;
    }
    return !is_query(word, binding);
}

/* The call's signature by its key; NULL: it is a workspace query, or memory has run out. */
static __attribute__((noinline)) struct fs_signature *
find_signature(struct fs_thread *thread, const struct fs_frame *frame,
               const struct fs_binding *binding)
{
    struct fs_key *key = &thread->key;
    if (!fs_sign(key, frame, binding, thread->name_space))
        return NULL;
    struct fs_signature *signature = fs_signature_find(thread, key);
    if (signature == NULL && thread->folding) {
        struct fs_key folded = fs_folded_key(binding->entry, thread->name_space);
        signature = fs_signature_find(thread, &folded);
    }
    if (signature == NULL)
        signature = fs_begin_new(thread, key, binding->entry);
    return signature;
}

static inline struct fs_signature **last_at(struct fs_thread *thread, uint64_t site)
{
    return &thread->last[(site * 0x9e3779b97f4a7c15u) >> (64 - FS_LAST_BITS)];
}

struct fs_go fs_begin(struct fs_frame *frame, uint32_t entry)
{
    const struct fs_binding *binding = __atomic_load_n(&fs_bindings[entry], __ATOMIC_ACQUIRE);
    uintptr_t return_address = frame->word[FS_WORD_RETURN];
    frame->signature = NULL;
    frame->target = 0;
    frame->site = return_address;
    frame->outer = fs_tls.current;
    frame->outer_gate = fs_tls.gate;
    fs_tls.gate = (uintptr_t)frame;
    fs_tls.current = frame;
    if (UNLIKELY(binding == NULL || return_address - binding->low >= binding->span))
        binding = fs_bind(entry, return_address);
    struct fs_go go = {binding->target, binding->nstack};
    frame->target = (uintptr_t)binding->target;
    struct fs_thread *thread = fs_tls.self;
    if (UNLIKELY(frame->outer != NULL || thread == NULL || !thread->ready)) {
        thread = fs_begin_unusual(frame, binding);
        if (thread == NULL)
            return go;
    }
    if (UNLIKELY(thread->stacks != NULL))
        frame->site = fs_stack_site(thread, frame);
    struct fs_signature **last = last_at(thread, frame->site), *signature = *last;
    if (UNLIKELY(signature == NULL || !is_again(signature, frame, binding, thread->name_space))) {
        signature = find_signature(thread, frame, binding);
        if (signature == NULL)
            return go;
        if (!signature->folded)
            *last = signature;
    }
    if (UNLIKELY(signature->slow))
        fs_begin_slow(thread, frame, signature, binding);
    else if (UNLIKELY(!fs_thread_covers(thread, signature->cost_flops)))
        fs_begin_draw(thread, frame, binding, signature->cost_flops);
    frame->signature = signature;
    struct fs_log_thread *record = thread->record;
    record->op_signature = signature->id;
    uint64_t now = fs_ticks();
    record->op_start_ticks = now;
    if (UNLIKELY(now > fs_thread_deadline(thread)))
        fs_late(entry);
    frame->start_ticks = now;
    return go;
}

/* A backend that takes a lock waits there for all stores before it, ours to a line of the log that
 * is not in the cache yet included: so lines are fetched four ahead. */
enum { EVENTS_AHEAD = 4 * 64 / sizeof(struct fs_log_event) };

static inline void fs_prefetch_for_writing(const void *address)
{
    __asm__ volatile("prefetchw %0" : : "m"(*(const char *)address));
}

void fs_end(struct fs_frame *frame)
{
    uint64_t now = fs_ticks();
    if (UNLIKELY(fs_tls.current != frame)) {
        fs_end_unusual(frame);
        return;
    }
    struct fs_signature *signature = frame->signature;
    struct fs_thread *thread = fs_tls.self;
    if (LIKELY(signature != NULL && thread->ready)) {
        uint64_t duration = now - frame->start_ticks;
        uint64_t gap = frame->start_ticks - thread->last_ticks;
        struct fs_log_event *event = thread->event;
        if (UNLIKELY((duration | gap) >> 32 != 0 || event == thread->event_end ||
                     signature->slow)) {
            fs_end_slow(thread, frame, now);
        } else {
            event->gap_ticks = (uint32_t)gap;
            event->duration_ticks = (uint32_t)duration;
            __atomic_store_n(&event->signature, signature->id, __ATOMIC_RELEASE);
            thread->event = event + 1;
            fs_prefetch_for_writing(event + EVENTS_AHEAD);
            thread->last_ticks = now;
            fs_count_call(signature->totals, duration);
        }
        thread->record->op_signature = 0;
        if (UNLIKELY(now > fs_thread_deadline(thread))) {
            fs_tls.current = frame->outer;
            fs_tls.gate = frame->outer_gate;
            fs_late(fs_signature_entry(signature));
            return;
        }
    }
    fs_tls.current = frame->outer;
    fs_tls.gate = frame->outer_gate;
}
