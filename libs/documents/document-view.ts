import { Injectable } from '@nestjs/common';

import type { DocumentJson, DocumentState } from '#contracts';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import { Config, type Db } from '#platform';
import { DocumentRepository, type DocumentRow } from './document.repository.js';
import { opening } from './domain/scan.js';

/** Papers as the contracts have them. */
@Injectable()
export class DocumentView {
  constructor(
    private readonly config: Config,
    private readonly identity: IdentityService,
    private readonly documents: DocumentRepository,
  ) {}

  async show(db: Db, caller: Caller, rows: readonly DocumentRow[]): Promise<DocumentJson[]> {
    const people = await this.identity.people(db, [...new Set(rows.map(({ addedBy }) => addedBy))]);
    return Promise.all(rows.map((row) => this.one(db, caller, row, people.get(row.addedBy)!)));
  }

  private async one(db: Db, caller: Caller, row: DocumentRow, addedBy: PersonCard): Promise<DocumentJson> {
    const words = await this.documents.wordsOf(db, row);
    const { kind, mediaType, byteCount, scan } = row;
    return {
      ...{ documentId: row.id, kind, mediaType, byteCount, scan },
      title: words?.title ?? null,
      about: words?.about ?? null,
      state: stateOf(row),
      isOpenable: row.object !== null && opening(scan, this.config.scanner !== undefined) === 'open',
      isRemovable: isRemovableBy(caller, row),
      addedByName: addedBy.displayName,
      addedByRole: addedBy.role,
      addedAt: row.addedAt.toISOString(),
    };
  }
}

export const isRemovableBy = ({ personId }: Caller, { addedBy, seenAt, removedAt }: DocumentRow): boolean =>
  addedBy === personId && seenAt === null && removedAt === null;

function stateOf({ object, filedAt, removedAt }: DocumentRow): DocumentState {
  if (object !== null) return 'here';
  if (removedAt !== null) return 'removed';
  return filedAt === null ? 'awaited' : 'gone';
}
