import { Injectable } from '@nestjs/common';

import { Database, Log, type Tx } from '#platform';
import { type Answer, MailTransport } from './mail-transport.js';
import { type Channel, type Claimed, MessageRepository, type Outgoing } from './message.repository.js';

/** `failed`: it has not left and may be tried again. `refused`: nobody will take it. `unknown`: nobody can know. */
export type Outcome = 'sent' | 'failed' | 'refused' | 'unknown';

const OUTCOME = { taken: 'sent', 'not-taken': 'failed', refused: 'refused', unknown: 'unknown' } as const;

/** Sends each message once per cause, recipient and channel: claim, send with our reference, record. */
@Injectable()
export class Sender {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly mail: MailTransport,
    private readonly log: Log,
  ) {}

  /** Puts a message into the captured mailbox, in the caller's transaction: exactly once, whatever crashes. */
  async capture(tx: Tx, outgoing: Outgoing): Promise<void> {
    const { id, isNew } = await this.messages.claim(tx, outgoing);
    if (isNew) await this.messages.capture(tx, id, outgoing);
  }

  leaves(channel: Channel): boolean {
    return channel === 'email' && this.mail.isConfigured;
  }

  /** Takes a message on, in the caller's transaction; `send` comes after it has committed. */
  claim(tx: Tx, outgoing: Outgoing): Promise<Claimed> {
    return this.messages.claim(tx, outgoing);
  }

  /** Sends by SMTP. A try that began and has no recorded end may have arrived: it is marked `unknown` and not sent again. */
  async send({ id, state, isNew }: Claimed, { to, text }: Outgoing): Promise<Outcome> {
    if (state === 'sent' || state === 'unknown') return state;
    const wasInterrupted = !isNew && state === 'claimed';
    const { result, code }: Answer = wasInterrupted
      ? { result: 'unknown', code: 'interrupted' }
      : await this.mail.send(to, text, id);
    if (result !== 'taken') this.log.warning('message not sent', { messageId: id, result, code });
    const outcome = OUTCOME[result];
    const stored = outcome === 'refused' ? 'failed' : outcome;
    await this.database.transact((tx) => this.messages.settle(tx, id, stored, code));
    return outcome;
  }
}
