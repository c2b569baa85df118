/* SPDX-License-Identifier: MIT */
/* The calls that call.c leaves: not bound yet, of another shape than the one before, charged or
 * logged by one of the slow turns. */
#include "interpose/arguments.h"
#include "interpose/call.h"
#include "interpose/clock.h"
#include "interpose/slow.h"
#include "interpose/stack.h"

struct fs_go fs_begin_any_body(struct fs_frame *frame, uint32_t entry)
{
    fs_frame_enter(frame, NULL);
    const struct fs_binding *binding = fs_bind(entry, frame->site);
    frame->target = (uintptr_t)binding->target;
    struct fs_thread *thread = fs_tls.self;
    if (frame->outer != NULL || thread == NULL || !thread->ready) {
        thread = fs_begin_unusual(frame, binding);
        if (thread == NULL)
            return (struct fs_go){binding->target, binding->nstack};
    }
    struct fs_signature *signature = NULL;
    if (thread->stacks != NULL) {
        frame->site = fs_stack_site(thread, frame);
        signature = *fs_last_at(thread, frame->site);
        if (signature != NULL &&
            !fs_is_of(signature, frame->word, frame->site, binding, fs_thread_name_space(thread)))
            signature = NULL;
    }
    return fs_begin_signed_body(frame, binding, thread, signature);
}

/* The signature of all shapes that there is no room for, or NULL: there is none yet. */
static struct fs_signature *find_folded(struct fs_thread *thread, uint32_t entry)
{
    struct fs_signature **last = &thread->last_folded[entry % FS_LAST_FOLDED];
    uint32_t name_space = fs_thread_name_space(thread);
    if (*last == NULL || (*last)->word[0] != fs_key_head(entry, name_space, 0)) {
        struct fs_key key = fs_folded_key(entry, name_space);
        *last = fs_signature_find(thread, &key);
    }
    return *last;
}

/* The call's signature by its key; NULL: it is a workspace query, or memory has run out. */
static struct fs_signature *find_signature(struct fs_thread *thread, const struct fs_frame *frame,
                                           const struct fs_binding *binding)
{
    struct fs_key *key = &thread->key;
    if (!fs_sign(key, frame, binding, fs_thread_name_space(thread)))
        return NULL;
    struct fs_signature *signature = fs_signature_find(thread, key);
    if (signature == NULL && thread->folding)
        signature = find_folded(thread, binding->entry);
    if (signature == NULL)
        signature = fs_begin_new(thread, key, binding->entry);
    if (signature != NULL && !signature->folded)
        *fs_last_at(thread, frame->site) = signature;
    return signature;
}

struct fs_go fs_begin_signed_body(struct fs_frame *frame, const struct fs_binding *binding,
                                  struct fs_thread *thread, struct fs_signature *signature)
{
    struct fs_go go = {binding->target, binding->nstack};
    if (signature == NULL)
        signature = find_signature(thread, frame, binding);
    if (signature == NULL)
        return go;
    if (signature->slow)
        fs_begin_slow(thread, frame, signature, binding);
    else if (!fs_thread_covers(thread, signature->cost_flops))
        fs_begin_draw(thread, frame, binding, signature->cost_flops);
    uint64_t now = fs_ticks();
    fs_frame_start(frame, thread, signature, now);
    return now > fs_thread_deadline(thread) ? fs_begin_late_body(frame, binding) : go;
}

struct fs_go fs_begin_late_body(const struct fs_frame *frame, const struct fs_binding *binding)
{
    (void)frame;
    fs_late(binding->entry);
    return (struct fs_go){binding->target, binding->nstack};
}

void fs_end_any_body(struct fs_frame *frame, uint64_t end_ticks)
{
    if (end_ticks == 0)
        end_ticks = fs_ticks();
    if (fs_tls.current != frame) {
        fs_end_unusual(frame, end_ticks);
        return;
    }
    const struct fs_signature *signature = frame->signature;
    struct fs_thread *thread = fs_tls.self;
    bool is_logged = signature != NULL && thread->ready;
    if (is_logged) {
        fs_end_slow(thread, frame, end_ticks);
        thread->record->op_signature = 0;
    }
    fs_frame_leave(frame);
    if (is_logged && end_ticks > fs_thread_deadline(thread))
        fs_late(fs_signature_entry(signature));
}
