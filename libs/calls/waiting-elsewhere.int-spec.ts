import { MINUTE } from '#kernel';
import { Clock } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { SmallCall } from '../../test/support/small-call.js';
import { CallList } from './call-list.service.js';
import { CallReadiness } from './call-readiness.js';
import { CallWaits } from './call-waits.js';
import { bellDue, callUnattended, readySaid } from './messages.js';

const refused = (code: string) => expect.objectContaining({ code });
const calls = new SmallCall();
beforeAll(() => calls.open());
beforeEach(() => calls.renew());
afterAll(() => calls.close());

const goElsewhere = () => calls.acts().waitElsewhere(calls.team.patient, calls.appointmentId);
const sayReady = () => calls.acts().sayReady(calls.team.therapist, calls.appointmentId);
const wishes = async () => (await calls.clinic.waiting(readySaid.name)).map(({ payload }) => String(payload['awayId']));
const presence = async () => calls.partOf(await calls.read(calls.team.therapist), calls.team.patient).presence;

describe('a patient who waits elsewhere', () => {
  it('keeps their place, is told once by a row that is written with it, and comes back to the door', async () => {
    await calls.come(calls.team.patient);
    expect(await goElsewhere()).toMatchObject({ next: 'wait-elsewhere', hasEntered: false, isAdmitted: false });
    await calls.come(calls.team.therapist);
    expect(await calls.read(calls.team.therapist)).toMatchObject({ next: 'waits-elsewhere', nextAbout: 'Some patient' });
    expect(await sayReady()).toMatchObject({ next: 'told-to-come' });
    expect(await wishes()).toHaveLength(1);
    await expect(sayReady()).rejects.toEqual(refused('calls.not-waiting'));
    expect(await wishes()).toHaveLength(1);
    expect((await calls.read(calls.team.patient)).next).toBe('they-are-ready');
    await calls.come(calls.team.patient);
    expect(await presence()).toBe('waiting');
  });

  it('is on no screen, is let in by nobody before they are back, and counts as waiting', async () => {
    const screen = await calls.come(calls.team.patient);
    await calls.come(calls.team.therapist);
    await goElsewhere();
    await expect(calls.connect(calls.team.patient, { connection: screen.connection })).rejects.toEqual(
      refused('calls.not-admitted'),
    );
    const { participantId } = calls.partOf(await calls.read(calls.team.therapist), calls.team.patient);
    const admit = calls.acts().admit(calls.team.therapist, calls.appointmentId, participantId);
    await expect(admit).rejects.toEqual(refused('calls.not-waiting'));
    const list = (by: typeof calls.team.patient) => calls.clinic.get(CallList).read(by);
    expect((await list(calls.team.therapist)).map(({ isAwaited }) => isAwaited)).toEqual([true]);
    expect((await list(calls.team.patient)).map(({ isAwaited }) => isAwaited)).toEqual([false]);
  });

  it('is told nothing when they are back before it is sent, and anew when they go again', async () => {
    await goElsewhere();
    await sayReady();
    const [first] = await wishes();
    const toTell = (wish: string) => calls.clinic.transact((tx) => calls.clinic.get(CallReadiness).toTell(tx, wish));
    expect(await toTell(first!)).toEqual({ personId: calls.team.patient.personId, appointmentId: calls.appointmentId });
    await calls.come(calls.team.patient);
    expect(await toTell(first!)).toBeNull();
    await goElsewhere();
    await sayReady();
    expect(new Set(await wishes()).size).toBe(2);
  });

  it('is nobody else, nobody who was let in, and nobody after the end', async () => {
    await calls.begin();
    await expect(goElsewhere()).rejects.toEqual(refused('calls.let-in'));
    const others = calls.acts().waitElsewhere(calls.team.therapist, calls.appointmentId);
    await expect(others).rejects.toEqual(refused('calls.not-yours'));
    await expect(calls.acts().sayReady(calls.team.patient, calls.appointmentId)).rejects.toEqual(refused('calls.not-yours'));
    await calls.acts().end(calls.team.therapist, calls.appointmentId);
    await expect(goElsewhere()).rejects.toEqual(refused('calls.ended'));
    await expect(sayReady()).rejects.toEqual(refused('calls.ended'));
  });

  it('is refused by the database on a screen, or once let in', async () => {
    await calls.begin();
    const id = await calls.roomId();
    const away = `UPDATE call_participant SET away_id = gen_random_uuid(), away_at = app_now() WHERE room_id = '${id}' AND role = 'patient'`;
    await expect(asOwner(away)).rejects.toThrow('call_participant_away_waits');
  });

  it('is not forgotten: people are called for them, too, until they are told to come', async () => {
    await calls.putOnCall(await calls.clinic.person('prescriber'));
    await goElsewhere();
    const [due] = await calls.clinic.waiting(callUnattended.name);
    const { roomId, waitId } = due!.payload as { roomId: string; waitId: string };
    await calls.clinic.transact((tx) => calls.clinic.get(CallWaits).escalate(tx, roomId, waitId));
    expect(await calls.alerts('call_unattended')).toMatchObject([{ closedAt: null }]);
    await sayReady();
    expect(await calls.alerts('call_unattended')).toMatchObject([{ closedAt: expect.any(Date) }]);
  });
});

describe('the bell', () => {
  const bells = async () =>
    (await calls.clinic.waiting(bellDue.name)) as { payload: { roomId: string; waitId: string }; dueAt: Date }[];
  const bellFor = (of: { roomId: string; waitId: string }) =>
    calls.clinic.transact((tx) => calls.clinic.get(CallWaits).bellFor(tx, of.roomId, of.waitId));
  const minutesAway = async (dueAt: Date) => (dueAt.getTime() - (await calls.clinic.get(Clock).now()).getTime()) / MINUTE;

  it('is for whoever leads the call, two minutes after the patient came, unless somebody has come', async () => {
    await calls.come(calls.team.patient);
    const [bell] = await bells();
    expect(Math.abs((await minutesAway(bell!.dueAt)) - 2)).toBeLessThan(0.5);
    expect(await bellFor(bell!.payload)).toEqual({
      personId: calls.team.therapist.personId,
      appointmentId: calls.appointmentId,
    });
    await calls.come(calls.team.therapist);
    expect(await bells()).toEqual([]);
    expect(await bellFor(bell!.payload)).toBeNull();
  });

  it('does not ring before the start, nor before the end of a delay that was told', async () => {
    calls.team = await calls.clinic.enrol();
    calls.appointmentId = await calls.book('follow_up', 20);
    await calls.come(calls.team.patient);
    expect(Math.abs((await minutesAway((await bells())[0]!.dueAt)) - 20)).toBeLessThan(0.5);
    await calls.acts().sayLate(calls.team.therapist, calls.appointmentId, 10);
    const rung = await bells();
    expect(rung).toHaveLength(1);
    expect(Math.abs((await minutesAway(rung[0]!.dueAt)) - 30)).toBeLessThan(0.5);
  });
});
