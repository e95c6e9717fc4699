import { randomUUID } from 'node:crypto';

import { ConsentsService } from '#care';
import type { Caller } from '#identity';
import { Database, sqlState } from '#platform';
import { ProtocolRoom } from '../../test/support/protocol-room.js';
import type { TeamOf } from '../../test/support/small-clinic.js';
import { waitsForLock } from '../../test/support/waits-for-lock.js';
import { ConsentWatch } from './consent-watch.js';
import { DosesWaiting } from './doses-waiting.service.js';
import { PauseWatch } from './pause-watch.js';
import { ProtocolsService } from './protocols.service.js';

let room: ProtocolRoom;
let nina: Caller;
let paul: Caller;
let team: TeamOf;
let patientId: string;
beforeAll(async () => {
  room = await ProtocolRoom.open();
  [nina, paul] = [await room.person('prescriber'), await room.person('prescriber')];
});
beforeEach(async () => {
  team = await room.patientOf(nina, paul);
  patientId = team.patient.personId;
});
afterAll(() => room?.close());

const sql: Database['sql'] = (...statement) => room.clinic.get(Database).sql(...statement);
const protocols = () => room.clinic.get(ProtocolsService);
const signed = async (number: number, doseMg: number, by = nina) =>
  room.sign(by, (await room.propose(by, team.patient, number, doseMg)).proposalId);
const lineOf = async (number: number): Promise<string> => {
  const [row] = await sql<{ id: string }>`
    SELECT d.id FROM dose_line d JOIN newest_protocol n ON n.id = d.protocol_id WHERE n.patient_id = ${patientId}::uuid AND d.number = ${number}`;
  return row!.id;
};
const isPlanned = async (number: number) => (await protocols().gateFacts(room.clinic.read, await lineOf(number))).isDosePlanned;
/** @returns what the database has against it */
const release = async (number: number): Promise<string> => {
  const line = await lineOf(number);
  await sql`UPDATE dose_line SET unlocked_at = coalesce(unlocked_at, app_now()) WHERE id = ${line}`;
  return room.clinic
    .transact((tx) => protocols().release(tx, line))
    .then(
      () => 'none',
      (error: unknown) => sqlState(error) ?? Promise.reject(error),
    );
};
/** Longer ago than the days that are asked for between two. */
async function taken(number: number): Promise<void> {
  expect(await release(number)).toBe('none');
  await sql`UPDATE dose_line SET state = 'taken', taken_at = app_now() - interval '20 days' WHERE id = ${await lineOf(number)}`;
}
/** An answer of which a rule speaks. A2 are thoughts of death: nothing that pauses a course. */
async function answered(rule = 'A2', on = sql): Promise<void> {
  const [response, signal] = [randomUUID(), randomUUID()];
  await on`INSERT INTO questionnaire_response (id, patient_id, form, version, completed_at) VALUES (${response}::uuid, ${patientId}::uuid, 'phq-9', '1', app_now())`;
  await on`INSERT INTO assessment_signal (id, patient_id, response_id, rule, level, holds_dosing) VALUES (${signal}::uuid, ${patientId}::uuid, ${response}::uuid, ${rule}, 2, false)`;
}

describe('a dose that was signed ahead', () => {
  it('is not released as a larger step than its signatures carry, because the one before it became smaller', async () => {
    await room.begin(nina, team.patient);
    for (const [number, doseMg] of [100, 100, 150].entries()) await signed(number + 1, doseMg);
    await signed(1, 50);
    await taken(1);
    expect([await isPlanned(2), await release(2)]).toEqual([false, 'HF003']);
    const { proposalId, signaturesNeeded } = await room.propose(nina, team.patient, 2, 75);
    expect([signaturesNeeded, await room.sign(nina, proposalId)]).toEqual([1, { isSigned: true }]);
    expect(await isPlanned(2)).toBe(true);
    await taken(2);
    expect([await isPlanned(3), await release(3)]).toEqual([false, 'HF003']);
    const again = await room.propose(nina, team.patient, 3, 150);
    expect([again.signaturesNeeded, await room.sign(nina, again.proposalId)]).toEqual([2, { isSigned: false }]);
    await room.sign(paul, again.proposalId);
    expect([await isPlanned(3), await release(3)]).toEqual([true, 'none']);
  });

  it('does not rise after something that nobody has reviewed; the same dose does not wait for it', async () => {
    await room.begin(nina, team.patient);
    for (const [number, doseMg] of [100, 100, 120].entries()) await signed(number + 1, doseMg);
    await taken(1);
    await answered();
    expect([await isPlanned(3), await release(3), await isPlanned(2)]).toEqual([false, 'HF003', true]);
    await room.review(nina, team.patient, 'Spoken with them; a plan is made.');
    expect([await isPlanned(3), await release(3)]).toEqual([true, 'none']);
  });
});

