import { HOUR, toInstant, toLocal, type ZoneTable } from '#kernel';

export type AftercareKind = 'evening' | 'morning';
/** When somebody is asked, reminded, and when people are called for them; epoch ms. */
export type CheckTimes = Readonly<{ kind: AftercareKind; askAt: number; remindAt: number; callAt: number }>;
/** Of a session; epoch ms. */
export type SessionEnd = Readonly<{ dosedAt: number; dischargedAt: number }>;

/**
 * The evening's question: four hours after the dose, between five and half past eight. Minutes from local midnight, hours.
 *
 * @source docs/clinical-defaults.md, "The evening and the morning after"
 */
export const EVENING = { fromMin: 17 * 60, toMin: 20 * 60 + 30, afterDoseHours: 4, afterDischargeHours: 1 } as const;
export const MORNING = { atMin: 8 * 60, remindAfterHours: 2, callAfterHours: 4 } as const;
const EVENING_PATIENCE = { remindAfterHours: 1, callAfterHours: 2 } as const;

/**
 * When a patient is asked how they are after a session: in the evening of its day, and on the morning after its discharge.
 *
 * Whoever comes home so late that the evening is over is asked an hour after the discharge all the same.
 *
 * @param zone offsets where the patient lives
 * @returns    both, each with the reminder and the call that an answer takes back; all after the discharge
 */
export function checkTimes({ dosedAt, dischargedAt }: SessionEnd, zone: ZoneTable): readonly CheckTimes[] {
  const { day } = toLocal(zone, dosedAt);
  const [opens, ends] = [EVENING.fromMin, EVENING.toMin].map((minute) => toInstant(zone, { day, minute })) as [number, number];
  const wanted = Math.max(dosedAt + EVENING.afterDoseHours * HOUR, opens);
  const evening = Math.max(Math.min(wanted, ends), dischargedAt + EVENING.afterDischargeHours * HOUR);
  const nextDay = toLocal(zone, dischargedAt).day + 1;
  return [
    timed('evening', evening, EVENING_PATIENCE),
    timed('morning', toInstant(zone, { day: nextDay, minute: MORNING.atMin }), MORNING),
  ];
}

type Patience = Readonly<{ remindAfterHours: number; callAfterHours: number }>;
const timed = (kind: AftercareKind, askAt: number, { remindAfterHours, callAfterHours }: Patience): CheckTimes => ({
  ...{ kind, askAt, remindAt: askAt + remindAfterHours * HOUR, callAt: askAt + callAfterHours * HOUR },
});
