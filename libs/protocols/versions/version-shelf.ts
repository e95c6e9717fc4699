import { randomUUID } from 'node:crypto';

import type { Reader, Sql, Tx } from '#platform';

/**
 * Where the versions of something stand: `things` (id, code) and `versions`, whose column `of` says of which thing they are.
 * `mirrored`: what stands in a column beside the content, for laws of the database, under the same name in both.
 */
export type ShelfNames = Readonly<{ things: string; versions: string; of: string; mirrored?: readonly string[] }>;

export type VersionRow<Content> = Readonly<{
  id: string;
  thingId: string;
  code: string;
  number: number;
  state: 'draft' | 'published' | 'retired';
  /** Rises with each edit of a draft. */
  revision: number;
  content: Content;
  editedBy: string;
  editedAt: Date;
  publishedBy: string | null;
  publishedAt: Date | null;
  retiredAt: Date | null;
}>;

const NAME = /(?<!:):(things|versions|of|columns|mirrors|changes)\b/g;

/** Things that a medical director drafts, publishes and retires: what is published never changes, and of each thing one version at most is. */
export abstract class VersionShelf<Content> {
  private readonly named = new WeakMap<TemplateStringsArray, TemplateStringsArray>();
  private readonly words: Readonly<Record<string, string>>;

  protected constructor({ things, versions, of, mirrored = [] }: ShelfNames) {
    const leafs = mirrored.map((name) => `given.content ->> '${name}'`);
    this.words = {
      ...{ things, versions, of },
      columns: mirrored.map((name) => `, ${name}`).join(''),
      mirrors: leafs.map((leaf) => `, ${leaf}`).join(''),
      changes: mirrored.map((name, at) => `, ${name} = ${leafs[at]}`).join(''),
    };
  }

  /** Of each thing the newest version first; things by code. */
  findAll(on: Reader): Promise<VersionRow<Content>[]> {
    return this.on(on)<VersionRow<Content>>`
      SELECT v.id, v.:of AS "thingId", t.code, v.number, v.state, v.revision, v.content, v.edited_by AS "editedBy",
        v.edited_at AS "editedAt", v.published_by AS "publishedBy", v.published_at AS "publishedAt", v.retired_at AS "retiredAt"
      FROM :versions v JOIN :things t ON t.id = v.:of ORDER BY t.code, v.number DESC`;
  }

  async find(on: Reader, versionId: string): Promise<VersionRow<Content> | null> {
    return (await this.findAll(on)).find(({ id }) => id === versionId) ?? null;
  }

  /** Nobody else changes one of these things until the transaction is over. */
  async hold(tx: Tx): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${this.words['versions']}, 0))`;
  }

  /** Another version of a thing, which is made if there is none of the code. @returns its id */
  async insertDraft(tx: Tx, code: string, content: Content, by: string): Promise<string> {
    const id = randomUUID();
    await this.on(tx)`INSERT INTO :things (id, code) VALUES (${randomUUID()}, ${code}) ON CONFLICT DO NOTHING`;
    await this.on(tx)`
      INSERT INTO :versions (id, :of, number, content, edited_by:columns)
      SELECT ${id}::uuid, t.id, coalesce((SELECT max(number) FROM :versions WHERE :of = t.id), 0) + 1, given.content, ${by}::uuid:mirrors
      FROM :things t, (SELECT ${JSON.stringify(content)}::jsonb AS content) given WHERE t.code = ${code}`;
    return id;
  }

  /** @returns the revision that it is now; null when it is another one than `basedOn`, or no draft */
  async edit(tx: Tx, id: string, basedOn: number, content: Content, by: string): Promise<number | null> {
    const [row] = await this.on(tx)<{ revision: number }>`
      UPDATE :versions v SET content = given.content, revision = revision + 1, edited_by = ${by}, edited_at = app_now():changes
      FROM (SELECT ${JSON.stringify(content)}::jsonb AS content) given
      WHERE id = ${id} AND state = 'draft' AND revision = ${basedOn} RETURNING revision`;
    return row?.revision ?? null;
  }

  /** The version that was published before retires. @returns false when the draft is another one by now */
  async publish(tx: Tx, { id, thingId, revision }: VersionRow<Content>, by: string): Promise<boolean> {
    await this.on(tx)`
      UPDATE :versions SET state = 'retired', retired_by = ${by}, retired_at = app_now()
      WHERE :of = ${thingId} AND state = 'published'`;
    const rows = await this.on(tx)`
      UPDATE :versions SET state = 'published', published_by = ${by}, published_at = app_now()
      WHERE id = ${id} AND state = 'draft' AND revision = ${revision} RETURNING 1`;
    return rows.length === 1;
  }

  /** @returns false when it is not published */
  async retire(tx: Tx, id: string, by: string): Promise<boolean> {
    const rows = await this.on(tx)`
      UPDATE :versions SET state = 'retired', retired_by = ${by}, retired_at = app_now()
      WHERE id = ${id} AND state = 'published' RETURNING 1`;
    return rows.length === 1;
  }

  /** The same statement with the names of this shelf in it, made once: a statement is prepared by the identity of its text. */
  private on({ sql }: Reader): Sql {
    return (text, ...values) => {
      const known = this.named.get(text);
      if (known) return sql(known, ...values);
      const parts = text.map((part) => part.replace(NAME, (_, name: string) => this.words[name]!));
      const made = Object.assign(parts, { raw: parts });
      this.named.set(text, made);
      return sql(made, ...values);
    };
  }
}
