import { Injectable } from '@nestjs/common';

import { DirectorsHand } from '#assessments';
import { Audit } from '#audit';
import type { TemplateContent } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { refusedTemplate } from './domain/template-laws.js';
import { protocolProblems } from './problems.js';
import { SHIPPED } from './shipped/shipped-templates.js';
import { TemplateRepository } from './template.repository.js';
import { type Made, VersionDesk } from './versions/version-desk.js';

const { noTemplate: notThere, draftOpen, changedMeanwhile } = protocolProblems;
const PROBLEMS = { notThere, draftOpen, changedMeanwhile };

/** What the clinic treats by. The medical director drafts, publishes and retires. */
@Injectable()
export class TemplatesService {
  private readonly desk: VersionDesk<TemplateContent>;

  constructor(
    private readonly database: Database,
    private readonly templates: TemplateRepository,
    private readonly director: DirectorsHand,
    private readonly audit: Audit,
  ) {
    const requireLawful = (tx: Tx, content: TemplateContent, isPublished: boolean) =>
      this.requireLawful(tx, content, isPublished);
    const rules = { objectType: 'protocol-template', shipped: SHIPPED, problems: PROBLEMS, requireLawful };
    this.desk = new VersionDesk(templates, rules, { database, director, audit });
  }

  /** @throws `care.not-your-duty`, `protocols.no-template`, `protocols.draft-open` */
  draft(caller: Caller, code: string): Promise<Made> {
    return this.desk.draft(caller, code);
  }

  /** @throws `care.not-your-duty`, `protocols.no-template`, `protocols.template-refused`, `protocols.changed-meanwhile` */
  edit(caller: Caller, versionId: string, revision: number, content: TemplateContent): Promise<Made> {
    return this.desk.edit(caller, versionId, revision, content);
  }

  /** @throws as `edit`, and `identity.step-up-needed` */
  publish(caller: Caller, versionId: string, revision: number): Promise<Made> {
    return this.desk.publish(caller, versionId, revision);
  }

  /** @throws `care.not-your-duty`, `protocols.no-template`, `identity.step-up-needed` */
  retire(caller: Caller, versionId: string): Promise<void> {
    return this.desk.retire(caller, versionId);
  }

  /** Subcutaneous ketamine at home. @throws `care.not-your-duty`, `identity.step-up-needed`, `protocols.changed-meanwhile` */
  async allow(caller: Caller, asked: Readonly<{ basedOn: number; subcutaneousAtHome: boolean; reason: string }>): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.director.require(tx, caller);
      await this.templates.hold(tx);
      await this.director.requireFresh(tx, caller);
      const by = { personId: caller.personId, reason: asked.reason };
      if (!(await this.templates.allow(tx, asked.basedOn, asked.subcutaneousAtHome, by)))
        throw protocolProblems.changedMeanwhile();
      await this.audit.record(tx, caller, { action: 'allow-subcutaneous', objectType: 'protocol-template' });
    });
  }

  /** Whether a needle at home is allowed is asked when it is published. @throws `protocols.template-refused` */
  private async requireLawful(tx: Tx, content: TemplateContent, isPublished: boolean): Promise<void> {
    const allows = isPublished ? await this.templates.permission(tx) : { subcutaneousAtHome: true };
    const refused = refusedTemplate(content, allows);
    if (refused.length) throw protocolProblems.templateRefused({ reasons: refused });
  }
}
