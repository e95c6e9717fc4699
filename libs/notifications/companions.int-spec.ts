import { randomUUID } from 'node:crypto';

import { NamedCompanionsService } from '#care';
import type { Caller } from '#identity';
import { DosingBookingsService } from '#integration';
import { Database } from '#platform';
import {
  ChaperoneLinkService,
  CompanionDuty,
  companionChanged,
  companionOut,
  LiveSessionService,
  SessionReading,
  SessionsService,
  WrongNumberService,
} from '#sessions';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CapturedMailbox } from './captured-mailbox.service.js';
import { CompanionNotices } from './companion-notices.service.js';
import { DeliveryService } from './delivery.service.js';
import type { Due } from './messages.js';
import { NoticesService } from './notices.service.js';
import { NotificationsModule } from './notifications.module.js';

jest.setTimeout(120_000);

const BACKUP = { part: 'backup', displayName: 'Bea Backup', phone: '+1 212 555 0177' } as const;

let clinic: SmallClinic;
let team: TeamOf;
let booked: Awaited<ReturnType<DosingBookingsService['book']>>;
let first: Caller;
let backup: Caller;

beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule]);
});
beforeEach(async () => {
  team = await clinic.enrol();
  const startsAt = await clinic.at(2, 10);
  booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, startsAt);
  const named = await clinic.get(NamedCompanionsService).name(team.therapist, team.patient.personId, BACKUP);
  first = { ...team.chaperone, sessionScope: booked.sessionId };
  backup = { ...first, personId: named.backup!.personId, signInId: randomUUID(), displayName: BACKUP.displayName };
  await clinic.transact((tx) => clinic.get(CompanionNotices).named(tx, team.patient.personId, backup.personId));
  const ids = [...Object.values(team), backup].map(({ personId }) => personId);
  await clinic.read.contactPreference.createMany({ data: ids.map((personId) => ({ personId, quietFromMin: 0, quietToMin: 0 })) });
});
afterAll(() => clinic.close());

const duty = () => clinic.get(CompanionDuty);
const standingOf = (who: Caller) => clinic.get(CompanionDuty).read(who, booked.sessionId);
const write = (who: Caller, type: 'arrival' | 'chaperone-left') =>
  clinic.get(SessionsService).record(who, booked.sessionId, { id: randomUUID(), type, payload: {}, happenedAt: Date.now() });
const takeOver = () => duty().relieve(backup, booked.sessionId, backup.personId);
const sent = async (who: Caller): Promise<string[]> => {
  const rows = await clinic.get(Database).sql<{ id: string; payload: Due }>`
    SELECT id, payload FROM outbox_event WHERE name LIKE 'notifications.%' AND done_at IS NULL AND voided_at IS NULL
      AND payload ->> 'recipientId' = ${who.personId} ORDER BY created_at, payload ->> 'channel', id`;
  for (const { id, payload } of rows) await clinic.get(DeliveryService).deliver(payload, id);
  const { messages } = await clinic.get(CapturedMailbox).list({ limit: 50, recipientId: who.personId });
  return messages.reverse().map(({ text }) => text);
};
type Change = { sessionId: string; seq: number; personId: string; insteadOf: string };
/** What the outbox has to say of the session that is booked. */
const ofSession = async (name: string) =>
  (await clinic.waiting(name)).find(({ payload }) => payload['sessionId'] === booked.sessionId)!.payload as Change;
const refused = (reason: string) =>
  expect.objectContaining({ code: 'sessions.refused', facts: expect.objectContaining({ reason }) });

