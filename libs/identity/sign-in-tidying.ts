import { Injectable } from '@nestjs/common';

import { Database, Housekeeping } from '#platform';
import { PasskeyRepository } from './passkey.repository.js';

/** Long after the hour in which they count, so that the day after an attack can still be looked at. */
const FAILURES_DAYS = 7;
/** So that whoever asks who was signed in, and until when, finds it for a quarter of a year. */
const ENDED_DAYS = 90;

/** Deletes sign-ins that ended long ago, failed ones that count no more, and challenges that nobody answered. */
@Injectable()
export class SignInTidying {
  constructor(
    housekeeping: Housekeeping,
    private readonly database: Database,
    passkeys: PasskeyRepository,
  ) {
    housekeeping.register('failed sign-ins', (limit) => this.deleteFailures(limit));
    housekeeping.register('ended sign-ins', (limit) => this.deleteEnded(limit));
    housekeeping.register('unanswered challenges', (limit) => passkeys.deleteCeremonies(limit));
  }

  private async deleteFailures(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM sign_in_failure WHERE id = ANY(ARRAY(
        SELECT id FROM sign_in_failure WHERE at < now() - ${FAILURES_DAYS}::int * interval '1 day'
        ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }

  /** A revoked one goes when it would have expired by itself. */
  private async deleteEnded(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM sign_in WHERE id = ANY(ARRAY(
        SELECT id FROM sign_in WHERE expires_at < now() - ${ENDED_DAYS}::int * interval '1 day'
        ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }
}
