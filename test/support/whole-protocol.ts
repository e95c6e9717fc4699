import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform';
import { SHIPPED, type SignedProtocol } from '#protocols';
import { sublingualHome } from '#session-engine';
import { HOME_STATE, type License } from './license.js';

type Who = Readonly<{ patientId: string; signedBy: string }>;

/** A protocol with two doses of a week's distance, unless something else is said. */
export const wholeProtocol = (who: Who, said: Partial<SignedProtocol> = {}): SignedProtocol => ({
  ...{ template: sublingualHome.plan.version, plan: sublingualHome.plan, patientLimits: {}, minDaysBetween: 7 },
  ...{ phase: 'induction', guardrails: SHIPPED['sl-home']!.guardrails, endPointReviewOn: '2199-12-31' },
  ...{ goal: 'To find out whether this works', reason: 'A test begins', dosesMg: [100, 100] },
  ...said,
  ...who,
});

/** From now on the prescriber, who has looked at the monitoring programme, may sign for the patient, who has said some days ago where they are: too long ago for anything but this. */
export async function maySign(tx: Tx, license: License, { patientId, signedBy }: Who): Promise<void> {
  const known = await tx.sql`
    SELECT 1 FROM licence
    WHERE person_id = ${signedBy} AND jurisdiction = ${HOME_STATE} AND kind = 'dea-registration' AND ended_at IS NULL
      AND valid_to >= app_now()::date`;
  await license.practice(tx);
  if (!known.length) await license.clinician(tx, { personId: signedBy, role: 'prescriber' });
  await license.looked(tx, patientId, signedBy);
  await tx.sql`
    INSERT INTO patient_location (id, patient_id, jurisdiction, day, stated_by, stated_at)
    VALUES (${randomUUID()}, ${patientId}::uuid, ${HOME_STATE}, (app_now() - interval '3 days')::date, ${patientId}::uuid, app_now() - interval '3 days')`;
}
