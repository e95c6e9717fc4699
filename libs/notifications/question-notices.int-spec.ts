import { IntakeService } from '#assessments';
import { LicencesService } from '#credentials';
import { DosingBookingsService } from '#integration';
import { DAY } from '#kernel';
import { Clock, Database } from '#platform';
import type { ReminderKind } from '#scheduling';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { LicenceNotices } from './licence-notices.service.js';
import type { Due } from './messages.js';
import { NotificationsModule } from './notifications.module.js';
import { QuestionNotices } from './question-notices.service.js';

let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule]);
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

/** What waits to be sent, as who gets which text by which way. */
const planned = async (template: string): Promise<Due[]> => {
  const rows = await clinic.get(Database).sql<{ payload: Due }>`
    SELECT payload FROM outbox_event WHERE name = 'notifications.message-due' AND done_at IS NULL AND voided_at IS NULL
      AND payload ->> 'template' = ${template} ORDER BY created_at, payload ->> 'channel', id`;
  return rows.map(({ payload }) => payload);
};

describe('questions before a session', () => {
  const book = async (days: number) =>
    clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(days, 10));
  const remind = (appointmentId: string, kind: ReminderKind) =>
    clinic.transact((tx) => clinic.get(QuestionNotices).remind(tx, appointmentId, kind));
  const answer = () =>
    clinic.get(IntakeService).answer(team.patient, team.patient.personId, 'phq-9', {
      ...{ version: '1', linkId: '/44260-8' },
      answer: { kind: 'codes', codes: ['LA6568-5'] },
    });
  const asked = async (appointmentId: string) =>
    (await planned('questions'))
      .filter(({ subjectId }) => subjectId === appointmentId)
      .map(({ recipientId, channel }) => [recipientId, channel])
      .sort();

  it('are asked of the patient alone, each time once, while answers are missing', async () => {
    const { appointment, visit } = await book(5);
    for (const kind of ['t-72h', 't-2h', 't-15m', 't-72h'] as const) await remind(appointment.id, kind);
    expect(await asked(appointment.id)).toEqual([
      [team.patient.personId, 'email'],
      [team.patient.personId, 'inbox'],
    ]);
    const { appointmentId } = await clinic.read.integrationVisit.findUniqueOrThrow({
      where: { id: visit.id },
      select: { appointmentId: true },
    });
    await remind(appointmentId, 't-24h');
    expect(await asked(appointmentId)).toEqual([]);
  });

  it('are not asked of whoever has answered within the days that count, and are when that is too old by then', async () => {
    await answer();
    const near = await book(5);
    await remind(near.appointment.id, 't-24h');
    expect(await asked(near.appointment.id)).toEqual([]);
    team = await clinic.enrol();
    await answer();
    await clinic.moveTo(new Date((await clinic.get(Clock).now()).getTime() + 3 * DAY));
    const { appointment } = await book(5);
    await remind(appointment.id, 't-72h');
    expect(await asked(appointment.id)).toHaveLength(2);
  });
});

describe('a licence that ends', () => {
  it('is told to whoever has it and to the admins, and to nobody once it has ended', async () => {
    const admin = await clinic.person('admin');
    const { personId } = team.therapist;
    const lastDay = new Date((await clinic.at(20)).getTime()).toISOString().slice(0, 10);
    const licence = {
      jurisdiction: 'US-NV',
      kind: 'psychologist',
      number: '1',
      validFrom: '2020-01-01',
      validTo: lastDay,
    } as const;
    const id = await clinic.get(LicencesService).add(admin, { personId, ...licence });
    const tell = () => clinic.transact((tx) => clinic.get(LicenceNotices).ending(tx, id, 7));
    await tell();
    const told = (await planned('licenceEnding'))
      .filter(({ subjectId }) => subjectId === id)
      .map(({ recipientId }) => recipientId);
    expect(told.toSorted()).toEqual([personId, admin.personId].toSorted());
    await clinic.get(LicencesService).end(admin, id, 'surrendered');
    await clinic.transact((tx) => clinic.get(LicenceNotices).ending(tx, id, 30));
    expect((await planned('licenceEnding')).filter(({ subjectId }) => subjectId === id)).toHaveLength(told.length);
  });
});
