import { EmergencyPlanService } from '#care';
import { LegalBasesService, LicencesService, LocationsService } from '#credentials';
import type { Caller } from '#identity';
import { HOUR } from '#kernel';
import { WorkingTimesService } from '#scheduling';
import { PLAN } from '../../test/support/in-clinic-acts.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AtRiskService } from './at-risk.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';

let clinic: SmallClinic;
let admin: Caller;
let team: TeamOf;
let booked: Awaited<ReturnType<DosingBookingsService['book']>>;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
  const onCall = await clinic.person('prescriber');
  const duty = { id: crypto.randomUUID(), personId: onCall.personId, startsAt: await clinic.at(-1), endsAt: await clinic.at(40) };
  await clinic.read.onCallDuty.create({ data: duty });
});
beforeEach(async () => {
  team = await clinic.enrol();
  booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(5, 10));
});
afterAll(async () => {
  await clinic.clear();
  await clinic.close();
});

const risksOf = async (appointmentId: string) => {
  const { appointments } = await clinic.get(AtRiskService).list(admin, 31);
  const found = appointments.find((one) => one.appointmentId === appointmentId);
  return found?.risks.map(({ code, displayName }) => (displayName ? `${code} ${displayName}` : code)) ?? [];
};
const risks = () => risksOf(booked.appointment.id);
/** Something that the prescriber of the team holds is given up. */
const end = async (kind: string) => {
  const [own] = await clinic.get(LicencesService).list(team.prescriber);
  const held = own!.licences.find((one) => one.kind === kind)!;
  await clinic.get(LicencesService).end(admin, held.licenceId, 'surrendered');
};

