import { Injectable } from '@nestjs/common';

import type { PdmpOfPatient } from '#contracts';
import { Clock, type Db, Outbox, type Tx } from '#platform';
import { dueAgain, judgePdmp, type PdmpStanding, remindersOf } from './domain/pdmp.js';
import { ruleOf } from './domain/prescribing-rule.js';
import { pdmpDue } from './messages.js';
import { type NewPdmpLook, PdmpRepository, type PdmpRow } from './pdmp.repository.js';
import { PdmpPeople } from './pdmp-people.js';
import { PrescribingRuleRepository, type RuleVersion } from './prescribing-rule.repository.js';

type Known = Readonly<{ looks: PdmpRow[]; rules: RuleVersion[]; now: number }>;

/** Looks at monitoring programmes as they stand, by the rules of the states. */
@Injectable()
export class PdmpRecord {
  constructor(
    private readonly looks: PdmpRepository,
    private readonly rules: PrescribingRuleRepository,
    private readonly people: PdmpPeople,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** @returns its id; with it go rows that say when its states ask again, each as often as it does */
  async insert(tx: Tx, look: NewPdmpLook, by: string): Promise<string> {
    const made = await this.looks.insert(tx, look, by);
    for (const at of remindersOf(made, await this.rules.findNewest(tx)))
      await this.outbox.append(tx, pdmpDue, { pdmpCheckId: made.id }, { dueAt: new Date(at) });
    return made.id;
  }

  /** A look of which a state is to be looked at again by now, and was not since; null otherwise. */
  async findDue(db: Db, id: string): Promise<PdmpRow | null> {
    const look = await this.looks.find(db, id);
    if (!look) return null;
    const { looks, rules, now } = await this.of(db, look.patientId);
    return dueAgain(look, looks, rules, now).length ? look : null;
  }

  async of(db: Db, patientId: string): Promise<Known> {
    const [looks, rules] = [await this.looks.findOf(db, patientId), await this.rules.findNewest(db)];
    return { looks, rules, now: (await this.clock.now(db)).getTime() };
  }

  /** @param personId for whom it is judged */
  async view(db: Db, personId: string, patientId: string): Promise<PdmpOfPatient> {
    const { looks, rules, now } = await this.of(db, patientId);
    const place = await this.people.placeOf(db, patientId);
    const rule = place === null ? null : ruleOf(rules, place);
    const names = await this.people.names(
      db,
      looks.map(({ checkedBy }) => checkedBy),
    );
    return {
      place,
      asks: rule && {
        ...{ pdmp: rule.pdmp, pdmpDays: rule.pdmpDays },
        isVerified: rules.some(({ jurisdiction }) => jurisdiction === place),
      },
      standing: rule && onWire(judgePdmp(rule, looks, { personId, now })),
      looks: looks.map(({ checkedBy, states, showsAnotherPrescriber, checkedAt }) => ({
        ...{ states, showsAnotherPrescriber, checkedByName: names.get(checkedBy) ?? null },
        checkedAt: new Date(checkedAt).toISOString(),
      })),
    };
  }
}

const onWire = ({ isMet, reason, until }: PdmpStanding) => ({
  ...{ isMet, reason },
  until: until === null ? null : new Date(until).toISOString(),
});
