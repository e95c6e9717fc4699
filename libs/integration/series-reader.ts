import { Injectable } from '@nestjs/common';

import { CareService, type ClinicSettings } from '#care';
import type { Caller } from '#identity';
import { DAY, type Span } from '#kernel';
import { allSent, type Db, type Tx } from '#platform';
import { type NextDose, ProtocolsService } from '#protocols';
import { AvailabilityService, type Calendars, type Held, HoldsService } from '#scheduling';
import { type Team, TeamReader } from './team.js';

/** What a series is made of. `doses`: those that can be booked, in their order. */
export type SeriesFacts = Readonly<{ people: Team; doses: readonly NextDose[]; settings: ClinicSettings }>;
/** And what it is judged by, kept as it is until the transaction ends. */
export type SeriesStanding = SeriesFacts & Readonly<{ calendars: Calendars; held: Held | null }>;

const VISITS = 4 * DAY;
const idsOf = (people: Team): string[] => [...new Set(Object.values(people).map(({ id }) => id))];

/** Reads where a patient stands who wants several sessions at once. */
@Injectable()
export class SeriesReader {
  constructor(
    private readonly care: CareService,
    private readonly protocols: ProtocolsService,
    private readonly availability: AvailabilityService,
    private readonly holds: HoldsService,
    private readonly team: TeamReader,
  ) {}

  /** @param moving appointments that are to be moved: it is their doses that are asked for @throws the protocol's refusals */
  doses(db: Db, patientId: string, moving: readonly string[] = []): Promise<NextDose[]> {
    return this.protocols.nextDoses(db, patientId, moving);
  }

  /** Everybody's time; what is held for the patient, or is to be moved, counts as free. */
  look(db: Db, people: Team, within: Span, moving: readonly string[] = []): Promise<Calendars> {
    const wide = { from: within.from, to: within.to + VISITS };
    return this.availability.look(db, idsOf(people), { within: wide, except: moving, heldFor: people.patient.id });
  }

  /**
   * The same in the transaction that takes their time: from now on until it ends nobody else does.
   *
   * @param within epoch ms; covers every start that is wanted
   * @throws `care.not-found`, `care.no-team`, the protocol's refusals
   */
  async keep(tx: Tx, caller: Caller, patientId: string, { within, moving = [] }: Kept): Promise<SeriesStanding> {
    const [, members, doses, settings] = await allSent([
      this.care.requireAccess(caller, patientId, moving.length ? 'rescheduling' : 'planning', tx),
      this.care.team(tx, patientId),
      this.protocols.nextDoses(tx, patientId, moving),
      this.care.settings(tx),
    ]);
    const look = { within: { from: within.from, to: within.to + VISITS }, except: moving, heldFor: patientId };
    const [calendars, people, held] = await allSent([
      this.availability.keep(tx, [patientId, ...members], look),
      this.team.peopleOf(tx, patientId, members),
      this.holds.heldFor(tx, patientId),
    ]);
    return { people, doses, settings, calendars, held };
  }
}

type Kept = Readonly<{ within: Span; moving?: readonly string[] }>;
