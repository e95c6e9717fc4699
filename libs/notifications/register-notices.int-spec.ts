import { randomUUID } from 'node:crypto';
import { LegalBasesService, PdmpService } from '#credentials';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { HOME_STATE } from '../../test/support/license.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { LicenceNotices } from './licence-notices.service.js';
import type { Due } from './messages.js';
import { NotificationsModule } from './notifications.module.js';
import { StaffNoticesService } from './staff-notices.service.js';

let clinic: SmallClinic;
let admin: Caller;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule]);
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

/** Who is to be told by a text about something. */
const told = async (template: string, subjectId: string): Promise<string[]> => {
  const rows = await clinic.get(Database).sql<{ payload: Due }>`
    SELECT payload FROM outbox_event WHERE name = 'notifications.message-due' AND done_at IS NULL AND voided_at IS NULL
      AND payload ->> 'template' = ${template} AND payload ->> 'subjectId' = ${subjectId}`;
  return rows.map(({ payload }) => payload.recipientId);
};
const notices = () => clinic.get(LicenceNotices);
/** What holds for every patient, which goes on from whatever ends. */
async function endShared(): Promise<void> {
  const all = await clinic.get(LegalBasesService).list(admin);
  for (const { legalBasisId } of all.filter(({ patientId, standing }) => patientId === null && standing === 'active'))
    await clinic.get(LegalBasesService).end(admin, legalBasisId);
}
const day = async (days: number) => (await clinic.at(days, 12)).toISOString().slice(0, 10);

describe('what staff are told of registers', () => {
  it('that a basis ends: whoever prescribes by it and the admins, unless another one goes on from it', async () => {
    const bases = clinic.get(LegalBasesService);
    await endShared();
    const about = { patientId: team.patient.personId, prescriberId: team.prescriber.personId };
    const exam = { kind: 'in-person-exam', citation: null, about, validFrom: '2020-01-01' } as const;
    const id = await bases.record(team.prescriber, { ...exam, validTo: await day(40) });
    const planned = (await clinic.waiting('credentials.basis-ending')).filter(({ payload }) => payload['legalBasisId'] === id);
    expect(planned.map(({ payload }) => payload['days'])).toEqual([30, 7]);
    await clinic.transact((tx) => notices().basisEnding(tx, id, 30));
    const recipients = await told('basisEnding', id);
    expect(recipients).toEqual(expect.arrayContaining([team.prescriber.personId, admin.personId]));
    expect(recipients).not.toContain(team.therapist.personId);

    await bases.record(team.prescriber, { ...exam, validTo: '2199-12-31' });
    await clinic.transact((tx) => notices().basisEnding(tx, id, 7));
    expect(await told('basisEnding', id)).toHaveLength(recipients.length);
  });

  it('that a basis of everybody ends: all who prescribe', async () => {
    const bases = clinic.get(LegalBasesService);
    await endShared();
    const basis = { kind: 'other', citation: 'Made up for a test', about: null, validFrom: '2020-01-01' } as const;
    const id = await bases.record(admin, { ...basis, validTo: await day(40) });
    await clinic.transact((tx) => notices().basisEnding(tx, id, 30));
    expect(await told('basisEnding', id)).toEqual(expect.arrayContaining([team.prescriber.personId, admin.personId]));
    await bases.end(admin, id);
    expect((await clinic.waiting('credentials.basis-ending')).filter(({ payload }) => payload['legalBasisId'] === id)).toEqual(
      [],
    );
  });

  it('that a look at the monitoring programme is due: whoever has looked, and nothing of the patient', async () => {
    const look = { patientId: team.patient.personId, states: [HOME_STATE], showsAnotherPrescriber: false };
    const id = await clinic.transact((tx) => clinic.get(PdmpService).put(tx, look, team.prescriber.personId));
    await clinic.moveTo(await clinic.at(84, 10));
    await clinic.transact((tx) => notices().pdmpDue(tx, id, randomUUID()));
    expect(await told('pdmpDue', id)).toEqual([team.prescriber.personId]);
  });

  it('that somebody lacks cover: an alert, and the admins', async () => {
    const passId = randomUUID();
    await clinic.transact((tx) => clinic.get(StaffNoticesService).coverLost(tx, passId));
    expect(await told('clinicAlert', passId)).toContain(admin.personId);
    expect(await clinic.read.clinicAlert.findFirstOrThrow({ where: { subjectId: passId } })).toMatchObject({
      kind: 'cover_lost',
    });
  });
});
