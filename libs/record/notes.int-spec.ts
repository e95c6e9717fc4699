import { randomUUID } from 'node:crypto';
import type { Note } from '#contracts';
import type { Caller } from '#identity';
import { DosingBookingsService, IntegrationModule } from '#integration';
import { Clock, Database, sqlState } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AddendaService } from './addenda.service.js';
import type { Shelf } from './note.repository.js';
import { NoteErrors } from './note-errors.service.js';
import { NotesService } from './notes.service.js';
import { RecordModule } from './record.module.js';
import { SessionNotesService } from './session-notes.service.js';
import { WorkService } from './work/work.service.js';

let clinic: SmallClinic;
let team: TeamOf;
let stranger: Caller;

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, RecordModule]);
  team = await clinic.enrol();
  stranger = await clinic.person('therapist');
});
afterAll(() => clinic?.close());

const service = () => clinic.get(NotesService);
const sql: Database['sql'] = (text, ...values) => clinic.get(Database).sql(text, ...values);
const refused = (code: string) => expect.objectContaining({ code });
const patientId = () => team.patient.personId;
const begin = (by: Caller, shelf: Shelf = 'chart', text = 'She slept well.') =>
  service().begin(by, patientId(), shelf, { kind: 'phone', text });
const of = (note: Note, shelf: Shelf = 'chart') => ({ shelf, patientId: patientId(), noteId: note.noteId });
const idsSeenBy = async (by: Caller, shelf: Shelf = 'chart') =>
  (await service().list(by, patientId(), shelf)).notes.map(({ noteId }) => noteId);

