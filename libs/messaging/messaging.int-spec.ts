import { randomUUID } from 'node:crypto';

import type { Caller } from '#identity';
import { HOUR } from '#kernel';
import { Database, Hints } from '#platform';
import { ErasureService, RecordModule } from '#record';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AnswersService } from './answers.service.js';
import { ConversationNotices } from './conversation-notices.js';
import { ConversationsService } from './conversations.service.js';
import { answerDue, messageWritten } from './messages.js';
import { MessagingModule } from './messaging.module.js';
import { WritingService } from './writing.service.js';

let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([MessagingModule, RecordModule]);
  await clinic.get(Hints).onApplicationBootstrap(); // by which keys are forgotten that were shredded
});
beforeEach(async () => {
  await asOwner('DELETE FROM outbox_event; DELETE FROM clinic_alert; TRUNCATE on_call_duty');
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

const write = (by: Caller, text: string, to = team.patient.personId) => clinic.get(WritingService).write(by, to, text);
const read = (by: Caller, of = team.patient.personId, page: { before?: number; limit?: number } = {}) =>
  clinic.get(ConversationsService).read(by, of, { limit: 30, ...page });
const readUntil = (by: Caller, seq: number) => clinic.get(WritingService).readUntil(by, team.patient.personId, seq);
const unread = (by: Caller) => clinic.get(ConversationsService).countUnread(by);
const refused = (code: string) => expect.objectContaining({ code });
const overdue = (messageId: string) => clinic.transact((tx) => clinic.get(AnswersService).overdue(tx, messageId));
const toTell = (messageId: string) => clinic.transact((tx) => clinic.get(ConversationNotices).toTell(tx, messageId));
const alerts = () =>
  clinic.read.clinicAlert.findMany({
    select: { kind: true, subjectId: true, patientId: true, acknowledgedAt: true, closedAt: true },
  });
const actsOn = async (personId: string) =>
  (
    await clinic.read.auditEvent.findMany({
      where: { subjectPersonId: personId, actorId: { not: null } },
      select: { action: true, actorId: true },
    })
  ).map(({ action, actorId }) => `${action} ${actorId}`);

async function putOnCall(person: Caller): Promise<void> {
  const now = (await clinic.at(0)).getTime();
  const span = { startsAt: new Date(now - 48 * HOUR), endsAt: new Date(now + 72 * HOUR) };
  await clinic.read.onCallDuty.create({ data: { id: randomUUID(), personId: person.personId, ...span } });
}

describe('a conversation', () => {
  it('is read by patient and team, with who wrote and who has read', async () => {
    const { patient, therapist, prescriber } = team;
    await write(patient, 'I slept badly.');
    const answer = await write(therapist, 'Let us talk about it tomorrow.');
    expect(answer).toMatchObject({ seq: 2, isOwn: true, readBy: [] });
    expect([await unread(patient), await unread(therapist), await unread(prescriber)]).toEqual([1, 1, 2]);
    await readUntil(therapist, 2);
    await readUntil(patient, 99); // nobody has read further than was written
    const seen = await read(patient);
    expect(seen.messages).toMatchObject([
      { seq: 2, isOwn: false, text: 'Let us talk about it tomorrow.', readBy: ['Some patient'] },
      { seq: 1, isOwn: true, text: 'I slept badly.', readBy: ['Some therapist'] },
    ]);
    expect(seen.team.map(({ role }) => role).sort()).toEqual(['prescriber', 'therapist']);
    await clinic.read.person.update({ where: { id: prescriber.personId }, data: { disabledAt: await clinic.at(0) } });
    expect((await read(patient)).team.map(({ role }) => role)).toEqual(['therapist']); // who has left answers nobody
    expect(seen).toMatchObject({ unread: 0, isLive: false, next: null, waitingSince: null });
    expect(await unread(patient)).toBe(0);
  });

  it('is nobody else’s: not of other clinicians, of admins, of companions, nor of whoever has left the team', async () => {
    await write(team.patient, 'For my team only.');
    const other = await clinic.enrol();
    const external = { ...(await clinic.person('therapist')), isExternal: true };
    const strangers = [other.patient, other.therapist, external, team.chaperone, await clinic.person('admin')];
    for (const stranger of strangers) {
      await expect(read(stranger)).rejects.toEqual(refused('care.not-found'));
      await expect(write(stranger, 'Hello')).rejects.toEqual(refused('care.not-found'));
      await expect(readUntil(stranger, 1)).rejects.toEqual(refused('care.not-found'));
    }
    const { personId } = team.therapist;
    await clinic.get(Database).sql`
      UPDATE care_assignment SET ends_at = greatest(app_now(), starts_at) WHERE person_id = ${personId} AND patient_id = ${team.patient.personId}`;
    await expect(read(team.therapist)).rejects.toEqual(refused('care.not-found'));
    expect(await clinic.get(ConversationsService).stillOpenTo([team.therapist, team.prescriber], team.patient.personId)).toEqual([
      false,
      true,
    ]);
  });

  it('is recorded: who read and who wrote', async () => {
    await write(team.patient, 'One');
    await read(team.therapist);
    expect(await actsOn(team.patient.personId)).toEqual(
      expect.arrayContaining([`send-message ${team.patient.personId}`, `read-messages ${team.therapist.personId}`]),
    );
  });

  it('stands nowhere in plain, and ends with the patient’s key', async () => {
    const { id } = await write(team.patient, 'My secret word is marzipan.');
    const [row] = await clinic.get(Database).sql<{
      sealed: string;
    }>`SELECT text_sealed AS sealed FROM conversation_message WHERE id = ${id}`;
    expect(row!.sealed).toMatch(/^v2\./);
    const rows = await clinic.get(Database)
      .sql`SELECT t::text AS said FROM outbox_event t UNION ALL SELECT t::text FROM audit_event t`;
    expect(JSON.stringify(rows)).not.toContain('marzipan');
    await clinic.get(ErasureService).erase(null, team.patient.personId, 'patient-request');
    while ((await read(team.therapist)).messages[0]?.text !== null) await new Promise((again) => setTimeout(again, 10));
    expect((await read(team.therapist)).messages).toMatchObject([{ text: null, authorName: 'Erased' }]);
  });

  it('is read page by page, and keeps its order when many write at once', async () => {
    const { patient, therapist } = team;
    await Promise.all(Array.from({ length: 12 }, (_, i) => write(i % 2 ? patient : therapist, `Message ${i}`)));
    const seqs: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = await read(patient, patient.personId, { limit: 5, ...(before && { before }) });
      seqs.push(...page.messages.map(({ seq }) => seq));
      if (page.next === null) break;
      before = page.next;
    }
    expect(seqs).toEqual(Array.from({ length: 12 }, (_, i) => 12 - i));
  });

  it('takes no flood', async () => {
    for (let i = 0; i < 20; i++) await write(team.patient, `Message ${i}`);
    await expect(write(team.patient, 'One more')).rejects.toEqual(refused('messaging.too-many'));
    await write(team.therapist, 'An answer goes all the same.');
    expect((await read(team.patient)).messages[0]).toMatchObject({ seq: 21 });
  });

  it('cannot be changed afterwards, nor written out of order', async () => {
    const { id } = await write(team.patient, 'As it is');
    await expect(asOwner(`UPDATE conversation_message SET seq = 9 WHERE id = '${id}'`)).rejects.toThrow('append-only');
    await expect(asOwner(`DELETE FROM conversation_message WHERE id = '${id}'`)).rejects.toThrow('append-only');
    const { personId } = team.patient;
    const gap = `INSERT INTO conversation_message (id, patient_id, seq, author_id, text_sealed) VALUES (gen_random_uuid(), '${personId}', 7, '${personId}', 'x')`;
    await expect(asOwner(gap)).rejects.toThrow('does not follow');
  });
});

describe('the list of conversations', () => {
  it('has each patient of a clinician, the last written in first, page by page; and nobody else’s', async () => {
    const { therapist, prescriber } = team;
    const others = [await clinic.enrol({ therapist, prescriber }), await clinic.enrol({ therapist, prescriber })];
    await write(team.patient, 'First');
    await write(others[0]!.patient, 'Second', others[0]!.patient.personId);
    await write(others[1]!.patient, 'Third', others[1]!.patient.personId);
    const list = (by: Caller, page: { before?: string; limit: number }) => clinic.get(ConversationsService).list(by, page);
    const first = await list(therapist, { limit: 2 });
    const rest = await list(therapist, { limit: 2, before: first.next! });
    const newestFirst = [others[1]!, others[0]!, team].map(({ patient }) => patient.personId);
    expect([...first.conversations, ...rest.conversations].map(({ patientId }) => patientId)).toEqual(newestFirst);
    expect([rest.next, first.conversations[0]]).toEqual([
      null,
      expect.objectContaining({ unread: 1, waitingSince: expect.any(String) }),
    ]);
    expect(JSON.stringify([first, rest])).not.toMatch(/First|Second|Third/);
    const stranger = await clinic.enrol();
    expect(await list(stranger.therapist, { limit: 50 })).toEqual({ conversations: [], next: null });
  });
});

describe('a patient who waits for an answer', () => {
  it('waits from the first message on, as long as the clinic has said, until anybody of the team answers', async () => {
    await clinic.read.clinicSettings.updateMany({ data: { answerWithinHours: 6 } });
    const first = await write(team.patient, 'One');
    await write(team.patient, 'Two');
    const due = await clinic.waiting(answerDue.name);
    expect(due.map(({ payload, dueAt }) => [payload['messageId'], dueAt.toISOString()])).toEqual([
      [first.id, new Date(Date.parse(first.sentAt) + 6 * HOUR).toISOString()],
    ]);
    expect((await read(team.therapist)).waitingSince).toBe(first.sentAt);
    await write(team.prescriber, 'An answer');
    expect(await clinic.waiting(answerDue.name)).toEqual([]);
    expect((await read(team.therapist)).waitingSince).toBeNull();
    expect(await overdue(first.id)).toEqual([]);
    expect(await alerts()).toEqual([]);
    await clinic.read.clinicSettings.updateMany({ data: { answerWithinHours: 24 } });
  });

  it('reaches whoever is on call, who may then read and answer, and the admins; once; and the alert ends with an answer', async () => {
    const [onCall, admin] = [await clinic.person('prescriber'), await clinic.person('admin')];
    await putOnCall(onCall);
    const { id } = await write(team.patient, 'Please call me.');
    await expect(read(onCall)).rejects.toEqual(refused('care.not-found'));
    const told = await overdue(id);
    expect(told).toEqual(expect.arrayContaining([onCall.personId, admin.personId]));
    expect(told).not.toContain(team.chaperone.personId);
    await overdue(id);
    expect(await alerts()).toMatchObject([
      { kind: 'message_unanswered', subjectId: id, patientId: team.patient.personId, closedAt: null },
    ]);
    expect((await read(onCall)).messages[0]?.text).toBe('Please call me.');
    await write(onCall, 'I am calling now.');
    expect(await alerts()).toMatchObject([{ closedAt: expect.any(Date) }]);
  });

  it('reaches the admins when nobody is on call', async () => {
    const admin = await clinic.person('admin');
    const { id } = await write(team.patient, 'Is anybody there?');
    expect(await overdue(id)).toContain(admin.personId);
  });
});

describe('whom a message is for', () => {
  it('is told once until they have read it, and never its writer or the companion', async () => {
    const { patient, therapist, prescriber } = team;
    const first = await write(patient, 'One');
    const second = await write(patient, 'Two');
    const of = (personId: string, firstUnreadId: string) => ({ patientId: patient.personId, personId, firstUnreadId });
    const both = [of(prescriber.personId, first.id), of(therapist.personId, first.id)];
    expect(await toTell(second.id)).toEqual(expect.arrayContaining(both));
    expect(await toTell(second.id)).toHaveLength(2);
    await readUntil(therapist, 1);
    expect(await toTell(second.id)).toContainEqual(of(therapist.personId, second.id));
    await readUntil(therapist, 2);
    expect((await toTell(second.id)).map(({ personId }) => personId)).toEqual([prescriber.personId]);
    const answer = await write(therapist, 'Three');
    expect(await toTell(answer.id)).toEqual([of(patient.personId, answer.id)]);
    expect((await clinic.waiting(messageWritten.name)).map(({ payload }) => payload['messageId'])).toEqual([
      first.id,
      second.id,
      answer.id,
    ]);
  });
});
