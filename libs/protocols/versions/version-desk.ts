import type { DirectorsHand } from '#assessments';
import type { Audit } from '#audit';
import type { Caller } from '#identity';
import type { Facts, Problem } from '#kernel';
import type { Database, Tx } from '#platform';
import { differenceOf } from '../domain/difference.js';
import type { VersionRow, VersionShelf } from './version-shelf.js';

export type Made = Readonly<{ versionId: string; revision: number }>;
type Makes = (facts?: Facts) => Problem;

export type DeskTools = Readonly<{ database: Database; director: DirectorsHand; audit: Audit }>;
/** `objectType`: as it stands in the audit; the acts are named after it. `shipped`: what Hearth brings, by code. */
export type DeskRules<Content> = Readonly<{
  objectType: string;
  shipped: Readonly<Record<string, Content>>;
  problems: Readonly<{ notThere: Makes; draftOpen: Makes; changedMeanwhile: Makes }>;
  /** Throws for what no draft may say, and at its publication for what may not hold. */
  requireLawful: (tx: Tx, content: Content, isPublished: boolean) => Promise<void>;
}>;

/** Where the medical director drafts, publishes and retires what stands on a shelf. What is published never changes. */
export class VersionDesk<Content> {
  constructor(
    private readonly shelf: VersionShelf<Content>,
    private readonly rules: DeskRules<Content>,
    private readonly tools: DeskTools,
  ) {}

  /** A draft of what Hearth brings, or of the newest version. @throws `care.not-your-duty`, and that there is no such thing or a draft already */
  draft(caller: Caller, code: string): Promise<Made> {
    const { shipped, problems } = this.rules;
    return this.act(caller, 'draft', async (tx) => {
      const newest = (await this.shelf.findAll(tx)).find((row) => row.code === code);
      if (newest?.state === 'draft') throw problems.draftOpen();
      const content = newest?.content ?? (Object.hasOwn(shipped, code) ? shipped[code] : undefined);
      if (!content) throw problems.notThere();
      return { versionId: await this.shelf.insertDraft(tx, code, content, caller.personId), revision: 1 };
    });
  }

  /** @throws `care.not-your-duty`, what the rules refuse, and that somebody has changed it meanwhile, with the paths of what they have changed */
  edit(caller: Caller, versionId: string, revision: number, content: Content): Promise<Made> {
    return this.act(caller, 'edit', async (tx) => {
      const held = await this.held(tx, versionId);
      await this.rules.requireLawful(tx, content, false);
      const made = await this.shelf.edit(tx, versionId, revision, content, caller.personId);
      if (made === null) {
        const paths = differenceOf(content, held.content).map(({ path }) => path);
        throw this.rules.problems.changedMeanwhile({ revision: held.revision, paths });
      }
      return { versionId, revision: made };
    });
  }

  /** @throws as `edit`, and `identity.step-up-needed` */
  publish(caller: Caller, versionId: string, revision: number): Promise<Made> {
    const { problems, requireLawful } = this.rules;
    return this.act(caller, 'publish', async (tx) => {
      const held = await this.held(tx, versionId);
      if (held.state !== 'draft' || held.revision !== revision) throw problems.changedMeanwhile({ revision: held.revision });
      await requireLawful(tx, held.content, true);
      await this.tools.director.requireFresh(tx, caller);
      if (!(await this.shelf.publish(tx, held, caller.personId))) throw problems.changedMeanwhile();
      return { versionId, revision };
    });
  }

  /** @throws `care.not-your-duty`, `identity.step-up-needed`, and that there is no such thing that is published */
  async retire(caller: Caller, versionId: string): Promise<void> {
    await this.act(caller, 'retire', async (tx) => {
      await this.held(tx, versionId);
      await this.tools.director.requireFresh(tx, caller);
      if (!(await this.shelf.retire(tx, versionId, caller.personId))) throw this.rules.problems.notThere();
      return { versionId };
    });
  }

  private async held(tx: Tx, versionId: string): Promise<VersionRow<Content>> {
    const row = await this.shelf.find(tx, versionId);
    if (!row) throw this.rules.problems.notThere();
    return row;
  }

  private act<T extends { versionId: string }>(caller: Caller, verb: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { objectType } = this.rules;
    return this.tools.database.transact(async (tx) => {
      await this.tools.director.require(tx, caller);
      await this.shelf.hold(tx);
      const made = await work(tx);
      await this.tools.audit.record(tx, caller, { action: `${verb}-${objectType}`, objectType, objectId: made.versionId });
      return made;
    });
  }
}
