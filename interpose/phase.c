/* SPDX-License-Identifier: MIT */
/* Open phases: a list in memory that a child of fork finds empty. Its own lock is taken inside the
 * process's, and held for a few instructions or for a draw on the budget.
 *
 * Charging all phases under a lock is slow. So far from their limits a thread is lent some FLOPs
 * that all of them have been charged, and spends them on its fast path; they are taken back before
 * phases open or close, and before an operation is refused. Nothing is lent where the budget of the
 * environment is to be charged too, which other processes share, or where time is limited. */
#include "interpose/phase.h"

#include "interpose/clock.h"
#include "interpose/name_space.h"
#include "interpose/process.h"
#include "interpose/thread.h"

#include <linux/membarrier.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define BILLION  1000000000u
#define LENT_MAX ((uint64_t)1 << 50) /* times any multiplier, for 2^17 threads: below 2^128 */

enum { FAR = 64, PATIENCE = 10000 };

struct phases {
    uint32_t near; /* not 0: nothing may be spent that was lent */
    char padding[60];
    uint32_t locked;
    uint32_t count;
    bool can_lend; /* there is a membarrier */
    bool has_lent;
    struct fs_phase phase[FS_PHASES_MAX]; /* outermost first */
};

static struct phases *phases; /* NULL until the first is opened */
static int32_t last_id;

static void lock(void)
{
    fs_lock_shield();
    while (__atomic_exchange_n(&phases->locked, 1, __ATOMIC_ACQUIRE) != 0)
        sched_yield();
}

static void unlock(void)
{
    __atomic_store_n(&phases->locked, 0, __ATOMIC_RELEASE);
    fs_lock_unshield();
}

static uint32_t open_count(void)
{
    const struct phases *all = __atomic_load_n(&phases, __ATOMIC_ACQUIRE);
    return all != NULL ? __atomic_load_n(&all->count, __ATOMIC_ACQUIRE) : 0;
}

/* Index of an open phase, or -1. Under the lock. */
static int index_of(int32_t id)
{
    int index = (int)phases->count - 1;
    while (index >= 0 && phases->phase[index].id != id)
        index--;
    return index;
}

/* The last one that the thread has opened, or else that any has. Under the lock. */
static int index_of_innermost(const struct fs_thread *thread)
{
    int index = (int)phases->count - 1;
    while (index >= 0 && phases->phase[index].thread != thread->number)
        index--;
    return index >= 0 ? index : (int)phases->count - 1;
}

fs_count fs_phase_flops(fs_count billionths)
{
    return billionths / BILLION + (billionths % BILLION >= BILLION / 2);
}

fs_count fs_phase_used_flops(const struct fs_phase *phase)
{
    return fs_phase_flops(fs_count_add(phase->charged, phase->beyond));
}

uint64_t fs_phase_left_flops(const struct fs_phase *phase)
{
    if (phase->limit_flops == UINT64_MAX)
        return UINT64_MAX;
    return phase->limit_flops - (uint64_t)fs_phase_flops(phase->charged);
}

/* ---- lending, under both locks ---- */

static fs_count in_billionths(uint64_t flops, const struct fs_phase *phase)
{
    return fs_count_mul(flops, phase->multiplier_billionths);
}

/* A thread's credit back to all phases. */
static void give_back(struct fs_credit *credit)
{
    for (uint32_t i = 0; i < phases->count; i++) {
        struct fs_phase *phase = &phases->phase[i];
        fs_count lent = in_billionths(credit->flops, phase);
        phase->charged = phase->charged > lent ? phase->charged - lent : 0;
    }
    credit->flops = 0;
}

/* Waits until the thread is not just charging; false: it is interrupted there, perhaps by a handler
 * that waits for us. */
static bool is_idle(const struct fs_credit *credit, bool is_own)
{
    for (int i = 0; i < PATIENCE && !is_own; i++) {
        if (__atomic_load_n(&credit->busy, __ATOMIC_ACQUIRE) == 0)
            return true;
        sched_yield();
    }
    return __atomic_load_n(&credit->busy, __ATOMIC_ACQUIRE) == 0;
}

