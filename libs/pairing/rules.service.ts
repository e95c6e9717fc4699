import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { PairingRules } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { pairingProblems } from './problems.js';
import { PairingRulesRepository } from './rules.repository.js';

export type NewRules = Omit<PairingRules, 'version'> & Readonly<{ basedOn: number }>;

/** How much each reason weighs. Every change is a version; what was ranked by an older one stays as it was shown. */
@Injectable()
export class PairingRulesService {
  constructor(
    private readonly database: Database,
    private readonly rules: PairingRulesRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `pairing.rules-changed` */
  async change(caller: Caller, { basedOn, ...rules }: NewRules): Promise<PairingRules> {
    return this.database.transact(async (tx) => {
      const version = basedOn + 1;
      const isNewest = (await this.rules.read(tx)).version === basedOn;
      if (!isNewest || !(await this.rules.insert(tx, { version, ...rules }, caller.personId)))
        throw pairingProblems.rulesChanged();
      const act = { action: 'change-pairing-rules', objectType: 'pairing-rules', reason: `version-${version}` };
      await this.audit.record(tx, caller, act);
      return { version, ...rules };
    });
  }
}
