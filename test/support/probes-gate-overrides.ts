import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readFieldKeys, SealedFields } from '#platform';
import type { Cast } from './cast.js';

/** A gate that nobody has judged. */
export const OVERRIDE = { gateSeq: 99_999, item: 'fasting', reason: 'The matrix tries every door.' } as const;

/** Of both patients something was signed over. */
export async function bothSignedOver(cast: Cast): Promise<string> {
  const by = await cast.once('signs over gates', () => cast.person('prescriber'));
  for (const patient of [cast.a, cast.b])
    await cast.once(`signed over ${patient.personId}`, async () => {
      const id = randomUUID();
      const fields = new SealedFields(readFieldKeys(join(cast.dataDir, 'field-key'), false));
      const sealed = fields.seal(OVERRIDE.reason, { table: 'gate_override', column: 'reason_sealed', rowId: id });
      await cast.sql('ALTER TABLE gate_override DISABLE TRIGGER gate_override_law', []); // the session of the one has its dose by now
      await cast.sql(
        `INSERT INTO gate_override (id, session_id, patient_id, entry_seq, gate_seq, item, held_for, evidence, reason_sealed, signed_by)
         SELECT $1, s.id, s.patient_id, 9001, 9000, 'fasting', 'ate-too-recently', '{}', $4, $3
         FROM dosing_session s WHERE s.patient_id = $2 LIMIT 1`,
        [id, patient.personId, by, sealed],
      );
      await cast.sql('ALTER TABLE gate_override ENABLE TRIGGER gate_override_law', []);
      return '';
    });
  return '';
}
