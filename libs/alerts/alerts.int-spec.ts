import { randomUUID } from 'node:crypto';

import type { Caller } from '#identity';
import { MINUTE } from '#kernel';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AlertsService } from './alerts.service.js';
import type { NewClinicAlert } from './clinic-alert.repository.js';
import { ClinicAlertsService } from './clinic-alerts.service.js';
import { PagingService } from './paging.service.js';

let clinic: SmallClinic;
let now: Date;
let admin: Caller;
let onCall: Caller;
let team: TeamOf;

beforeAll(async () => {
  clinic = await SmallClinic.open();
  [admin, onCall, team] = [await clinic.person('admin'), await clinic.person('prescriber'), await clinic.enrol()];
});
beforeEach(async () => {
  await asOwner('TRUNCATE on_call_duty'); // a duty that has begun stays, whoever wants it gone
  now = await clinic.at(0, 12);
});
afterAll(() => clinic.close());

const minutes = (n: number) => new Date(now.getTime() + n * MINUTE);
const duty = (personId: string, from: Date, to: Date) =>
  clinic.read.onCallDuty.create({ data: { id: randomUUID(), personId, startsAt: from, endsAt: to } });
const whoIsOnCall = async (at: Date) => (await clinic.get(AlertsService).onCallAt(clinic.read, at))?.personId ?? null;

describe('on call', () => {
  it('is somebody from the first minute of a duty to its last, and nobody in a gap', async () => {
    await duty(onCall.personId, minutes(0), minutes(10));
    await duty(team.prescriber.personId, minutes(10), minutes(20));
    expect(await Promise.all([-1, 0, 9, 10, 19, 20].map((n) => whoIsOnCall(minutes(n))))).toEqual([
      null,
      onCall.personId,
      onCall.personId,
      team.prescriber.personId,
      team.prescriber.personId,
      null,
    ]);
  });

  it('is no one who has left', async () => {
    const gone = await clinic.person('prescriber');
    await duty(gone.personId, minutes(0), minutes(10));
    await clinic.read.person.update({ where: { id: gone.personId }, data: { disabledAt: now } });
    expect(await whoIsOnCall(minutes(5))).toBeNull();
  });
});

describe('alerts of the clinic', () => {
  const raise = (alert: Omit<NewClinicAlert, 'subjectId'>, subjectId: string = randomUUID()) =>
    clinic.transact((tx) => clinic.get(AlertsService).raise(tx, { ...alert, subjectId })).then(() => subjectId);
  const subjectsFor = async (caller: Caller) =>
    (await clinic.get(ClinicAlertsService).list(caller, { limit: 100 })).alerts.map(({ subjectId }) => subjectId);
  const idOf = async (subjectId: string) => (await clinic.read.clinicAlert.findFirstOrThrow({ where: { subjectId } })).id;

  it('are raised once for each kind and subject, however often', async () => {
    const subjectId = await raise({ kind: 'message-parked', level: 2 });
    await Promise.all([1, 2, 3, 4].map(() => raise({ kind: 'message-parked', level: 2 }, subjectId)));
    expect(await clinic.read.clinicAlert.count({ where: { subjectId } })).toBe(1);
  });

  it('show clinicians those of their patients and those of the clinic, and admins all, without the patient', async () => {
    const [ofOurs, ofOthers] = [team, await clinic.enrol()].map(({ patient }) => patient.personId);
    const ours = await raise({ kind: 'visit-missed', level: 1, patientId: ofOurs! });
    const others = await raise({ kind: 'visit-missed', level: 1, patientId: ofOthers! });
    const general = await raise({ kind: 'message-failed', level: 1 });
    const seen = await subjectsFor(team.therapist);
    expect([seen.includes(ours), seen.includes(others), seen.includes(general)]).toEqual([true, false, true]);
    expect(await subjectsFor(admin)).toEqual(expect.arrayContaining([ours, others, general]));
    expect(JSON.stringify(await clinic.get(ClinicAlertsService).list(admin, { limit: 100 }))).not.toContain(ofOurs);
  });

  it('are taken on by one person, whose name stays, and go behind those that nobody has taken on', async () => {
    const subjectId = await raise({ kind: 'visit-missed', level: 1, patientId: team.patient.personId });
    const id = await idOf(subjectId);
    const take = (caller: Caller) => clinic.get(ClinicAlertsService).acknowledge(caller, id);
    expect(await take(team.therapist)).toMatchObject({ id, acknowledgedByName: 'Some therapist' });
    expect(await take(team.prescriber)).toMatchObject({ id, acknowledgedByName: 'Some therapist' });
    expect((await subjectsFor(admin)).at(-1)).toBe(subjectId);
    const acts = await clinic.read.auditEvent.findMany({
      where: { objectId: id },
      select: { actorId: true, subjectPersonId: true },
    });
    expect(acts).toEqual([{ actorId: team.therapist.personId, subjectPersonId: team.patient.personId }]);
  });

  it('cannot be taken on by those who may not know of them', async () => {
    const { patient } = await clinic.enrol();
    const id = await idOf(await raise({ kind: 'visit-missed', level: 1, patientId: patient.personId }));
    const refused = clinic.get(ClinicAlertsService).acknowledge(team.therapist, id);
    await expect(refused).rejects.toMatchObject({ code: 'alerts.not-found' });
    expect((await clinic.read.clinicAlert.findUniqueOrThrow({ where: { id } })).acknowledgedAt).toBeNull();
  });
});

