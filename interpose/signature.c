/* SPDX-License-Identifier: MIT */
/* New signatures: priced and described in the log, and entered in the table of the thread that met
 * them. Nothing here takes a lock or masks signals but where memory, room in the log or a name is
 * needed that was not before: programs whose shapes change all the time come here for each call. */
#include "interpose/signature.h"

#include "interpose/binding.h"
#include "interpose/call.h"
#include "interpose/callsite.h"
#include "interpose/entries.h"
#include "interpose/names.h"
#include "interpose/process.h"
#include "interpose/scope.h"
#include "interpose/stack.h"
#include "interpose/thread.h"

#include <string.h>

enum { FIRST_SLOTS = 256 };

static const struct fs_shape *shape_of(uint32_t entry)
{
    return &fs_shapes[fs_entries[entry].shape];
}

static const fs_family *family_of(uint32_t entry)
{
    return &fs_families[shape_of(entry)->family];
}

/* A CBLAS enumerator as the letter that Fortran takes. */
static int64_t enum_letter(int64_t value)
{
    static const char letters[] = "NTCR......UL........NU........LR";
    int64_t index = value - 111;
    return index >= 0 && index < (int64_t)sizeof letters - 1 ? letters[index] : value;
}

void fs_signature_values(const struct fs_key *key, uint32_t entry, int64_t *value)
{
    const struct fs_shape *shape = shape_of(entry);
    for (unsigned i = 0; i < shape->nparam; i++) {
        value[i] = (int64_t)key->word[FS_KEY_FIXED + i];
        uint8_t kind = shape->batch ? FS_INT_VALUE : fs_sources[shape->source + i].kind;
        if (kind == FS_ENUM_VALUE)
            value[i] = enum_letter(value[i]);
        else if ((kind == FS_CHAR_VALUE || kind == FS_CHAR_POINTER) && value[i] >= 'a' &&
                 value[i] <= 'z')
            value[i] -= 'a' - 'A';
    }
}

uint64_t fs_multiplied(fs_count flops)
{
    fs_count scaled = fs_flops_scaled(flops, fs_environment.multiplier_billionths);
    return scaled > UINT64_MAX ? UINT64_MAX : (uint64_t)scaled;
}

bool fs_signature_price(const struct fs_key *key, uint32_t entry, fs_work *work,
                        uint64_t *cost_flops)
{
    const fs_family *family = family_of(entry);
    if (family->work == NULL)
        return false;
    int64_t value[FS_PARAM_MAX];
    fs_signature_values(key, entry, value);
    *work = family->work(fs_prec_field(fs_routines[fs_entries[entry].routine].prec), value);
    *cost_flops = fs_multiplied(fs_work_flops(*work, fs_environment.fma));
    return true;
}

/* In place of the call site of a signature whose call site is gone. */
enum { SITE_GONE = 0 };

/* The number of the key's call site; that of one whose calls the thread knows is at hand. */
static uint32_t callsite_of(struct fs_thread *thread, uint64_t site)
{
    if (site == SITE_GONE || fs_stack_number(site) != 0)
        return 0;
    const struct fs_signature *last = *fs_last_at(thread, site);
    if (last != NULL && __atomic_load_n(&last->word[1], __ATOMIC_RELAXED) == site)
        return fs_signature_more(last)->callsite;
    fs_lock_take(&fs_process->lock);
    uint32_t number = fs_callsite_number(site);
    fs_lock_give(&fs_process->lock);
    return number;
}

/* False where there is no space. */
static bool append(struct fs_log_records *records, struct fs_log_signature *record,
                   const int64_t *values, struct fs_log_traffic *traffic)
{
    struct fs_log_writer *log = &fs_process->log;
    size_t bytes = sizeof *record + record->nparam * sizeof values[0] + sizeof *traffic;
    if (!fs_log_has_room(records, bytes)) {
        fs_lock_shield();
        bool room = fs_log_room(log, records, bytes);
        fs_lock_unshield();
        if (!room)
            return false;
    }
    fs_log_append(log, records, FS_LOG_SIGNATURE, record, sizeof *record, values, record->nparam);
    if (traffic != NULL)
        fs_log_append(log, records, FS_LOG_TRAFFIC, traffic, sizeof *traffic, NULL, 0);
    return true;
}