describe('appointments at risk', () => {
  it('are none while all is as it was booked', async () => {
    expect(await risks()).toEqual([]);
    expect(
      await risksOf(
        (
          await clinic.read.integrationVisit.findUniqueOrThrow({
            where: { id: booked.visit.id },
            select: { appointmentId: true },
          })
        ).appointmentId,
      ),
    ).toEqual([]);
  });

  it('are those that lie outside of hours now, in time off, or on a day that is too full', async () => {
    await clinic.keepHours(team.therapist.personId, { fromMin: 9 * 60, toMin: 12 * 60 });
    expect(await risks()).toEqual(['off-hours Some therapist']);
    await clinic.transact(async (tx) =>
      clinic.get(WorkingTimesService).takeOff(tx, team.therapist.personId, {
        ...{ kind: 'leave' },
        ...{ startsAt: (await clinic.at(5, 11)).toISOString(), endsAt: (await clinic.at(5, 12)).toISOString() },
      }),
    );
    expect(await risks()).toEqual(['away Some therapist']);
  });

  it('are those of a day on which more begins than somebody takes', async () => {
    const rival = await clinic.enrol({ prescriber: team.prescriber });
    await clinic.get(DosingBookingsService).book(rival.patient, rival.patient.personId, await clinic.at(5, 14));
    expect(await risks()).toEqual([]);
    await clinic.read.workingRules.create({ data: { personId: team.prescriber.personId, dailyCap: 1 } });
    expect(await risks()).toEqual(['over-cap Some prescriber']);
  });

  it('are those whose clinicians have no licence that day, or none where the patient was at last', async () => {
    const where = (place: string) => clinic.get(LocationsService).state(team.patient, team.patient.personId, place);
    await where('US-NM');
    expect((await risks()).toSorted()).toEqual(['no-licence Some prescriber', 'no-licence Some therapist']);
    await where('US-AZ');
    expect(await risks()).toEqual([]);
    await end('nurse-practitioner');
    expect(await risks()).toEqual(['no-licence Some prescriber']);
    const days = async (last: number) => ({
      validFrom: (await clinic.at(0)).toISOString().slice(0, 10),
      validTo: (await clinic.at(last)).toISOString().slice(0, 10),
    });
    const renewed = { personId: team.prescriber.personId, jurisdiction: 'US-AZ', kind: 'physician', number: '2' } as const;
    await clinic.get(LicencesService).add(admin, { ...renewed, ...(await days(4)) });
    expect(await risks()).toEqual(['no-licence Some prescriber']);
    await clinic.get(LicencesService).add(admin, { ...renewed, ...(await days(5)) });
    expect(await risks()).toEqual([]);
  });

  it('are those whose prescriber may treat there, and lacks what else it takes to prescribe', async () => {
    await end('dea-registration');
    expect(await risks()).toEqual(['no-authority Some prescriber']);
    const bases = clinic.get(LegalBasesService);
    for (const { legalBasisId } of await bases.list(admin)) await bases.end(admin, legalBasisId);
    const dea = { personId: team.prescriber.personId, jurisdiction: 'US-AZ', kind: 'dea-registration', number: '2' } as const;
    const ever = { validFrom: '2020-01-01', validTo: '2199-12-31' };
    await clinic.get(LicencesService).add(admin, { ...dea, ...ever });
    expect(await risks()).toEqual(['no-legal-basis Some prescriber']);
    await bases.record(admin, { kind: 'other', citation: 'Made up for a test', about: null, ...ever });
    expect(await risks()).toEqual([]);
  });

  it('are those for which nobody is on call, whoever the rota names', async () => {
    const gap = { startsAt: await clinic.at(5, 11), endsAt: await clinic.at(40) };
    await clinic.read.onCallDuty.updateMany({ data: { endsAt: gap.startsAt } });
    expect(await risks()).toEqual(['no-cover']);
    const therapist = { id: crypto.randomUUID(), personId: team.therapist.personId, ...gap };
    await clinic.read.onCallDuty.create({ data: therapist });
    expect(await risks()).toEqual(['no-cover']);
    const prescriber = { id: crypto.randomUUID(), personId: team.prescriber.personId, ...gap };
    await clinic.read.onCallDuty.create({ data: prescriber });
    expect(await risks()).toEqual([]);
  });

  it('are those of which a message did not arrive, until somebody has taken care of it', async () => {
    const id = crypto.randomUUID();
    const message = { id, key: `test:${id}`, recipientId: team.patient.personId, channel: 'sms', template: 'reminder' } as const;
    await clinic.read.message.create({ data: { ...message, subjectId: booked.appointment.id, state: 'undeliverable' } });
    expect(await risks()).toEqual(['undelivered']);
    await clinic.read.message.update({ where: { id }, data: { resolvedAt: await clinic.at(0), resolvedBy: admin.personId } });
    expect(await risks()).toEqual([]);
  });

  it('are those whose companion, consent, card or clinician is missing', async () => {
    const patientId = team.patient.personId;
    await clinic.read.consent.updateMany({ where: { patientId }, data: { withdrawnAt: await clinic.at(0) } });
    expect(await risks()).toEqual(['no-consent']);
    await clinic.read.emergencyCard.deleteMany({ where: { patientId } });
    await clinic.read.careAssignment.deleteMany({ where: { patientId, personId: team.chaperone.personId } });
    await clinic.read.person.update({ where: { id: team.prescriber.personId }, data: { disabledAt: await clinic.at(0) } });
    expect(await risks()).toEqual(['clinician-left Some prescriber', 'no-consent', 'no-chaperone', 'no-emergency-card']);
  });

  it('are judged in the clinic by its rules: no companion, no card and no basis of home, but its own plan and licences where it is', async () => {
    const there = await clinic.enrol({}, { setting: 'clinic' });
    const patientId = there.patient.personId;
    const { appointment } = await clinic.get(DosingBookingsService).book(there.patient, patientId, await clinic.at(5, 10));
    await clinic.read.emergencyCard.deleteMany({ where: { patientId } });
    await clinic.read.careAssignment.deleteMany({ where: { patientId, personId: there.chaperone.personId } });
    await clinic.get(LocationsService).state(there.patient, patientId, 'US-NM');
    await clinic.read.legalBasis.updateMany({
      where: { endedAt: null },
      data: { endedAt: await clinic.at(0), endedBy: admin.personId },
    });
    const found = () => risksOf(appointment.id);
    expect(await found()).toEqual(['no-clinic-plan']);
    const write = (jurisdiction: string) =>
      clinic.transact((tx) => clinic.get(EmergencyPlanService).put(tx, { ...PLAN, jurisdiction }, admin.personId));
    await write('US-NV');
    expect((await found()).toSorted()).toEqual(['no-licence Some prescriber', 'no-licence Some therapist']);
    await write('US-AZ');
    expect(await found()).toEqual([]);
  });

  it('are those that nobody has confirmed a day before; one confirmation is enough', async () => {
    await clinic.moveTo(new Date((await clinic.at(5, 10)).getTime() - 23 * HOUR));
    expect(await risks()).toEqual(['unconfirmed']);
    await clinic.read.appointmentLink.updateMany({
      where: { appointmentId: booked.appointment.id },
      data: { confirmedAt: new Date((await clinic.at(0)).getTime()) },
    });
    expect(await risks()).toEqual([]);
  });

  it('name nobody whom the reader may not know of', async () => {
    await clinic.read.emergencyCard.deleteMany({ where: { patientId: team.patient.personId } });
    const stranger = await clinic.enrol();
    const shown = async (caller: Caller) =>
      (await clinic.get(AtRiskService).list(caller, 31)).appointments.map(({ patientId }) => patientId);
    expect(await shown(team.therapist)).toEqual([team.patient.personId]);
    expect(await shown(stranger.therapist)).toEqual([]);
  });
});
