import { Injectable } from '@nestjs/common';

import type { PasskeyAnswer } from '#contracts';
import { Database } from '#platform';
import { AccountChange } from './account-change.js';
import { AccountLinkRepository, type OpenLink } from './account-link.repository.js';
import type { Admitted } from './admission.service.js';
import type { Origin } from './caller.js';
import { PasskeysService } from './passkeys.service.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';

/** Accounts that are made with a passkey and no password. It is both factors, so that staff come in in full, too. */
@Injectable()
export class PasskeyWelcome {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly links: AccountLinkRepository,
    private readonly passkeys: PasskeysService,
    private readonly change: AccountChange,
  ) {}

  /** A challenge for the first passkey of whoever is invited. @throws `identity.link-over` */
  async begin(token: string): Promise<Record<string, unknown>> {
    const { personId } = await this.require(token);
    const { displayName } = await this.people.findCard(personId);
    return this.passkeys.enrolmentOptions({ personId, displayName });
  }

  /**
   * Makes the account, and the recovery codes, which are shown once.
   *
   * @throws `identity.link-over`, `identity.wrong-proof`: the invitation stays open then
   */
  async accept(
    token: string,
    passkey: Readonly<{ name: string; answer: PasskeyAnswer }>,
    origin: Origin,
  ): Promise<{ admitted: Admitted; recoveryCodes: string[] }> {
    const { id, personId } = await this.require(token);
    const { role } = await this.people.findCard(personId);
    const made = await this.passkeys.judgeNew(personId, passkey.name, passkey.answer);
    return this.database.transact(async (tx) => {
      if (!(await this.links.take(tx, id))) throw identityProblems.linkOver();
      await this.people.welcome(tx, personId);
      await this.passkeys.keep(tx, made);
      const recoveryCodes = await this.change.newRecoveryCodes(tx, personId);
      return { recoveryCodes, admitted: await this.change.admit(tx, { personId, role }, origin, 'passkey') };
    });
  }

  private async require(token: string): Promise<OpenLink> {
    const link = await this.links.findByToken('invitation', token);
    if (!link) throw identityProblems.linkOver();
    return link;
  }
}
