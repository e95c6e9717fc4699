import { randomUUID } from 'node:crypto';

import type { Caller } from '#identity';
import { MINUTE } from '#kernel';
import { MessagingModule, WritingService } from '#messaging';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { DeliveryService } from './delivery.service.js';
import { type Due, messageDue } from './messages.js';
import { NotificationsModule } from './notifications.module.js';
import { WrittenNotices } from './written-notices.service.js';

let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule, MessagingModule]);
});
beforeEach(async () => {
  await clinic.read.outboxEvent.deleteMany();
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

const neverQuiet = (person: Caller) => quiet(person, 0, 0);
const quiet = ({ personId }: Caller, quietFromMin: number, quietToMin: number) =>
  clinic.read.contactPreference.create({ data: { personId, quietFromMin, quietToMin } });
const write = (by: Caller, text = 'A word that nobody else may read') =>
  clinic.get(WritingService).write(by, team.patient.personId, text);
const tell = (messageId: string) => clinic.transact((tx) => clinic.get(WrittenNotices).written(tx, messageId));
const planned = () => clinic.waiting(messageDue.name) as unknown as Promise<{ payload: Due; dueAt: Date }[]>;
const sentTo = async ({ personId: recipientId }: Caller) =>
  clinic.read.message.findMany({
    where: { recipientId, template: 'written' },
    select: { state: true, captured: { select: { text: true } } },
  });

/** Delivers what is due now, as the worker does. */
async function deliver(): Promise<void> {
  const rows = await clinic.read.outboxEvent.findMany({ where: { name: messageDue.name, doneAt: null, voidedAt: null } });
  for (const { id, payload } of rows) await clinic.get(DeliveryService).deliver(payload as Due, id);
}

describe('the word that somebody has written', () => {
  it('says nothing of what, and comes once until it was read', async () => {
    await neverQuiet(team.patient);
    const first = await write(team.therapist);
    await tell(first.id);
    await deliver();
    const second = await write(team.therapist);
    await tell(second.id);
    await deliver();
    const [one, ...more] = await sentTo(team.patient);
    expect([one!.state, more]).toEqual(['sent', []]);
    await clinic.get(WritingService).readUntil(team.patient, team.patient.personId, 2);
    await tell((await write(team.therapist)).id);
    await deliver();
    expect((await sentTo(team.patient)).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('wakes nobody, and is taken back when it was read before it went', async () => {
    const now = await clinic.at(0, 23); // in the quiet hours of everybody
    await clinic.moveTo(now);
    await quiet(team.patient, 21 * 60, 8 * 60);
    const { id, seq } = await write(team.therapist);
    await tell(id);
    const [notice] = await planned();
    expect(notice!.dueAt.getTime() - now.getTime()).toBeGreaterThan(8 * 60 * MINUTE);
    await clinic.get(WritingService).readUntil(team.patient, team.patient.personId, seq);
    expect(await planned()).toEqual([]);
    expect((await sentTo(team.patient)).map(({ state }) => state)).toEqual(['voided']);
  });

  it('goes to each of the team and not to the companion', async () => {
    await tell((await write(team.patient)).id);
    const told = (await planned()).map(({ payload }) => payload.recipientId);
    expect(told.sort()).toEqual([team.prescriber.personId, team.therapist.personId].sort());
  });

  it('is an alert to admins when nobody has answered in time', async () => {
    const admin = await clinic.person('admin');
    const { id } = await write(team.patient);
    await clinic.transact((tx) => clinic.get(WrittenNotices).unanswered(tx, id));
    const notices = (await planned()).filter(({ payload }) => payload.template === 'clinicAlert');
    expect(notices.map(({ payload }) => [payload.recipientId, payload.subjectId])).toContainEqual([admin.personId, id]);
    await clinic.transact((tx) => clinic.get(WrittenNotices).unanswered(tx, randomUUID()));
    expect((await planned()).filter(({ payload }) => payload.template === 'clinicAlert')).toHaveLength(notices.length);
  });
});
