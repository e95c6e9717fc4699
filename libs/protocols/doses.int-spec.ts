import type { Caller } from '#identity';
import { Database, sqlState } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { ProtocolRoom } from '../../test/support/protocol-room.js';
import type { TeamOf } from '../../test/support/small-clinic.js';
import { DOSE_STATES, mayBecome } from './domain/dose-states.js';
import { DosesWaiting } from './doses-waiting.service.js';
import { EndingsService } from './endings.service.js';

let room: ProtocolRoom;
let nina: Caller;
let paul: Caller;
let team: TeamOf;
beforeAll(async () => {
  room = await ProtocolRoom.open();
  [nina, paul] = [await room.person('prescriber'), await room.person('prescriber')];
});
beforeEach(async () => {
  team = await room.patientOf(nina, paul);
});
afterAll(() => room?.close());

const sql: Database['sql'] = (...statement) => room.clinic.get(Database).sql(...statement);
const refused = (code: string, facts?: object) => expect.objectContaining(facts ? { code, facts } : { code });
const signed = (number: number, doseMg: number, by = nina) => room.give(by, team.patient, number, doseMg);
const release = (number: number) => room.release(team.patient, number);

describe('the states of a dose', () => {
  it('follow each other in the database as they do in the program', async () => {
    await room.begin(nina, team.patient, { sessions: 1 });
    await signed(1, 100);
    const id = await room.doseLine(team.patient, 1);
    for (const from of DOSE_STATES)
      for (const to of DOSE_STATES.filter((state) => state !== from)) {
        const taken = (state: string) => (state === 'taken' ? 'app_now()' : 'NULL');
        await asOwner(`
          ALTER TABLE dose_line DISABLE TRIGGER USER;
          UPDATE dose_line SET state = '${from}', taken_at = ${taken(from)} WHERE id = '${id}';
          ALTER TABLE dose_line ENABLE TRIGGER USER`);
        const refusal = await asOwner(`UPDATE dose_line SET state = '${to}', taken_at = ${taken(to)} WHERE id = '${id}'`).then(
          () => 'none',
          (error: { code?: string }) => error.code ?? 'unknown',
        );
        // a step that there is may be refused for another reason; one that there is not never happens
        const isAsSaid = mayBecome(from, to) ? refusal !== 'HF002' : refusal.startsWith('HF');
        expect([from, to, refusal, isAsSaid]).toEqual([from, to, refusal, true]);
      }
  });
});

/** What waits of this patient, by kind. */
const waitingFor = async (caller: Caller) =>
  (await room.clinic.get(DosesWaiting).list(caller))
    .filter(({ patientId }) => patientId === team.patient.personId)
    .map(({ kind }) => kind);

