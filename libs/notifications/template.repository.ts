import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import { type TemplateName, type Text, templateOf } from './templates.js';

/** The clinic's words of one version; null: those of the program again. */
export type TemplateVersion = Readonly<{
  template: TemplateName;
  version: number;
  words: Text | null;
  changedBy: string;
  reason: string;
  changedAt: Date;
}>;

/** The clinic's own words; where it has none, those of the program. */
@Injectable()
export class TemplateRepository {
  async current(on: Reader, template: TemplateName): Promise<Text> {
    const usual = templateOf(template);
    if (usual.isFixed) return usual;
    const [own] = await on.sql<{ subject: string | null; text: string | null }>`
      SELECT subject, text FROM message_template_version WHERE template = ${template} ORDER BY version DESC LIMIT 1`;
    return own?.subject == null || own.text === null ? usual : { subject: own.subject, text: own.text };
  }

  /** All of them, the newest first. */
  async versions(on: Reader): Promise<TemplateVersion[]> {
    const rows = await on.sql<Omit<TemplateVersion, 'words'> & { subject: string | null; text: string | null }>`
      SELECT template, version, subject, text, changed_by AS "changedBy", reason, changed_at AS "changedAt"
      FROM message_template_version ORDER BY changed_at DESC, version DESC LIMIT 500`;
    return rows.map(({ subject, text, ...row }) => ({
      ...row,
      words: subject === null || text === null ? null : { subject, text },
    }));
  }

  /** @returns false when another version was made meanwhile */
  async add(tx: Tx, { template, version, words, changedBy, reason }: Omit<TemplateVersion, 'changedAt'>): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO message_template_version (template, version, subject, text, changed_by, reason)
      SELECT ${template}::text, ${version}::int, ${words?.subject ?? null}::text, ${words?.text ?? null}::text, ${changedBy}::uuid, ${reason}::text
      WHERE ${version}::int = 1 + coalesce((SELECT max(version) FROM message_template_version WHERE template = ${template}::text), 0)
      ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }
}
