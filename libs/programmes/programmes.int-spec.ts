import type { LetterTemplate } from '#contracts';
import { OutsideReleasesService } from '#documents';
import { Database } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { ProgrammeRoom } from '../../test/support/programme-room.js';
import type { TeamOf } from '../../test/support/small-clinic.js';

let room: ProgrammeRoom;
beforeAll(async () => {
  room = await ProgrammeRoom.open();
});
const TABLES = ['programme_mark', 'programme_enrolment', 'programme_version', 'programme'];
const triggers = (verb: string) => TABLES.map((name) => `ALTER TABLE ${name} ${verb} TRIGGER USER;`).join(' ');
beforeEach(() =>
  asOwner(`${triggers('DISABLE')} ${TABLES.map((name) => `DELETE FROM ${name};`).join(' ')} ${triggers('ENABLE')}`),
);
afterAll(() => room?.close());

const sql: Database['sql'] = (...statement) => room.clinic.get(Database).sql(...statement);
const refused = (code: string, facts?: object) => expect.objectContaining(facts ? { code, facts } : { code });
const ended = { to: 'ended', ending: 'patient-wishes' } as const;

describe('a programme', () => {
  it('is drafted, changed and published by the medical director, with a fresh proof, and never changes then', async () => {
    const { prescriber } = await room.clinic.enrol();
    await expect(room.programmes.draft(prescriber, 'guided-six')).rejects.toEqual(refused('care.not-your-duty'));
    await expect(room.programmes.draft(room.director, 'made-up')).rejects.toEqual(refused('programmes.no-programme'));
    const { versionId, revision } = await room.programmes.draft(room.director, 'guided-six');
    await expect(room.programmes.draft(room.director, 'guided-six')).rejects.toEqual(refused('programmes.draft-open'));
    await expect(room.programmes.publish(room.director, versionId, revision)).rejects.toEqual(refused('identity.step-up-needed'));
    await room.prove(room.director);
    await room.programmes.publish(room.director, versionId, revision);
    const straight = sql`UPDATE programme_version SET content = content || '{"sessions": 7}' WHERE id = ${versionId}`;
    await expect(straight).rejects.toMatchObject({ code: 'HF003' });
    await expect(sql`DELETE FROM programme_version WHERE id = ${versionId}`).rejects.toMatchObject({ code: 'HF003' });
    const second = await room.publish('guided-six', { sessions: 5 });
    const states = await sql`SELECT number, state FROM programme_version ORDER BY number`;
    expect(states).toEqual([
      { number: 1, state: 'retired' },
      { number: 2, state: 'published' },
    ]);
    expect(second).not.toBe(versionId);
  });

  it('is not published while a protocol that it is treated by is not, nor as what breaks a law', async () => {
    const { versionId, revision } = await room.programmes.draft(room.director, 'infusions');
    await room.prove(room.director);
    await expect(room.programmes.publish(room.director, versionId, revision)).rejects.toEqual(
      refused('programmes.refused', { reasons: ['no-such-template'] }),
    );
    await expect(room.publish('guided-six', { needsCompanion: false })).rejects.toEqual(
      refused('programmes.refused', { reasons: ['alone-at-home'] }),
    );
  });
});

