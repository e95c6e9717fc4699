import { Injectable } from '@nestjs/common';

import type { GlassNotice, GlassOutcome, GlassReview } from '#contracts';
import type { Caller } from '#identity';
import { cursorFrom, Database, pageOf, type Tx } from '#platform';
import { CareService } from './care.service.js';
import { type Glass, GlassRepository } from './glass.repository.js';
import { GlassPeople } from './glass-people.js';
import { GlassTraces } from './glass-traces.js';
import { careProblems } from './problems.js';

type Asked = Readonly<{ before?: string | undefined; limit: number }>;

/** Openings of records as people read of them: who opened one, who reviews it, whose it is. */
@Injectable()
export class GlassReviews {
  constructor(
    private readonly database: Database,
    private readonly glasses: GlassRepository,
    private readonly people: GlassPeople,
    private readonly traces: GlassTraces,
    private readonly care: CareService,
  ) {}

  /** All that wait for a review before the first page of those that had theirs. @throws `care.not-your-duty` */
  async list(caller: Caller, { before, limit }: Asked): Promise<{ reviews: GlassReview[]; next: string | null }> {
    await this.people.requireReviewer(caller);
    const found = await this.glasses.findReviewed({ before: cursorFrom(before), limit });
    const { rows, next } = pageOf(found, limit, ({ reviewedAt, id }) => ({ at: reviewedAt!, id }));
    const glasses = before === undefined ? [...(await this.glasses.findWaiting()), ...rows] : rows;
    await this.traces.listed(caller, 'list-break-glass', glasses, 'oversight');
    return { reviews: await this.people.reviews(glasses), next };
  }

  /** @throws `care.not-your-duty`, `care.not-found`, `care.own-glass`, `care.reviewed` */
  async review(caller: Caller, grantId: string, outcome: GlassOutcome): Promise<GlassReview> {
    await this.people.requireReviewer(caller);
    await this.database.transact(async (tx) => {
      const glass = await this.glasses.findById(tx, grantId);
      if (!glass) throw careProblems.notFound();
      if (glass.personId === caller.personId) throw careProblems.ownGlass();
      if (!(await this.glasses.review(tx, grantId, caller.personId, outcome))) throw careProblems.reviewed();
      await this.traces.reviewed(tx, caller, glass, outcome);
    });
    return (await this.people.reviews(await this.glasses.findWritten(grantId)))[0]!;
  }

  /** What the patient is told. @throws `care.not-found` for everybody else */
  async notices(
    caller: Caller,
    patientId: string,
    { before, limit }: Asked,
  ): Promise<{ notices: GlassNotice[]; next: string | null }> {
    await this.care.requireAccess(caller, patientId, 'own');
    await this.traces.told(caller, patientId);
    const found = await this.glasses.findOfPatient(patientId, { before: cursorFrom(before), limit });
    const { rows, next } = pageOf(found, limit, ({ openedAt: at, id }) => ({ at, id }));
    return { notices: await this.people.notices(rows), next };
  }

  /** Nobody has reviewed it in time. @returns whose record it is; null when there is nothing to do */
  escalate(tx: Tx, grantId: string): Promise<string | null> {
    return this.glasses.escalate(tx, grantId);
  }

  /** Whose record it is, and who opened it; null for none. */
  find(tx: Tx, grantId: string): Promise<Glass | null> {
    return this.glasses.findById(tx, grantId);
  }
}
