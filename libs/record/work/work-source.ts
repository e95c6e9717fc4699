import type { WorkItem } from '#contracts';
import type { Caller } from '#identity';

/** Something that work comes from. Each says only what its caller may know. */
export interface WorkSource {
  items(caller: Caller, now: Date): Promise<WorkItem[]>;
}

/** All of them, in one list: a context that has work for clinicians puts its own into `record.module.ts`. */
export const WORK_SOURCES = Symbol('work sources');

/** What most work has: no level, taken on by nobody. */
export const plainWork = { level: 0, isTaken: false } as const;
