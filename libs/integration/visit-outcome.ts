import { Injectable } from '@nestjs/common';

import { HOUR } from '#kernel';
import { Outbox, type Tx } from '#platform';
import { HeldVisit } from './held-visit.js';
import { nudgeDue, visitKey, visitMissed, visitOutOfTime } from './messages.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** Hours after a missed visit at which the patient hears from the clinic again. Source: docs/clinical-defaults.md, "The day after". */
const NUDGES_AFTER_HOURS = [24, 48, 72] as const;

/** What becomes of a visit: held, which opens the next dose; or missed, which keeps it locked and reminds. */
@Injectable()
export class VisitOutcome {
  constructor(
    private readonly visits: VisitRepository,
    private readonly heldVisit: HeldVisit,
    private readonly outbox: Outbox,
  ) {}

  /** @returns whether this changed anything: a visit is held once */
  async held(tx: Tx, visit: Visit, by: string): Promise<boolean> {
    const wasHeld = await this.visits.move(tx, visit.id, ['booked'], 'done', by);
    if (!wasHeld && !(await this.visits.move(tx, visit.id, ['missed'], 'late_done', by))) return false;
    await this.outbox.void(tx, visitKey(visit.id));
    await this.heldVisit.settle(tx, visit);
    return true;
  }

  /** It takes place, but not in the time that the rule asks for. */
  async outOfTime(tx: Tx, visit: Visit): Promise<void> {
    await this.visits.markOutOfTime(tx, visit.id);
    await this.outbox.append(tx, visitOutOfTime, { visitId: visit.id });
  }

  /** @param by null when nobody said anything in time */
  async missed(tx: Tx, visit: Visit, by: string | null): Promise<boolean> {
    const now = await this.visits.now(tx);
    if (!(await this.visits.move(tx, visit.id, ['booked'], 'missed', by))) return false;
    if (by !== null) await this.outbox.void(tx, visitKey(visit.id)); // else this is what the row of that key is doing
    await this.outbox.append(tx, visitMissed, { visitId: visit.id });
    for (const [i, hours] of NUDGES_AFTER_HOURS.entries()) {
      const dueAt = new Date(now.getTime() + hours * HOUR);
      const nudge = { visitId: visit.id, number: i + 1 };
      await this.outbox.append(tx, nudgeDue, nudge, { dueAt, key: visitKey(visit.id, `nudge-${nudge.number}`) });
    }
    return true;
  }
}
