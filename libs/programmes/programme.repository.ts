import { Injectable } from '@nestjs/common';

import type { ProgrammeContent } from '#contracts';
import { type VersionRow, VersionShelf } from '#protocols';

export type ProgrammeRow = VersionRow<ProgrammeContent>;

/** Programmes and their versions. */
@Injectable()
export class ProgrammeRepository extends VersionShelf<ProgrammeContent> {
  constructor() {
    super({ things: 'programme', versions: 'programme_version', of: 'programme_id' });
  }
}