describe('a backup for the companion', () => {
  it('gets a link of their own, and sees who is on duty, and nothing of the session', async () => {
    const [text] = await sent(backup);
    expect(text).toMatch(/stands in as companion[\s\S]*\/chaperone#[\w.-]{40,}/);
    const token = text!.match(/#([\w.-]+)/)![1]!;
    expect(await clinic.get(ChaperoneLinkService).exchange(token, '127.0.0.1')).toMatchObject({
      ...{ sessionId: booked.sessionId, displayName: BACKUP.displayName, isOnDuty: false },
    });
    expect(await standingOf(backup)).toMatchObject({
      part: 'standing-in',
      isWanted: false,
      onDuty: { firstName: 'Some', since: null },
    });
    await expect(clinic.get(SessionReading).open(backup, booked.sessionId)).rejects.toMatchObject({ code: 'sessions.off-duty' });
    await expect(write(backup, 'arrival')).rejects.toMatchObject({ code: 'sessions.off-duty' });
    const listOf = async (who: Caller) => (await clinic.get(LiveSessionService).list(who, 'all')).sessions.length;
    expect([await listOf(backup), await listOf(first)]).toEqual([0, 1]);
  });

  it('is asked when the one on duty cannot come, takes over, and is then the only one', async () => {
    await expect(takeOver()).rejects.toEqual(refused('companion-not-asked'));
    await write(first, 'chaperone-left');
    const { seq } = await ofSession(companionOut.name);
    await clinic.transact((tx) => clinic.get(CompanionNotices).out(tx, booked.sessionId, seq));
    expect((await sent(backup)).at(-1)).toMatch(/Can you come\?[\s\S]*\/chaperone#/);
    expect((await sent(team.therapist)).at(-1)).toMatch(/cannot be there[\s\S]*\/board\//);
    expect(await standingOf(backup)).toMatchObject({ isWanted: true });

    const [one, other] = await Promise.all([takeOver(), takeOver()]);
    expect(one.personId).toBe(other.personId);
    expect(await standingOf(backup)).toMatchObject({ part: 'on-duty', isWanted: false });
    expect(await standingOf(first)).toMatchObject({ part: 'relieved', onDuty: { firstName: 'Bea', since: expect.any(String) } });
    await expect(write(first, 'arrival')).rejects.toMatchObject({ code: 'sessions.off-duty' });
    await write(backup, 'arrival');
    const { entries } = await clinic.get(SessionReading).open(backup, booked.sessionId);
    expect(entries.map(({ type }) => type)).toEqual(['chaperone-left', 'companion-on-duty', 'arrival']);
    const parties = await clinic.read.appointmentParty.findMany({
      where: { appointmentId: booked.appointment.id, part: 'chaperone' },
    });
    expect(parties.map(({ personId }) => personId)).toEqual([backup.personId]);
  });

  it('is told that they are on duty, as is whoever is no more', async () => {
    await duty().relieve(team.therapist, booked.sessionId, backup.personId);
    const relief = await ofSession(companionChanged.name);
    await clinic.transact((tx) => clinic.get(CompanionNotices).changed(tx, relief));
    expect((await sent(backup)).at(-1)).toMatch(/You are the companion[\s\S]*\/chaperone#/);
    expect((await sent(first)).at(-1)).toMatch(/Somebody else is the companion now/);
    await clinic.transact((tx) => clinic.get(NoticesService).moved(tx, booked.appointment.id, 7));
    expect((await sent(backup)).at(-1)).toMatch(/You are the companion for an appointment:/);
  });

  it('is written to no more once their number has turned out to be somebody else’s', async () => {
    const [text] = await sent(backup);
    await clinic.get(WrongNumberService).refuse(text!.match(/#([\w.-]+)/)![1]!, '127.0.0.1');
    const [notices, companions] = [clinic.get(NoticesService), clinic.get(CompanionNotices)];
    const onDuty = { sessionId: booked.sessionId, personId: first.personId, insteadOf: backup.personId };
    await clinic.transact(async (tx) => {
      await companions.out(tx, booked.sessionId, 1);
      await companions.changed(tx, { ...onDuty, seq: 2 });
      await notices.moved(tx, booked.appointment.id, 8);
      await notices.cancelled(tx, booked.appointment.id);
    });
    expect((await sent(first)).length).toBeGreaterThan(1);
    expect(await sent(backup)).toEqual([text]);
  });

  it('leaves the session where it was: it has not begun, and follows the protocol', async () => {
    await duty().relieve(team.therapist, booked.sessionId, backup.personId);
    const [row] = await clinic.get(Database).sql<{
      begun: boolean;
    }>`SELECT session_has_begun(${booked.sessionId}::uuid) AS begun`;
    expect(row!.begun).toBe(false);
    await write(backup, 'arrival');
    const [after] = await clinic.get(Database).sql<{
      begun: boolean;
    }>`SELECT session_has_begun(${booked.sessionId}::uuid) AS begun`;
    expect(after!.begun).toBe(true);
  });

  it('is nobody whom the log has not put on duty, whoever writes it', async () => {
    const forged = clinic.transact((tx) =>
      tx.dosingSession.update({ where: { id: booked.sessionId }, data: { chaperoneId: backup.personId }, select: { id: true } }),
    );
    await expect(forged).rejects.toThrow();
    const stranger = { ...backup, sessionScope: randomUUID() };
    await expect(duty().relieve(stranger, booked.sessionId, backup.personId)).rejects.toMatchObject({
      code: 'sessions.not-found',
    });
    const nobody = duty().relieve(team.therapist, booked.sessionId, team.therapist.personId);
    await expect(nobody).rejects.toMatchObject({ code: 'sessions.no-such-companion' });
  });

  it('is one person: another one takes their place, and the same one comes back as who they were', async () => {
    const service = clinic.get(NamedCompanionsService);
    const { patient, therapist } = team;
    const other = await service.name(therapist, patient.personId, { ...BACKUP, displayName: 'Cy Other' });
    expect(other.backup!.displayName).toBe('Cy Other');
    expect(other.first!.personId).toBe(first.personId);
    expect((await service.name(therapist, patient.personId, BACKUP)).backup!.personId).toBe(backup.personId);
    const promoted = await service.name(therapist, patient.personId, { ...BACKUP, part: 'first' });
    expect([promoted.first!.personId, promoted.backup]).toEqual([backup.personId, null]);
    await expect(service.name(team.patient, randomUUID(), BACKUP)).rejects.toMatchObject({ code: 'care.not-found' });
  });
});
