import { Injectable } from '@nestjs/common';

import { Log, type Tx } from '#platform';
import { AddressStateRepository } from './address-state.repository.js';
import { type Claimed, MessageRepository, type Outgoing } from './message.repository.js';
import type { Found } from './sms-transport.js';
import { SmsWhereabouts } from './sms-whereabouts.js';
import type { Answer } from './transport.js';

const STATE = { taken: 'sent', 'not-taken': 'failed', refused: 'undeliverable', unknown: 'unknown' } as const;

/** Writes down what is tried and what came of it, of the message and of its address. */
@Injectable()
export class MessageRecords {
  constructor(
    private readonly messages: MessageRepository,
    private readonly addresses: AddressStateRepository,
    private readonly texts: SmsWhereabouts,
    private readonly log: Log,
  ) {}

  /** In a transaction that commits before anything is sent. */
  claim(tx: Tx, outgoing: Outgoing): Promise<Claimed> {
    const print = outgoing.channel === 'sms' ? this.texts.print(outgoing.to, outgoing.text.text) : null;
    return this.messages.claim(tx, outgoing, print);
  }

  async settle(tx: Tx, id: string, { channel, to }: Outgoing, { result, code, ref, address }: Answer): Promise<void> {
    if (result !== 'taken') this.log.warning('message not sent', { messageId: id, result, code });
    await this.messages.settle(tx, id, STATE[result], { errorCode: code, ref: ref ?? null });
    if (address && (channel === 'email' || channel === 'sms'))
      await this.addresses.mark(tx, channel, to, { state: address, reason: code ?? 'unknown' });
  }

  /** As `SmsWhereabouts.find` says; what was not taken is taken on again, with the words that it has now. */
  async whereabouts(
    tx: Tx,
    claimed: Claimed,
    outgoing: Outgoing,
    listed: readonly Found[] | null,
  ): Promise<Found | 'gone' | 'unsure'> {
    const found = await this.texts.find(tx, claimed, outgoing, listed);
    if (found === 'gone') await this.messages.retake(tx, claimed.id, this.texts.print(outgoing.to, outgoing.text.text));
    return found;
  }
}
