import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, SealedFields, type Tx } from '#platform';
import { Subscription } from './push-transport.js';

/** So many browsers of one person; a new one takes the place of the oldest. */
const MOST = 8;
const place = (rowId: string) => ({ table: 'push_subscription', column: 'subscription_sealed', rowId });

/** Browsers that show notifications, sealed under the key of their person. */
@Injectable()
export class PushSubscriptionRepository {
  constructor(
    private readonly keys: PersonKeys,
    private readonly sealed: SealedFields,
  ) {}

  async count(on: Reader, personId: string): Promise<number> {
    const [row] = await on.sql<{ n: number }>`SELECT count(*) AS n FROM push_subscription WHERE person_id = ${personId}`;
    return row!.n;
  }

  async find(on: Db, personId: string): Promise<{ id: string; subscription: Subscription }[]> {
    const rows = await on.sql<{ id: string; sealed: string }>`
      SELECT id, subscription_sealed AS sealed FROM push_subscription WHERE person_id = ${personId} ORDER BY created_at`;
    const opened = await Promise.all(
      rows.map(async ({ id, sealed }) => ({ id, text: await this.keys.openIfKept(on, sealed, place(id)) })),
    );
    return opened.flatMap(({ id, text }) => (text === null ? [] : [{ id, subscription: Subscription.parse(JSON.parse(text)) }]));
  }

  /** A browser belongs to whoever has said so last. */
  async add(tx: Tx, personId: string, subscription: Subscription): Promise<void> {
    await this.removeByEndpoint(tx, subscription.endpoint);
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, personId, JSON.stringify(subscription), place(id));
    await tx.sql`
      INSERT INTO push_subscription (id, person_id, endpoint_print, subscription_sealed)
      VALUES (${id}, ${personId}, ${this.print(subscription.endpoint)}, ${sealed})
      ON CONFLICT (endpoint_print) DO NOTHING`;
    await tx.sql`
      DELETE FROM push_subscription WHERE id IN (
        SELECT id FROM push_subscription WHERE person_id = ${personId} ORDER BY created_at DESC, id DESC OFFSET ${MOST})`;
  }

  async removeByEndpoint(tx: Tx, endpoint: string, personId: string | null = null): Promise<void> {
    await tx.sql`
      DELETE FROM push_subscription
      WHERE endpoint_print = ${this.print(endpoint)} AND (${personId}::uuid IS NULL OR person_id = ${personId}::uuid)`;
  }

  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.sql`DELETE FROM push_subscription WHERE id = ANY(${ids}::uuid[])`;
  }

  private print(endpoint: string): string {
    return this.sealed.fingerprint('push-endpoint', endpoint);
  }
}
