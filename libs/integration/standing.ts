import { Injectable } from '@nestjs/common';

import { CareService, type ClinicSettings } from '#care';
import type { Caller } from '#identity';
import { DAY } from '#kernel';
import { allSent, type Db, type Tx } from '#platform';
import { type NextDose, ProtocolsService } from '#protocols';
import { AvailabilityService, type Calendars, type Held, HoldsService } from '#scheduling';
import { type Team, TeamReader } from './team.js';

/** What a patient's next session is made of. */
export type Facts = Readonly<{ people: Team; dose: NextDose; settings: ClinicSettings }>;
/** Whose time is asked about, and over which stretch. */
type Asked = Readonly<{ personIds: readonly string[]; look: Parameters<AvailabilityService['keep']>[2] }>;
/** And what it is judged by. `held`: what is kept for them at this moment. `isKept`: nobody else takes time of these people. */
export type Standing = Facts & Asked & Readonly<{ calendars: Calendars; held: Held | null; isKept: boolean }>;

/** Reads where a patient stands, in the transaction that changes it. */
@Injectable()
export class StandingReader {
  constructor(
    private readonly care: CareService,
    private readonly protocols: ProtocolsService,
    private readonly availability: AvailabilityService,
    private readonly holds: HoldsService,
    private readonly team: TeamReader,
  ) {}

  /** @throws `care.no-team` and the protocol's refusals */
  async facts(db: Db, patientId: string): Promise<Facts> {
    const [people, dose, settings] = await allSent([
      this.team.read(db, patientId),
      this.protocols.nextDose(db, patientId),
      this.care.settings(db),
    ]);
    return { people, dose, settings };
  }

  /**
   * In two round trips: who they are and may do, then everybody's time, kept as it is until this transaction ends unless somebody else is
   * at it.
   *
   * @param startsAt what is wanted
   * @param moving   appointments whose own time counts as free, like what is held for the patient
   * @throws `care.not-found`, the protocol's refusals, `care.no-team`
   */
  async read(tx: Tx, caller: Caller, patientId: string, startsAt: Date, moving: readonly string[] = []): Promise<Standing> {
    const [, members, dose, settings] = await allSent([
      this.care.requireAccess(caller, patientId, moving.length ? 'rescheduling' : 'planning', tx),
      this.care.team(tx, patientId),
      this.protocols.nextDose(tx, patientId, moving),
      this.care.settings(tx),
    ]);
    const within = { from: startsAt.getTime(), to: startsAt.getTime() + 4 * DAY }; // the visit is on the day after
    const asked = { personIds: [patientId, ...members], look: { within, except: moving, heldFor: patientId } };
    const [seen, people, held] = await allSent([
      this.availability.tryKeep(tx, asked.personIds, asked.look),
      this.team.peopleOf(tx, patientId, members),
      this.holds.heldFor(tx, patientId),
    ]);
    return { people, dose, settings, ...asked, ...seen, held };
  }

  /** Waits for whoever is at these people's time, keeps it, and reads it again. */
  async keep(tx: Tx, { personIds, look, ...seen }: Standing): Promise<Standing> {
    const [calendars, held] = await allSent([
      this.availability.keep(tx, personIds, look),
      this.holds.heldFor(tx, seen.people.patient.id),
    ]);
    return { ...seen, personIds, look, calendars, held, isKept: true };
  }
}
