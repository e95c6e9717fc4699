import type { Caller } from '#identity';
import { DAY, HOUR, MINUTE, Problem, type Span } from '#kernel';
import { Database, Outbox } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CancellationService } from './cancellation.service.js';
import { CourseChoice } from './course-choice.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { waitingDue } from './messages.js';
import { WaitingListService } from './waiting-list.service.js';
import { WaitingLook } from './waiting-look.service.js';
import { WaitingOffersService } from './waiting-offers.service.js';
import { WaitingViews } from './waiting-views.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open();
});
afterAll(() => clinic.close());
afterEach(
  () => clinic.get(Database).sql`UPDATE waiting_entry SET ended_at = app_now(), ended_for = 'over' WHERE ended_at IS NULL`,
);

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const dateOf = (at: Date) => new Date(at.getTime() - 7 * HOUR).toISOString().slice(0, 10);
const book = ({ patient }: TeamOf, startsAt: Date) => clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
const hold = ({ patient }: TeamOf, startsAt: Date) => clinic.get(CourseChoice).hold(patient, patient.personId, startsAt);
const cancel = ({ patient }: TeamOf, sessionId: string) => clinic.get(CancellationService).cancel(patient, sessionId, 'illness');
const viewOf = ({ patient }: TeamOf) => clinic.get(WaitingViews).read(patient, patient.personId);
const offerOf = async (team: TeamOf) => (await viewOf(team))?.offer ?? null;
const accept = async (team: TeamOf, by: Caller = team.patient) =>
  clinic.get(WaitingOffersService).accept(by, (await offerOf(team))!.id);
const decline = async (team: TeamOf) => clinic.get(WaitingOffersService).decline(team.patient, (await offerOf(team))!.id);
const statesOf = async ({ patient }: TeamOf) =>
  (await clinic.read.appointment.findMany({ where: { patientId: patient.personId }, orderBy: { startsAt: 'asc' } })).map(
    ({ kind, state }) => `${kind} ${state}`,
  );
const offerRows = () => clinic.read.waitingOffer.findMany({ where: { state: 'open' }, orderBy: { madeAt: 'asc' } });

async function wait({ patient }: TeamOf, day: number | null = 3): Promise<void> {
  const date = day === null ? null : dateOf(await clinic.at(day));
  await clinic.get(WaitingListService).start(patient, patient.personId, { firstDay: date, lastDay: date });
}

/** As the worker does it. */
async function look(quiet: readonly Span[] = []): Promise<void> {
  const eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, waitingDue, {}));
  await clinic.get(WaitingLook).look(eventId, { spans: async () => [...quiet] });
}

/** Patients of one therapist, who has time for one session a day: from ten to one. */
async function fullClinic(patients: number): Promise<TeamOf[]> {
  const therapist = await clinic.person('therapist', { fromMin: 600, toMin: 780 });
  const prescriber = await clinic.person('prescriber', { fromMin: 540, toMin: 1080 });
  const teams: TeamOf[] = [];
  for (let i = 0; i < patients; i++) teams.push(await clinic.enrol({ therapist, prescriber }));
  return teams;
}

/** What waits for the worker. */
const pendingLooks = async () => {
  const rows = await clinic.get(Outbox).waiting(clinic.get(Database), waitingDue.name, 50);
  return rows.map(({ id, payload }) => ({ id, ...waitingDue.schema.parse(payload) }));
};

