/* SPDX-License-Identifier: MIT */
/* The way of a call: what the trampoline runs before and after the backend. The fast path: no
 * lock, no allocation, no system call, nothing that touches errno. */
#include "interpose/call.h"

#include "interpose/binding.h"
#include "interpose/budget.h"
#include "interpose/clock.h"
#include "interpose/frame.h"
#include "interpose/slow.h"
#include "interpose/thread.h"

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

__thread struct fs_tls fs_tls;

/* One argument as its interface passes it. Integers are read in the backend's width and never
 * wider: what lies beyond may not be mapped. */
static inline int64_t argument(const uint64_t *word, struct fs_source source, uint32_t int_bytes)
{
    if (source.kind == FS_ABSENT)
        return 0;
    uint64_t value = word[source.word];
    switch (source.kind) {
    case FS_INT_POINTER:
        if (UNLIKELY(value == 0))
            return 0;
        return int_bytes == 8 ? *(const int64_t *)value : *(const int32_t *)value;
    case FS_CHAR_POINTER:
        return value != 0 ? *(const unsigned char *)value : 0;
    case FS_CHAR_VALUE:
        return (int64_t)(value & 0xff);
    case FS_ENUM_VALUE:
        return (int32_t)value;
    default:
        return int_bytes == 8 ? (int64_t)value : (int32_t)value;
    }
}

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static inline __attribute__((always_inline)) bool sign(struct fs_key *key,
                                                       const struct fs_frame *frame, uint32_t entry,
                                                       const struct fs_binding *binding,
                                                       uint32_t name_space)
{
    const struct fs_shape *shape = &fs_shapes[fs_entries[entry].shape];
    const struct fs_source *source = &fs_sources[shape->source];
    const uint64_t *word = frame->word + binding->shift;
    uint32_t int_bytes = binding->int_bytes;
    for (unsigned i = shape->nparam; i < (unsigned)shape->nparam + shape->nquery; i++) {
        int64_t size = argument(word, source[i], int_bytes);
        if (size == -1 || size == -2)
            return false;
    }
    uint32_t flags = 0;
    if (shape->same[0] != FS_NO_WORD && word[shape->same[0]] == word[shape->same[1]])
        flags |= FS_KEY_SAME_OPERANDS;
    if (shape->layout != FS_NO_WORD && (uint32_t)word[shape->layout] == 101)
        flags |= FS_KEY_ROW_MAJOR;
    key->words = FS_KEY_FIXED + shape->nparam;
    key->word[0] = fs_key_head(entry, name_space, flags);
    key->word[1] = frame->word[FS_WORD_RETURN];
    uint64_t hash = mix(mix(0, key->word[0]), key->word[1]);
    if (UNLIKELY(shape->batch)) {
        fs_batch_values(word, source, int_bytes, (int64_t *)&key->word[FS_KEY_FIXED]);
        for (unsigned i = 0; i < shape->nparam; i++)
            hash = mix(hash, key->word[FS_KEY_FIXED + i]);
    } else {
        for (unsigned i = 0; i < shape->nparam; i++) {
            uint64_t value = (uint64_t)argument(word, source[i], int_bytes);
            key->word[FS_KEY_FIXED + i] = value;
            hash = mix(hash, value);
        }
    }
    key->hash = hash;
    return true;
}

bool fs_sign(struct fs_key *key, const struct fs_frame *frame, uint32_t entry,
             const struct fs_binding *binding, uint32_t name_space)
{
    return sign(key, frame, entry, binding, name_space);
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

static inline struct fs_signature *look_up(const struct fs_thread *thread, const struct fs_key *key)
{
    const struct fs_signature_table *table = &thread->signatures;
    for (uint64_t i = key->hash & table->mask;; i = (i + 1) & table->mask) {
        struct fs_signature *signature = table->slot[i];
        if (signature == NULL || equal(signature, key))
            return signature;
    }
}

struct fs_go fs_begin(struct fs_frame *frame, uint32_t entry)
{
    const struct fs_binding *binding = __atomic_load_n(&fs_bindings[entry], __ATOMIC_ACQUIRE);
    uintptr_t return_address = frame->word[FS_WORD_RETURN];
    frame->signature = NULL;
    frame->target = 0;
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
        thread = fs_begin_unusual(frame, entry, binding);
        if (thread == NULL)
            return go;
    }
    struct fs_key key;
    if (UNLIKELY(!sign(&key, frame, entry, binding, thread->name_space)))
        return go;
    struct fs_signature *signature = look_up(thread, &key);
    if (UNLIKELY(signature == NULL)) {
        signature = fs_begin_new(thread, &key, entry);
        if (signature == NULL)
            return go;
    }
    if (UNLIKELY(signature->varying))
        fs_begin_varying(thread, signature, &key, entry);
    else if (thread->credit != NULL &&
             UNLIKELY(!fs_budget_charge(thread->credit, signature->cost_flops)))
        fs_begin_draw(thread, &key, entry, signature->cost_flops);
    frame->signature = signature;
    struct fs_log_thread *record = thread->record;
    record->op_signature = signature->id;
    uint64_t now = fs_ticks();
    if (UNLIKELY(now > thread->deadline_ticks))
        fs_late(entry);
    record->op_start_ticks = now;
    frame->start_ticks = now;
    return go;
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
                     signature->varying)) {
            fs_end_slow(thread, frame, now);
        } else {
            event->gap_ticks = (uint32_t)gap;
            event->duration_ticks = (uint32_t)duration;
            __atomic_store_n(&event->signature, signature->id, __ATOMIC_RELEASE);
            thread->event = event + 1;
            thread->last_ticks = now;
            fs_count_call(signature->totals, duration);
        }
        thread->record->op_signature = 0;
        if (UNLIKELY(now > thread->deadline_ticks)) {
            fs_tls.current = frame->outer;
            fs_tls.gate = frame->outer_gate;
            fs_late(fs_signature_entry(signature));
            return;
        }
    }
    fs_tls.current = frame->outer;
    fs_tls.gate = frame->outer_gate;
}
