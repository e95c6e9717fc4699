import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, Log, type Tx } from '#platform';
import type { Origin } from './caller.js';
import { DeviceRepository } from './device.repository.js';
import { ALL_STRANGERS, type AttemptRule, FAILURES_WITHIN_MIN, ONE_PLACE, waitAfterSec } from './domain/attempts.js';
import { identityProblems } from './problems.js';

/** Whom a try is about, if anybody, and where it comes from: a device that they have signed in with before, or an address. */
export type Place = Readonly<{ personId: string | undefined } & Pick<Origin, 'fingerprint' | 'deviceToken'>>;

/**
 * Slows down whoever guesses, and nobody else: failures from one place never delay a device that the person has used before, and
 * no number of them locks anybody out for good.
 */
@Injectable()
export class Attempts {
  constructor(
    private readonly database: Database,
    private readonly devices: DeviceRepository,
    private readonly log: Log,
  ) {}

  /**
   * Runs a judgement, unless it must wait. A try counts before it is judged, so that many at once are as many, and is forgotten when
   * it was right.
   *
   * @param subject what is tried: an address's blind index, or a person and a kind of proof
   * @returns       what `judge` does; false and undefined are a no
   * @throws        `identity.too-many-tries`
   */
  async judge<T>(subject: string, place: Place, judge: () => Promise<T>): Promise<T> {
    const deviceId = await this.devices.find(place.personId, place.deviceToken);
    const counts = counted(subject, deviceId, place.fingerprint);
    const ids = counts.map(() => randomUUID());
    await this.database.transact((tx) => this.count(tx, counts, ids));
    const answer = await judge();
    if (answer !== false && answer !== undefined)
      await this.database.sql`DELETE FROM sign_in_failure WHERE id = ANY(${ids}::uuid[])`;
    else this.log.warning('proof refused', { ...told(subject, place), isKnownDevice: deviceId !== undefined });
    return answer;
  }

  /** One after the other for each key; always in the same order, so that none waits for the other. */
  private async count(tx: Tx, counts: readonly Counted[], ids: readonly string[]): Promise<void> {
    for (const { key, rule } of counts) {
      await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
      const [row] = await tx.sql<{ failures: number; agoSec: number | null }>`
        SELECT count(*) AS failures, extract(epoch FROM clock_timestamp() - max(at))::int AS "agoSec" FROM sign_in_failure
        WHERE key = ${key} AND at > now() - ${FAILURES_WITHIN_MIN}::int * interval '1 minute'`;
      const leftSec = waitAfterSec(row!.failures, rule) - (row!.agoSec ?? 0);
      if (leftSec > 0) throw identityProblems.tooManyTries({ retryAfterSec: leftSec });
    }
    await tx.sql`
      INSERT INTO sign_in_failure (id, key)
      SELECT * FROM unnest(${ids}::uuid[], ${counts.map(({ key }) => key)}::text[])`;
  }
}

/** Nobody by an address that is not known: the log holds no address. */
const told = (subject: string, { personId, fingerprint }: Place) => ({
  proof: /^(?<kind>code|password):/.exec(subject)?.groups?.['kind'] ?? 'sign-in',
  personId: personId ?? null,
  from: fingerprint,
});

type Counted = Readonly<{ key: string; rule: AttemptRule }>;

function counted(subject: string, deviceId: string | undefined, fingerprint: string): Counted[] {
  if (deviceId) return [{ key: `${subject}|device:${deviceId}`, rule: ONE_PLACE }];
  return [
    { key: `${subject}|${fingerprint}`, rule: ONE_PLACE },
    { key: subject, rule: ALL_STRANGERS },
  ];
}
