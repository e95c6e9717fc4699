import { Injectable } from '@nestjs/common';
import { Problem } from '#kernel';
import { Database } from './database.js';
import { Log } from './log.js';
import { Outbox } from './outbox.js';
import { type Claim, OutboxClaims } from './outbox-claims.js';
import { asProblem, isWorthRetrying } from './problems.js';
import { signals } from './signals.js';
import { type Subscription, Subscriptions } from './subscriptions.js';

type Pending = Readonly<{ name: string; payload: unknown }>;

/** Rolls back work that somebody else has done, or that was voided, while it was under way. */
class NoLongerPending extends Error {}

/** Executes outbox rows: looks the handlers up by name, checks the payload, and tries again only what that can mend. */
@Injectable()
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly claims: OutboxClaims,
    private readonly subscriptions: Subscriptions,
    private readonly log: Log,
  ) {}

  /**
   * Executes a claimed row; a row that is no longer pending is passed over.
   *
   * @throws the Problem that stopped it, after the row was put back or parked
   */
  async handle(claim: Claim): Promise<void> {
    try {
      const event = await this.findPending(claim.id);
      if (!event) return;
      await this.execute(claim, event);
      signals.handled.say({ name: event.name, outcome: 'done' });
    } catch (thrown) {
      if (!(thrown instanceof NoLongerPending)) throw await this.giveBack(claim, asProblem(thrown));
    }
  }

  private async findPending(id: string): Promise<Pending | undefined> {
    const [event] = await this.database.sql<Pending>`
      SELECT name, payload FROM outbox_event
      WHERE id = ${id} AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`;
    return event;
  }

  private async execute({ id: eventId, attempt }: Claim, { name, payload }: Pending): Promise<void> {
    const [first, ...others] = this.subscriptions.of(name);
    if (!first) throw new Problem('platform.no-handler', 'invalid', 'Nobody hears this message.');
    const parsed = first.message.schema.safeParse(payload);
    if (!parsed.success) throw new Problem('platform.wrong-payload', 'invalid', 'The message does not have its form.');
    const value = parsed.data as never;
    if (first.outside) await first.run(value, { database: this.database, eventId, attempt });
    else await this.executeInside([first, ...others], value, { eventId, attempt });
  }

  /** Done is marked last, so that this locks rows in the order in which services do: their own first, then the outbox. */
  private executeInside(heard: readonly Subscription[], payload: never, of: { eventId: string; attempt: number }): Promise<void> {
    return this.database.transact(async (tx) => {
      for (const subscription of heard) if (!subscription.outside) await subscription.run(payload, { tx, ...of });
      if (!(await this.outbox.done(tx, of.eventId))) throw new NoLongerPending();
    });
  }

  private async giveBack(claim: Claim, problem: Problem): Promise<Problem> {
    const facts = { eventId: claim.id, name: claim.name, attempt: claim.attempt };
    const isGivenUp = !isWorthRetrying(problem.kind);
    if (isGivenUp) await this.claims.park([claim.id], problem.code);
    else await this.claims.putBack(claim, problem.code);
    signals.handled.say({ name: claim.name, outcome: isGivenUp ? 'parked' : 'put-back' });
    this.log.warning('message failed', facts, problem);
    return problem;
  }
}
