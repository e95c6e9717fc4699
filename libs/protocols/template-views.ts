import { Injectable } from '@nestjs/common';

import type { ProtocolTemplate, ProtocolTemplates, TemplateVersion, TextChange } from '#contracts';
import { IdentityService } from '#identity';
import { Database } from '#platform';
import { differenceOf } from './domain/difference.js';
import { refusedTemplate } from './domain/template-laws.js';
import { protocolProblems } from './problems.js';
import { SHIPPED } from './shipped/shipped-templates.js';
import { type Permission, TemplateRepository, type TemplateRow } from './template.repository.js';

type Named = (id: string | null) => string | null;

/** Templates as people read them. They say nothing of any patient. */
@Injectable()
export class TemplateViews {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateRepository,
    private readonly identity: IdentityService,
  ) {}

  async list(): Promise<ProtocolTemplates> {
    const { read } = this.database;
    const [rows, permission] = await Promise.all([this.templates.findAll(read), this.templates.permission(read)]);
    const ids = [...rows.flatMap(({ editedBy, publishedBy }) => [editedBy, publishedBy]), permission.decidedBy];
    const people = await this.identity.people(read, [...new Set(ids.filter((id) => id !== null))]);
    const named: Named = (id) => (id && people.get(id)?.displayName) ?? null;
    const codes = [...new Set(rows.map(({ code }) => code))];
    const versionsOf = (code: string) => rows.filter((row) => row.code === code);
    return {
      templates: codes.map(
        (code): ProtocolTemplate => ({
          ...{ code, templateId: versionsOf(code)[0]!.thingId },
          versions: versionsOf(code).map((row) => toVersion(row, permission, named)),
        }),
      ),
      shipped: Object.entries(SHIPPED).map(([code, content]) => ({ code, content })),
      subcutaneousAtHome: {
        ...{ isAllowed: permission.subcutaneousAtHome, number: permission.number, reason: permission.reason },
        ...{ decidedByName: named(permission.decidedBy), decidedAt: permission.decidedAt?.toISOString() ?? null },
      },
    };
  }

  /** @throws `protocols.no-template` */
  async compare(versionId: string, fromId: string): Promise<TextChange[]> {
    const rows = await this.templates.findAll(this.database.read);
    const [from, to] = [fromId, versionId].map((wanted) => rows.find(({ id }) => id === wanted));
    if (!from || !to) throw protocolProblems.noTemplate();
    return differenceOf(from.content, to.content);
  }
}

const toVersion = (row: TemplateRow, permission: Permission, named: Named): TemplateVersion => ({
  ...{ versionId: row.id, number: row.number, state: row.state, revision: row.revision, content: row.content },
  ...{ editedByName: named(row.editedBy), editedAt: row.editedAt.toISOString() },
  ...{ publishedByName: named(row.publishedBy), publishedAt: row.publishedAt?.toISOString() ?? null },
  retiredAt: row.retiredAt?.toISOString() ?? null,
  refused: row.state === 'draft' ? refusedTemplate(row.content, permission) : [],
});
