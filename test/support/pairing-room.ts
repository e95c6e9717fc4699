import { randomUUID } from 'node:crypto';
import type { PairingPart, Role } from '#contracts';
import { LicencesService, LocationsService } from '#credentials';
import type { Caller } from '#identity';
import { IntegrationModule } from '#integration';
import { DAY } from '#kernel';
import {
  CoverService,
  GapWatch,
  HandOverEnding,
  HandOverReceipts,
  HandOversService,
  OwnPairingsService,
  PairingModule,
  PairingOffersService,
  PairingsService,
  ProfilesService,
  SearchesService,
  SearchStopping,
  WishesService,
} from '#pairing';
import { Clock, Database } from '#platform';
import { asOwner } from './owner.js';
import { SmallClinic, type TeamOf } from './small-clinic.js';

const HOURS = { fromMin: 9 * 60, toMin: 18 * 60 };
const PLACE = 'US-AZ';
const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10);
type Profile = Partial<Omit<Parameters<ProfilesService['change']>[1], 'personId'>>;

/** People who look for each other, on the database of a test file; nothing runs by itself. */
export class PairingRoom {
  private constructor(readonly clinic: SmallClinic) {}

  static async open(): Promise<PairingRoom> {
    return new PairingRoom(await SmallClinic.open([PairingModule, IntegrationModule]));
  }

  close(): Promise<void> {
    return this.clinic.close();
  }

  async now(): Promise<number> {
    return (await this.clinic.get(Clock).now()).getTime();
  }

  /** Somebody who works from 9 to 18 h and may treat patients in Arizona for so many days more. @returns them, and their licence */
  async clinician(role: Role = 'therapist', days = 400): Promise<Caller & { licenceId: string }> {
    const caller = await this.clinic.person(role, HOURS);
    if (role !== 'therapist') await this.clinic.transact((tx) => this.clinic.license.prescribing(tx, caller.personId));
    return { ...caller, licenceId: await this.licence(caller, days) };
  }

  async licence({ personId }: Caller, days: number): Promise<string> {
    const now = await this.now();
    const licence = { personId, jurisdiction: PLACE, kind: 'psychologist', number: 'TEST-2' } as const;
    const valid = { validFrom: dayAt(now - 100 * DAY), validTo: dayAt(now + days * DAY) };
    return this.clinic.transact((tx) => this.clinic.get(LicencesService).put(tx, { ...licence, ...valid }, randomUUID()));
  }

  /** A patient in somebody's care, who has said that they are in Arizona. */
  async patient(team: Parameters<SmallClinic['enrol']>[0] = {}): Promise<TeamOf> {
    const made = await this.clinic.enrol(team);
    await this.clinic.get(LocationsService).state(made.patient, made.patient.personId, PLACE);
    return made;
  }

  /** A patient who has not said where they are. */
  async stranger(): Promise<TeamOf> {
    const [patient, chaperone] = [await this.clinic.person('patient'), await this.clinic.person('chaperone')];
    const team = { patient, chaperone, therapist: await this.clinician(), prescriber: await this.clinician('prescriber') };
    await this.clinic.transact((tx) => this.clinic.admit(tx, team));
    return team;
  }

  async endLicences(by: Caller, { personId }: Caller): Promise<void> {
    const held = await this.clinic.read.licence.findMany({ where: { personId, endedAt: null } });
    for (const { id } of held) await this.endLicence(by, id);
  }