void fs_signature_write(struct fs_thread *thread, struct fs_log_signature *record,
                        const int64_t *values, struct fs_log_traffic *traffic)
{
    enum { FEW = 8 };
    struct fs_log_writer *log = &fs_process->log;
    bool is_written;
    if (__atomic_load_n(&log->fd, __ATOMIC_RELAXED) < 0)
        return;
    if (thread->signatures.used >= FEW) {
        is_written = append(&thread->records, record, values, traffic);
    } else { /* of many threads that do little: together */
        fs_lock_take(&fs_process->lock);
        is_written = append(&log->records, record, values, traffic);
        fs_lock_give(&fs_process->lock);
    }
    if (!is_written)
        fs_process_log_failed();
}

/* Bytes of an integer in calls of the entry point: by its name, else as its backend takes them. */
static unsigned int_bytes_of(uint32_t entry)
{
    const struct fs_binding *binding = __atomic_load_n(&fs_bindings[entry], __ATOMIC_ACQUIRE);
    return binding != NULL && binding->int_bytes == 8 ? 8 : 4;
}

/* What a call of the signature moves; false: that is not known. */
static bool traffic_of(uint32_t entry, uint32_t id, const int64_t *value,
                       struct fs_log_traffic *traffic)
{
    fs_count read, written;
    if (!fs_family_traffic(family_of(entry), fs_routines[fs_entries[entry].routine].prec,
                           int_bytes_of(entry), value, &read, &written))
        return false;
    *traffic = (struct fs_log_traffic){
        .signature = id,
        .read_bytes = read > UINT64_MAX ? UINT64_MAX : (uint64_t)read,
        .written_bytes = written > UINT64_MAX ? UINT64_MAX : (uint64_t)written,
    };
    return true;
}

/* Writes what there is to say of a signature to the log. */
static void describe(struct fs_thread *thread, const struct fs_key *key, uint32_t entry,
                     const struct fs_described *described, const fs_work *work)
{
    int64_t value[FS_PARAM_MAX] = {0};
    struct fs_log_traffic traffic;
    uint32_t key_flags = (uint32_t)(key->word[0] >> 16) & 0xffff;
    uint32_t stack = described->folded ? 0 : fs_stack_number(key->word[1]);
    struct fs_log_signature record = {
        .id = described->id,
        .entry = fs_names_entry(entry),
        .name_space = (uint32_t)(key->word[0] >> 32),
        .callsite = stack != 0 ? stack : described->more.callsite,
        .nparam = shape_of(entry)->nparam,
        .mul = {(uint64_t)work->mul, (uint64_t)(work->mul >> 64)},
        .add = {(uint64_t)work->add, (uint64_t)(work->add >> 64)},
        .cost_flops = described->cost_flops,
    };
    if (key_flags & FS_KEY_SAME_OPERANDS)
        record.flags |= FS_LOG_SIG_SAME_OPERANDS;
    if (stack != 0)
        record.flags |= FS_LOG_SIG_STACK;
    if (key_flags & FS_KEY_ROW_MAJOR)
        record.flags |= FS_LOG_SIG_ROW_MAJOR;
    if (described->varying)
        record.flags |= FS_LOG_SIG_VARYING;
    if (described->folded)
        record.flags |= FS_LOG_SIG_FOLDED;
    else
        fs_signature_values(key, entry, value);
    bool has_traffic = !described->folded && traffic_of(entry, described->id, value, &traffic);
    fs_signature_write(thread, &record, value, has_traffic ? &traffic : NULL);
}

uint32_t fs_signature_next_id(void)
{
    return __atomic_add_fetch(&fs_process->signature_count, 1, __ATOMIC_RELAXED);
}

bool fs_signature_full(const struct fs_thread *thread)
{
    return thread->signatures.used >= FS_SIGNATURES_MAX ||
           __atomic_load_n(&fs_process->signature_count, __ATOMIC_RELAXED) >= FS_SIGNATURES_MAX_ALL;
}

/* Filled to five eighths at most: FS_SIGNATURES_MAX take half of the slots, and those that further
 * shapes are folded into do not double the table for themselves. */
static bool is_filled(const struct fs_signature_table *table)
{
    return table->used >= (table->mask + 1) / 8 * 5;
}

