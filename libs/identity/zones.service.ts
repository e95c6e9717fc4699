import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ZoneJson } from '#contracts';
import { Database, Outbox, type Tx } from '#platform';
import type { Caller } from './caller.js';
import { isAsked, type ZoneMeaning, zonesAfter } from './domain/zone-question.js';
import { journeyKey, journeyOver } from './messages.js';
import { identityProblems } from './problems.js';
import { ZoneRepository } from './zone.repository.js';

/** Nobody knows by which clock they want to be reminded in a year. */
const MOST_DAYS_AWAY = 183;

export type ZoneAnswer = Readonly<{ zone: string; answer: ZoneMeaning; lastDay?: string }>;

/** By which clock people are reminded. It is asked for, and never changed because a browser says so. */
@Injectable()
export class ZonesService {
  constructor(
    private readonly database: Database,
    private readonly zones: ZoneRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** @param browser its zone; one that PostgreSQL does not know is nothing to ask about */
  async read({ personId }: Caller, browser?: string): Promise<ZoneJson> {
    const standing = await this.zones.find(this.database, personId);
    const { zone, homeZone } = standing;
    const isOther = browser !== undefined && browser !== zone && (await this.zones.isKnown(this.database, browser));
    if (!isOther) return { zone, homeZone, question: null };
    const { hasSameClock, ...clocks } = await this.zones.compare(this.database, zone, browser);
    return { zone, homeZone, question: isAsked(standing, browser, hasSameClock) ? { zone: browser, ...clocks } : null };
  }

  /** @throws `identity.unknown-zone`, `identity.journey-too-long` */
  async answer(caller: Caller, { zone: browser, answer, lastDay }: ZoneAnswer): Promise<ZoneJson> {
    const { personId } = caller;
    if (!(await this.zones.isKnown(this.database, browser))) throw identityProblems.unknownZone();
    await this.database.transact(async (tx) => {
      const standing = await this.zones.hold(tx, personId);
      const after = zonesAfter(standing, browser, answer);
      const overAt = lastDay === undefined ? null : await this.zones.endOf(tx, lastDay, browser, MOST_DAYS_AWAY);
      if (answer === 'travelling' && !overAt) throw identityProblems.journeyTooLong();
      this.zones.insertAnswer(tx, { personId, zone: browser, against: standing.zone, answer, lastDay: lastDay ?? null });
      await this.audit.record(tx, caller, { action: 'answer-zone', objectType: 'person', objectId: personId, reason: answer });
      if (answer === 'keep') return;
      this.zones.put(tx, personId, after);
      await this.outbox.void(tx, journeyKey(personId));
      if (after.homeZone !== null)
        await this.outbox.append(tx, journeyOver, { personId }, { dueAt: overAt!, key: journeyKey(personId) });
    });
    return this.read(caller, browser);
  }

  /** The last day of a journey is over: home again, as its person has said. */
  async journeyOver(tx: Tx, personId: string): Promise<void> {
    const { homeZone } = await this.zones.hold(tx, personId);
    if (homeZone === null) return;
    this.zones.put(tx, personId, { zone: homeZone, homeZone: null });
    await this.audit.record(tx, null, { action: 'journey-over', objectType: 'person', objectId: personId });
  }
}
