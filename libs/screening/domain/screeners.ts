import { DAY } from '#kernel';

/** A screening that is booked or has taken place. `endsAt`: epoch ms. */
export type Screening = Readonly<{ endsAt: number; clinicianIds: readonly string[] }>;

/** So many days after a screening whoever held it still sees the patient, unless a case says who does. Source: docs/clinical-defaults.md, "Screening". */
export const SEEN_AFTER_DAYS = 7;

/**
 * Who sees a patient for a screening that they hold, and until when: they read the answers before it. A case has an owner, who sees the
 * patient anyway: from then on only those are lent access whose screening lies ahead.
 *
 * @param hasCase somebody owns the case of the patient, decided or not
 * @param now     epoch ms
 * @returns       by clinician, epoch ms; each after `now`
 */
export function screenersOf(screenings: readonly Screening[], hasCase: boolean, now: number): Map<string, number> {
  const until = new Map<string, number>();
  for (const { endsAt, clinicianIds } of screenings) {
    const over = endsAt + SEEN_AFTER_DAYS * DAY;
    if (hasCase ? endsAt <= now : over <= now) continue;
    for (const id of clinicianIds) until.set(id, Math.max(over, until.get(id) ?? 0));
  }
  return until;
}
