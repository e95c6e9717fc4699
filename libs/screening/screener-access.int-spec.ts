import { AssessmentsService } from '#assessments';
import type { Caller } from '#identity';
import { DAY, HOUR, Problem } from '#kernel';
import { AppointmentBookings, AppointmentEndings, AppointmentMoves } from '#scheduling';
import { ScreeningRoom } from '../../test/support/screening-room.js';
import { SEEN_AFTER_DAYS } from './domain/screeners.js';
import { ScreenerAccess } from './screener-access.js';

const HOURS = { fromMin: 9 * 60, toMin: 18 * 60 };
let room: ScreeningRoom;
let admin: Caller;
let nina: Caller;
let patient: Caller;
let day = 1;

beforeAll(async () => {
  room = await ScreeningRoom.open();
  admin = await room.clinic.person('admin');
});
beforeEach(async () => {
  await room.clinic.read.workingHours.deleteMany({}); // whoever came before takes no screening here
  day += 1;
  [nina, patient] = [await room.clinic.person('prescriber', HOURS), await room.clinic.person('patient')];
});
afterAll(async () => {
  await room?.clinic.clear();
  await room?.close();
});

const book = async (hour = 10): Promise<string> => {
  const asked = { patientId: patient.personId, kind: 'screening', startsAt: await room.clinic.at(day, hour) } as const;
  return followed((await room.clinic.get(AppointmentBookings).book(admin, asked)).id);
};
/** As the worker does when the row falls due. */
async function followed(id: string): Promise<string> {
  await room.clinic.transact((tx) => room.clinic.get(ScreenerAccess).follow(tx, id));
  return id;
}
const mayRead = (caller: Caller): Promise<boolean> =>
  room.clinic
    .get(AssessmentsService)
    .read(caller, patient.personId)
    .then(
      () => true,
      (error: unknown) => (error instanceof Problem && error.code === 'care.not-found' ? false : Promise.reject(error)),
    );
const untilOf = async ({ personId }: Caller) => {
  const row = await room.clinic.read.careAssignment.findFirst({
    where: { patientId: patient.personId, personId, reason: 'screening' },
    orderBy: { startsAt: 'desc' },
    select: { endsAt: true },
  });
  return row?.endsAt ?? null;
};

describe('whoever holds a screening', () => {
  it('reads what the patient has answered from the booking on, and for some days after it', async () => {
    expect(await mayRead(nina)).toBe(false);
    await book();
    expect(await mayRead(nina)).toBe(true);
    const endsAt = (await room.clinic.at(day, 11)).getTime();
    expect(await untilOf(nina)).toEqual(new Date(endsAt + SEEN_AFTER_DAYS * DAY));
    const acts = await room.clinic.read.auditEvent.findMany({
      where: { subjectPersonId: patient.personId, action: 'assign', reason: 'screening' },
      select: { actorId: true, objectId: true },
    });
    expect(acts).toEqual([{ actorId: null, objectId: nina.personId }]);
  });

  it('is not of the team: nobody books with them, or counts them, because of it', async () => {
    await book();
    expect(await room.isOfTeam(patient, nina)).toBe(false);
    expect((await room.list(nina)).unopened).toEqual([]); // nothing is answered yet
  });

  it('sees nothing any more when it is called off, and as long as it lasts when it is moved', async () => {
    const id = await book();
    await room.clinic.get(AppointmentMoves).move(admin, id, await room.clinic.at(day + 1, 14), 'clinic');
    await followed(id);
    expect(await untilOf(nina)).toEqual(new Date((await room.clinic.at(day + 1, 15)).getTime() + SEEN_AFTER_DAYS * DAY));
    await room.clinic.get(AppointmentEndings).cancel(admin, id, 'clinic');
    await followed(id);
    expect(await mayRead(nina)).toBe(false);
  });

  it('asked again and again comes to the same', async () => {
    const id = await book();
    for (let i = 0; i < 3; i++) await followed(id);
    const rows = { where: { patientId: patient.personId, personId: nina.personId, reason: 'screening' as const } };
    expect(await room.clinic.read.careAssignment.count(rows)).toBe(1);
  });

  it('opens the case and is of the team, or sees nothing any more when it goes elsewhere', async () => {
    const id = await book();
    const omar = await room.clinic.person('prescriber');
    await room.clinic.moveTo(new Date((await room.clinic.at(day, 11)).getTime() + HOUR)); // it has been held
    await followed(id);
    expect(await mayRead(nina)).toBe(true);
    await room.open(admin, patient, omar);
    expect([await mayRead(nina), await mayRead(omar)]).toEqual([false, true]);

    await room.clinic.read.workingHours.deleteMany({});
    [nina, patient] = [await room.clinic.person('prescriber', HOURS), await room.clinic.person('patient')];
    await book();
    await room.open(nina, patient);
    expect([await room.isOfTeam(patient, nina), await mayRead(nina)]).toEqual([true, true]);
    await room.assign(admin, patient, omar);
    expect(await room.isOfTeam(patient, omar)).toBe(true);
  });

  it('keeps what a case lends nobody else while the screening lies ahead', async () => {
    await book();
    const tom = await room.clinic.person('therapist');
    await room.open(admin, patient, tom);
    expect([await mayRead(nina), await mayRead(tom)]).toEqual([true, true]);
  });
});
