import { randomUUID } from 'node:crypto';
import { DosingBookingsService, IntegrationModule } from '#integration';
import { Database } from '#platform';
import { MAY_BE_OVERRIDDEN } from '#session-engine';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { SessionsModule } from './sessions.module.js';

let clinic: SmallClinic;
let sessionId: string;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule]);
  team = await clinic.enrol();
  const { patient } = team;
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

describe('what is signed over a gate', () => {
  const sign = (item: string, heldFor: string, by = team.prescriber.personId, seq = 700) => sql`
    INSERT INTO gate_override (id, session_id, patient_id, entry_seq, gate_seq, item, held_for, evidence, reason_sealed, signed_by)
    VALUES (${randomUUID()}, ${sessionId}, ${team.patient.personId}, ${seq}, 1, ${item}, ${heldFor}, '{}', 'sealed', ${by})`;
  const entry = (type: string, payload: object, seq = 700) => sql`
    INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role)
    VALUES (${sessionId}, ${seq}, ${randomUUID()}, ${type}, ${JSON.stringify(payload)}::jsonb, app_now(), app_now(),
      ${team.prescriber.personId}, 'prescriber')`;
  const found = (finding: object) => ({ isPassed: true, findings: [{ evidence: {}, ...finding }] });

  it.each([
    ['consent-current', 'no-consent'],
    ['chaperone-present', 'not-here'],
    ['vitals', 'held'],
    ['fasting', 'ate-just-now'],
    ['substances', 'alcohol-within-a-day'],
    ['nothing-new', 'may-be-pregnant'],
    ['protocol-signed', 'paused'],
    ['fasting', 'still-high'],
  ])('is never %s: %s', async (item, heldFor) => {
    await expect(sign(item, heldFor)).rejects.toMatchObject({ code: '23514' });
  });

  it('is what the engine lets a prescriber decide about, and nothing more', async () => {
    const [law] = await sql<{ text: string }>`
      SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'gate_override_item'`;
    const said = [...law!.text.matchAll(/'([a-z-]+)'::text/g)].map(([, word]) => word!);
    const engine = Object.entries(MAY_BE_OVERRIDDEN).flatMap(([item, reasons]) => reasons.map((reason) => [item, reason]));
    expect([...new Set(said)].sort()).toEqual([...new Set(engine.flat())].sort());
    for (const [at, [item, reason]] of engine.entries()) await sign(item!, reason!, undefined, 800 + at);
  });

  it('is signed by a prescriber, and stays', async () => {
    await expect(sign('fasting', 'ate-too-recently', team.therapist.personId)).rejects.toEqual(refused('only a prescriber'));
    await expect(sql`DELETE FROM gate_override WHERE session_id = ${sessionId}`).rejects.toMatchObject({ code: '42501' });
  });

  it('stands behind each entry that speaks of it, and no gate passes with anything that holds', async () => {
    const override = { item: 'fasting', heldFor: 'ate-too-recently', gateSeq: 1 };
    await expect(entry('override', override)).rejects.toEqual(refused('nobody has signed'));
    await expect(entry('gate', found({ item: 'vitals', isMet: false, reason: 'held' }))).rejects.toEqual(refused('that holds'));
    const signed = { item: 'vitals', isMet: true, reason: 'overridden', evidence: { heldFor: 'held', overrideSeq: 800 } };
    await expect(entry('gate', found(signed))).rejects.toEqual(refused('that holds'));
  });

  it('is of the gate that was seen, and counts no more once something new is said about it', async () => {
    const signed = {
      item: 'fasting',
      isMet: true,
      reason: 'overridden',
      evidence: { heldFor: 'ate-too-recently', overrideSeq: 820 },
    };
    await sign('fasting', 'ate-too-recently', undefined, 820);
    await entry('gate', found(signed), 821);
    await entry('today-answers', {}, 822);
    await expect(entry('gate', found(signed), 823)).rejects.toEqual(refused('that holds'));
    await expect(sign('fasting', 'ate-too-recently', undefined, 824)).rejects.toEqual(refused('something new'));
    await sign('vitals', 'still-high', undefined, 825);
    await entry('vitals', {}, 826);
    await expect(sign('vitals', 'still-high', undefined, 827)).rejects.toEqual(refused('something new'));
  });

  it('lets no gate pass with a finding that does not say whether it is met', async () => {
    await expect(entry('gate', found({ item: 'fasting', isMet: null }), 832)).rejects.toEqual(refused('that holds'));
  });
});