/* A table has eight bits of filter for each slot, and a hash sets two of them in one word: one in
 * fifty unknown keys passes a table that is half full. */
static uint64_t *filter_word(const struct fs_signature_table *table, uint64_t hash, uint64_t *bits)
{
    *bits = (uint64_t)1 << (hash >> 58) | (uint64_t)1 << (hash >> 52 & 63);
    return &table->filter[hash >> 16 & table->mask >> 3];
}

static void place(struct fs_signature_table *table, struct fs_signature *signature)
{
    uint64_t i = signature->hash & table->mask, bits;
    while (table->slot[i] != 0)
        i = (i + 1) & table->mask;
    uint64_t *word = filter_word(table, signature->hash, &bits);
    *word |= bits;
    __atomic_store_n(&table->slot[i], fs_slot_of(signature, signature->hash), __ATOMIC_RELEASE);
}

/* Entries are wherever they were made: they are fetched before they are due. */
enum { SLOTS_AHEAD = 16 };

/* Doubles the table; the old one stays in the arena, together less than the new one. */
static bool grow(struct fs_thread *thread)
{
    struct fs_signature_table *table = &thread->signatures;
    struct fs_signature_table larger = {.mask = table->slot != NULL ? table->mask * 2 + 1
                                                                    : FIRST_SLOTS - 1,
                                        .used = table->used,
                                        .has_gone = table->has_gone};
    larger.slot = fs_arena_alloc(&thread->arena, (larger.mask + 1) * sizeof larger.slot[0]);
    larger.filter = fs_arena_alloc(&thread->arena, larger.mask + 1);
    if (larger.slot == NULL || larger.filter == NULL)
        return false;
    for (uint64_t i = 0; table->slot != NULL && i <= table->mask; i++) {
        if (i + SLOTS_AHEAD <= table->mask)
            __builtin_prefetch(fs_slot_entry(table->slot[i + SLOTS_AHEAD]));
        if (table->slot[i] != 0)
            place(&larger, fs_slot_entry(table->slot[i]));
    }
    *table = larger;
    return true;
}

bool fs_signature_table_start(struct fs_thread *thread)
{
    return grow(thread);
}

static bool has_key(const struct fs_signature *signature, const struct fs_key *key)
{
    return signature->words == key->words &&
           memcmp(signature->word, key->word, key->words * sizeof key->word[0]) == 0;
}

struct fs_signature *fs_signature_find(const struct fs_thread *thread, const struct fs_key *key)
{
    const struct fs_signature_table *table = &thread->signatures;
    uint64_t bits;
    if ((~*filter_word(table, key->hash, &bits) & bits) != 0)
        return NULL;
    for (uint64_t i = key->hash & table->mask;; i = (i + 1) & table->mask) {
        fs_slot slot = table->slot[i];
        if (slot == 0)
            return NULL;
        if (fs_slot_may_be(slot, key->hash) && has_key(fs_slot_entry(slot), key))
            return fs_slot_entry(slot);
    }
}

struct fs_signature *fs_signature_revive(const struct fs_thread *thread, const struct fs_key *key,
                                         uint32_t callsite)
{
    const struct fs_signature_table *table = &thread->signatures;
    if (!__atomic_load_n(&table->has_gone, __ATOMIC_RELAXED))
        return NULL;
    for (uint64_t i = key->hash & table->mask; table->slot[i] != 0; i = (i + 1) & table->mask) {
        struct fs_signature *signature = fs_slot_entry(table->slot[i]);
        if (!fs_slot_may_be(table->slot[i], key->hash) || signature->words != key->words ||
            signature->word[1] != SITE_GONE || fs_signature_more(signature)->callsite != callsite)
            continue;
        struct fs_key gone = *key;
        gone.word[1] = SITE_GONE;
        if (!has_key(signature, &gone))
            continue;
        signature->word[1] = key->word[1];
        return signature;
    }
    return NULL;
}

/* Other threads may be looking at the table. */
static bool grow_in_use(struct fs_thread *thread)
{
    fs_lock_take(&fs_process->lock);
    bool grown = grow(thread);
    fs_lock_give(&fs_process->lock);
    return grown;
}

