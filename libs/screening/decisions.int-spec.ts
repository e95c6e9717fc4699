import type { Caller } from '#identity';
import { DAY } from '#kernel';
import { Database, Hints } from '#platform';
import { ErasureService } from '#record';
import { asOwner } from '../../test/support/owner.js';
import { ScreeningRoom } from '../../test/support/screening-room.js';

let room: ScreeningRoom;
let patient: Caller;
let nina: Caller;
let tom: Caller;
beforeAll(async () => {
  room = await ScreeningRoom.open();
  await room.clinic.get(Hints).onApplicationBootstrap(); // by which keys are forgotten that were shredded
});
beforeEach(async () => {
  await asOwner('DELETE FROM outbox_event; DELETE FROM clinic_alert');
  ({ patient, prescriber: nina, therapist: tom } = await room.clinic.enrol());
  await room.begin(nina, patient);
});
afterAll(() => room?.close());

const refused = (code: string, facts?: object) => expect.objectContaining(facts ? { code, facts } : { code });
const DEFERRED = { outcome: 'deferred', reasons: ['information-missing'], revisitOn: '2099-01-04' } as const;
const TURNED_AWAY = { outcome: 'not_eligible', reasons: ['heart-or-pressure'], alternatives: ['own-doctor'] } as const;
const stateOf = async () => (await room.caseOf(patient)).state;

