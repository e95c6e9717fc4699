import { randomUUID } from 'node:crypto';
import { DosingBookingsService } from '#integration';
import type { SmallClinic, TeamOf } from './small-clinic.js';

/** A session in which the chaperone has arrived, the gate has passed, and the dose is released: its log as rows, not as it came about. */
export async function releasedDose(clinic: SmallClinic, team: TeamOf): Promise<{ sessionId: string; doseLineId: string }> {
  const { patient } = team;
  const { sessionId } = await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, 10));
  const { doseLineId } = await clinic.read.dosingSession.findUniqueOrThrow({ where: { id: sessionId } });
  const log = [
    ['arrival', 'chaperone', {}],
    ['gate', 'prescriber', { isPassed: true, findings: [] }],
    ['release', 'prescriber', { doseLineId, doseMg: 100, gateSeq: 2 }],
  ] as const;
  await clinic.transact(async (tx) => {
    for (const [at, [type, part, payload]] of log.entries())
      await tx.sql`
        INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role)
        VALUES (${sessionId}, ${at + 1}, ${randomUUID()}, ${type}, ${JSON.stringify(payload)}::jsonb, app_now(), app_now(),
          ${team[part].personId}, ${part})`;
    await tx.sql`UPDATE dose_line SET state = 'released' WHERE id = ${doseLineId}`;
    await tx.sql`UPDATE dosing_session SET last_seq = 3, gate_passed_at = app_now(), released_at = app_now() WHERE id = ${sessionId}`;
  });
  return { sessionId, doseLineId };
}
