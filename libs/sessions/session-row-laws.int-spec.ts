import { DosingBookingsService, IntegrationModule } from '#integration';
import { Database } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { SessionsModule } from './sessions.module.js';

let clinic: SmallClinic;
let sessionId: string;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule]);
  const { patient } = await clinic.enrol();
  ({ sessionId } = await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, 10)));
});
afterAll(() => clinic.close());

const sql: Database['sql'] = (...statement) => clinic.get(Database).sql(...statement);
const refused = (what: string) => expect.objectContaining({ code: 'HF003', message: expect.stringContaining(what) });

describe('the row of a session', () => {
  it('follows the protocol until somebody writes into the session, and keeps its plan from then on', async () => {
    const bend = (value: string) =>
      sql`UPDATE dosing_session SET plan = jsonb_set(plan, '{version}', to_jsonb(${value}::text)) WHERE id = ${sessionId}`;
    await bend('another');
    await clinic.transact(async (tx) => {
      await tx.sql`
        INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_role)
        VALUES (${sessionId}, 1, gen_random_uuid(), 'arrival', '{}', app_now(), app_now(), 'system')`;
      await tx.sql`UPDATE dosing_session SET last_seq = 1 WHERE id = ${sessionId}`;
    });
    await expect(bend('a third')).rejects.toEqual(refused('frozen'));
  });

  it('may be written with the same plan', async () => {
    expect(await sql`UPDATE dosing_session SET plan = plan WHERE id = ${sessionId} RETURNING 1`).toHaveLength(1);
  });

  it('keeps its dose, and its last seq never falls', async () => {
    await expect(sql`UPDATE dosing_session SET dose_line_id = gen_random_uuid() WHERE id = ${sessionId}`).rejects.toEqual(
      refused('stays'),
    );
    await expect(sql`UPDATE dosing_session SET last_seq = last_seq - 1 WHERE id = ${sessionId}`).rejects.toEqual(
      refused('stays'),
    );
  });
});