/* What threads have not spent of what they were lent. */
static void take_back(const struct fs_thread *self)
{
    bool is_all = true;
    if (!phases->has_lent)
        return;
    __atomic_store_n(&phases->near, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
    for (struct fs_thread *thread = fs_process->threads; thread != NULL; thread = thread->next) {
        bool idle = is_idle(&thread->phased, thread == self);
        if (idle)
            give_back(&thread->phased);
        is_all = is_all && idle;
    }
    phases->has_lent = !is_all;
    __atomic_store_n(&phases->near, 0, __ATOMIC_RELEASE);
}

/* A 64th of what all phases have left. Under the phases' lock. */
static void lend(struct fs_thread *thread)
{
    uint64_t flops = LENT_MAX;
    if (!phases->can_lend || thread->share != NULL || thread->deadline_ticks != UINT64_MAX)
        return;
    for (uint32_t i = 0; i < phases->count; i++) {
        const struct fs_phase *phase = &phases->phase[i];
        if (phase->deadline_ticks != UINT64_MAX && !phase->said_time)
            return;
        if (phase->limit_flops == UINT64_MAX)
            continue;
        fs_count left = (fs_count)phase->limit_flops * BILLION - phase->charged;
        fs_count part = left / phase->multiplier_billionths / FAR;
        flops = part < flops ? (uint64_t)part : flops;
    }
    if (flops == 0)
        return;
    for (uint32_t i = 0; i < phases->count; i++) {
        struct fs_phase *phase = &phases->phase[i];
        phase->charged = fs_count_add(phase->charged, in_billionths(flops, phase));
    }
    thread->phased.flops += flops;
    phases->has_lent = true;
}

/* ---- what threads see of phases ---- */

uint64_t fs_phase_deadline(const struct fs_thread *thread)
{
    uint64_t deadline = thread->late ? UINT64_MAX : fs_process->deadline_ticks;
    if (open_count() == 0)
        return deadline;
    lock();
    for (uint32_t i = 0; i < phases->count; i++) {
        const struct fs_phase *phase = &phases->phase[i];
        if (!phase->said_time && phase->deadline_ticks < deadline)
            deadline = phase->deadline_ticks;
    }
    unlock();
    return deadline;
}

void fs_phase_join(struct fs_thread *thread)
{
    static const uint32_t always = 1;
    thread->phased = (struct fs_credit){.near = phases != NULL ? &phases->near : &always};
    __atomic_store_n(&thread->credit, open_count() > 0 ? &thread->phased : thread->share,
                     __ATOMIC_RELEASE);
    __atomic_store_n(&thread->deadline_ticks, fs_phase_deadline(thread), __ATOMIC_RELAXED);
}

/* An operation that another thread is just charging counts as one of before: whoever knows that a
 * phase was opened sees its own thread's credit changed. Under the process's lock. */
static void tell_threads(void)
{
    for (struct fs_thread *thread = fs_process->threads; thread != NULL; thread = thread->next) {
        thread->phased.near = &phases->near;
        __atomic_store_n(&thread->credit, open_count() > 0 ? &thread->phased : thread->share,
                         __ATOMIC_RELEASE);
        __atomic_store_n(&thread->deadline_ticks, fs_phase_deadline(thread), __ATOMIC_RELAXED);
    }
}

void fs_phase_leave(struct fs_thread *thread)
{
    if (open_count() == 0)
        return;
    lock();
    give_back(&thread->phased);
    unlock();
}

void fs_phase_drop_share(struct fs_thread *thread)
{
    struct fs_credit *share = thread->share;
    fs_lock_take(&fs_process->lock);
    thread->share = NULL;
    if (open_count() == 0)
        __atomic_store_n(&thread->credit, NULL, __ATOMIC_RELEASE);
    fs_lock_give(&fs_process->lock);
    if (share != NULL)
        fs_budget_leave(share);
}

/* ---- opening and closing ---- */

static struct fs_phase new_phase(const struct fs_thread *thread,
                                 const struct fs_phase_options *options)
{
    struct fs_phase phase = {
        .quiet = options->quiet,
        .on_exhausted = options->on_exhausted,
        .limit_flops = options->limit_flops,
        .multiplier_billionths = options->multiplier_billionths,
        .wall_time_limit_ns = options->wall_time_limit_ns,
        .deadline_ticks = UINT64_MAX,
        .start = fs_clock_anchor(),
        .thread = thread->number,
        .outer_name_space = fs_thread_name_space(thread),
        .outer_depth = thread->name_spaces.depth,
        .name_space = fs_thread_name_space(thread),
    };
    uint64_t limit_ticks = fs_clock_ns_to_ticks(options->wall_time_limit_ns);
    if (limit_ticks != 0 && limit_ticks < UINT64_MAX - phase.start.ticks)
        phase.deadline_ticks = phase.start.ticks + limit_ticks;
    return phase;
}

/* Under the process's lock. */
static int32_t push(const struct fs_thread *thread, struct fs_phase *phase)
{
    if (phases == NULL)
        __atomic_store_n(&phases, fs_pages_wiped_on_fork(sizeof *phases), __ATOMIC_RELEASE);
    if (phases == NULL)
        return -1;
    lock();
    if (!phases->can_lend) /* new, in a child of fork too */
        phases->can_lend =
            syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    take_back(thread);
    phase->id = 0;
    if (phases->count < FS_PHASES_MAX) {
        last_id = last_id < INT32_MAX ? last_id + 1 : 1;
        phase->id = last_id;
        phases->phase[phases->count] = *phase;
        __atomic_store_n(&phases->count, phases->count + 1, __ATOMIC_RELEASE);
    }
    unlock();
    return phase->id;
}

int32_t fs_phase_open(struct fs_thread *thread, const struct fs_phase_options *options)
{
    struct fs_phase phase = new_phase(thread, options);
    bool has_name_space = options->name_space != NULL && options->name_space[0] != '\0';
    if (has_name_space)
        phase.name_space = fs_name_space_number(phase.outer_name_space, options->name_space);
    if (!fs_sums_collect(&phase.sums))
        return -1;
    fs_lock_take(&fs_process->lock);
    int32_t id = push(thread, &phase);
    if (id > 0)
        tell_threads();
    fs_lock_give(&fs_process->lock);
    if (id <= 0)
        fs_sums_free(&phase.sums);
    else if (has_name_space)
        fs_name_space_push(thread, options->name_space);
    return id;
}

/* Under the process's lock. */
static bool is_alive(uint32_t thread_number)
{
    const struct fs_thread *thread = fs_process->threads;
    while (thread != NULL && thread->number != thread_number)
        thread = thread->next;
    return thread != NULL;
}

/* What is to be closed first: the last one inside, opened later by the same thread or by one that
 * has ended; or the phase itself. Under both locks. */
static int first_to_close(int index)
{
    int first = (int)phases->count - 1;
    while (first > index && phases->phase[first].thread != phases->phase[index].thread &&
           is_alive(phases->phase[first].thread))
        first--;
    return first;
}

/* Takes one phase out of the list, the phase of this number or one inside it; -1: there is none. */
static int32_t take_out(const struct fs_thread *thread, int32_t id, struct fs_phase *phase)
{
    fs_lock_take(&fs_process->lock);
    lock();
    int index = index_of(id);
    if (index >= 0) {
        take_back(thread);
        index = first_to_close(index);
        *phase = phases->phase[index];
        memmove(&phases->phase[index], &phases->phase[index + 1],
                (phases->count - (uint32_t)index - 1) * sizeof *phase);
        __atomic_store_n(&phases->count, phases->count - 1, __ATOMIC_RELEASE);
    }
    unlock();
    if (index >= 0)
        tell_threads();
    fs_lock_give(&fs_process->lock);
    return index >= 0 ? phase->id : -1;
}

bool fs_phase_close(struct fs_thread *thread, int32_t id, struct fs_phase *closed)
{
    if (open_count() == 0)
        return false;
    int32_t taken;
    while ((taken = take_out(thread, id, closed)) != id) {
        if (taken < 0)
            return false;
        fs_sums_free(&closed->sums);
    }
    if (closed->thread == thread->number)
        fs_name_space_return(thread, closed->outer_depth, closed->outer_name_space);
    return true;
}

bool fs_phase_get(const struct fs_thread *thread, int32_t id, struct fs_phase *copy)
{
    if (open_count() == 0)
        return false;
    lock();
    int index = id == -1 ? index_of_innermost(thread) : index_of(id);
    if (index >= 0)
        *copy = phases->phase[index];
    for (const struct fs_thread *other = fs_process->threads; index >= 0 && other != NULL;
         other = other->next) {
        fs_count lent =
            in_billionths(__atomic_load_n(&other->phased.flops, __ATOMIC_RELAXED), copy);
        copy->charged = copy->charged > lent ? copy->charged - lent : 0;
    }
    unlock();
    return index >= 0;
}

/* ---- charging ---- */

static bool is_excused(const struct fs_excused *excused, int32_t id)
{
    for (unsigned i = 0; i < excused->count; i++)
        if (excused->phase[i] == id)
            return true;
    return false;
}

static bool fits(const struct fs_phase *phase, uint64_t cost_flops)
{
    return phase->limit_flops == UINT64_MAX ||
           fs_count_add(phase->charged, in_billionths(cost_flops, phase)) <=
               (fs_count)phase->limit_flops * BILLION;
}

static struct fs_refusal refuse(struct fs_phase *phase, uint64_t cost_flops)
{
    fs_count cost = fs_phase_flops(in_billionths(cost_flops, phase));
    struct fs_refusal refusal = {
        .first = !phase->said_flops,
        .phase = phase->id,
        .on_exhausted = phase->on_exhausted,
        .name_space = phase->name_space,
        .cost_flops = cost > UINT64_MAX ? UINT64_MAX : (uint64_t)cost,
        .remaining_flops = fs_phase_left_flops(phase),
        .elapsed_ns = fs_clock_monotonic_ns() - phase->start.monotonic_ns,
    };
    phase->said_flops = true;
    return refusal;
}

/* From the thread's own credit, or from the pool. */
static bool charge_budget(struct fs_thread *thread, uint64_t cost_flops, struct fs_refusal *refusal)
{
    struct fs_credit *share = thread->share;
    if (share == NULL || fs_budget_charge(share, cost_flops) ||
        fs_budget_draw(share, cost_flops, &refusal->remaining_flops))
        return true;
    refusal->cost_flops = cost_flops;
    refusal->on_exhausted = fs_environment.on_exhausted;
    return false;
}

/* All phases and the budget, or none. Where that cannot be and is not to be tried again, *refusal
 * says why. Under the lock. */
static bool charge_all(struct fs_thread *thread, uint64_t cost_flops,
                       const struct fs_excused *excused, bool is_last, struct fs_refusal *refusal)
{
    for (uint32_t i = phases->count; i-- > 0;) {
        struct fs_phase *phase = &phases->phase[i];
        if (is_excused(excused, phase->id) || fits(phase, cost_flops))
            continue;
        if (is_last)
            *refusal = refuse(phase, cost_flops);
        return false;
    }
    if (!excused->environment && !charge_budget(thread, cost_flops, refusal))
        return false;
    for (uint32_t i = 0; i < phases->count; i++) {
        struct fs_phase *phase = &phases->phase[i];
        fs_count *sum = is_excused(excused, phase->id) ? &phase->beyond : &phase->charged;
        *sum = fs_count_add(*sum, in_billionths(cost_flops, phase));
    }
    if (!excused->environment && excused->count == 0)
        lend(thread);
    return true;
}

bool fs_phase_charge(struct fs_thread *thread, uint64_t cost_flops,
                     const struct fs_excused *excused, struct fs_refusal *refusal)
{
    *refusal = (struct fs_refusal){0};
    if (open_count() == 0)
        return excused->environment || charge_budget(thread, cost_flops, refusal);
    lock();
    bool is_last = !phases->has_lent;
    bool covered = charge_all(thread, cost_flops, excused, is_last, refusal);
    unlock();
    if (covered || is_last)
        return covered;
    fs_lock_take(&fs_process->lock);
    lock();
    take_back(thread);
    covered = charge_all(thread, cost_flops, excused, true, refusal);
    unlock();
    fs_lock_give(&fs_process->lock);
    return covered;
}

bool fs_phase_late(uint64_t now_ticks, struct fs_refusal *refusal)
{
    bool late = false;
    if (open_count() == 0)
        return false;
    lock();
    for (uint32_t i = phases->count; i-- > 0 && !late;) {
        struct fs_phase *phase = &phases->phase[i];
        late = !phase->said_time && now_ticks > phase->deadline_ticks;
        if (!late)
            continue;
        phase->said_time = true;
        *refusal = (struct fs_refusal){
            .is_time = true,
            .first = true,
            .phase = phase->id,
            .on_exhausted = phase->on_exhausted,
            .name_space = phase->name_space,
            .remaining_flops = fs_phase_left_flops(phase),
            .limit_ns = phase->wall_time_limit_ns,
            .elapsed_ns = fs_clock_monotonic_ns() - phase->start.monotonic_ns,
        };
    }
    unlock();
    return late;
}
