import { Injectable } from '@nestjs/common';

import { type Reader, SealedFields, type Tx } from '#platform';

export type AddressState = 'undeliverable' | 'opted-out';
type Kind = 'email' | 'sms';

/** Addresses at which nobody can be reached, and why. Found by a keyed digest; which they are, nobody can read here. */
@Injectable()
export class AddressStateRepository {
  constructor(private readonly sealed: SealedFields) {}

  async find(on: Reader, channel: Kind, address: string): Promise<{ state: AddressState; reason: string } | null> {
    const [row] = await on.sql<{ state: AddressState; reason: string }>`
      SELECT state, reason FROM address_state WHERE print = ${this.print(channel, address)}`;
    return row ?? null;
  }

  /** What its owner has said stands above what a provider says. */
  async mark(tx: Tx, channel: Kind, address: string, { state, reason }: { state: AddressState; reason: string }): Promise<void> {
    await tx.sql`
      INSERT INTO address_state (print, channel, state, reason)
      VALUES (${this.print(channel, address)}, ${channel}::message_channel, ${state}, ${reason})
      ON CONFLICT (print) DO UPDATE SET state = EXCLUDED.state, reason = EXCLUDED.reason, since = app_now()
      WHERE address_state.state <> 'opted-out' AND address_state.state <> EXCLUDED.state`;
  }

  async clear(tx: Tx, channel: Kind, address: string): Promise<void> {
    await tx.sql`DELETE FROM address_state WHERE print = ${this.print(channel, address)}`;
  }

  private print(channel: Kind, address: string): string {
    return channel === 'email' ? this.sealed.blindIndex(address) : this.sealed.phoneIndex(address);
  }
}
