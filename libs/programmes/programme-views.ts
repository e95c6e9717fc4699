import { Injectable } from '@nestjs/common';

import type { Programme, Programmes, ProgrammeVersion, TextChange } from '#contracts';
import { IdentityService } from '#identity';
import { Database } from '#platform';
import { differenceOf } from '#protocols';
import { programmeProblems } from './problems.js';
import { ProgrammeRepository, type ProgrammeRow } from './programme.repository.js';
import { ProgrammeLaws } from './programme-laws.js';
import { SHIPPED_PROGRAMMES } from './shipped/shipped-programmes.js';

/** Programmes as people read them. They say nothing of any patient. */
@Injectable()
export class ProgrammeViews {
  constructor(
    private readonly database: Database,
    private readonly programmes: ProgrammeRepository,
    private readonly laws: ProgrammeLaws,
    private readonly identity: IdentityService,
  ) {}

  async list(): Promise<Programmes> {
    const { read } = this.database;
    const rows = await this.programmes.findAll(read);
    const ids = rows.flatMap(({ editedBy, publishedBy }) => [editedBy, ...(publishedBy ? [publishedBy] : [])]);
    const people = await this.identity.people(read, [...new Set(ids)]);
    const named = (id: string | null) => (id && people.get(id)?.displayName) ?? null;
    const refusedOf = await this.laws.judge(read);
    const toVersion = (row: ProgrammeRow): ProgrammeVersion => ({
      ...{ versionId: row.id, number: row.number, state: row.state, revision: row.revision, content: row.content },
      ...{ editedByName: named(row.editedBy), editedAt: row.editedAt.toISOString() },
      ...{ publishedByName: named(row.publishedBy), publishedAt: row.publishedAt?.toISOString() ?? null },
      retiredAt: row.retiredAt?.toISOString() ?? null,
      refused: row.state === 'draft' ? refusedOf(row.content) : [],
    });
    const versionsOf = (code: string) => rows.filter((row) => row.code === code);
    return {
      programmes: [...new Set(rows.map(({ code }) => code))].map(
        (code): Programme => ({
          ...{ code, programmeId: versionsOf(code)[0]!.thingId },
          versions: versionsOf(code).map(toVersion),
        }),
      ),
      shipped: Object.entries(SHIPPED_PROGRAMMES).map(([code, content]) => ({ code, content })),
    };
  }

  /** @throws `programmes.no-programme` */
  async compare(versionId: string, fromId: string): Promise<TextChange[]> {
    const rows = await this.programmes.findAll(this.database.read);
    const [from, to] = [fromId, versionId].map((wanted) => rows.find(({ id }) => id === wanted));
    if (!from || !to) throw programmeProblems.noProgramme();
    return differenceOf(from.content, to.content);
  }
}
