/* SPDX-License-Identifier: MIT */
/* Collects the totals of all signatures into sums by routine and namespace. */
#include "interpose/sums.h"

#include "interpose/entries.h"
#include "interpose/own.h"
#include "interpose/process.h"
#include "interpose/registry.h"
#include "interpose/thread.h"

#include <sys/mman.h>

enum { FIRST_PLACES = 64 };

static struct fs_sum *place_of(const struct fs_sums *sums, uint32_t op, uint32_t name_space)
{
    uint64_t key = ((uint64_t)name_space << 32 | op) * 0x9e3779b97f4a7c15u;
    uint64_t i = key >> 32 & sums->mask;
    while (sums->place[i].op_plus_1 != 0 &&
           (sums->place[i].op_plus_1 != op + 1 || sums->place[i].name_space != name_space))
        i = (i + 1) & sums->mask;
    return &sums->place[i];
}

static bool grow(struct fs_sums *sums)
{
    struct fs_sums larger = *sums;
    larger.mask = sums->place != NULL ? sums->mask * 2 + 1 : FIRST_PLACES - 1;
    size_t bytes = (larger.mask + 1) * sizeof larger.place[0];
    larger.place = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (larger.place == MAP_FAILED)
        return false;
    madvise(larger.place, bytes, MADV_DONTFORK);
    for (uint64_t i = 0; sums->place != NULL && i <= sums->mask; i++) {
        const struct fs_sum *sum = &sums->place[i];
        if (sum->op_plus_1 != 0)
            *place_of(&larger, sum->op_plus_1 - 1, sum->name_space) = *sum;
    }
    fs_sums_free(sums);
    *sums = larger;
    return true;
}

void fs_sums_free(struct fs_sums *sums)
{
    if (sums->place != NULL)
        munmap(sums->place, (sums->mask + 1) * sizeof sums->place[0]);
    *sums = (struct fs_sums){0};
}

struct fs_sum *fs_sums_at(struct fs_sums *sums, uint32_t op, uint32_t name_space)
{
    if ((sums->place == NULL || sums->used >= sums->mask / 2) && !grow(sums))
        return NULL;
    struct fs_sum *sum = place_of(sums, op, name_space);
    if (sum->op_plus_1 == 0) {
        *sum = (struct fs_sum){.op_plus_1 = op + 1, .name_space = name_space};
        sums->used++;
    }
    return sum;
}

static uint32_t op_of(const struct fs_signature *signature)
{
    uint32_t entry = (uint32_t)signature->word[0] & 0xffff;
    return entry == FS_OWN_ENTRY ? FS_OWN_OP | fs_own_index(signature) : fs_entries[entry].routine;
}

/* The work of the thread's calls of a signature. */
static fs_work work_of(const struct fs_signature *signature, uint64_t calls)
{
    const struct fs_log_totals *totals = signature->totals;
    if (signature->varying)
        return (fs_work){(fs_count)totals->mul[1] << 64 | totals->mul[0],
                         (fs_count)totals->add[1] << 64 | totals->add[0]};
    fs_work one = fs_signature_work(signature);
    return (fs_work){fs_count_mul(one.mul, calls), fs_count_mul(one.add, calls)};
}

static bool add_thread(struct fs_sums *sums, const struct fs_thread *thread)
{
    const struct fs_signature_table *table = &thread->signatures;
    for (uint64_t i = 0; table->slot != NULL && i <= table->mask; i++) {
        const struct fs_signature *signature = fs_signature_in(table, i);
        if (signature == NULL)
            continue;
        const struct fs_log_totals *totals = signature->totals;
        struct fs_sum *sum =
            fs_sums_at(sums, op_of(signature), (uint32_t)(signature->word[0] >> 32));
        if (sum == NULL)
            return false;
        uint64_t calls = __atomic_load_n(&totals->calls, __ATOMIC_RELAXED);
        sum->calls += calls;
        sum->ticks += __atomic_load_n(&totals->ticks, __ATOMIC_RELAXED);
        sum->flops = fs_count_add(sum->flops, fs_signature_charged(signature, calls));
        sum->work = fs_work_add(sum->work, work_of(signature, calls));
    }
    sums->overhead_ticks += thread->record->overhead_ticks;
    return true;
}

void fs_sum_add(struct fs_sum *sum, const struct fs_sum *more)
{
    sum->calls += more->calls;
    sum->ticks += more->ticks;
    sum->flops = fs_count_add(sum->flops, more->flops);
    sum->work = fs_work_add(sum->work, more->work);
}

static bool add(struct fs_sums *sums, const struct fs_sums *more)
{
    for (uint64_t i = 0; more->place != NULL && i <= more->mask; i++) {
        const struct fs_sum *from = &more->place[i];
        if (from->op_plus_1 == 0)
            continue;
        struct fs_sum *sum = fs_sums_at(sums, from->op_plus_1 - 1, from->name_space);
        if (sum == NULL)
            return false;
        fs_sum_add(sum, from);
    }
    sums->overhead_ticks += more->overhead_ticks;
    return true;
}

bool fs_sums_collect(struct fs_sums *sums)
{
    *sums = (struct fs_sums){0};
    fs_lock_take(&fs_process->lock);
    bool complete = fs_process->ended == NULL || add(sums, fs_process->ended);
    for (const struct fs_thread *thread = fs_process->threads; complete && thread != NULL;
         thread = thread->next)
        complete = add_thread(sums, thread);
    fs_lock_give(&fs_process->lock);
    if (!complete)
        fs_sums_free(sums);
    return complete;
}

void fs_sums_of_process(uint64_t *calls, fs_count *flops)
{
    fs_lock_take(&fs_process->lock);
    *calls = fs_process->ended_calls;
    *flops = fs_process->ended_flops;
    for (const struct fs_thread *thread = fs_process->threads; thread != NULL;
         thread = thread->next)
        fs_thread_sum(thread, calls, flops);
    fs_lock_give(&fs_process->lock);
}

static uint64_t less(uint64_t value, uint64_t before)
{
    return value > before ? value - before : 0;
}

static fs_count less_count(fs_count value, fs_count before)
{
    return value > before ? value - before : 0;
}

void fs_sums_subtract(struct fs_sums *sums, const struct fs_sums *before)
{
    for (uint64_t i = 0; before->place != NULL && i <= before->mask; i++) {
        const struct fs_sum *then = &before->place[i];
        if (then->op_plus_1 == 0 || sums->place == NULL)
            continue;
        struct fs_sum *sum = place_of(sums, then->op_plus_1 - 1, then->name_space);
        if (sum->op_plus_1 == 0)
            continue;
        sum->calls = less(sum->calls, then->calls);
        sum->ticks = less(sum->ticks, then->ticks);
        sum->flops = less_count(sum->flops, then->flops);
        sum->work.mul = less_count(sum->work.mul, then->work.mul);
        sum->work.add = less_count(sum->work.add, then->work.add);
    }
    sums->overhead_ticks = less(sums->overhead_ticks, before->overhead_ticks);
}

struct fs_sum fs_sums_total(const struct fs_sums *sums)
{
    struct fs_sum total = {0};
    for (uint64_t i = 0; sums->place != NULL && i <= sums->mask; i++) {
        fs_sum_add(&total, &sums->place[i]);
    }
    return total;
}

void fs_sums_thread_ends(const struct fs_thread *thread)
{
    if (fs_process->ended == NULL)
        fs_process->ended = fs_registry_alloc(sizeof *fs_process->ended);
    if (fs_process->ended != NULL)
        add_thread(fs_process->ended, thread);
}
