import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database } from '#platform';
import type { Origin } from './caller.js';
import { ALL_STRANGERS, type AttemptRule, FAILURES_WITHIN_MIN, ONE_PLACE, waitAfterSec } from './domain/attempts.js';
import { identityProblems } from './problems.js';

/** Where a try comes from: a device that the person has signed in with before, or an address. */
export type Place = Readonly<{ deviceId: string | undefined } & Pick<Origin, 'fingerprint'>>;

/**
 * Slows down whoever guesses, and nobody else: failures from one place never delay a device that the person has used before, and
 * no number of them locks anybody out for good.
 */
@Injectable()
export class Attempts {
  constructor(private readonly database: Database) {}

  /** @param subject what is tried: an address's blind index, or a person and a kind of proof. @throws `identity.too-many-tries` */
  async require(subject: string, place: Place): Promise<void> {
    for (const { key, rule } of counted(subject, place)) {
      const [row] = await this.database.sql<{ failures: number; agoSec: number | null }>`
        SELECT count(*) AS failures, extract(epoch FROM now() - max(at))::int AS "agoSec" FROM sign_in_failure
        WHERE key = ${key} AND at > now() - ${FAILURES_WITHIN_MIN}::int * interval '1 minute'`;
      const leftSec = waitAfterSec(row!.failures, rule) - (row!.agoSec ?? 0);
      if (leftSec > 0) throw identityProblems.tooManyTries({ retryAfterSec: leftSec });
    }
  }

  async noteFailure(subject: string, place: Place): Promise<void> {
    const keys = counted(subject, place).map(({ key }) => key);
    await this.database.transact(async (tx) => {
      for (const key of keys) tx.later`INSERT INTO sign_in_failure (id, key) VALUES (${randomUUID()}, ${key})`;
    });
  }

  /** Runs a judgement, unless it must wait; a `no` is counted. @returns what `judge` does; false and undefined are a no */
  async judge<T>(subject: string, place: Place, judge: () => Promise<T>): Promise<T> {
    await this.require(subject, place);
    const answer = await judge();
    if (answer === false || answer === undefined) await this.noteFailure(subject, place);
    return answer;
  }
}

function counted(subject: string, { deviceId, fingerprint }: Place): { key: string; rule: AttemptRule }[] {
  if (deviceId) return [{ key: `${subject}|device:${deviceId}`, rule: ONE_PLACE }];
  return [
    { key: `${subject}|${fingerprint}`, rule: ONE_PLACE },
    { key: subject, rule: ALL_STRANGERS },
  ];
}
