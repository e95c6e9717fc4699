import { Injectable } from '@nestjs/common';

import { CareService, careProblems } from '#care';
import type { Role } from '#contracts';
import { type Caller, Directory, IdentityService, type PersonCard } from '#identity';
import { DAY, Problem, type Span, toInstant, toLocal } from '#kernel';
import { Database, type Db, type Reader, type Tx } from '#platform';
import { AvailabilityService, schedulingProblems } from '#scheduling';
import type { Calendar } from './domain/visit-window.js';
import type { People } from './parties.js';
import { integrationProblems } from './problems.js';

/** The people of a booking by their parts, with what they are called. */
export type Team = Readonly<Record<keyof People, PersonCard>>;

/** Who may hold a visit. */
export type VisitTeam = Readonly<{ patient: PersonCard; own: PersonCard | null; covers: readonly PersonCard[] }>;

/** The people of a booking, with the zones in which they live. */
@Injectable()
export class TeamReader {
  constructor(
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly availability: AvailabilityService,
    private readonly database: Database,
    private readonly directory: Directory,
  ) {}

  /**
   * The same for a caller who may or may not know of the patient.
   *
   * @param scope `planning` to book for them, `rescheduling` to move what is booked: admins do the second only
   * @throws `care.not-found`, `care.no-team`
   */
  async readFor(caller: Caller, patientId: string, scope: 'planning' | 'rescheduling'): Promise<Team> {
    await this.care.requireAccess(caller, patientId, scope);
    return this.read(this.database.read, patientId);
  }

  /** @throws `scheduling.no-hold` when the caller may not know of the patient whose hold it is */
  async requireHold(caller: Caller, patientId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'planning').catch((error: unknown) => {
      throw error instanceof Problem && error.kind === 'not-found' ? schedulingProblems.noHold({}, { cause: error }) : error;
    });
  }

  /** @throws `integration.no-offer` when there is none, and when the caller may not know of the patient whose it is */
  async requireOffer<O extends Readonly<{ patientId: string }>>(caller: Caller, offer: O | null): Promise<O> {
    if (!offer) throw integrationProblems.noOffer();
    await this.care.requireAccess(caller, offer.patientId, 'planning').catch((error: unknown) => {
      throw error instanceof Problem && error.kind === 'not-found' ? integrationProblems.noOffer({}, { cause: error }) : error;
    });
    return offer;
  }

  /** @throws `care.no-team` unless the patient has a prescriber, a therapist and a chaperone */
  async read(db: Db, patientId: string): Promise<Team> {
    return this.peopleOf(db, patientId, await this.care.team(db, patientId));
  }

  /** @param team their ids, as `CareService.team` lists them @throws `care.no-team` */
  async peopleOf(db: Db, patientId: string, team: readonly string[]): Promise<Team> {
    const cards = await this.identity.people(db, [patientId, ...team]);
    const first = (role: Role) => team.map((id) => cards.get(id)).find((card) => card?.role === role);
    const [prescriber, therapist, chaperone] = [first('prescriber'), first('therapist'), first('chaperone')];
    if (!prescriber || !therapist || !chaperone) throw careProblems.noTeam();
    return { patient: cards.get(patientId)!, chaperone, therapist, prescriber };
  }

  /** The session that a patient has booked next. */
  bookedNext(on: Reader, patientId: string): Promise<{ id: string; startsAt: Date } | null> {
    return this.availability.nextBooked(on, patientId, 'dosing');
  }

  /** Who may meet in a visit: the patient, its therapist unless they have left, and those of the patient's team who could cover for them. */
  async ofVisit(db: Db, patientId: string, therapistId: string): Promise<VisitTeam> {
    const [patient, team, clinicians] = [
      await this.identity.person(db, patientId),
      await this.care.team(db, patientId),
      await this.directory.clinicians(db),
    ];
    const here = clinicians.filter(({ role, isDisabled }) => role === 'therapist' && !isDisabled);
    const covers = team.flatMap((id) => here.find((one) => one.id === id && id !== therapistId) ?? []);
    return { patient, own: here.find(({ id }) => id === therapistId) ?? null, covers };
  }

  /** Calendar days of a zone around a stretch of time (epoch ms). @param on pass the `tx` you are in */
  async calendar(zone: string, within: Span, on?: Reader): Promise<Calendar> {
    const table = await this.availability.zoneTable(zone, { from: within.from, to: within.to + 3 * DAY }, on);
    return { dayAt: (instant) => toLocal(table, instant).day, midnightOf: (day) => toInstant(table, { day, minute: 0 }) };
  }

  keepCalled(tx: Tx, patientId: string, endedAt: Date): Promise<void> {
    return this.care.keepPaged(tx, patientId, endedAt);
  }

  async clinicZone(db: Db): Promise<string> {
    return (await this.care.settings(db)).zone;
  }

  /** What a patient is called, and on which clocks their times are read, also of one who has no team any more. */
  async zonesOf(patientId: string): Promise<Readonly<{ patientName: string; zone: string; clinicZone: string }>> {
    const { read } = this.database;
    const [{ displayName, zone }, clinicZone] = await Promise.all([this.identity.person(read, patientId), this.clinicZone(read)]);
    return { patientName: displayName, zone, clinicZone };
  }
}
