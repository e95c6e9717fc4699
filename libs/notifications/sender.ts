import { Injectable } from '@nestjs/common';

import { Database } from '#platform';
import { afterWord } from './domain/provider-word.js';
import { MailTransport } from './mail-transport.js';
import type { Claimed, Outgoing } from './message.repository.js';
import { MessageRecords } from './message-records.js';
import { PushCarrier } from './push-carrier.js';
import { SmsTransport } from './sms-transport.js';
import type { Answer } from './transport.js';

/** `failed`: it has not left and may be tried again. `refused`: nobody will take it. `unknown`: nobody can know. `unsure`: ask again. */
export type Outcome = 'sent' | 'failed' | 'refused' | 'unknown' | 'unsure';

const OUTCOME = { taken: 'sent', 'not-taken': 'failed', refused: 'refused', unknown: 'unknown' } as const;
const ENDED: Readonly<Partial<Record<Claimed['state'], Outcome>>> = { sent: 'sent', delivered: 'sent', undeliverable: 'refused' };

/** Carries each message out of the system once per cause, recipient and channel: claimed before, recorded after. */
@Injectable()
export class Sender {
  constructor(
    private readonly database: Database,
    private readonly records: MessageRecords,
    private readonly mail: MailTransport,
    private readonly sms: SmsTransport,
    private readonly push: PushCarrier,
  ) {}

  /** A try that began and has no recorded end may have arrived. Who can be asked about it is asked; else it is not sent again. */
  async send(claimed: Claimed, outgoing: Outgoing): Promise<Outcome> {
    const ended = ENDED[claimed.state];
    if (ended) return ended;
    const isLost = claimed.state === 'unknown' || (claimed.state === 'claimed' && !claimed.isNew);
    if (!isLost || outgoing.channel === 'push') return this.carry(claimed, outgoing);
    if (outgoing.channel === 'sms') return this.lookForText(claimed, outgoing);
    if (claimed.state === 'unknown') return 'unknown';
    return this.record(claimed, outgoing, { result: 'unknown', code: 'interrupted' });
  }

  private async carry(claimed: Claimed, outgoing: Outgoing): Promise<Outcome> {
    const outcome = await this.record(claimed, outgoing, await this.answer(claimed, outgoing));
    return outcome === 'unknown' && outgoing.channel === 'sms' ? 'unsure' : outcome;
  }

  private answer({ id }: Claimed, outgoing: Outgoing): Promise<Answer> {
    if (outgoing.channel === 'push') return this.push.send(outgoing, id);
    const { to, text, attachments } = outgoing;
    return outgoing.channel === 'sms' ? this.sms.send(to, text.text, id) : this.mail.send(to, text, id, attachments);
  }

  private async lookForText(claimed: Claimed, outgoing: Outgoing): Promise<Outcome> {
    const listed = await this.sms.lastTo(outgoing.to);
    const found = await this.database.transact((tx) => this.records.whereabouts(tx, claimed, outgoing, listed));
    if (found === 'unsure') return 'unsure';
    if (found === 'gone') return this.carry(claimed, outgoing);
    const isRefused = afterWord('claimed', found.status) === 'undeliverable';
    return this.record(claimed, outgoing, { result: isRefused ? 'refused' : 'taken', code: null, ref: found.sid });
  }

  private async record({ id }: Claimed, outgoing: Outgoing, answer: Answer): Promise<Outcome> {
    await this.database.transact((tx) => this.records.settle(tx, id, outgoing, answer));
    return OUTCOME[answer.result];
  }
}
