import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { Config, Database, type Tx } from '#platform';
import { AddressStateRepository } from './address-state.repository.js';
import { addressAfter, afterWord } from './domain/provider-word.js';
import { wishOf } from './domain/sms-words.js';
import { MessageRepository } from './message.repository.js';
import { notificationProblems } from './problems.js';
import { TextFallback } from './text-fallback.js';
import { isSignedBy } from './twilio-signature.js';

type Form = Readonly<Record<string, string>>;
/** What came, at which path of ours, and its signature. */
export type FromProvider = Readonly<{ path: string; form: Form; signature: string }>;

const Status = z.looseObject({
  MessageStatus: z.string(),
  MessageSid: z.string().max(64),
  To: z.string().optional(),
  ErrorCode: z.string().optional(),
});
const Received = z.looseObject({ From: z.string().min(1), Body: z.string().default(''), OptOutType: z.string().optional() });

/** Hears the provider of texts: what became of one, and what people answer. */
@Injectable()
export class TextAnswersService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly addresses: AddressStateRepository,
    private readonly fallback: TextFallback,
  ) {}

  /** @throws `notifications.not-signed` */
  async status(from: FromProvider, messageId: string): Promise<void> {
    this.requireSigned(from);
    const said = Status.safeParse(from.form);
    if (said.success) await this.database.transact((tx) => this.hear(tx, messageId, said.data));
  }

  /**
   * STOP holds for the number, whoever has it; START takes it back.
   *
   * @returns TwiML: nothing to STOP and START, which the provider answers itself; else whom to call
   * @throws  `notifications.not-signed`
   */
  async received(from: FromProvider): Promise<string> {
    this.requireSigned(from);
    const said = Received.safeParse(from.form);
    if (!said.success) return twiml('');
    const { From: number, Body, OptOutType } = said.data;
    const wish = wishOf(Body, OptOutType);
    if (wish === 'help' || wish === 'other') return twiml(await this.fallback.whomToCall());
    await this.database.transact((tx) =>
      wish === 'stop'
        ? this.addresses.mark(tx, 'sms', number, { state: 'opted-out', reason: 'stop' })
        : this.addresses.clear(tx, 'sms', number),
    );
    return twiml('');
  }

  private async hear(
    tx: Tx,
    id: string,
    { MessageStatus, MessageSid: ref, To, ErrorCode }: z.infer<typeof Status>,
  ): Promise<void> {
    const known = await this.messages.find(tx, id);
    const next = known?.channel === 'sms' && afterWord(known.state, MessageStatus);
    if (!known || !next) return;
    await this.messages.settle(tx, id, next, { errorCode: ErrorCode ? `sms-${ErrorCode}` : null, ref });
    if (next !== 'undeliverable') return;
    const state = ErrorCode && addressAfter(ErrorCode);
    if (state && To) await this.addresses.mark(tx, 'sms', To, { state, reason: `sms-${ErrorCode}` });
    await this.fallback.after(tx, known);
  }

  private requireSigned({ path, form, signature }: FromProvider): void {
    const { sms, publicUrl } = this.config;
    if (!sms || !isSignedBy(sms.token, `${publicUrl}${path}`, form, signature)) throw notificationProblems.notSigned();
  }
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const twiml = (text: string): string => {
  const said = text && `<Message>${text.replace(/[&<>]/g, (mark) => ESCAPED[mark]!)}</Message>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${said}</Response>`;
};
