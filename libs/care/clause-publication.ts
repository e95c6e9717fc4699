import { Injectable } from '@nestjs/common';

import type { ClauseWords } from '#contracts';
import type { Tx } from '#platform';
import { ClauseRepository } from './clause.repository.js';
import { clauseChanges } from './domain/clause-changes.js';
import { careProblems } from './problems.js';
import { SettingsRepository } from './settings.repository.js';

export type Publication = Readonly<{ basedOn: number; reason: string; clauses: readonly ClauseWords[] }>;

/** Puts clauses into force. */
@Injectable()
export class ClausePublication {
  constructor(
    private readonly clauses: ClauseRepository,
    private readonly settings: SettingsRepository,
  ) {}

  /**
   * With a new text the consent has a new version, and patients sign what has changed. Where clauses are only taken out, what was signed
   * stays enough.
   *
   * @returns the number of this edition
   * @throws  `care.clauses-changed`, `care.nothing-changed`
   */
  async put(tx: Tx, { basedOn, reason, clauses }: Publication, publishedBy: string): Promise<number> {
    await this.clauses.hold(tx);
    const all = await this.clauses.findAll(tx);
    if ((all[0]?.edition ?? 0) !== basedOn) throw careProblems.clausesChanged();
    const highest = (code: string) => Math.max(0, ...all.filter((row) => row.code === code).map(({ version }) => version));
    const changes = clauseChanges(clauses, await this.clauses.inForce(tx), highest);
    if (changes.length === 0) throw careProblems.nothingChanged();
    const edition = basedOn + 1;
    const rows = changes.map((change) => ({ ...change, edition, reason, publishedBy }));
    await this.clauses.insert(tx, rows);
    if (changes.some(({ isRetired }) => !isRetired))
      await this.settings.setConsentVersion(tx, `edition ${edition}`, { personId: publishedBy, reason });
    return edition;
  }
}