describe('the waiting list', () => {
  it('is gone through in parts, each a row of its own, and begun anew rather than gone on with when a time is free', async () => {
    const [holder, ...others] = (await fullClinic(4)) as [TeamOf, TeamOf, TeamOf, TeamOf];
    await book(holder, await clinic.at(3, 10));
    for (const team of others) await wait(team);
    const found = async () => Promise.all(others.map(async (team) => (await viewOf(team))!.found));
    const parts = clinic.get(WaitingLook);
    const [whole] = await pendingLooks();
    const part = ({ id, after }: { id: string; after?: string | undefined }) =>
      parts.look(id, { spans: async () => [] }, after ?? null, 2);
    await part(whole!);
    expect(await found()).toEqual(['no-earlier-time', 'no-earlier-time', null]);
    const [rest] = await pendingLooks();
    await clinic.transact((tx) => clinic.get(Outbox).append(tx, waitingDue, {}));
    await part(rest!); // leaves them to the one that begins anew
    expect(await found()).toEqual(['no-earlier-time', 'no-earlier-time', null]);
    const [again, ...none] = await pendingLooks();
    expect([again!.after, none]).toEqual([undefined, []]);
    await part(again!);
    await part((await pendingLooks())[0]!);
    expect(await found()).toEqual(others.map(() => 'no-earlier-time'));
    expect(await pendingLooks()).toEqual([]);
  });

  it('offers a time that becomes free to who waits longest, and keeps it from everybody else', async () => {
    const [holder, first, second] = (await fullClinic(3)) as [TeamOf, TeamOf, TeamOf];
    const startsAt = await clinic.at(3, 10);
    const { sessionId } = await book(holder, startsAt);
    await wait(first);
    await wait(second);
    await look();
    expect(await viewOf(first)).toMatchObject({ place: 1, offer: null, found: 'no-earlier-time' });
    await cancel(holder, sessionId);
    await look();
    expect(await offerOf(first)).toMatchObject({ startsAt: startsAt.toISOString() });
    expect(await viewOf(second)).toMatchObject({ place: 2, offer: null, found: 'no-earlier-time' });
    expect(await codeOf(book(second, startsAt))).toBe('scheduling.slot-taken');
    expect(await statesOf(first)).toEqual(['dosing held', 'integration held']);
  });

  it('offers what somebody declines to the next one; the place stays, and that day is not offered again', async () => {
    const [first, second] = (await fullClinic(2)) as [TeamOf, TeamOf];
    await wait(first);
    await wait(second);
    await look();
    await decline(first);
    await look();
    expect(await viewOf(first)).toMatchObject({ place: 1, offer: null });
    expect(await offerOf(second)).not.toBeNull();
    await decline(second);
    await look();
    expect([await offerOf(first), await offerOf(second)]).toEqual([null, null]);
    await wait(first, 5);
    await look();
    expect((await offerOf(first))!.startsAt).toBe((await clinic.at(5, 10)).toISOString());
  });

  it('moves what is booked to the time that is taken, at no cost, and the old time is free', async () => {
    const [team, other] = (await fullClinic(2)) as [TeamOf, TeamOf];
    const { appointment } = await book(team, await clinic.at(6, 10));
    await clinic.read.clinicSettings.updateMany({ data: { changeCutoffHours: 168, lateFeeCents: 5_000 } });
    await wait(team);
    await look();
    await accept(team);
    const moved = await clinic.read.appointment.findUniqueOrThrow({ where: { id: appointment.id } });
    expect(moved).toMatchObject({ startsAt: await clinic.at(3, 10), state: 'booked', version: 2 });
    expect(await statesOf(team)).toEqual(
      expect.arrayContaining(['dosing booked', 'dosing expired', 'integration booked', 'integration expired']),
    );
    const change = await clinic.read.appointmentChange.findFirstOrThrow({ where: { appointmentId: appointment.id } });
    expect(change).toMatchObject({ kind: 'moved', reason: 'clinic', feeState: 'automatic' });
    expect(await viewOf(team)).toBeNull();
    expect(await codeOf(book(other, await clinic.at(6, 10)))).toBe('none');
    await clinic.read.clinicSettings.updateMany({ data: { changeCutoffHours: 24, lateFeeCents: 0 } });
  });

  it('books what is taken when nothing is booked, with reminders; whoever cares for the patient may say yes for them', async () => {
    const [team] = (await fullClinic(1)) as [TeamOf];
    await wait(team);
    await look();
    const { id, appointmentId } = (await offerRows()).at(-1)!;
    await accept(team, team.therapist);
    expect(await statesOf(team)).toEqual(['dosing booked', 'integration booked']);
    const planned = (await clinic.waiting('scheduling.reminder-due')).map(({ payload }) => payload['appointmentId']);
    expect(planned).toContain(appointmentId);
    const ends = (await clinic.waiting('integration.offer-over')).map(({ payload }) => payload['offerId']);
    expect(ends).not.toContain(id);
    expect(await viewOf(team)).toBeNull();
  });

  it('never offers what is not earlier than what is booked', async () => {
    const [team] = (await fullClinic(1)) as [TeamOf];
    await book(team, await clinic.at(3, 10));
    await wait(team, 5);
    await look();
    expect(await viewOf(team)).toMatchObject({ offer: null, found: 'no-earlier-time' });
  });

  it('says why somebody cannot be offered anything', async () => {
    const [locked] = (await fullClinic(1)) as [TeamOf];
    await clinic.read.doseLine.updateMany({
      where: { protocol: { patientId: locked.patient.personId } },
      data: { unlockedAt: null },
    });
    await wait(locked);
    await look();
    expect(await viewOf(locked)).toMatchObject({ offer: null, found: 'integration-due' });
  });

  it('keeps a time longer over a night in which nobody is woken', async () => {
    const [team] = (await fullClinic(1)) as [TeamOf];
    await wait(team);
    const now = (await clinic.at(0)).getTime();
    const night = { from: now - DAY, to: now + 30 * HOUR };
    await look([night]);
    expect((await offerOf(team))!.until).toBe(new Date(night.to + 120 * MINUTE).toISOString());
  });

  it('offers one time once, however many look for it at once', async () => {
    const teams = await fullClinic(4);
    for (const team of teams) await wait(team);
    const before = (await offerRows()).length;
    await Promise.all([look(), look(), look()]);
    expect((await offerRows()).length - before).toBe(1);
    expect(await offerOf(teams[0]!)).not.toBeNull();
  });

  it('gives way to what the patient chooses by themselves', async () => {
    const [chooser, taker] = [...(await fullClinic(1)), ...(await fullClinic(1))] as [TeamOf, TeamOf];
    await wait(chooser);
    await wait(taker);
    await look();
    const [offer] = [await offerOf(chooser)];
    await hold(chooser, await clinic.at(8, 10));
    expect(await offerOf(chooser)).toBeNull();
    expect(await codeOf(clinic.get(WaitingOffersService).accept(chooser.patient, offer!.id))).toBe('integration.offer-over');
    await book(taker, new Date((await offerOf(taker))!.startsAt)); // the very time, by the list of times
    expect(await viewOf(taker)).toBeNull();
    expect(await statesOf(taker)).toEqual(['dosing booked', 'integration booked']);
  });

  it('leaves whoever is just choosing a time to it', async () => {
    const [team] = (await fullClinic(1)) as [TeamOf];
    const startsAt = await clinic.at(8, 10);
    await hold(team, startsAt);
    await wait(team);
    await look();
    expect(await viewOf(team)).toMatchObject({ offer: null, found: 'choosing' });
    expect(await codeOf(book(team, startsAt))).toBe('none');
    await look();
    expect(await offerOf(team)).not.toBeNull(); // still earlier
  });

  it('lets go of what is kept for whoever leaves', async () => {
    const [team, other] = (await fullClinic(2)) as [TeamOf, TeamOf];
    await wait(team);
    await look();
    await clinic.get(WaitingListService).end(team.patient, team.patient.personId);
    expect(await viewOf(team)).toBeNull();
    expect(await codeOf(book(other, await clinic.at(3, 10)))).toBe('none');
  });

  it('is nobody else’s business', async () => {
    const [team] = (await fullClinic(1)) as [TeamOf];
    const [stranger] = (await fullClinic(1)) as [TeamOf];
    await wait(team);
    await look();
    const { id } = (await offerOf(team))!;
    for (const caller of [stranger.patient, stranger.therapist, team.chaperone]) {
      expect(await codeOf(clinic.get(WaitingViews).read(caller, team.patient.personId))).toBe('care.not-found');
      expect(await codeOf(clinic.get(WaitingOffersService).accept(caller, id))).toBe('integration.no-offer');
      expect(await codeOf(clinic.get(WaitingOffersService).decline(caller, id))).toBe('integration.no-offer');
      expect(await codeOf(clinic.get(WaitingListService).end(caller, team.patient.personId))).toBe('care.not-found');
    }
    const seen = async (caller: Caller) => (await clinic.get(WaitingViews).list(caller)).map(({ patientId }) => patientId);
    expect(await seen(team.therapist)).toEqual([team.patient.personId]);
    expect(await seen(stranger.therapist)).toEqual([]);
  });

  it('is kept by the database: one open offer a wait, each answered once, and none for who has left', async () => {
    const [team] = (await fullClinic(1)) as [TeamOf];
    await wait(team);
    await look();
    const { id, until } = (await offerRows()).at(-1)!;
    const { sql } = clinic.get(Database);
    const again = sql`
      INSERT INTO waiting_offer (id, entry_id, hold_id, appointment_id, visit_appointment_id, starts_at, visit_starts_at, until)
      SELECT gen_random_uuid(), entry_id, gen_random_uuid(), visit_appointment_id, appointment_id, starts_at, visit_starts_at, ${until}
      FROM waiting_offer WHERE id = ${id}`;
    await expect(again).rejects.toMatchObject({ constraint: 'waiting_offer_one_open' });
    await decline(team);
    await expect(sql`UPDATE waiting_offer SET state = 'accepted' WHERE id = ${id}`).rejects.toMatchObject({ code: 'HF002' });
    await sql`UPDATE person SET disabled_at = app_now() WHERE id = ${team.patient.personId}`;
    expect(await clinic.read.waitingEntry.count({ where: { patientId: team.patient.personId, endedAt: null } })).toBe(0);
  });

  it('asks the next one when nobody answers, and this one a day later, behind those who wait by then', async () => {
    const [silent, next] = (await fullClinic(2)) as [TeamOf, TeamOf];
    await wait(silent, 4);
    await wait(next, 4);
    await look();
    const { id, until } = (await offerOf(silent))!;
    const over = () => clinic.transact((tx) => clinic.get(WaitingOffersService).over(tx, id));
    await over(); // before its time it stands
    expect(await offerOf(silent)).not.toBeNull();
    await clinic.moveTo(new Date(until));
    expect(await codeOf(clinic.get(WaitingOffersService).accept(silent.patient, id))).toBe('integration.offer-over');
    await over();
    await over(); // once
    const { place, restsUntil } = (await viewOf(silent))!;
    expect([place, Date.parse(restsUntil!) - Date.parse(until) >= DAY]).toEqual([2, true]);
    expect((await clinic.waiting('integration.waiting-due')).at(-1)!.dueAt.getTime()).toBeGreaterThanOrEqual(
      Date.parse(until) + DAY,
    );
    await wait(silent, null);
    await look();
    expect([await offerOf(silent), (await offerOf(next)) !== null]).toEqual([null, true]);
    await clinic.moveTo(new Date(Date.parse(until) + DAY + HOUR));
    await look();
    expect(await offerOf(silent)).not.toBeNull();
  });
});