describe('a large step', () => {
  it('takes two prescribers, and is not released before', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    const { proposalId, signaturesNeeded } = await room.propose(nina, team.patient, 2, 160);
    expect(signaturesNeeded).toBe(2);
    expect([await waitingFor(nina), await waitingFor(paul)]).toEqual([['dose-unsigned'], ['dose-unsigned']]);
    expect(await room.sign(nina, proposalId)).toEqual({ isSigned: false });
    expect([await waitingFor(nina), await waitingFor(paul)]).toEqual([[], ['dose-unsigned']]);
    expect((await room.doses(team.patient))[1]).toEqual(['proposed', null]);
    await expect(room.sign(nina, proposalId)).rejects.toEqual(refused('protocols.signed-already'));
    expect(await room.sign(paul, proposalId)).toEqual({ isSigned: true });
    expect((await room.doses(team.patient))[1]).toEqual(['signed', 160]);
    await sql`UPDATE dose_line SET unlocked_at = app_now() WHERE number = 2 AND unlocked_at IS NULL`;
    await release(2);
    expect((await room.doses(team.patient))[1]).toEqual(['released', 160]);
  });

  it('is refused after something went wrong, until a prescriber has said what it means', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    await sql`INSERT INTO questionnaire_response (id, patient_id, form, version, completed_at) VALUES (${team.patient.personId}::uuid, ${team.patient.personId}::uuid, 'c-ssrs', '1', app_now())`;
    await sql`INSERT INTO assessment_signal (id, patient_id, response_id, rule, level, holds_dosing) VALUES (gen_random_uuid(), ${team.patient.personId}::uuid, ${team.patient.personId}::uuid, 'A4', 2, true)`;
    await expect(room.propose(nina, team.patient, 2, 110)).rejects.toEqual(
      refused('protocols.proposal-refused', { reasons: ['suicidality'] }),
    );
    await room.requests.ask(team.therapist, team.patient.personId, { wish: 'higher', reason: 'They ask for more.' });
    expect(await waitingFor(nina)).toEqual(['dose-asked']);
    expect(await waitingFor(team.therapist)).toEqual([]);
    await room.review(nina, team.patient, 'Spoken with them; safe, and a plan is made.');
    const { requests, unreviewed } = await room.read(nina, team.patient);
    expect([unreviewed, requests[0]!.answeredAt === null]).toEqual([[], false]);
    await expect(signed(2, 110)).rejects.toEqual(refused('protocols.paused'));
    await room.resume(nina, team.patient);
    const [open] = await sql<{
      id: string;
    }>`SELECT id FROM dose_proposal WHERE patient_id = ${team.patient.personId}::uuid AND state = 'open'`;
    expect(await room.sign(nina, open!.id)).toEqual({ isSigned: true });
  });

  it('is one from what was signed for the same session, too', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    expect(await room.propose(nina, team.patient, 1, 200)).toMatchObject({ signaturesNeeded: 2 });
  });

  it('above the most that a later version allows is not released, though it was signed before', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    const { guardrails } = await room.content();
    await room.begin(nina, team.patient, {
      guardrails: { ...guardrails, maxMgPerSession: 90 },
      reason: 'A smaller dose from now on.',
    });
    expect(await release(1).then(() => null, sqlState)).toBe('HF003');
    await expect(room.propose(nina, team.patient, 1, 95)).rejects.toEqual(
      refused('protocols.proposal-refused', { reasons: ['above-maximum'] }),
    );
    await signed(1, 90);
    await release(1);
  });

  it('withdrawn, leaves what was signed before', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    const { proposalId } = await room.propose(paul, team.patient, 1, 120);
    await expect(release(1)).rejects.toEqual(refused('protocols.not-releasable'));
    await room.proposals.withdraw(paul, proposalId);
    expect((await room.doses(team.patient))[0]).toEqual(['signed', 100]);
    await release(1);
  });
});

describe('what is taken out of a course', () => {
  const endings = () => room.clinic.get(EndingsService);
  const close = async (number: number, as: 'skipped' | 'voided', by = nina) => {
    await room.prove(by);
    return endings().close(by, team.patient.personId, number, { as, reason: 'As spoken.' });
  };
  const unlocked = async () =>
    (
      await sql<{ number: number }>`
        SELECT d.number FROM dose_line d JOIN newest_protocol n ON n.id = d.protocol_id
        WHERE n.patient_id = ${team.patient.personId}::uuid AND d.unlocked_at IS NOT NULL ORDER BY 1`
    ).map(({ number }) => number);

  it('is a dose that is skipped or withdrawn, with a reason and a proof; the one after it opens in its place', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    await signed(2, 100);
    await expect(endings().close(nina, team.patient.personId, 1, { as: 'skipped', reason: 'As spoken.' })).rejects.toEqual(
      refused('identity.step-up-needed'),
    );
    expect(await close(1, 'skipped')).toEqual({ booked: [] });
    expect(await unlocked()).toEqual([1, 2]);
    await expect(close(3, 'skipped')).rejects.toEqual(refused('protocols.never-signed'));
    await room.propose(nina, team.patient, 3, 100);
    await close(3, 'voided'); // the proposal goes with it
    await expect(close(3, 'voided')).rejects.toEqual(refused('protocols.no-dose'));
    expect((await room.doses(team.patient)).map(([state]) => state)).toEqual(['skipped', 'signed', 'voided', 'planned']);
    await release(2);
    await expect(close(2, 'skipped')).rejects.toEqual(refused('protocols.dose-in-hand'));
  });

  it('is the whole protocol when it is ended: nothing of it is released, and nothing older comes back', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    await room.prove(nina);
    await endings().end(nina, team.patient.personId, 'The patient goes on without.');
    expect(await release(1).then(() => null, sqlState)).toBe('HF003');
    await room.prove(nina);
    await expect(endings().end(nina, team.patient.personId, 'Again.')).rejects.toEqual(refused('protocols.nothing-holds'));
    await room.begin(nina, team.patient, {}, true);
  });

  it('is decided by a prescriber of the team, and in the database by nobody who does not say why', async () => {
    await room.begin(nina, team.patient);
    await signed(1, 100);
    await expect(close(1, 'voided', await room.person('prescriber'))).rejects.toEqual(refused('care.not-found'));
    const unasked = sql`UPDATE dose_line SET state = 'voided' WHERE id = ${await room.doseLine(team.patient, 1)}`;
    expect(await unasked.then(() => null, sqlState)).toBe('HF003');
  });
});
