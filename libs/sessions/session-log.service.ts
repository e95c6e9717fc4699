import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Actor, Audit } from '#audit';
import { Outbox, signals, type Tx } from '#platform';
import { dischargeBlockers, type Effect, type Entry, type NewEntry, permits, reduce } from '#session-engine';
import { DeadlineRepository } from './deadline.repository.js';
import { LogRepository } from './log.repository.js';
import { alertClimbed } from './messages.js';
import { MilestoneRepository } from './milestone.repository.js';
import type { OpenLog } from './open-log.js';
import { sessionProblems } from './problems.js';

/** The one writer of session logs: nothing is appended that the engine does not permit, and what follows from it is written with it. */
@Injectable()
export class SessionLog {
  constructor(
    private readonly logs: LogRepository,
    private readonly deadlines: DeadlineRepository,
    private readonly milestones: MilestoneRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /**
   * Locks the session and folds its log. `now` is read after the lock, so that it never falls from entry to entry.
   *
   * @param entryId of the entry that is to be written, if a client made it
   * @throws `sessions.not-found`
   */
  async open(tx: Tx, sessionId: string, entryId: string | null = null): Promise<OpenLog> {
    const [session, { now, entry }] = await Promise.all([
      this.logs.lock(tx, sessionId),
      this.logs.nowWith(tx, sessionId, entryId),
    ]);
    return { session, ...(await this.logs.fold(tx, session)), now, repeated: entry };
  }

  /**
   * Appends an entry and what the engine says must follow: alerts raised or closed, deadlines armed or voided, people called.
   * The act is audited in the same transaction.
   *
   * @returns the entry and the system's entries after it, in order
   * @throws  `sessions.refused` with the engine's reason as fact
   */
  async append(tx: Tx, log: OpenLog, entry: NewEntry, actor: Actor | null): Promise<Entry[]> {
    const refusal = permits(log.state, entry, log.plan, log.now);
    if (refusal === 'already-dosed') throw sessionProblems.alreadyDosed();
    if (refusal === 'session-over') throw sessionProblems.sessionOver();
    if (refusal === 'discharge-blocked') {
      const blockers = dischargeBlockers(log.state, log.plan, log.now);
      throw sessionProblems.refused({ reason: refusal, blockers });
    }
    if (refusal) throw sessionProblems.refused({ reason: refusal });
    await this.milestones.require(tx, log, entry);
    const { entries, effects } = this.fold(log, entry);
    await this.logs.append(tx, log, entries);
    await this.milestones.mark(tx, log, entries);
    await this.carryOut(tx, log.session.id, effects);
    await this.audit.record(tx, actor, {
      action: `record-${entry.type}`,
      objectType: 'dosing-session',
      objectId: log.session.id,
      subjectPersonId: log.session.patientId,
    });
    tx.onCommit(() => {
      for (const { type } of entries) signals.recorded.say({ type });
    });
    return entries;
  }

  /** An entry that was written before, sent again: it is read, not written. */
  async readAgain(tx: Tx, { session }: OpenLog, entry: Entry, actor: Actor): Promise<Entry[]> {
    await this.audit.record(tx, actor, {
      action: 'read-entry',
      objectType: 'dosing-session',
      objectId: session.id,
      subjectPersonId: session.patientId,
    });
    return [entry];
  }

  private fold(log: OpenLog, first: NewEntry): { entries: Entry[]; effects: Effect[] } {
    const [entries, effects, queue]: [Entry[], Effect[], NewEntry[]] = [[], [], [first]];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const entry = { ...next, seq: log.state.seq + 1 } as Entry;
      const reduced = reduce(log.state, entry, log.plan);
      log.state = reduced.state;
      entries.push(entry);
      effects.push(...reduced.effects);
      queue.push(...reduced.effects.flatMap((effect) => followUp(effect, log.now)));
    }
    return { entries, effects };
  }

  private async carryOut(tx: Tx, sessionId: string, effects: readonly Effect[]): Promise<void> {
    const armed = effects.flatMap((effect) => (effect.kind === 'arm' ? [effect.deadline] : []));
    await this.deadlines.arm(tx, sessionId, armed);
    // after arming: what was answered before its deadline was armed must stay void for a sweep that comes late
    const voided = effects.flatMap((effect) => (effect.kind === 'void' ? [effect.ref] : []));
    await this.deadlines.void(tx, sessionId, voided);
    if (effects.some(({ kind }) => kind === 'void-all')) this.deadlines.voidAll(tx, sessionId);
    for (const effect of effects) {
      if (effect.kind === 'page') {
        await this.outbox.append(tx, alertClimbed, { sessionId, alertId: effect.alertId, tier: effect.tier });
      }
    }
  }
}

/** The entry that the system writes because of an effect, if it calls for one. */
function followUp(effect: Effect, now: number): NewEntry[] {
  const system = { id: randomUUID(), happenedAt: now, recordedAt: now, author: { personId: null, role: 'system' } } as const;
  if (effect.kind === 'raise') return [{ ...system, type: 'alert', payload: effect.alert }];
  if (effect.kind === 'close') {
    return [{ ...system, type: 'alert-closed', payload: { alertId: effect.alertId, reason: effect.reason } }];
  }
  return [];
}
