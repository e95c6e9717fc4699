import { Injectable } from '@nestjs/common';

import type { TemplateContent } from '#contracts';
import type { Db, Tx } from '#platform';
import { type VersionRow, VersionShelf } from './versions/version-shelf.js';

export type TemplateRow = VersionRow<TemplateContent>;
export type Permission = Readonly<{
  number: number;
  subcutaneousAtHome: boolean;
  decidedBy: string | null;
  decidedAt: Date | null;
  reason: string | null;
}>;
const NOTHING_ALLOWED: Permission = { number: 0, subcutaneousAtHome: false, decidedBy: null, decidedAt: null, reason: null };

/** Templates and their versions, and what the medical director allows beyond what Hearth does. */
@Injectable()
export class TemplateRepository extends VersionShelf<TemplateContent> {
  constructor() {
    super({
      ...{ things: 'protocol_template', versions: 'protocol_template_version', of: 'template_id' },
      mirrored: ['medication', 'route', 'setting'],
    });
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
