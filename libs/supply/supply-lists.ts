import { Injectable } from '@nestjs/common';

import type { LotHolders, SupplyRow } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { CountRepository } from './count.repository.js';
import { DispenseRepository, type DispenseRow } from './dispense.repository.js';
import { transitions } from './domain/lifecycle.js';
import { standingOf } from './domain/on-hand.js';
import { type Holding, RecallRepository } from './recall.repository.js';

/** Medicine of several patients at once. */
@Injectable()
export class SupplyLists {
  constructor(
    private readonly dispenses: DispenseRepository,
    private readonly counts: CountRepository,
    private readonly recalls: RecallRepository,
    private readonly identity: IdentityService,
  ) {}

  async underWay(db: Db, patientIds: readonly string[]): Promise<SupplyRow[]> {
    const rows = (await this.dispenses.findOf(db, patientIds)).filter(({ state }) => transitions[state].length > 0);
    const people = await this.identity.people(db, [...new Set(rows.map(({ patientId }) => patientId))]);
    const ids = rows.map(({ id }) => id);
    const open = (await this.counts.findDiscrepancies(db, ids)).filter(({ reviewedAt }) => reviewedAt === null);
    const counting = new Set(open.map(({ dispenseId }) => dispenseId));
    const zones = [...new Set([...people.values()].map(({ zone }) => zone))];
    const days = new Map(await Promise.all(zones.map(async (zone) => [zone, await this.dispenses.today(db, zone)] as const)));
    return rows.flatMap((row) => {
      const patient = people.get(row.patientId);
      if (!patient) return [];
      const { displayName, zone } = patient;
      return [{ ...toRow(row, days.get(zone)!), displayName, hasOpenCount: counting.has(row.id) }];
    });
  }

  async holders(db: Db, lot: string, own: readonly string[]): Promise<LotHolders[]> {
    const holdings = await this.recalls.findLot(db, lot);
    const mine = holdings.filter(({ patientId }) => own.includes(patientId));
    const people = await this.identity.people(
      db,
      mine.map(({ patientId }) => patientId),
    );
    const nameOf = (patientId: string) => people.get(patientId)?.displayName ?? '';
    const pharmacies = [...new Set(holdings.map(({ pharmacy }) => pharmacy))];
    return pharmacies.map((name) =>
      toHolders(
        holdings.filter(({ pharmacy }) => pharmacy === name),
        own,
        nameOf,
      ),
    );
  }
}

function toRow(row: DispenseRow, today: string): Omit<SupplyRow, 'displayName' | 'hasOpenCount'> {
  const { id: dispenseId, patientId, pharmacy, medication, form, strengthMg, lot, beyondUseDate, state, onHandUnits } = row;
  const standing = standingOf(row, today);
  return { dispenseId, patientId, pharmacy, medication, form, strengthMg, lot, beyondUseDate, state, onHandUnits, standing };
}

function toHolders(those: readonly Holding[], own: readonly string[], nameOf: (patientId: string) => string): LotHolders {
  const { pharmacy, lot, isRecalled } = those[0]!;
  const mine = those
    .filter(({ patientId }) => own.includes(patientId))
    .map(({ patientId, state, onHandUnits }) => ({ patientId, displayName: nameOf(patientId), state, onHandUnits }));
  return { pharmacy, lot, isRecalled, patients: new Set(those.map(({ patientId }) => patientId)).size, mine };
}