  says = (caller: Caller, profile: Profile) =>
    this.clinic.get(ProfilesService).change(caller, {
      ...{ personId: caller.personId, languages: ['en'], specialties: [], gender: null, about: '', capacity: 40 },
      ...profile,
    });
  wishes = (patient: Caller, wish: Parameters<WishesService['change']>[2]) =>
    this.clinic.get(WishesService).change(patient, patient.personId, wish);
  rank = (by: Caller, patient: Caller, part: PairingPart = 'therapist', notId?: string) =>
    this.clinic.get(SearchesService).rank(by, patient.personId, part, notId);
  choose = (by: Caller, patient: Caller, { personId: clinicianId }: Caller, part: PairingPart = 'therapist') =>
    this.clinic.get(SearchesService).choose(by, patient.personId, { part, clinicianId });
  conflict = (by: Caller, patient: Caller, { personId }: Caller) =>
    this.clinic.get(SearchesService).setConflict(by, patient.personId, personId);
  stop = (by: Caller, patient: Caller) => this.clinic.get(SearchStopping).stop(by, patient.personId, 'therapist');
  read = (by: Caller, patient: Caller) => this.clinic.get(PairingsService).read(by, patient.personId);
  own = (caller: Caller) => this.clinic.get(OwnPairingsService).read(caller);
  accept = (by: Caller, id: string) => this.clinic.get(PairingOffersService).accept(by, id);
  decline = (by: Caller, id: string, why: 'no-time' | 'not-my-field' | 'conflict-of-interest' = 'no-time') =>
    this.clinic.get(PairingOffersService).decline(by, id, why);
  expire = (id: string) => this.clinic.transact((tx) => this.clinic.get(PairingOffersService).expire(tx, id));
  handOver = (by: Caller, patient: Caller, { personId: toId }: Caller, overlapDays = 7) =>
    this.clinic.get(HandOversService).offer(by, patient.personId, { toId, summary: 'Well since spring.', overlapDays });
  readHandOver = (by: Caller, id: string) => this.clinic.get(HandOverReceipts).read(by, id);
  handOverDue = (id: string) => this.clinic.transact((tx) => this.clinic.get(HandOverEnding).due(tx, id));
  gapFound = (id: string) => this.clinic.transact((tx) => this.clinic.get(GapWatch).found(tx, id));
  gapClosed = (id: string) => this.clinic.transact((tx) => this.clinic.get(GapWatch).closed(tx, id));
  licencesChanged = ({ personId }: Caller) =>
    this.clinic.transact((tx) => this.clinic.get(GapWatch).licencesChanged(tx, personId));

  get cover(): CoverService {
    return this.clinic.get(CoverService);
  }

  endLicence = (by: Caller, licenceId: string) => this.clinic.get(LicencesService).end(by, licenceId, 'suspended');
  disable = ({ personId }: Caller) =>
    this.clinic.get(Database).sql`UPDATE person SET disabled_at = app_now() WHERE id = ${personId}`;

  letGo = ({ personId: patientId }: Caller, { personId }: Caller) =>
    this.clinic.get(Database).sql`
      UPDATE care_assignment SET ends_at = greatest(app_now(), starts_at) WHERE patient_id = ${patientId} AND person_id = ${personId} AND ends_at IS NULL`;

  /** As the page of the team does. */
  letIn = ({ personId: patientId }: Caller, { personId }: Caller) =>
    this.clinic.get(Database).sql`
      INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at)
      VALUES (${randomUUID()}::uuid, ${patientId}::uuid, ${personId}::uuid, 'team', app_now())`;

  /** The offer that waits for somebody. */
  async offerTo(clinician: Caller): Promise<string> {
    return (await this.own(clinician)).offers[0]!.offerId;
  }

  /** Whom the search of a patient shows. */
  async shown(patient: Caller): Promise<string[]> {
    const { pairings } = await this.read(patient, patient);
    return pairings.flatMap(({ candidates }) => candidates.map(({ personId }) => personId));
  }

  async team({ personId: patientId }: Caller): Promise<string[]> {
    const rows = await this.clinic.read.careAssignment.findMany({
      where: { patientId, endsAt: null, reason: 'team' },
      select: { personId: true },
    });
    return rows.map(({ personId }) => personId);
  }

  gaps({ personId: patientId }: Caller) {
    return this.clinic.read.pairingGap.findMany({
      where: { patientId },
      select: { id: true, part: true, cause: true, closedAt: true },
    });
  }

  /** Kinds of what the clinic is warned of and nobody has dealt with. */
  async alerts(): Promise<string[]> {
    const rows = await this.clinic.read.clinicAlert.findMany({ where: { closedAt: null }, select: { kind: true } });
    return rows.map(({ kind }) => kind);
  }

  /** Nobody who was there in a test before is there in the next one. */
  async clear(): Promise<void> {
    await asOwner(`
      UPDATE person SET disabled_at = now() WHERE disabled_at IS NULL;
      UPDATE pairing_gap SET closed_at = app_now() WHERE closed_at IS NULL;
      UPDATE pairing_offer SET state = 'withdrawn', ended_at = app_now() WHERE state = 'offered';
      UPDATE pairing SET state = 'ended' WHERE state IN ('requested', 'ranked', 'offered');
      DELETE FROM outbox_event; DELETE FROM clinic_alert`);
  }
}
