import { randomUUID } from 'node:crypto';
import type { ChangeWorkingTimes } from '#contracts';
import type { Caller } from '#identity';
import { CourseChoice, DosingBookingsService, IntegrationModule } from '#integration';
import { MINUTE } from '#kernel';
import { Database, sqlState, violatedConstraint } from '#platform';
import { SmallClinic, type TeamOf, ZONE } from '../../test/support/small-clinic.js';
import { AppointmentTypesService } from './appointment-types.service.js';
import { BUILT_IN } from './domain/appointment-types.js';
import { PreferredTimesService } from './preferred-times.service.js';
import { WorkingTimesService } from './working-times.service.js';

const NONE = {
  ...{ zone: null, weekly: [], overrides: [], timeOff: [], travels: [] },
  ...{ pauseBeforeMin: 0, pauseAfterMin: 0, noticeMin: 0, dailyCap: null, kinds: null },
} satisfies Omit<ChangeWorkingTimes, 'basedOn'>;
const everyDay = (fromMin: number, toMin: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((isoWeekday) => ({ isoWeekday, fromMin, toMin, firstDay: null, lastDay: null }));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

let clinic: SmallClinic;
let times: WorkingTimesService;
let team: TeamOf;
let admin: Caller;
const day = async (days: number) => (await clinic.at(days, 12)).toISOString().slice(0, 10);
const hourOf = (iso: string) => new Date(Date.parse(iso) - 420 * MINUTE).toISOString().slice(5, 16);
const listFree = async (who: Caller, from: string, days: number) =>
  clinic.get(CourseChoice).list(who, who.personId, { from, days });
const free = async (who: Caller, from: string, days = 1) => times.freeStarts(who, who.personId, 'integration', from, days);

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
  times = clinic.get(WorkingTimesService);
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(async () => {
  await clinic.clear();
  await clinic.close();
});

describe('the hours of a clinician', () => {
  it('are theirs and the admins’ to see and to change, and nobody else’s', async () => {
    const { therapist, prescriber, patient } = team;
    const id = therapist.personId;
    expect((await times.read(therapist, id)).times).toMatchObject({ personZone: ZONE, version: 0, weekly: { length: 7 } });
    expect((await times.read(admin, id)).times.displayName).toBe('Some therapist');
    for (const [caller, personId] of [
      [prescriber, id],
      [patient, id],
      [admin, patient.personId],
      [admin, randomUUID()],
      [patient, patient.personId],
    ] as const)
      expect(await codeOf(times.read(caller, personId))).toBe('care.not-found');
  });

  it('are what was entered, and give way to nobody who has not seen the last change', async () => {
    const { therapist } = team;
    const [first, second] = [await day(3), await day(5)];
    const sheet = {
      ...NONE,
      ...{ zone: 'America/Denver', pauseAfterMin: 10, noticeMin: 120, dailyCap: 3, kinds: ['integration', 'group'] },
      weekly: [{ isoWeekday: 2, fromMin: 540, toMin: 720, firstDay: first, lastDay: null }],
      overrides: [
        { day: first, hours: [] },
        { day: second, hours: [{ fromMin: 600, toMin: 660 }] },
      ],
      timeOff: [
        { kind: 'training', firstDay: first, lastDay: second },
        { kind: 'unplanned', startsAt: '2099-01-01T10:00:00.000Z', endsAt: '2099-01-01T12:00:00.000Z' },
      ],
      travels: [{ zone: 'Europe/Paris', firstDay: second, lastDay: null }],
    } satisfies Omit<ChangeWorkingTimes, 'basedOn'>;
    await times.change(therapist, therapist.personId, { ...sheet, basedOn: 0 });
    const { times: read } = await times.read(therapist, therapist.personId);
    expect(read).toEqual({ ...sheet, personId: therapist.personId, displayName: 'Some therapist', personZone: ZONE, version: 1 });
    expect(await codeOf(times.change(admin, therapist.personId, { ...NONE, basedOn: 0 }))).toBe('scheduling.times-changed');
    await times.change(admin, therapist.personId, { ...NONE, basedOn: 1 });
    expect((await times.read(admin, therapist.personId)).times).toMatchObject({ ...NONE, version: 2 });
  });

  it('are in zones that there are, and in one on a day', async () => {
    const { therapist } = team;
    const change = (own: Partial<ChangeWorkingTimes>) =>
      codeOf(times.change(therapist, therapist.personId, { ...NONE, basedOn: 0, ...own }));
    expect(await change({ zone: 'Mars/Olympus' })).toBe('scheduling.unknown-zone');
    const trip = (from: number, to: number | null) => ({
      zone: 'Europe/Paris',
      firstDay: `2099-01-0${from}`,
      lastDay: to && `2099-01-0${to}`,
    });
    expect(await change({ travels: [trip(3, 4), trip(1, 3)] as ChangeWorkingTimes['travels'] })).toBe(
      'scheduling.travels-overlap',
    );
    expect(await change({ travels: [trip(1, null), trip(3, 4)] as ChangeWorkingTimes['travels'] })).toBe(
      'scheduling.travels-overlap',
    );
    expect(await change({ travels: [trip(1, 2), trip(3, null)] as ChangeWorkingTimes['travels'] })).toBe('done');
  });

  it('leave what is over where it is', async () => {
    const { personId } = team.therapist;
    const row = { id: randomUUID(), personId, isoWeekday: 1, fromMin: 0, toMin: 60, lastDay: new Date('2020-01-01') };
    await clinic.read.workingHours.create({ data: row });
    await times.change(team.therapist, personId, { ...NONE, basedOn: 0 });
    expect(await clinic.read.workingHours.count({ where: { personId } })).toBe(1);
  });
});

describe('what can be booked with a clinician', () => {
  it('follows hours, other hours, time off, notice and what is taken, and says why there is nothing', async () => {
    const { therapist } = team;
    const [first, second, third] = [await day(9), await day(10), await day(11)];
    expect((await free(therapist, first)).starts.map(hourOf)).toHaveLength(17);
    const sheet = { ...NONE, weekly: everyDay(540, 660), overrides: [{ day: second, hours: [] }] };
    await times.change(therapist, therapist.personId, {
      ...sheet,
      basedOn: 0,
      timeOff: [{ kind: 'leave', firstDay: third, lastDay: third }],
    });
    expect((await free(therapist, first)).starts.map((at) => hourOf(at).slice(6))).toEqual(['09:00', '09:30', '10:00']);
    expect((await free(therapist, second)).reason).toBe('off-hours');
    expect((await free(therapist, third)).reason).toBe('away');
    await times.change(therapist, therapist.personId, { ...sheet, basedOn: 1, noticeMin: 30 * 24 * 60 });
    expect((await free(therapist, first)).reason).toBe('too-soon');
    await times.change(therapist, therapist.personId, { ...sheet, basedOn: 2, kinds: ['dosing'] });
    expect((await free(therapist, first)).reason).toBe('not-offered');
    expect((await times.freeStarts(therapist, therapist.personId, 'screening', first, 1)).reason).toBe('not-offered');
  });

  it('is what patients are shown and may book: pauses, caps and kinds hold for them too', async () => {
    const { therapist, patient } = team;
    const bookings = clinic.get(DosingBookingsService);
    const shown = () => day(4).then((from) => listFree(patient, from, 2));
    const { times: before } = await shown();
    expect(before.length).toBeGreaterThan(0);
    await times.change(therapist, therapist.personId, {
      ...NONE,
      weekly: everyDay(540, 1080),
      kinds: ['integration'],
      basedOn: 0,
    });
    expect((await shown()).times).toEqual([]);
    const startsAt = new Date(before[0]!.startsAt);
    expect(await codeOf(bookings.book(patient, patient.personId, startsAt))).toBe('scheduling.not-a-free-time');
    await times.change(therapist, therapist.personId, { ...NONE, weekly: everyDay(540, 1080), basedOn: 1 });
    expect((await shown()).times).toEqual(before);
    await bookings.book(patient, patient.personId, startsAt);
    const rival = await clinic.enrol({ therapist, prescriber: await clinic.person('prescriber', { fromMin: 540, toMin: 1080 }) });
    const all = { ...NONE, weekly: everyDay(540, 1080), pauseAfterMin: 30, dailyCap: 1 };
    await times.change(therapist, therapist.personId, { ...all, basedOn: 2 });
    const { times: left } = await listFree(rival.patient, before[0]!.startsAt.slice(0, 10), 1);
    expect(left).toEqual([]);
    const noon = new Date(startsAt.getTime() + 210 * MINUTE);
    expect(await codeOf(bookings.book(rival.patient, rival.patient.personId, noon))).toBe('scheduling.slot-taken');
  });

  it('leaves booked what lies outside of new hours, and lists it', async () => {
    const { therapist, patient } = team;
    const bookings = clinic.get(DosingBookingsService);
    const { times: shown } = await listFree(patient, await day(4), 1);
    await bookings.book(patient, patient.personId, new Date(shown[0]!.startsAt));
    const change = (basedOn: number, own: Partial<ChangeWorkingTimes>) =>
      times.change(therapist, therapist.personId, { ...NONE, weekly: everyDay(540, 1080), ...own, basedOn });
    expect((await change(0, {})).outside).toEqual([]);
    const { outside } = await change(1, { overrides: [{ day: await day(4), hours: [] }] });
    expect(outside.map(({ kind, startsAt }) => [kind, startsAt])).toEqual([['dosing', shown[0]!.startsAt]]);
    expect((await change(2, { weekly: [] })).outside.map(({ kind }) => kind)).toEqual(['dosing', 'integration']);
    expect(await clinic.read.appointment.count({ where: { patientId: patient.personId, state: 'booked' } })).toBe(2);
  });
});

describe('the times that suit a patient', () => {
  it('narrow what they are shown, and are the patient’s and the team’s to say', async () => {
    const { patient, therapist, prescriber } = team;
    const preferred = clinic.get(PreferredTimesService);
    const shown = async () => (await listFree(patient, await day(4), 3)).times.map(({ startsAt }) => hourOf(startsAt).slice(6));
    expect(new Set(await shown())).toContain('10:00');
    await preferred.change(patient, patient.personId, everyDay(720, 1080));
    expect(new Set(await shown())).toEqual(new Set(['12:00', '12:30', '13:00', '13:30', '14:00', '14:30', '15:00']));
    expect((await preferred.read(therapist, patient.personId)).weekly).toHaveLength(7);
    await preferred.change(prescriber, patient.personId, []);
    expect(new Set(await shown())).toContain('10:00');
    const stranger = await clinic.person('therapist');
    expect(await codeOf(preferred.read(stranger, patient.personId))).toBe('care.not-found');
    expect(await codeOf(preferred.change(admin, patient.personId, []))).toBe('care.not-found');
  });
});

describe('kinds of appointment', () => {
  it('change by versions that stay, and clinical ones keep their length and parts', async () => {
    const types = clinic.get(AppointmentTypesService);
    const { kind: _, version, ...group } = BUILT_IN.group;
    expect(await types.all()).toEqual(Object.values(BUILT_IN));
    const changed = await types.change(admin, 'group', { ...group, lengthMin: 120, basedOn: version });
    expect(changed).toEqual({ ...BUILT_IN.group, lengthMin: 120, version: 1 });
    expect(await codeOf(types.change(admin, 'group', { ...group, basedOn: 0 }))).toBe('scheduling.type-changed');
    expect(await codeOf(types.change(admin, 'group', { ...group, parts: [], basedOn: 1 }))).toBe('scheduling.type-unsound');
    const { kind: _kind, version: _version, ...dosing } = BUILT_IN.dosing;
    expect(await codeOf(types.change(admin, 'dosing', { ...dosing, lengthMin: 60, basedOn: 0 }))).toBe(
      'scheduling.type-is-clinical',
    );
    expect(await types.change(admin, 'dosing', { ...dosing, gridMin: 60, basedOn: 0 })).toMatchObject({
      gridMin: 60,
      version: 1,
    });
    const { times: shown } = await listFree(team.patient, await day(4), 2);
    expect(shown.every(({ startsAt }) => startsAt.endsWith(':00:00.000Z'))).toBe(true);
    const edit = clinic.get(Database).sql`UPDATE appointment_type SET length_min = 10 WHERE kind = 'group'`;
    expect(['HF001', '42501']).toContain(await edit.then(() => undefined, sqlState));
  });
});

describe('the database', () => {
  it('keeps dates in order, a person in one zone on a day, and says nothing of why somebody is away', async () => {
    const { personId } = team.therapist;
    const date = (iso: string) => new Date(`${iso}T00:00:00Z`);
    const refused = (work: Promise<unknown>) => work.then(() => undefined, violatedConstraint);
    const { read } = clinic;
    const of = () => ({ id: randomUUID(), personId });
    const trip = (first: string, last: string | null) => ({
      ...of(),
      zone: 'UTC',
      firstDay: date(first),
      lastDay: last && date(last),
    });
    await read.travel.create({ data: trip('2099-01-01', '2099-01-03') as never });
    expect(await refused(read.travel.create({ data: trip('2099-01-03', null) as never }))).toBe('travel_no_overlap');
    expect(await refused(read.travel.create({ data: trip('2099-02-03', '2099-02-01') as never }))).toBeDefined();
    const off = { ...of(), firstDay: date('2099-01-01'), lastDay: date('2099-01-01') };
    expect(await refused(read.timeOff.create({ data: { ...off, kind: 'flu' } }))).toBe('time_off_says_nothing_of_why');
    expect(
      await refused(
        read.timeOff.create({ data: { ...off, id: randomUUID(), kind: 'leave', startsAt: new Date(), endsAt: new Date() } }),
      ),
    ).toBe('time_off_days_or_instants');
    expect(await refused(read.hoursOverride.create({ data: { ...of(), day: date('2099-01-01'), fromMin: 60, toMin: 60 } }))).toBe(
      'hours_override_in_a_day',
    );
    const hours = { ...of(), isoWeekday: 1, fromMin: 0, toMin: 60, firstDay: date('2099-01-02'), lastDay: date('2099-01-01') };
    expect(await refused(read.workingHours.create({ data: hours }))).toBe('working_hours_last_after_first');
    expect(await refused(read.workingRules.create({ data: { personId, dailyCap: 0 } }))).toBe('working_rules_in_bounds');
  });
});
