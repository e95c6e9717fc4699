import { Injectable } from '@nestjs/common';

import { Database, Log, type Tx } from '#platform';
import { MailTransport } from './mail-transport.js';
import { MessageRepository, type Outgoing } from './message.repository.js';

/** Errors after which it is certain that the mail server has not taken the message. */
const NOT_TAKEN: ReadonlySet<string> = new Set(['ECONNECTION', 'ECONNREFUSED', 'EDNS', 'EAUTH', 'ETLS', 'EENVELOPE']);

export type Outcome = 'sent' | 'failed' | 'unknown';

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

  leavesBySmtp({ channel }: Pick<Outgoing, 'channel'>): boolean {
    return channel === 'email' && this.mail.isConfigured;
  }

  /**
   * Sends by SMTP. A try that began and has no recorded end may have been delivered: it is marked `unknown` and not sent again.
   *
   * @returns whether it has arrived, has not, or nobody can know
   */
  async send(outgoing: Outgoing): Promise<Outcome> {
    const { id, state, isNew } = await this.database.transact((tx) => this.messages.claim(tx, outgoing));
    if (state === 'sent' || state === 'unknown') return state;
    if (!isNew && state === 'claimed') return this.settle(id, 'unknown', 'interrupted');
    try {
      await this.mail.send(outgoing.to, outgoing.text, id);
      return await this.settle(id, 'sent', null);
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'unknown';
      this.log.warning('message not sent', { messageId: id, code });
      return this.settle(id, NOT_TAKEN.has(code) ? 'failed' : 'unknown', code);
    }
  }

  private async settle(id: string, state: Outcome, code: string | null): Promise<Outcome> {
    await this.database.transact((tx) => this.messages.settle(tx, id, state, code));
    return state;
  }
}
