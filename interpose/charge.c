/* SPDX-License-Identifier: MIT */
/* The slow way of charging: phases and budget, one refusal after the other until all have been
 * charged or have let the operation go on. */
#include "interpose/charge.h"

#include "interpose/clock.h"
#include "interpose/exhausted.h"
#include "interpose/phase.h"
#include "interpose/process.h"
#include "interpose/thread.h"

/* The limit let the operation go on; the environment's, other than the handler, for good. */
static void excuse(struct fs_thread *thread, const struct fs_refusal *refusal, bool by_handler,
                   struct fs_excused *excused)
{
    if (refusal->phase != 0)
        excused->phase[excused->count++] = refusal->phase;
    else
        excused->environment = true;
    if (refusal->phase == 0 && !by_handler)
        fs_phase_drop_share(thread);
}

bool fs_charge(struct fs_thread *thread, const struct fs_operation *operation, uint64_t cost_flops)
{
    struct fs_excused excused = {0};
    struct fs_refusal refusal;
    if (thread->deadline_ticks != UINT64_MAX && fs_ticks() > thread->deadline_ticks)
        fs_check_time(thread, operation->op_name);
    while (!fs_phase_charge(thread, cost_flops, &excused, &refusal)) {
        if (excused.count == FS_PHASES_MAX) /* a handler that opens phases without end */
            return false;
        bool by_handler = fs_exhausted(&refusal, operation);
        excuse(thread, &refusal, by_handler, &excused);
    }
    return !excused.environment && excused.count == 0;
}

void fs_check_time(struct fs_thread *thread, const char *op_name)
{
    struct fs_operation operation = {.op_name = op_name};
    struct fs_refusal refusal;
    uint64_t now_ticks = fs_ticks();
    while (fs_phase_late(now_ticks, &refusal)) {
        /* Before the handler, which may not come back. */
        thread->deadline_ticks = fs_phase_deadline(thread);
        fs_exhausted(&refusal, &operation);
    }
    if (!thread->late && now_ticks > fs_process->deadline_ticks) {
        uint64_t start_ns = fs_process->log.header->process_start_monotonic_ns;
        refusal = (struct fs_refusal){
            .is_time = true,
            .on_exhausted = fs_environment.on_exhausted,
            .limit_ns = fs_environment.wall_time_limit_ns,
            .elapsed_ns = fs_clock_monotonic_ns() - start_ns,
        };
        thread->late = true;
        thread->deadline_ticks = fs_phase_deadline(thread);
        fs_exhausted(&refusal, &operation);
    }
    thread->deadline_ticks = fs_phase_deadline(thread);
}
