import { Injectable } from '@nestjs/common';

import { DirectorsHand } from '#assessments';
import { Audit } from '#audit';
import type { TemplateContent } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { differenceOf } from './domain/difference.js';
import { refusedTemplate } from './domain/template-laws.js';
import { protocolProblems } from './problems.js';
import { SHIPPED } from './shipped/shipped-templates.js';
import { TemplateRepository, type TemplateRow } from './template.repository.js';

export type Made = Readonly<{ versionId: string; revision: number }>;

/** What the clinic treats by. The medical director drafts, publishes and retires; what is published never changes. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateRepository,
    private readonly director: DirectorsHand,
    private readonly audit: Audit,
  ) {}

  /** A draft of what Hearth brings, or of the newest version. @throws `care.not-your-duty`, `protocols.no-template`, `protocols.draft-open` */
  async draft(caller: Caller, code: string): Promise<Made> {
    return this.act(caller, 'draft-protocol-template', async (tx) => {
      const newest = (await this.templates.findAll(tx)).find((row) => row.code === code);
      if (newest?.state === 'draft') throw protocolProblems.draftOpen();
      const content = newest?.content ?? (Object.hasOwn(SHIPPED, code) ? SHIPPED[code] : undefined);
      if (!content) throw protocolProblems.noTemplate();
      return { versionId: await this.templates.insertDraft(tx, code, content, caller.personId), revision: 1 };
    });
  }

  /**
   * @throws `care.not-your-duty`, `protocols.no-template`, `protocols.template-refused` for what no draft may say; `protocols.changed-meanwhile`
   *         with the paths of what another one has changed
   */
  async edit(caller: Caller, versionId: string, revision: number, content: TemplateContent): Promise<Made> {
    return this.act(caller, 'edit-protocol-template', async (tx) => {
      const held = await this.held(tx, versionId);
      this.requireLawful(content, { subcutaneousAtHome: true }); // whether that is allowed is asked when it is published
      const made = await this.templates.edit(tx, versionId, revision, content, caller.personId);
      if (made === null) {
        const paths = differenceOf(content, held.content).map(({ path }) => path);
        throw protocolProblems.changedMeanwhile({ revision: held.revision, paths });
      }
      return { versionId, revision: made };
    });
  }

  /** @throws `care.not-your-duty`, `protocols.no-template`, `protocols.template-refused`, `protocols.changed-meanwhile`, `identity.step-up-needed` */
  async publish(caller: Caller, versionId: string, revision: number): Promise<Made> {
    return this.act(caller, 'publish-protocol-template', async (tx) => {
      const held = await this.held(tx, versionId);
      if (held.state !== 'draft' || held.revision !== revision)
        throw protocolProblems.changedMeanwhile({ revision: held.revision });
      this.requireLawful(held.content, await this.templates.permission(tx));
      await this.director.requireFresh(tx, caller);
      if (!(await this.templates.publish(tx, held, caller.personId))) throw protocolProblems.changedMeanwhile();
      return { versionId, revision };
    });
  }

  /** @throws `care.not-your-duty`, `protocols.no-template`, `identity.step-up-needed` */
  async retire(caller: Caller, versionId: string): Promise<void> {
    await this.act(caller, 'retire-protocol-template', async (tx) => {
      await this.held(tx, versionId);
      await this.director.requireFresh(tx, caller);
      if (!(await this.templates.retire(tx, versionId, caller.personId))) throw protocolProblems.noTemplate();
      return { versionId };
    });
  }

  /** Subcutaneous ketamine at home. @throws `care.not-your-duty`, `identity.step-up-needed`, `protocols.changed-meanwhile` */
  async allow(caller: Caller, asked: Readonly<{ basedOn: number; subcutaneousAtHome: boolean; reason: string }>): Promise<void> {
    await this.act(caller, 'allow-subcutaneous', async (tx) => {
      await this.director.requireFresh(tx, caller);
      const by = { personId: caller.personId, reason: asked.reason };
      if (!(await this.templates.allow(tx, asked.basedOn, asked.subcutaneousAtHome, by)))
        throw protocolProblems.changedMeanwhile();
      return { versionId: undefined };
    });
  }

  private requireLawful(content: TemplateContent, allows: Readonly<{ subcutaneousAtHome: boolean }>): void {
    const refused = refusedTemplate(content, allows);
    if (refused.length) throw protocolProblems.templateRefused({ reasons: refused });
  }

  private async held(tx: Tx, versionId: string): Promise<TemplateRow> {
    const row = await this.templates.find(tx, versionId);
    if (!row) throw protocolProblems.noTemplate();
    return row;
  }

  private act<T extends { versionId: string | undefined }>(
    caller: Caller,
    action: string,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    return this.database.transact(async (tx) => {
      await this.director.require(tx, caller);
      await this.templates.hold(tx);
      const made = await work(tx);
      const objectId = made.versionId ? { objectId: made.versionId } : {};
      await this.audit.record(tx, caller, { action, objectType: 'protocol-template', ...objectId });
      return made;
    });
  }
}