describe('a decision', () => {
  it('lets nobody in of whom something is missing, and says what', async () => {
    const demands = ['identity-not-seen', 'safety-answers-missing', 'location-not-stated'];
    await expect(room.decide(nina, patient, { outcome: 'eligible' })).rejects.toEqual(
      refused('screening.demands-open', { demands }),
    );
    await room.prepare(nina, patient);
    await room.decide(nina, patient, { outcome: 'eligible' });
    expect(await stateOf()).toBe('eligible');
    expect(await room.waiting()).toContain('screening.decided');
    const own = await room.own(patient);
    expect(own).toMatchObject({ next: 'welcome', letters: [{ byName: nina.displayName }] });
    expect(own.letters[0]!.paragraphs.join(' ')).toContain('Good news');
  });

  it('stands on answers of this week, a place of today, and a licence of whoever signs', async () => {
    await room.prepare(nina, patient);
    await room.clinic.moveTo(new Date((await room.now()) + 7 * DAY));
    const old = { demands: ['safety-answers-too-old', 'location-not-stated'] };
    await expect(room.decide(nina, patient, { outcome: 'eligible' })).rejects.toEqual(refused('screening.demands-open', old));
    const unlicensed = await room.clinic.person('prescriber');
    await room.accept(unlicensed, await room.offer(nina, patient, unlicensed, 5));
    await room.prepare(unlicensed, patient);
    const there = { demands: ['not-licensed-there'] };
    await expect(room.decide(unlicensed, patient, { outcome: 'eligible' })).rejects.toEqual(
      refused('screening.demands-open', there),
    );
  });

  it('is the owner’s, who may prescribe and has just proven who they are', async () => {
    const helen = await room.clinic.person('physician');
    await expect(room.decide(helen, patient, DEFERRED)).rejects.toEqual(refused('care.not-found'));
    await expect(room.decide(tom, patient, DEFERRED)).rejects.toEqual(refused('screening.not-yours'));
    await room.assign(nina, patient, tom);
    const missing = { demands: ['not-a-prescriber'] };
    await expect(room.decide(tom, patient, DEFERRED)).rejects.toEqual(refused('screening.demands-open', missing));
    await expect(room.assign(tom, patient, nina)).rejects.toEqual(refused('screening.not-yours-to-give'));
    await room.assign(nina, patient, nina);
    const proven = await room.provenCaller(nina);
    const { DecisionsService } = await import('./decisions.service.js');
    const given = { ...DEFERRED, basedOn: 0, alternatives: [], note: 'Seen.', words: '' };
    const decide = (basedOn: number) => room.clinic.get(DecisionsService).decide(proven, patient.personId, { ...given, basedOn });
    await decide(0);
    await room.step(nina, patient, { step: 'reopen' });
    await room.step(nina, patient, { step: 'begin' });
    await expect(decide(1)).rejects.toEqual(refused('identity.step-up-needed')); // one proof, one signature
  });

  it('says why, and of another way or a day', async () => {
    await expect(room.decide(nina, patient, { outcome: 'not_eligible', reasons: ['liver'] })).rejects.toEqual(
      refused('screening.reason-missing'),
    );
    await expect(room.decide(nina, patient, { outcome: 'deferred', reasons: ['liver'] })).rejects.toEqual(
      refused('screening.reason-missing'),
    );
    await room.decide(nina, patient, { ...TURNED_AWAY, words: 'We spoke about it.' });
    const { letters, next } = await room.own(patient);
    expect(next).toBe('read-letter');
    expect(letters[0]!.paragraphs).toEqual(expect.arrayContaining(['We spoke about it.']));
    expect(letters[0]!.paragraphs.at(-1)).toContain('988');
  });

  it('is superseded by a later one and never changed, and a patient who was put off is seen again', async () => {
    await room.decide(nina, patient, DEFERRED);
    expect(await room.own(patient)).toMatchObject({ next: 'look-again', revisitOn: '2099-01-04' });
    await expect(room.decide(nina, patient, { ...TURNED_AWAY, basedOn: 0 })).rejects.toEqual(
      refused('screening.decided-meanwhile'),
    );
    await room.step(nina, patient, { step: 'reopen' });
    await room.step(nina, patient, { step: 'begin' });
    await room.prepare(nina, patient);
    await room.decide(nina, patient, { outcome: 'eligible', basedOn: 1 });
    await room.decide(nina, patient, { ...TURNED_AWAY, basedOn: 2 });
    const { decisions, state } = await room.read(nina, patient);
    expect(state).toBe('not_eligible');
    expect(decisions.map(({ number, outcome }) => [number, outcome])).toEqual([
      [3, 'not_eligible'],
      [2, 'eligible'],
      [1, 'deferred'],
    ]);
    expect((await room.own(patient)).letters).toHaveLength(3);
    await expect(asOwner("UPDATE screening_decision SET outcome = 'eligible'")).rejects.toThrow(/append-only/);
  });

  it('is one, of two at once', async () => {
    const outcomes = await Promise.allSettled([room.decide(nina, patient, TURNED_AWAY), room.decide(nina, patient, DEFERRED)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await room.caseOf(patient)).decisionNumber).toBe(1);
  });

  it('is not made while the case is being handed over', async () => {
    const helen = await room.clinic.person('physician');
    await room.offer(nina, patient, helen, 5);
    await expect(room.decide(nina, patient, TURNED_AWAY)).rejects.toEqual(refused('screening.not-now'));
  });

  it('cannot be written past the program without what it stands on', async () => {
    const { id } = await room.caseOf(patient);
    const insert = (more: string, values: string) =>
      asOwner(`INSERT INTO screening_decision (id, case_id, patient_id, number, outcome, decided_by, content_sealed, letter_sealed${more})
        SELECT gen_random_uuid(), id, patient_id, 1, 'eligible', owner_id, '', ''${values} FROM screening_case WHERE id = '${id}'`);
    await expect(insert('', '')).rejects.toThrow(/nobody has seen|eligible_stands/);
    await room.checkIdentity(nina, patient);
    const place = ', identity_check_id, location_stated_at, licensed_until, safety_answered_at';
    const check = `(SELECT i.id FROM screening_identity_check i WHERE i.case_id = '${id}')`;
    const stands = (answered: string) => `, ${check}, app_now(), '2199-12-31', app_now() - interval '${answered}'`;
    await expect(insert(place, stands('8 days'))).rejects.toThrow(/eligible_stands/);
    await expect(insert(place, stands('6 days'))).rejects.toThrow(/nothing came of it/);
  });

  it('is forgotten with the patient: nothing of it can be read any more', async () => {
    await room.decide(nina, patient, TURNED_AWAY);
    const { id } = await room.caseOf(patient);
    await room.clinic.get(ErasureService).erase(null, patient.personId, 'patient-request');
    const [row] = await room.clinic.get(Database).sql<{ outcome: string }>`
      SELECT outcome FROM screening_decision WHERE case_id = ${id}`;
    expect(row).toEqual({ outcome: 'not_eligible' });
    expect((await room.read(nina, patient)).decisions[0]).toMatchObject({ content: null, letter: null });
  });
});

