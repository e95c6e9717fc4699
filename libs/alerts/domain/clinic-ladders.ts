import { MINUTE } from '#kernel';

/** How soon somebody has to be there: until a person takes it on, within the hour, on the same day. */
export type LadderName = 'now' | 'urgent' | 'same-day';
/** Whom a tier calls besides whoever is on call that minute: the patient's team, and those who run the clinic. */
export type ClinicTier = Readonly<{ afterMin: number; level: number; callsTeam: boolean; callsAdmins: boolean }>;
export type ClinicLadderPlan = Readonly<{ tiers: readonly ClinicTier[]; repeatMin: number }>;

const tier = (afterMin: number, level: number, callsTeam: boolean, callsAdmins: boolean): ClinicTier => ({
  ...{ afterMin, level, callsTeam, callsAdmins },
});

/**
 * How alerts climb that belong to no session, in minutes after they were raised. Every tier calls whoever is on call; the last one is
 * repeated until a person answers.
 *
 * @source docs/clinical-defaults.md, "Questionnaires" (same day, urgent, live contact now; two minutes to the next tier); the other minutes are defaults
 *         of ours, docs/clinical-defaults.md
 */
export const CLINIC_LADDERS: Readonly<Record<LadderName, ClinicLadderPlan>> = {
  now: { tiers: [tier(0, 3, true, false), tier(2, 3, true, true), tier(5, 4, true, true)], repeatMin: 5 },
  urgent: { tiers: [tier(0, 2, true, false), tier(15, 2, true, false), tier(60, 3, true, true)], repeatMin: 30 },
  'same-day': { tiers: [tier(0, 2, true, false), tier(60, 2, true, false), tier(240, 3, true, true)], repeatMin: 120 },
};

/** A tier of a ladder; after its last one, the last one again. @param number from 1 */
export const clinicTier = ({ tiers }: ClinicLadderPlan, number: number): ClinicTier => tiers[Math.min(number, tiers.length) - 1]!;

/**
 * From one tier to the next, in ms; rising tiers first, then repetitions.
 *
 * @param number of the tier that is due now, from 1
 */
export function untilNextTier(plan: ClinicLadderPlan, number: number): number {
  const [now, next] = [plan.tiers[number - 1], plan.tiers[number]];
  return (now && next ? next.afterMin - now.afterMin : plan.repeatMin) * MINUTE;
}

export const isLadder = (name: string | null): name is LadderName => name !== null && Object.hasOwn(CLINIC_LADDERS, name);
