import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { TemplateContent, VersionContent } from '#contracts';
import type { Reader, Tx } from '#platform';
import { type GateLimits, loosenedLimits, type SessionPlan } from '#session-engine';
import { refusedVersion } from './domain/version-laws.js';
import { protocolProblems } from './problems.js';
import { TemplateRepository, type TemplateRow } from './template.repository.js';
import { VersionRepository, type VersionRow } from './version.repository.js';

type Judged = Readonly<{ content: VersionContent; plan: SessionPlan; template: TemplateContent; protocolId: string | null }>;

/** How far a version may go: its template bounds it. */
@Injectable()
export class VersionBounds {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly care: CareService,
    private readonly versions: VersionRepository,
  ) {}

  /** A template that new versions can begin from. @throws `protocols.no-template` unless it is published */
  async published(on: Reader, templateVersionId: string): Promise<TemplateRow> {
    const row = await this.templates.find(on, templateVersionId);
    if (row?.state !== 'published') throw protocolProblems.noTemplate();
    return row;
  }

  /** @throws `protocols.changed-meanwhile` unless it is a draft */
  async draft(tx: Tx, versionId: string): Promise<VersionRow> {
    const held = await this.versions.find(tx, versionId);
    if (held?.state !== 'draft') throw protocolProblems.changedMeanwhile();
    return held;
  }

  /** Whether a draft may say this. @throws `protocols.version-refused` with the reasons */
  async requireOf(tx: Tx, held: VersionRow, content: VersionContent): Promise<void> {
    const { content: template } = await this.known(tx, held.templateVersionId);
    await this.require(tx, { content, plan: held.plan, template, protocolId: held.protocolId });
  }

  /** Also one that was retired meanwhile. @throws `protocols.no-template` */
  private async known(on: Reader, templateVersionId: string | null): Promise<TemplateRow> {
    const row = templateVersionId === null ? null : await this.templates.find(on, templateVersionId);
    if (!row) throw protocolProblems.noTemplate();
    return row;
  }

  /** @throws `protocols.version-refused` with the reasons */
  async require(tx: Tx, { content, plan, template, protocolId }: Judged): Promise<void> {
    const { zone } = await this.care.settings(tx);
    const [days] = await tx.sql<{ today: string; lastReviewDay: string; plannedSessions: number }>`
      SELECT today::text AS today, (today + ${template.endPointReviewWithinDays}::int)::text AS "lastReviewDay",
        (SELECT count(*)::int FROM dose_line WHERE protocol_id = ${protocolId}::uuid) AS "plannedSessions"
      FROM (SELECT (app_now() AT TIME ZONE ${zone}::text)::date AS today) t`;
    const loosened = loosenedLimits(plan.gate, content.patientLimits as Partial<GateLimits>);
    const allows = await this.templates.permission(tx);
    const { phases, guardrails } = template;
    const reasons = refusedVersion(content, { ...days!, loosened, phases, guardrails, template, allows });
    if (reasons.length) throw protocolProblems.versionRefused({ reasons, names: loosened });
  }
}
