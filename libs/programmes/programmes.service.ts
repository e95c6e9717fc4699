import { Injectable } from '@nestjs/common';

import { DirectorsHand } from '#assessments';
import { Audit } from '#audit';
import type { ProgrammeContent } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { type Made, VersionDesk } from '#protocols';
import { programmeProblems } from './problems.js';
import { ProgrammeRepository } from './programme.repository.js';
import { ProgrammeLaws } from './programme-laws.js';
import { SHIPPED_PROGRAMMES } from './shipped/shipped-programmes.js';

const { noProgramme: notThere, draftOpen, changedMeanwhile } = programmeProblems;
const PROBLEMS = { notThere, draftOpen, changedMeanwhile };

/** What the clinic offers. The medical director drafts, publishes and retires. */
@Injectable()
export class ProgrammesService {
  private readonly desk: VersionDesk<ProgrammeContent>;

  constructor(
    private readonly laws: ProgrammeLaws,
    programmes: ProgrammeRepository,
    database: Database,
    director: DirectorsHand,
    audit: Audit,
  ) {
    const requireLawful = (tx: Tx, content: ProgrammeContent, isPublished: boolean) =>
      this.requireLawful(tx, content, isPublished);
    const rules = { objectType: 'programme', shipped: SHIPPED_PROGRAMMES, problems: PROBLEMS, requireLawful };
    this.desk = new VersionDesk(programmes, rules, { database, director, audit });
  }

  /** @throws `care.not-your-duty`, `programmes.no-programme`, `programmes.draft-open` */
  draft(caller: Caller, code: string): Promise<Made> {
    return this.desk.draft(caller, code);
  }

  /** @throws `care.not-your-duty`, `programmes.no-programme`, `programmes.refused`, `programmes.changed-meanwhile` */
  edit(caller: Caller, versionId: string, revision: number, content: ProgrammeContent): Promise<Made> {
    return this.desk.edit(caller, versionId, revision, content);
  }

  /** @throws as `edit`, and `identity.step-up-needed` */
  publish(caller: Caller, versionId: string, revision: number): Promise<Made> {
    return this.desk.publish(caller, versionId, revision);
  }

  /** @throws `care.not-your-duty`, `programmes.no-programme`, `identity.step-up-needed` */
  retire(caller: Caller, versionId: string): Promise<void> {
    return this.desk.retire(caller, versionId);
  }

  /** A draft may name a template that is still to be published; what is published may not. @throws `programmes.refused` */
  private async requireLawful(tx: Tx, content: ProgrammeContent, isPublished: boolean): Promise<void> {
    const reasons = (await this.laws.judge(tx))(content).filter((why) => isPublished || why !== 'no-such-template');
    if (reasons.length) throw programmeProblems.refused({ reasons });
  }
}