describe('an enrolment', () => {
  let team: TeamOf;
  let versionId: string;
  const enrol = (by = team.prescriber) => room.enrolments.enrol(by, team.patient.personId, versionId);
  const next = () => room.next(team.patient, team.patient);
  beforeAll(async () => {
    team = await room.eligible();
  }, 30_000);
  beforeEach(async () => {
    versionId = await room.publish('guided-six', { sessions: 2, reviewsAfter: [1] });
  });

  it('is for whom a prescriber has found eligible, by a clinician of theirs, and one at a time', async () => {
    const other = await room.clinic.enrol();
    const early = room.enrolments.enrol(other.prescriber, other.patient.personId, versionId);
    await expect(early).rejects.toEqual(refused('programmes.not-eligible'));
    const straight = sql`
      INSERT INTO programme_enrolment (id, patient_id, version_id, enrolled_by)
      VALUES (gen_random_uuid(), ${other.patient.personId}, ${versionId}, ${other.prescriber.personId})`;
    await expect(straight).rejects.toMatchObject({ code: 'HF003' });
    await expect(enrol(other.prescriber)).rejects.toEqual(refused('care.not-found'));
    const made = await Promise.allSettled([enrol(), enrol(team.therapist)]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(enrol()).rejects.toEqual(refused('programmes.enrolled-already'));
    await room.enrolments.move(team.therapist, team.patient.personId, ended);
    await enrol();
    expect((await room.read(team.patient, team.patient)).past).toMatchObject([{ state: 'ended' }]);
  });

  it('says what comes next, from the beginning to the last review, and completes nothing before', async () => {
    const { patient, prescriber, therapist } = team;
    const { personId } = patient;
    await enrol();
    expect(await next()).toMatchObject({ what: 'begin', by: 'team' });
    await room.enrolments.move(therapist, personId, { to: 'active' });
    expect(await next()).toMatchObject({ what: 'book-session', by: 'patient', number: 1 });
    const review = { kind: 'review', afterSession: 1 } as const;
    await expect(room.enrolments.record(prescriber, personId, review)).rejects.toEqual(
      refused('programmes.not-next', { next: 'book-session' }),
    );
    await room.tookDose(team, 1);
    expect(await next()).toMatchObject({ what: 'review', number: 1 });
    await expect(room.enrolments.record(therapist, personId, review)).rejects.toEqual(refused('programmes.prescribers-part'));
    await room.enrolments.record(prescriber, personId, review);
    expect(await next()).toMatchObject({ what: 'book-session', number: 2 });
    await expect(room.enrolments.move(prescriber, personId, { to: 'completed' })).rejects.toEqual(refused('programmes.not-next'));
    const early = sql`
      UPDATE programme_enrolment SET state = 'completed', ended_at = app_now(), ended_by = ${prescriber.personId}
      WHERE patient_id = ${personId} AND ended_at IS NULL`;
    await expect(early).rejects.toMatchObject({ code: 'HF003' });
    await room.tookDose(team, 2);
    expect(await next()).toMatchObject({ what: 'end-review', by: 'prescriber' });
    await room.enrolments.move(prescriber, personId, { to: 'completed' });
    const { enrolment } = await room.read(prescriber, patient);
    expect(enrolment).toMatchObject({ state: 'completed', sessionsHad: 2, next: null });
    expect(enrolment?.visits.filter(({ isDone }) => !isDone)).toEqual([]);
  });

  it('begins when what it asks for is on file, whoever writes into the database', async () => {
    const { personId } = team.patient;
    versionId = await room.publish('guided-six', { requirements: ['rems-enrolment', 'way-home'] });
    await enrol();
    expect(await next()).toMatchObject({ what: 'meet-requirement', which: 'rems-enrolment' });
    const straight = sql`
      UPDATE programme_enrolment SET state = 'active', began_at = app_now() WHERE patient_id = ${personId} AND ended_at IS NULL`;
    await expect(straight).rejects.toMatchObject({ code: 'HF003' });
    const met = (requirement: 'rems-enrolment' | 'way-home') => ({ kind: 'requirement', requirement }) as const;
    const record = (by: typeof team.patient, which: Parameters<typeof met>[0]) =>
      room.enrolments.record(by, personId, met(which));
    await expect(record(team.therapist, 'rems-enrolment')).rejects.toEqual(refused('programmes.prescribers-part'));
    await record(team.prescriber, 'rems-enrolment');
    await expect(record(team.prescriber, 'rems-enrolment')).rejects.toEqual(refused('programmes.not-next'));
    await record(team.therapist, 'way-home');
    await room.enrolments.move(team.therapist, personId, { to: 'active' });
    await expect(sql`DELETE FROM programme_mark`).rejects.toThrow();
  });

  it('asks for the release that names the patient’s own therapist, and again once it is taken back', async () => {
    const { patient, prescriber } = team;
    const releases = room.clinic.get(OutsideReleasesService);
    const covers: LetterTemplate[] = ['treatment-begins'];
    const recipient = { name: 'Maren Holt', organisation: '', address: '', email: '', fax: '' };
    const given = { recipient, covers, purpose: 'treatment', days: 90 } as const;
    const { releaseId } = await releases.give(patient, patient.personId, given);
    versionId = await room.publish('guided-six', { ownTherapist: { letters: covers } });
    await enrol();
    expect(await next()).toMatchObject({ what: 'name-own-therapist', by: 'patient' });
    const elsewhere = await room.clinic.enrol();
    const foreign = await releases.give(elsewhere.patient, elsewhere.patient.personId, given);
    await expect(room.enrolments.nameOwnTherapist(patient, patient.personId, foreign.releaseId)).rejects.toEqual(
      refused('programmes.no-such-release'),
    );
    await room.enrolments.nameOwnTherapist(patient, patient.personId, releaseId);
    expect((await room.read(prescriber, patient)).enrolment?.ownTherapist).toEqual({ name: 'Maren Holt', isOpen: true });
    await room.enrolments.move(prescriber, patient.personId, { to: 'active' });
    expect(await next()).toMatchObject({ what: 'write-letter', which: 'treatment-begins' });
    await releases.revoke(patient, patient.personId, releaseId);
    expect(await next()).toMatchObject({ what: 'name-own-therapist' });
  });

  it('is seen by the patient and their team, and by nobody else', async () => {
    const stranger = await room.clinic.person('prescriber');
    await expect(room.read(stranger, team.patient)).rejects.toEqual(refused('care.not-found'));
    expect(await room.read(team.patient, team.patient)).toMatchObject({ mayChange: false, isEligible: true });
    expect(await room.read(team.therapist, team.patient)).toMatchObject({ mayChange: true });
  });
});
