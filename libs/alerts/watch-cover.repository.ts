import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, type Reader, sqlState, type Tx, violatedConstraint } from '#platform';
import { alertProblems } from './problems.js';

/** How a hand-over of one's watch ended. `lost`: the screen of whoever covered showed a dosed session no more. */
export type CoverEnd = 'declined' | 'withdrawn' | 'lapsed' | 'returned' | 'given-back' | 'over' | 'lost';
export type WatchCoverRow = Readonly<{
  id: string;
  awayId: string;
  coverId: string;
  minutes: number;
  acceptedAt: Date | null;
  beganAt: Date | null;
  untilAt: Date | null;
  endedAt: Date | null;
  endedAs: CoverEnd | null;
}>;
export type NewCover = Pick<WatchCoverRow, 'awayId' | 'coverId' | 'minutes'>;

const SELECT = {
  ...{ id: true, awayId: true, coverId: true, minutes: true },
  ...{ acceptedAt: true, beganAt: true, untilAt: true, endedAt: true, endedAs: true },
} as const;
/** The SQLSTATE of a law of the database that refuses. */
const REFUSED = 'HF003';

/** Who is away from the board, and who watches for them. */
@Injectable()
export class WatchCoverRepository {
  /** @throws `alerts.already-away`, `alerts.cannot-cover` */
  async insert(tx: Tx, { awayId, coverId, minutes }: NewCover): Promise<string> {
    const id = randomUUID();
    try {
      await tx.sql`INSERT INTO watch_cover (id, away_id, cover_id, minutes) VALUES (${id}, ${awayId}, ${coverId}, ${minutes})`;
    } catch (error) {
      if (violatedConstraint(error) === 'watch_cover_one_at_a_time') throw alertProblems.alreadyAway({}, { cause: error });
      if (violatedConstraint(error) === 'watch_cover_by_another' || sqlState(error) === REFUSED)
        throw alertProblems.cannotCover({}, { cause: error });
      throw error;
    }
    return id;
  }

  /** Those that are not over, the oldest first. */
  findOpen(db: Db): Promise<WatchCoverRow[]> {
    const orderBy = [{ askedAt: 'asc' as const }, { id: 'asc' as const }];
    return db.watchCover.findMany({ where: { endedAt: null }, orderBy, select: SELECT }) as Promise<WatchCoverRow[]>;
  }

  find(db: Db, id: string): Promise<WatchCoverRow | null> {
    return db.watchCover.findUnique({ where: { id }, select: SELECT }) as Promise<WatchCoverRow | null>;
  }

  /** Held until the transaction ends, so that no two people answer it at once. */
  async lock(tx: Tx, id: string): Promise<WatchCoverRow | null> {
    await tx.sql`SELECT 1 FROM watch_cover WHERE id = ${id} FOR UPDATE`;
    return this.find(tx, id);
  }

  /** Begins at once where the other's screen shows every dosed session already; else the sweep begins it when it does. */
  async accept(tx: Tx, id: string): Promise<void> {
    await tx.sql`
      UPDATE watch_cover SET accepted_at = app_now(), began_at = CASE WHEN watch_is_held(away_id, cover_id) THEN app_now() END
      WHERE id = ${id}`;
  }

  async end(tx: Tx, id: string, as: CoverEnd): Promise<void> {
    await tx.sql`UPDATE watch_cover SET ended_at = app_now(), ended_as = ${as} WHERE id = ${id}`;
  }

  /** Who watches now for these people, of those who are away. */
  async standInsOf(on: Reader, personIds: readonly string[]): Promise<string[]> {
    const rows = await on.sql<{ coverId: string }>`
      SELECT DISTINCT cover_id AS "coverId" FROM watch_cover
      WHERE away_id = ANY(${[...personIds]}::uuid[]) AND began_at IS NOT NULL AND ended_at IS NULL`;
    return rows.map(({ coverId }) => coverId);
  }
}