describe('a clearance', () => {
  const question = {
    specialty: 'cardiology',
    askedOf: 'Dr. Reyes',
    question: 'Is it safe for the heart?',
    dueInDays: 14,
  } as const;

  it('is asked, comes back, is read, and clears nothing by itself', async () => {
    await room.prepare(nina, patient);
    const { clearanceId } = await room.clearances.ask(nina, patient.personId, question);
    await room.decide(nina, patient, { outcome: 'needs_clearance', reasons: ['heart-or-pressure'] });
    expect((await room.list(nina)).own).toMatchObject([{ next: 'wait-for-clearance' }]);
    const eligible = { outcome: 'eligible', basedOn: 1 } as const;
    const out = { demands: ['clearance-out'] };
    await expect(room.decide(nina, patient, eligible)).rejects.toEqual(refused('screening.demands-open', out));
    await expect(room.clearances.read(nina, clearanceId)).rejects.toEqual(refused('screening.clearance-over'));
    await room.clearances.answer(tom, clearanceId, { answer: 'no-objection', words: 'No objection.' });
    expect((await room.list(nina)).own).toMatchObject([{ next: 'read-the-clearance' }]);
    const unread = { demands: ['clearance-unread'] };
    await expect(room.decide(nina, patient, eligible)).rejects.toEqual(refused('screening.demands-open', unread));
    await room.clearances.read(nina, clearanceId);
    expect(await stateOf()).toBe('needs_clearance'); // a person decides
    await room.decide(nina, patient, eligible);
    expect((await room.read(nina, patient)).clearances[0]).toMatchObject({ state: 'read', readByName: nina.displayName });
  });

  it('is missed by somebody when it does not come, and by nobody when it did', async () => {
    const admin = await room.clinic.person('admin');
    const { clearanceId } = await room.clearances.ask(nina, patient.personId, question);
    const [due] = await room.clinic.waiting('screening.clearance-due');
    expect(due!.dueAt.getTime()).toBeGreaterThan((await room.now()) + 13 * DAY);
    expect(await room.clearanceDue(clearanceId)).toEqual(expect.arrayContaining([nina.personId, admin.personId]));
    expect(await room.alerts()).toMatchObject([{ kind: 'clearance_overdue', closedAt: null }]);
    await room.clearances.answer(nina, clearanceId, { answer: 'unclear', words: 'They ask for an ECG.' });
    expect(await room.alerts()).toMatchObject([{ closedAt: expect.any(Date) }]);
    expect(await room.clinic.waiting('screening.clearance-due')).toEqual([]);
    expect(await room.clearanceDue(clearanceId)).toEqual([]);
  });

  it('is nothing to whoever does not care for the patient', async () => {
    const { clearanceId } = await room.clearances.ask(nina, patient.personId, question);
    const stranger = (await room.clinic.enrol()).prescriber;
    await expect(room.clearances.withdraw(stranger, clearanceId)).rejects.toEqual(refused('screening.no-clearance'));
    await expect(room.clearances.ask(stranger, patient.personId, question)).rejects.toEqual(refused('care.not-found'));
    await expect(room.clearances.ask(tom, patient.personId, question)).rejects.toEqual(refused('screening.not-yours'));
    await room.clearances.withdraw(nina, clearanceId);
    await expect(asOwner('UPDATE screening_clearance SET due_at = app_now()')).rejects.toThrow(/stays/);
  });
});
