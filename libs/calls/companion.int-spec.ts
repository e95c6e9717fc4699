import type { Caller } from '#identity';
import { DosingBookingsService } from '#integration';
import { MINUTE } from '#kernel';
import { asOwner } from '../../test/support/owner.js';
import { SmallCall } from '../../test/support/small-call.js';
import { CallLife } from './call-life.service.js';
import { CallRelays } from './call-relays.service.js';

const NOT_FOUND = expect.objectContaining({ code: 'calls.not-found' });
const calls = new SmallCall();
let companion: Caller;
let sessionId: string;

beforeAll(() => calls.open());
beforeEach(async () => {
  await calls.renew();
  calls.team = await calls.clinic.enrol();
  const { patient, chaperone } = calls.team;
  const startsAt = await calls.clinic.at(2, 10);
  const booked = await calls.clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
  [calls.appointmentId, sessionId] = [booked.appointment.id, booked.sessionId];
  companion = { ...chaperone, sessionScope: sessionId };
  await calls.clinic.moveTo(new Date(startsAt.getTime() - 10 * MINUTE));
});
afterAll(() => calls.close());

describe('a companion who comes by the link of a session', () => {
  it('is let into its call as the companion, through the relay only as the patient is', async () => {
    await calls.come(calls.team.therapist);
    const screen = await calls.come(companion);
    const { participantId, presence } = calls.partOf(await calls.read(calls.team.therapist), companion);
    expect(presence).toBe('waiting');
    await calls.acts().admit(calls.team.therapist, calls.appointmentId, participantId);
    expect(await calls.read(companion)).toMatchObject({ role: 'chaperone', isAdmitted: true, mayRun: false });
    expect((await calls.clinic.get(CallRelays).mint(companion, calls.appointmentId)).relayOnly).toBe(true);
    expect(await calls.clinic.get(CallLife).renew([screen])).toEqual(new Set([screen.connection]));
  });

  it('comes into no other call, also of a session of theirs', async () => {
    const stranger = await calls.clinic.enrol();
    const [foreign, visit] = [await calls.book('follow_up', 0, stranger), await calls.book('follow_up', 24 * 60)];
    for (const id of [foreign, visit]) await expect(calls.read(companion, id)).rejects.toEqual(NOT_FOUND);
    const other = { ...companion, sessionScope: '0f0f0f0f-0000-4000-8000-000000000000' };
    await expect(calls.read(other)).rejects.toEqual(NOT_FOUND);
    await expect(calls.acts().enter({ ...stranger.chaperone, sessionScope: sessionId }, calls.appointmentId)).rejects.toEqual(
      NOT_FOUND,
    );
  });

  it.each([
    ['is taken back', `UPDATE chaperone_link SET revoked_at = app_now() WHERE session_id = '%'`],
    [
      'ended with its session a day ago',
      `UPDATE dosing_session SET gate_passed_at = app_now() - interval '31 hours', released_at = app_now() - interval '31 hours', dosed_at = app_now() - interval '30 hours',
         min_discharge_at = app_now() - interval '28 hours', discharged_at = app_now() - interval '25 hours' WHERE id = '%'`,
    ],
    ['ended with a session that is called off', `UPDATE dosing_session SET aborted_at = app_now() WHERE id = '%'`],
  ])('is out of it when the link %s, while the patient stays', async (_, end) => {
    const [screen, patients] = [await calls.come(companion), await calls.come(calls.team.patient)];
    await asOwner(`ALTER TABLE dosing_session DISABLE TRIGGER USER; ${end.replace('%', sessionId)};
      ALTER TABLE dosing_session ENABLE TRIGGER USER`);
    expect(await calls.clinic.get(CallLife).renew([screen, patients])).toEqual(new Set([patients.connection]));
    await expect(calls.read(companion)).rejects.toEqual(NOT_FOUND);
    await expect(calls.connect(companion)).rejects.toEqual(NOT_FOUND);
  });
});
