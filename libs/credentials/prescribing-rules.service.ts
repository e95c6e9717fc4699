import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { PrescribingRuleShown } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database, type Tx } from '#platform';
import { type PrescribingRule, UNVERIFIED } from './domain/prescribing-rule.js';
import { PrescribingRuleRepository } from './prescribing-rule.repository.js';
import { credentialProblems } from './problems.js';
import { RegisterChanges } from './register-changes.js';

/** `basedOn`: the version that was looked at when it was changed. `source`: where it was looked up. */
export type LookedUp = Readonly<{ basedOn: number; source: string }>;

/** What each state asks of prescribers: everything, until the clinic has looked it up. */
@Injectable()
export class PrescribingRulesService {
  constructor(
    private readonly database: Database,
    private readonly rules: PrescribingRuleRepository,
    private readonly identity: IdentityService,
    private readonly changes: RegisterChanges,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<PrescribingRuleShown[]> {
    const { read } = this.database;
    const [rows, places] = [await this.rules.findNewest(read), await this.rules.licensedPlaces(read)];
    const people = await this.identity.people(read, [...new Set(rows.map(({ changedBy }) => changedBy))]);
    const found = new Map(rows.map((row) => [row.jurisdiction, row]));
    return [...new Set([...places, ...found.keys()])].sort().map((jurisdiction) => {
      const row = found.get(jurisdiction);
      if (!row) return { ...UNVERIFIED, jurisdiction, version: 0, source: null, changedByName: null, changedAt: null };
      const { changedBy, changedAt, ...rule } = row;
      return { ...rule, changedByName: people.get(changedBy)?.displayName ?? null, changedAt: changedAt.toISOString() };
    });
  }

  /** @returns its version. @throws `credentials.rule-changed` */
  async change(caller: Caller, rule: PrescribingRule, lookedUp: LookedUp): Promise<number> {
    return this.database.transact(async (tx) => {
      await this.put(tx, rule, lookedUp, caller.personId);
      const version = lookedUp.basedOn + 1;
      const act = { action: 'change-prescribing-rule', objectType: 'prescribing-rule' };
      await this.audit.record(tx, caller, { ...act, reason: `${rule.jurisdiction}-${version}` });
      return version;
    });
  }

  /** For whoever makes a clinic. @throws `credentials.rule-changed` */
  async put(tx: Tx, rule: PrescribingRule, { basedOn, source }: LookedUp, by: string): Promise<void> {
    if (!(await this.rules.insert(tx, rule, { basedOn, source, by }))) throw credentialProblems.ruleChanged();
    await this.changes.changed(tx);
  }
}