describe('a review', () => {
  it('is of what was read, and of nothing that came meanwhile', async () => {
    await room.begin(nina, team.patient);
    const { readAt } = await room.read(nina, team.patient);
    await answered();
    await room.prove(nina);
    await room.requests.review(nina, patientId, { reason: 'Nothing has happened yet.', readAt: new Date(readAt) });
    expect((await room.read(nina, team.patient)).unreviewed).toEqual(['suicidality']);
    await expect(room.propose(nina, team.patient, 1, 100)).rejects.toMatchObject({ code: 'protocols.proposal-refused' });
    await room.review(nina, team.patient, 'Spoken with them; a plan is made.');
    expect((await room.read(nina, team.patient)).unreviewed).toEqual([]);
  });
});

describe('whoever signs', () => {
  it('waits for whoever releases, and takes back what was released meanwhile', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    const { guardrails } = await room.content();
    const lower = { guardrails: { ...guardrails, maxMgPerSession: 90 }, reason: 'A smaller dose from now on.' };
    let signing: Promise<string> | undefined;
    await room.clinic.transact(async (tx) => {
      await protocols().lookAtCourse(tx, patientId);
      signing = room.begin(paul, team.patient, lower);
      await waitsForLock(room.clinic);
      await protocols().release(tx, await lineOf(1));
    });
    await signing;
    expect((await room.doses(team.patient))[0]).toEqual(['signed', 100]);
    expect(await isPlanned(1)).toBe(false);
  });
});

describe('what nobody could know who signed', () => {
  it('pauses the course, though it was written before the signature: it was committed after it', async () => {
    const look = () => room.clinic.transact((tx) => room.clinic.get(PauseWatch).look(tx, patientId));
    await answered('A5');
    await room.begin(nina, team.patient);
    expect(await look()).toBe(false);
    await room.clinic.transact(async (tx) => {
      await answered('A5', tx.sql);
      await room.begin(nina, team.patient, { reason: 'Another one, in the same minute.' });
    });
    expect(await look()).toBe(true);
    const open = await room.clinic.read.protocolPause.count({ where: { patientId, endedAt: null } });
    expect(open).toBe(1);
  });
});

describe('a consent that is taken back', () => {
  /** As the worker does when the row falls due. */
  const told = async () => {
    for (const { payload } of await room.clinic.waiting('care.consent-withdrawn'))
      await room.clinic.transact((tx) =>
        room.clinic.get(ConsentWatch).withdrawn(tx, payload as Parameters<ConsentWatch['withdrawn']>[1]),
      );
    return sql<{
      kind: string;
      ladder: string;
    }>`SELECT kind::text AS kind, ladder FROM clinic_alert WHERE patient_id = ${patientId}::uuid`;
  };
  const withdraw = () => room.clinic.get(ConsentsService).withdraw(team.patient, patientId);

  it('stops a course, and is said to those who treat', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    await withdraw();
    expect(await told()).toEqual([{ kind: 'consent-withdrawn', ladder: 'same-day' }]);
    expect(await release(1)).toBe('HF003');
    const taken = sql`UPDATE clinic_alert SET acknowledged_by = ${team.patient.personId}::uuid, acknowledged_at = app_now() WHERE patient_id = ${patientId}::uuid`;
    await expect(taken).rejects.toMatchObject({ code: 'HR002' });
  });

  it('stops nothing where there is no course', async () => {
    await withdraw();
    expect(await told()).toEqual([]);
  });
});

describe('what waits for a signature', () => {
  it('is nothing of a protocol that was replaced: nobody could sign it', async () => {
    const waiting = async () =>
      (await room.clinic.get(DosesWaiting).list(nina)).filter((one) => one.patientId === patientId).map(({ kind }) => kind);
    await room.begin(nina, team.patient);
    await room.propose(nina, team.patient, 1, 100);
    expect(await waiting()).toEqual(['dose-unsigned']);
    await room.begin(nina, team.patient, {}, true);
    expect(await waiting()).toEqual([]);
  });
});