describe('paging', () => {
  const call = (
    sessionId: string,
    tier: number,
    who: { callsOnCall?: boolean; callsPhysician?: boolean; callsAdmins?: boolean } = {},
  ) =>
    clinic.transact((tx) =>
      clinic.get(PagingService).page(tx, {
        sessionId,
        alertRef: 'check-3',
        tier,
        patientId: team.patient.personId,
        personIds: [team.prescriber.personId],
        callsOnCall: false,
        callsPhysician: false,
        callsAdmins: false,
        ...who,
      }),
    );
  const cover = () => duty(onCall.personId, new Date(0), minutes(1_000));

  it('calls each person once in a tier, also when two do it at once, and again in the next', async () => {
    const sessionId = randomUUID();
    const rounds = await Promise.all([1, 2, 3, 4].map(() => call(sessionId, 2)));
    expect(rounds.flat()).toEqual([team.prescriber.personId]);
    expect(await call(sessionId, 3)).toEqual([team.prescriber.personId]);
  });

  it('calls the medical director where the team has no physician, and lets them in', async () => {
    const director = await clinic.person('physician');
    await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: true } });
    expect(await call(randomUUID(), 4, { callsPhysician: true })).toEqual([team.prescriber.personId, director.personId]);
    const where = { personId: director.personId, patientId: team.patient.personId, reason: 'paged' as const };
    expect(await clinic.read.careAssignment.count({ where })).toBe(1);

    const own = await clinic.person('physician');
    const assignment = { id: randomUUID(), personId: own.personId, patientId: team.patient.personId, reason: 'team' as const };
    await clinic.read.careAssignment.create({ data: assignment });
    const called = () => call(randomUUID(), 4, { callsPhysician: true });
    expect(await called()).toEqual([team.prescriber.personId, own.personId]);
    await clinic.read.person.update({ where: { id: own.personId }, data: { disabledAt: new Date() } });
    expect(await called()).toEqual([team.prescriber.personId, director.personId]); // whoever has left the clinic answers nothing
    await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: false } });
  });

  it('gives whoever is on call access to the patient, as a row', async () => {
    await cover();
    const given = () =>
      clinic.read.careAssignment.findMany({
        where: { personId: onCall.personId },
        select: { patientId: true, reason: true, startsAt: true, endsAt: true },
      });
    expect(await given()).toEqual([]);
    expect(await call(randomUUID(), 3, { callsOnCall: true })).toEqual([team.prescriber.personId, onCall.personId]);
    const [first] = await given();
    expect(first).toMatchObject({ patientId: team.patient.personId, reason: 'paged' });
    expect(first!.endsAt!.getTime() - first!.startsAt.getTime()).toBe(24 * 3_600_000); // it ends by itself
    await clinic.moveTo(new Date(first!.startsAt.getTime() + 3_600_000));
    await call(randomUUID(), 3, { callsOnCall: true });
    const [longer, ...more] = await given();
    expect([longer!.endsAt!.getTime() > first!.endsAt!.getTime(), more]).toEqual([true, []]);
    const written = await clinic.read.auditEvent.findMany({
      where: { action: 'assign', objectId: onCall.personId },
      select: { reason: true, subjectPersonId: true },
      orderBy: { at: 'asc' },
    });
    const subjectPersonId = team.patient.personId;
    expect(written).toEqual([
      { reason: 'paged', subjectPersonId },
      { reason: 'paged-again', subjectPersonId },
    ]);
  });

  it('calls all admins and says why when nobody is on call', async () => {
    const sessionId = randomUUID();
    expect(await call(sessionId, 3, { callsOnCall: true })).toEqual([team.prescriber.personId, admin.personId]);
    const alerts = await clinic.read.clinicAlert.findMany({
      where: { subjectId: sessionId },
      select: { kind: true, level: true },
    });
    expect(alerts).toEqual([{ kind: 'nobody_on_call', level: 3 }]);
  });

  it('calls somebody who has two parts once', async () => {
    await duty(team.prescriber.personId, new Date(0), minutes(1_000));
    expect(await call(randomUUID(), 4, { callsOnCall: true, callsAdmins: true })).toEqual([
      team.prescriber.personId,
      admin.personId,
    ]);
  });
});
