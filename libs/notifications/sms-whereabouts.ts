import { Injectable } from '@nestjs/common';

import { Clock, SealedFields, type Tx } from '#platform';
import { type Claimed, MessageRepository, type Outgoing } from './message.repository.js';
import type { Found } from './sms-transport.js';

/** So long a provider may take to show in its list what it has taken; by the one clock. */
const SETTLING_MS = 30_000;

/** Finds out what became of a text whose answer was lost, in what its provider has of us. */
@Injectable()
export class SmsWhereabouts {
  constructor(
    private readonly messages: MessageRepository,
    private readonly sealed: SealedFields,
    private readonly clock: Clock,
  ) {}

  /** By which a text is recognized; says nothing about it. */
  print(to: string, text: string): string {
    return this.sealed.fingerprint('message-text', `${to}|${text.trim()}`);
  }

  /**
   * @param listed what the provider has for the number; null when it could not say
   * @returns the one that is this message; `gone`: it was not taken, and may be sent again; `unsure`: ask again
   */
  async find(
    tx: Tx,
    { id, claimedAt }: Claimed,
    { to, level }: Outgoing,
    listed: readonly Found[] | null,
  ): Promise<Found | 'gone' | 'unsure'> {
    if (listed === null) return 'unsure';
    const textPrint = (await this.messages.find(tx, id))?.textPrint;
    const taken = await this.messages.knownRefs(
      tx,
      listed.map(({ sid }) => sid),
      id,
    );
    const found = listed.find(({ sid, body }) => !taken.has(sid) && this.print(to, body) === textPrint);
    if (found) return found;
    const age = (await this.clock.now(tx)).getTime() - (claimedAt?.getTime() ?? 0);
    return level !== undefined || age >= SETTLING_MS ? 'gone' : 'unsure'; // a page rather comes twice than not at all
  }
}
