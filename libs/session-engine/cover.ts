import { MINUTE } from '#kernel';
import type { Ladder, SessionPlan } from './plan.js';

/** Minutes from the beginning of a ladder to its last tier. */
const climbMin = ({ tiers }: Ladder): number => tiers.at(-1)?.afterMin ?? 0;

/**
 * Until when somebody has to be on call if the gate is passed now: the dose may be taken as late as its release holds, the session then
 * takes as long as its plan, or as it is booked, and whatever is raised in its last minute can still climb to the end of its ladder.
 *
 * The numbers are the plan's; this function holds none of its own.
 *
 * @param now       epoch ms
 * @param bookedEnd when the appointment ends; epoch ms
 * @returns         epoch ms, not before `now`
 */
export function coverNeededUntil(plan: SessionPlan, now: number, bookedEnd: number): number {
  const { phases, vitals, discharge, checks, alerts, watch } = plan;
  const offsets = [...phases.map(({ offsetMin }) => offsetMin), ...vitals.offsetsMin];
  const lengthMin = Math.max(discharge.minMin, discharge.endVitalsFromMin, ...offsets);
  const ladders = [checks.ladder, vitals.ladder, alerts.watch, alerts.clinicianNow, alerts.emergency, watch.ladder];
  const planned = now + (plan.releaseValidMin + lengthMin) * MINUTE;
  return Math.max(planned, bookedEnd) + Math.max(...ladders.map(climbMin)) * MINUTE;
}
