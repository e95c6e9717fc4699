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
  it('keeps the plan that was frozen at booking', async () => {
    const bend = sql`UPDATE dosing_session SET plan = jsonb_set(plan, '{gate}', '{}') WHERE id = ${sessionId}`;
    await expect(bend).rejects.toEqual(refused('frozen'));
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