describe('a draft', () => {
  it('is saved revision by revision, and never over what was saved elsewhere', async () => {
    const draft = await begin(team.therapist);
    const saved = await service().save(team.therapist, of(draft), { revision: 1, text: 'She slept well, and long.' });
    expect(saved).toMatchObject({ revision: 2, text: 'She slept well, and long.', signedAt: null });
    const late = service().save(team.therapist, of(draft), { revision: 1, text: 'Lost' });
    await expect(late).rejects.toEqual(refused('record.note-changed'));
    expect((await service().list(team.therapist, patientId(), 'chart')).notes[0]).toMatchObject(saved);
  });

  it('keeps one of two that are saved at once', async () => {
    const draft = await begin(team.therapist);
    const tries = await Promise.allSettled(
      ['one', 'two', 'three'].map((text) => service().save(team.therapist, of(draft), { revision: 1, text })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is known to its author only, and can be thrown away', async () => {
    const draft = await begin(team.therapist);
    expect(await idsSeenBy(team.therapist)).toContain(draft.noteId);
    expect(await idsSeenBy(team.prescriber)).not.toContain(draft.noteId);
    for (const act of [
      () => service().save(team.prescriber, of(draft), { revision: 1, text: 'x' }),
      () => service().sign(team.prescriber, of(draft), 1),
      () => service().discard(team.prescriber, of(draft)),
    ])
      await expect(act()).rejects.toEqual(refused('record.no-note'));
    await service().discard(team.therapist, of(draft));
    expect(await idsSeenBy(team.therapist)).not.toContain(draft.noteId);
  });

  it('is about an appointment of this patient only', async () => {
    const about = (appointmentId: string) =>
      service().begin(team.therapist, patientId(), 'chart', { kind: 'visit', appointmentId, text: '' });
    await expect(about(randomUUID())).rejects.toEqual(refused('record.no-appointment'));
    const startsAt = await clinic.at(2, 10);
    const { appointment } = await clinic.get(DosingBookingsService).book(team.patient, patientId(), startsAt);
    const { appointments } = await service().list(team.therapist, patientId(), 'chart');
    expect(appointments[0]).toEqual({ appointmentId: appointment.id, kind: 'dosing', startsAt: startsAt.toISOString() });
    expect((await about(appointments[0]!.appointmentId)).appointmentId).toBe(appointment.id);
  });
});

describe('a draft whose author does not look after the patient any more', () => {
  const leaves = ({ personId }: Caller) => sql`
    UPDATE care_assignment SET ends_at = app_now() WHERE patient_id = ${patientId()}::uuid AND person_id = ${personId}::uuid AND ends_at IS NULL`;
  const joined = async (): Promise<Caller> => {
    const caller = await clinic.person('therapist');
    await sql`
      INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at)
      VALUES (gen_random_uuid(), ${patientId()}::uuid, ${caller.personId}::uuid, 'team', app_now() - interval '1 day')`;
    return caller;
  };
  const mark = (by: Caller, { noteId }: Note, reason = 'Never finished.') =>
    clinic.get(NoteErrors).mark(by, patientId(), noteId, reason);
  const work = async (by: Caller, of = 'note-left') =>
    (await clinic.get(WorkService).list(by)).items.filter(({ kind }) => kind === of).map(({ subjectId }) => subjectId);

  it('is read by the team, waits for them, and is marked by one of them with the reason; nobody writes in it', async () => {
    const author = await joined();
    const draft = await begin(author);
    expect([await idsSeenBy(team.prescriber), await work(team.prescriber)]).toEqual([
      expect.not.arrayContaining([draft.noteId]),
      [],
    ]);
    await expect(mark(team.prescriber, draft)).rejects.toEqual(refused('record.no-note'));
    await leaves(author);
    expect([await idsSeenBy(team.prescriber), await work(team.prescriber)]).toEqual([
      expect.arrayContaining([draft.noteId]),
      [draft.noteId],
    ]);
    await expect(service().sign(team.prescriber, of(draft), 1)).rejects.toEqual(refused('record.no-note'));
    await expect(mark(stranger, draft)).rejects.toEqual(refused('care.not-found'));
    const marked = await mark(team.prescriber, draft);
    expect(marked).toMatchObject({
      ...{ text: draft.text, signedAt: null },
      enteredInError: { reason: 'Never finished.', markedByName: team.prescriber.displayName },
    });
    await expect(mark(team.therapist, draft)).rejects.toEqual(refused('record.note-in-error'));
    expect([await idsSeenBy(team.therapist), await work(team.prescriber)]).toEqual([expect.arrayContaining([draft.noteId]), []]);
  });

  it('stays as it was marked, also when its author comes back', async () => {
    const author = await joined();
    const draft = await begin(author);
    await leaves(author);
    await mark(team.therapist, draft);
    await sql`
      INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at)
      VALUES (gen_random_uuid(), ${patientId()}::uuid, ${author.personId}::uuid, 'team', app_now())`;
    for (const act of [
      () => service().save(author, of(draft), { revision: 1, text: 'x' }),
      () => service().sign(author, of(draft), 1),
      () => service().discard(author, of(draft)),
    ])
      await expect(act()).rejects.toEqual(refused('record.note-in-error'));
    expect(await work(author, 'note-unsigned')).toEqual([]);
    const gone = sql`DELETE FROM clinical_note WHERE id = ${draft.noteId}`;
    expect(await gone.then(() => null, sqlState)).toBe('HF001');
  });

  it('is nobody’s to mark who has written it, and of a therapist’s own notes nothing is seen', async () => {
    const author = await joined();
    const [draft, apart] = [await begin(author), await begin(author, 'apart')];
    await expect(mark(author, draft)).rejects.toEqual(refused('record.no-note'));
    await leaves(author);
    expect(await idsSeenBy(team.therapist, 'apart')).not.toContain(apart.noteId);
    await expect(mark(team.therapist, apart)).rejects.toEqual(refused('record.no-note'));
  });
});

describe('a signed note', () => {
  it('is the team’s to read and nobody’s to change, not in the database either', async () => {
    const draft = await begin(team.therapist);
    const signed = await service().sign(team.therapist, of(draft), 1);
    expect(signed.signedAt).not.toBeNull();
    expect(await idsSeenBy(team.prescriber)).toContain(draft.noteId);
    for (const act of [
      () => service().save(team.therapist, of(draft), { revision: 1, text: 'x' }),
      () => service().sign(team.therapist, of(draft), 1),
      () => service().discard(team.therapist, of(draft)),
    ])
      await expect(act()).rejects.toEqual(refused('record.note-signed'));
    const state = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => null, sqlState);
    expect(await state(sql`UPDATE clinical_note SET text_sealed = 'x' WHERE id = ${draft.noteId}`)).toBe('HF001');
    expect(await state(sql`UPDATE clinical_note SET signed_at = NULL WHERE id = ${draft.noteId}`)).toBe('HF001');
    expect(await state(sql`DELETE FROM clinical_note WHERE id = ${draft.noteId}`)).toBe('HF001');
  });

  it('is not empty, and is the revision that was read', async () => {
    const empty = await begin(team.therapist, 'chart', '  ');
    await expect(service().sign(team.therapist, of(empty), 1)).rejects.toEqual(refused('record.note-empty'));
    const draft = await begin(team.therapist);
    await service().save(team.therapist, of(draft), { revision: 1, text: 'Something else' });
    await expect(service().sign(team.therapist, of(draft), 1)).rejects.toEqual(refused('record.note-changed'));
  });

  it('is added to by the team, and only once it is signed', async () => {
    const add = (by: Caller, note: Note) => clinic.get(AddendaService).add(by, patientId(), note.noteId, 'She called again.');
    const draft = await begin(team.therapist);
    await expect(add(team.therapist, draft)).rejects.toEqual(refused('record.note-not-signed'));
    await expect(add(team.prescriber, draft)).rejects.toEqual(refused('record.no-note'));
    await service().sign(team.therapist, of(draft), 1);
    await add(team.therapist, draft);
    const whole = await add(team.prescriber, draft);
    expect(whole.addenda.map(({ authorName, text }) => [authorName, text])).toEqual([
      [team.therapist.displayName, 'She called again.'],
      [team.prescriber.displayName, 'She called again.'],
    ]);
    await expect(add(stranger, draft)).rejects.toEqual(refused('care.not-found'));
  });
});

describe('what is written down in a session', () => {
  let sessionId: string;
  const notes = () => clinic.get(SessionNotesService);
  const said = (ofTime: Date, text = 'The room is blue.') =>
    ({ id: randomUUID(), kind: 'quote', text, happenedAt: ofTime.toISOString() }) as const;
  const now = () => clinic.get(Clock).now();

  beforeAll(async () => {
    team = await clinic.enrol();
    const { appointment } = await clinic.get(DosingBookingsService).book(team.patient, patientId(), await clinic.at(2, 10));
    [{ sessionId } = { sessionId: '' }] = await sql<{ sessionId: string }>`
      SELECT id AS "sessionId" FROM dosing_session WHERE appointment_id = ${appointment.id}`;
  });

  it('stands where it happened, also when it comes late, and once however often it is sent', async () => {
    const at = (await now()).getTime();
    const [late, first] = [said(new Date(at - 60_000), 'Later'), said(new Date(at - 120_000), 'First')];
    await notes().write(team.therapist, sessionId, late);
    const [one, two] = [
      await notes().write(team.therapist, sessionId, first),
      await notes().write(team.therapist, sessionId, first),
    ];
    expect(two).toEqual(one);
    const read = await notes().list(team.prescriber, sessionId);
    expect(read.map(({ text, isOwn }) => [text, isOwn])).toEqual([
      ['First', false],
      ['Later', false],
    ]);
    expect(Date.parse(one.writtenAt)).toBeGreaterThan(Date.parse(one.happenedAt));
  });

  it('is never said to have happened later than now, whatever the screen’s clock says', async () => {
    const note = await notes().write(team.therapist, sessionId, said(new Date((await now()).getTime() + 3_600_000)));
    expect(note.happenedAt).toBe(note.writtenAt);
  });

  it('is its author’s to write and nobody’s to change or to take the place of, and the team’s to read', async () => {
    const mine = said(await now(), 'Mine');
    await notes().write(team.therapist, sessionId, mine);
    const instead = notes().write(team.prescriber, sessionId, { ...mine, text: 'Another' });
    await expect(instead).rejects.toEqual(refused('record.no-note'));
    for (const shut of [stranger, team.patient])
      await expect(notes().list(shut, sessionId)).rejects.toEqual(refused('sessions.not-found'));
    await expect(notes().write(stranger, sessionId, said(await now()))).rejects.toEqual(refused('sessions.not-found'));
    const state = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => null, sqlState);
    expect(await state(sql`UPDATE session_note SET kind = 'observed' WHERE id = ${mine.id}`)).toBe('42501');
    expect(await state(sql`DELETE FROM session_note WHERE id = ${mine.id}`)).toBe('42501');
    expect((await notes().list(team.prescriber, sessionId)).find(({ id }) => id === mine.id)?.text).toBe('Mine');
  });
});

describe('a psychotherapy note', () => {
  it('is its author’s alone, drafted and signed', async () => {
    const other = await clinic.person('therapist');
    await sql`
      INSERT INTO care_assignment (id, patient_id, person_id, reason)
      VALUES (gen_random_uuid(), ${patientId()}, ${other.personId}, 'team')`;
    const note = await begin(team.therapist, 'apart');
    await service().sign(team.therapist, of(note, 'apart'), 1);
    expect(await idsSeenBy(team.therapist, 'apart')).toEqual([note.noteId]);
    expect(await idsSeenBy(other, 'apart')).toEqual([]);
    await expect(service().save(other, of(note, 'apart'), { revision: 1, text: 'x' })).rejects.toEqual(refused('record.no-note'));
    for (const shut of [team.prescriber, team.patient, stranger, await clinic.person('admin')])
      await expect(service().list(shut, patientId(), 'apart')).rejects.toEqual(refused('care.not-found'));
    expect(await idsSeenBy(team.therapist)).not.toContain(note.noteId);
    const onTheOther = service().sign(team.therapist, of(note, 'chart'), 1);
    await expect(onTheOther).rejects.toEqual(refused('record.no-note'));
  });
});