struct fs_signature *fs_signature_enter(struct fs_thread *thread, const struct fs_key *key,
                                        const struct fs_described *described)
{
    struct fs_signature_table *table = &thread->signatures;
    if (is_filled(table) && !grow_in_use(thread))
        return NULL;
    size_t key_bytes = key->words * sizeof key->word[0];
    struct fs_signature *signature = fs_arena_alloc(
        &thread->arena, sizeof *signature + key_bytes + sizeof(struct fs_signature_more));
    struct fs_log_totals *totals = fs_thread_new_totals(thread);
    if (signature == NULL || totals == NULL)
        return NULL;
    signature->hash = key->hash;
    signature->totals = totals;
    signature->cost_flops = described->cost_flops;
    signature->id = described->id;
    signature->words = (uint8_t)key->words;
    signature->varying = described->varying;
    signature->slow = described->varying || (fs_environment.check_nan_inf && thread->number != 0);
    signature->folded = described->folded;
    memcpy(signature->word, key->word, key_bytes);
    *fs_signature_more(signature) = described->more;
    totals->min_ticks = UINT64_MAX;
    __atomic_store_n(&totals->signature, described->id, __ATOMIC_RELEASE);
    place(table, signature);
    table->used++;
    return signature;
}

struct fs_signature *fs_signature_new(struct fs_thread *thread, const struct fs_key *key,
                                      uint32_t entry)
{
    struct fs_described described = {.id = 1, .cost_flops = 1};
    fs_work work = {0, 0};
    if (thread->number == 0) /* the calibration's: nothing of it is logged */
        return fs_signature_enter(thread, key, &described);
    struct fs_key folded_key;
    if (fs_signature_full(thread)) {
        folded_key = fs_folded_key(entry, (uint32_t)(key->word[0] >> 32));
        key = &folded_key;
        described.folded = thread->folding = true;
        fs_log_flag(&fs_process->log, FS_LOG_SIGNATURES_FOLDED);
    } else {
        described.more.callsite = callsite_of(thread, key->word[1]);
        struct fs_signature *known = fs_signature_revive(thread, key, described.more.callsite);
        if (known != NULL)
            return known;
    }
    described.cost_flops = 0;
    described.varying =
        described.folded || !fs_signature_price(key, entry, &work, &described.cost_flops);
    described.id = fs_signature_next_id();
    describe(thread, key, entry, &described, &work);
    return fs_signature_enter(thread, key, &described);
}

fs_work fs_signature_work(const struct fs_signature *signature)
{
    struct fs_key key = {.words = signature->words};
    fs_work work = {0, 0};
    uint64_t cost_flops;
    memcpy(key.word, signature->word, key.words * sizeof key.word[0]);
    fs_signature_price(&key, (uint32_t)key.word[0] & 0xffff, &work, &cost_flops);
    return work;
}

fs_count fs_signature_charged(const struct fs_signature *signature, uint64_t calls)
{
    const struct fs_log_totals *totals = signature->totals;
    return signature->varying ? (fs_count)totals->cost_flops[1] << 64 | totals->cost_flops[0]
                              : fs_count_mul(calls, signature->cost_flops);
}

/* Only what no object holds any more; code made at run time is found again. */
static void forget_gone_sites(struct fs_signature_table *table)
{
    for (uint64_t i = 0; table->slot != NULL && i <= table->mask; i++) {
        struct fs_signature *signature = fs_signature_in(table, i);
        if (signature == NULL || signature->words < FS_KEY_FIXED ||
            signature->word[1] == SITE_GONE || fs_stack_number(signature->word[1]) != 0)
            continue;
        if (fs_scope_map(signature->word[1] - 1) == NULL) {
            __atomic_store_n(&table->has_gone, true, __ATOMIC_RELAXED);
            /* Its thread compares this word, in one load. */
            __atomic_store_n(&signature->word[1], SITE_GONE, __ATOMIC_RELAXED);
        }
    }
}

void fs_signature_unloaded(void)
{
    fs_lock_take(&fs_process->lock);
    bool any_gone = fs_callsite_objects_gone();
    for (struct fs_thread *thread = fs_process->threads; thread != NULL; thread = thread->next) {
        if (any_gone)
            forget_gone_sites(&thread->signatures);
        fs_stack_unloaded(thread->stacks);
    }
    fs_lock_give(&fs_process->lock);
}
