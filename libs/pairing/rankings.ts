import { Injectable } from '@nestjs/common';

import type { PairingPart, PairingRules } from '#contracts';
import { Clock, type Db } from '#platform';
import { Clocks } from './clocks.js';
import { type Deciding, decidingFilter } from './domain/filters.js';
import { type Ranking, rank } from './domain/rank.js';
import type { ClinicianRegister, PatientNeed } from './domain/register.js';
import { FreeDays } from './free-days.js';
import { asNeed, type Need, Needs } from './needs.js';
import { type Registered, Registers } from './registers.js';

export type Sought = Readonly<{ patientId: string; part: PairingPart }>;
/** `without`: who looks after the patient already; `declined`: who has said no to this search. */
type Beside = Readonly<{ without: ReadonlySet<string>; declined: ReadonlySet<string> }>;
const NOBODY: Beside = { without: new Set(), declined: new Set() };

export type WholeList = Readonly<{ clinicians: readonly ClinicianRegister[]; needOf: (patientId: string) => PatientNeed }>;

/** Who fits whom at this moment: reads what is known, and lets the domain judge it. */
@Injectable()
export class Rankings {
  constructor(
    private readonly registers: Registers,
    private readonly needs: Needs,
    private readonly freeDays: FreeDays,
    private readonly clocks: Clocks,
    private readonly clock: Clock,
  ) {}

  async of(db: Db, { patientId, part }: Sought, rules: PairingRules, beside: Beside = NOBODY): Promise<Ranking> {
    const now = (await this.clock.now(db)).getTime();
    const need = (await this.needs.of(db, [patientId], { now, courseDays: rules.courseDays })).get(patientId)!;
    const registered = (await this.registers.of(db, part, patientId)).filter(({ personId }) => !beside.without.has(personId));
    const timed = await this.timed(db, registered, { part, now, need });
    return rank(timed, withDeclined(asNeed(need, part), beside.declined), rules);
  }

  /** What keeps one clinician from a patient at this moment; null: nothing. How soon they are free keeps nobody out. */
  async keepsOut(db: Db, { patientId, part }: Sought, clinicianId: string, rules: PairingRules): Promise<Deciding | null> {
    const now = (await this.clock.now(db)).getTime();
    const need = (await this.needs.of(db, [patientId], { now, courseDays: rules.courseDays })).get(patientId)!;
    const one = (await this.registers.of(db, part, patientId)).find(({ personId }) => personId === clinicianId);
    if (!one) return { filter: 'not-here', day: null };
    return decidingFilter({ ...one, offsetMin: 0, daysUntilFree: null }, asNeed(need, part));
  }

  /** Everybody of a part, and what each of these patients needs: for a whole list, in which how soon a clinician is free is theirs alone. */
  async forList(db: Db, patientIds: readonly string[], part: PairingPart, rules: PairingRules): Promise<WholeList> {
    const [now, needOf] = await this.needsOf(db, patientIds, part, rules);
    return { clinicians: await this.timed(db, await this.registers.of(db, part), { part, now, need: null }), needOf };
  }

  /** The same to ask the filters, which do not ask for times. */
  async registered(db: Db, patientIds: readonly string[], part: PairingPart, rules: PairingRules): Promise<WholeList> {
    const [, needOf] = await this.needsOf(db, patientIds, part, rules);
    const clinicians = (await this.registers.of(db, part)).map((one) => ({ ...one, offsetMin: 0, daysUntilFree: null }));
    return { clinicians, needOf };
  }

  private async needsOf(db: Db, patientIds: readonly string[], part: PairingPart, { courseDays }: PairingRules) {
    const now = (await this.clock.now(db)).getTime();
    const needs = await this.needs.of(db, patientIds, { now, courseDays });
    return [now, (patientId: string): PatientNeed => asNeed(needs.get(patientId)!, part)] as const;
  }

  private async timed(
    db: Db,
    registered: readonly Registered[],
    { part, now, need }: Readonly<{ part: PairingPart; now: number; need: Need | null }>,
  ): Promise<ClinicianRegister[]> {
    const offsets = await this.clocks.offsets(
      db,
      registered.map(({ zone }) => zone),
      now,
    );
    const free = await this.freeDays.of(db, {
      ...{ part, now, gridZone: need?.zone ?? 'UTC' },
      clinicians: registered.map(({ personId: id, zone }) => ({ id, zone })),
      patient: need && { id: need.patientId, zone: need.zone },
    });
    return registered.map(({ zone, ...one }) => ({
      ...one,
      offsetMin: offsets.get(zone)!,
      daysUntilFree: free.get(one.personId) ?? null,
    }));
  }
}

const withDeclined = (need: PatientNeed, declined: ReadonlySet<string>): PatientNeed => ({
  ...need,
  isNotTakenBy: new Set([...need.isNotTakenBy, ...declined]),
});
