import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Db, Reader, Tx } from '#platform';
import type { Clause } from './domain/clauses.js';

export type ClauseRow = Clause & Readonly<{ position: number; publishedAt: Date }>;
export type ClauseVersionRow = ClauseRow &
  Readonly<{ edition: number; isRetired: boolean; reason: string; publishedBy: string | null }>;
export type NewClause = Omit<ClauseVersionRow, 'id' | 'publishedAt'>;

/** The clauses of the consent, in every version that the clinic has published. */
@Injectable()
export class ClauseRepository {
  /** In their order. */
  inForce(on: Reader): Promise<ClauseRow[]> {
    return on.sql<ClauseRow>`
      SELECT id, code, version, title, text, position, published_at AS "publishedAt"
      FROM consent_clause_in_force ORDER BY position, code`;
  }

  /** Which are in force, without their words: for the gate. */
  named(on: Reader): Promise<Pick<Clause, 'id' | 'code'>[]> {
    return on.sql`SELECT id, code FROM consent_clause_in_force ORDER BY position, code`;
  }

  /** All versions, the newest first. */
  findAll(db: Db): Promise<ClauseVersionRow[]> {
    return db.consentClause.findMany({
      select: {
        ...{ id: true, code: true, version: true, title: true, text: true, position: true, publishedAt: true },
        ...{ edition: true, isRetired: true, reason: true, publishedBy: true },
      },
      orderBy: [{ edition: 'desc' }, { position: 'asc' }, { code: 'asc' }],
    });
  }

  /** Nobody else publishes until the transaction ends. */
  async hold(tx: Tx): Promise<void> {
    await tx.sql`SELECT 1 FROM clinic_settings FOR UPDATE`;
  }

  async insert(tx: Tx, clauses: readonly NewClause[]): Promise<void> {
    await tx.consentClause.createMany({ data: clauses.map((clause) => ({ id: randomUUID(), ...clause })) });
  }
}
