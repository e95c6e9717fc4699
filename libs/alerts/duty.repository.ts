import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Span } from '#kernel';
import type { Db, Tx } from '#platform';

/** A line of the rota. */
export type DutyRow = Readonly<{ id: string; personId: string; displayName: string; startsAt: Date; endsAt: Date }>;
export type NewDuty = Readonly<{ personId: string; span: Span }>;

const COLUMNS = { id: true, personId: true, startsAt: true, endsAt: true, person: { select: { displayName: true } } } as const;
const toDuty = ({ person, ...row }: Omit<DutyRow, 'displayName'> & { person: { displayName: string } }): DutyRow => ({
  ...row,
  displayName: person.displayName,
});
const toColumns = ({ personId, span }: NewDuty) => ({ personId, startsAt: new Date(span.from), endsAt: new Date(span.to) });

/** The rota as it is written. Duties that have begun are history: a trigger keeps them. */
@Injectable()
export class DutyRepository {
  async findTouching(db: Db, { from, to }: Span): Promise<DutyRow[]> {
    const where = { startsAt: { lt: new Date(to) }, endsAt: { gt: new Date(from) } };
    const orderBy = [{ startsAt: 'asc' }, { id: 'asc' }] as const;
    return (await db.onCallDuty.findMany({ where, orderBy: [...orderBy], select: COLUMNS })).map(toDuty);
  }

  async findByIds(db: Db, ids: readonly string[]): Promise<DutyRow[]> {
    const where = { id: { in: [...ids] } };
    return (await db.onCallDuty.findMany({ where, orderBy: { startsAt: 'asc' }, select: COLUMNS })).map(toDuty);
  }

  /** Holds a duty until the transaction ends, so that no two people change it at once. */
  async lock(tx: Tx, id: string): Promise<DutyRow | null> {
    await tx.sql`SELECT 1 FROM on_call_duty WHERE id = ${id} FOR UPDATE`;
    return (await this.findByIds(tx, [id]))[0] ?? null;
  }

  /** @returns their ids, in their order */
  async insert(tx: Tx, duties: readonly NewDuty[]): Promise<string[]> {
    const data = duties.map((duty) => ({ id: randomUUID(), ...toColumns(duty) }));
    await tx.onCallDuty.createMany({ data });
    return data.map(({ id }) => id);
  }

  async change(tx: Tx, id: string, duty: NewDuty): Promise<void> {
    await tx.onCallDuty.update({ where: { id }, data: toColumns(duty), select: { id: true } });
  }

  /** A duty that has begun ends; who had it and since when stays. */
  async end(tx: Tx, id: string, endsAt: Date): Promise<void> {
    await tx.onCallDuty.update({ where: { id }, data: { endsAt }, select: { id: true } });
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.onCallDuty.delete({ where: { id }, select: { id: true } });
  }
}
