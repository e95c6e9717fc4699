import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { TemplateContent } from '#contracts';
import type { Db, Reader, Tx } from '#platform';

export type TemplateRow = Readonly<{
  id: string;
  templateId: string;
  code: string;
  number: number;
  state: 'draft' | 'published' | 'retired';
  revision: number;
  content: TemplateContent;
  editedBy: string;
  editedAt: Date;
  publishedBy: string | null;
  publishedAt: Date | null;
  retiredAt: Date | null;
}>;
export type Permission = Readonly<{
  number: number;
  subcutaneousAtHome: boolean;
  decidedBy: string | null;
  decidedAt: Date | null;
  reason: string | null;
}>;
const NOTHING_ALLOWED: Permission = { number: 0, subcutaneousAtHome: false, decidedBy: null, decidedAt: null, reason: null };

/** Templates and their versions; what is published never changes. */
@Injectable()
export class TemplateRepository {
  /** Of each template the newest version first; templates by code. */
  findAll(on: Reader): Promise<TemplateRow[]> {
    return on.sql<TemplateRow>`
      SELECT v.id, v.template_id AS "templateId", t.code, v.number, v.state, v.revision, v.content, v.edited_by AS "editedBy",
        v.edited_at AS "editedAt", v.published_by AS "publishedBy", v.published_at AS "publishedAt", v.retired_at AS "retiredAt"
      FROM protocol_template_version v JOIN protocol_template t ON t.id = v.template_id ORDER BY t.code, v.number DESC`;
  }

  async find(on: Reader, versionId: string): Promise<TemplateRow | null> {
    return (await this.findAll(on)).find(({ id }) => id === versionId) ?? null;
  }

  /** Nobody else changes templates until the transaction is over. */
  async hold(tx: Tx): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('protocol-templates', 0))`;
  }

  /** Another version of a template, which is made if there is none of the code. @returns its id */
  async insertDraft(tx: Tx, code: string, content: TemplateContent, by: string): Promise<string> {
    const id = randomUUID();
    const { medication, route, setting } = content;
    await tx.sql`INSERT INTO protocol_template (id, code) VALUES (${randomUUID()}, ${code}) ON CONFLICT DO NOTHING`;
    await tx.sql`
      INSERT INTO protocol_template_version (id, template_id, number, medication, route, setting, content, edited_by)
      SELECT ${id}::uuid, t.id, coalesce((SELECT max(number) FROM protocol_template_version WHERE template_id = t.id), 0) + 1,
        ${medication}, ${route}, ${setting}, ${JSON.stringify(content)}::jsonb, ${by}::uuid
      FROM protocol_template t WHERE t.code = ${code}`;
    return id;
  }

  /** @returns the revision that it is now; null when it is another one than `basedOn`, or no draft */
  async edit(tx: Tx, id: string, basedOn: number, content: TemplateContent, by: string): Promise<number | null> {
    const { medication, route, setting } = content;
    const [row] = await tx.sql<{ revision: number }>`
      UPDATE protocol_template_version SET content = ${JSON.stringify(content)}::jsonb, medication = ${medication}, route = ${route},
        setting = ${setting}, revision = revision + 1, edited_by = ${by}, edited_at = app_now()
      WHERE id = ${id} AND state = 'draft' AND revision = ${basedOn} RETURNING revision`;
    return row?.revision ?? null;
  }

  /** The version that was published before retires. @returns false when the draft is another one by now */
  async publish(tx: Tx, { id, templateId, revision }: TemplateRow, by: string): Promise<boolean> {
    await tx.sql`
      UPDATE protocol_template_version SET state = 'retired', retired_by = ${by}, retired_at = app_now()
      WHERE template_id = ${templateId} AND state = 'published'`;
    const rows = await tx.sql`
      UPDATE protocol_template_version SET state = 'published', published_by = ${by}, published_at = app_now()
      WHERE id = ${id} AND state = 'draft' AND revision = ${revision} RETURNING 1`;
    return rows.length === 1;
  }

  /** @returns false when it is not published */
  async retire(tx: Tx, id: string, by: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE protocol_template_version SET state = 'retired', retired_by = ${by}, retired_at = app_now()
      WHERE id = ${id} AND state = 'published' RETURNING 1`;
    return rows.length === 1;
  }

  async permission(db: Db): Promise<Permission> {
    return (await db.protocolPermission.findFirst({ orderBy: { number: 'desc' } })) ?? NOTHING_ALLOWED;
  }

  /** @returns false when there is another one by now */
  async allow(
    tx: Tx,
    basedOn: number,
    subcutaneousAtHome: boolean,
    by: Readonly<{ personId: string; reason: string }>,
  ): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO protocol_permission (number, subcutaneous_at_home, decided_by, reason)
      SELECT ${basedOn}::int + 1, ${subcutaneousAtHome}::boolean, ${by.personId}::uuid, ${by.reason}
      WHERE coalesce((SELECT max(number) FROM protocol_permission), 0) = ${basedOn}::int
      ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }
}
