import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import { Database } from '#platform';
import { AccountLinkRepository, type LinkPurpose, type OpenLink } from './account-link.repository.js';
import { Admission, type Admitted } from './admission.service.js';
import type { Origin } from './caller.js';
import { isStaff, VALIDITY } from './limits.js';
import { Passwords } from './passwords.service.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';

/** Much longer than a link takes to make, so that how long an answer takes says nothing. Real time. */
const FORGOT_MS = 400;

/** What links by e-mail open: another password, or a new account. Neither replaces a second factor. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly links: AccountLinkRepository,
    private readonly passwords: Passwords,
    private readonly admission: Admission,
  ) {}

  /** Sends a link to whoever has the address. Nothing tells the caller whether somebody has: every answer takes as long, and the mail goes out later. */
  async forgot(email: string): Promise<void> {
    await Promise.all([this.sendReset(email), setTimeout(FORGOT_MS)]);
  }

  private async sendReset(email: string): Promise<void> {
    const person = await this.people.findByEmail(email);
    await this.database.transact(async (tx) => {
      if (!person) return;
      await this.admission.sendLink(
        tx,
        await this.links.insert(tx, 'password_reset', person.id, null, VALIDITY.passwordResetMin),
      );
    });
  }

  /** Ends all sign-ins of the person, but nothing that a live session of theirs needs. @throws `identity.link-over`, `identity.password-refused` */
  async choosePassword(token: string, password: string, origin: Origin): Promise<void> {
    const { id, personId } = await this.require('password_reset', token);
    const hash = await this.passwords.hashNew(password, await this.people.findForPassword(personId));
    await this.database.transact(async (tx) => {
      if (!(await this.links.take(tx, id))) throw identityProblems.linkOver();
      await this.people.putPassword(tx, personId, hash);
      await this.admission.endOwn(tx, personId);
      await this.admission.recordOwn(tx, personId, 'change-password', origin);
      await this.admission.notify(tx, personId, 'password-changed');
    });
  }

  /** Whom an invitation is for. @throws `identity.link-over` */
  async look(token: string): Promise<{ displayName: string; role: Role }> {
    return this.people.findCard((await this.require('invitation', token)).personId);
  }

  /**
   * Makes the account. Staff come in pending, and enrol a second factor next.
   *
   * @throws `identity.link-over`, `identity.password-refused`
   */
  async accept(token: string, password: string, origin: Origin): Promise<Admitted> {
    const { id, personId } = await this.require('invitation', token);
    const { role } = await this.people.findCard(personId);
    const about = await this.people.findForPassword(personId);
    const hash = await this.passwords.hashNew(password, { ...about, hasSecondFactor: isStaff(role) });
    return this.database.transact(async (tx) => {
      if (!(await this.links.take(tx, id))) throw identityProblems.linkOver();
      await this.people.welcome(tx, personId);
      await this.people.putPassword(tx, personId, hash);
      await this.admission.recordOwn(tx, personId, 'accept-invitation', origin);
      const who = { personId, role };
      return isStaff(role) ? this.admission.admitPending(tx, who, origin) : this.admission.admit(tx, who, origin, 'invitation');
    });
  }

  private async require(purpose: LinkPurpose, token: string): Promise<OpenLink> {
    const link = await this.links.findByToken(purpose, token);
    if (!link) throw identityProblems.linkOver();
    return link;
  }
}
