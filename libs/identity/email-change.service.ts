import { Injectable } from '@nestjs/common';

import { Database } from '#platform';
import { AccountChange } from './account-change.js';
import { AccountLinkRepository } from './account-link.repository.js';
import { Admission } from './admission.service.js';
import type { Caller, Origin } from './caller.js';
import { VALIDITY } from './limits.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';

const MINUTES = VALIDITY.emailChangeHours * 60;

/** One's own e-mail address: another one counts once a link that was sent to it is opened, and not before. */
@Injectable()
export class EmailChangeService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly links: AccountLinkRepository,
    private readonly admission: Admission,
    private readonly change: AccountChange,
  ) {}

  read({ personId }: Caller): Promise<{ email: string | null; isVerified: boolean }> {
    return this.people.findEmail(personId);
  }

  /**
   * Sends a link to the address, unless somebody else has it; nothing tells the caller whether: the mail goes out later. One's own address
   * may be asked for, too, to show that it is.
   *
   * @throws `identity.step-up-needed`
   */
  async ask(caller: Caller, email: string): Promise<void> {
    const { personId, signInId } = caller;
    await this.database.transact(async (tx) => {
      await this.change.requireStepUp(tx, caller);
      const linkId = await this.links.insert(tx, 'email_change', personId, personId, MINUTES);
      await this.links.addEmail(tx, linkId, { personId, email, signInId });
      await this.change.recordOn(tx, caller, personId, 'ask-email-change');
      await this.change.sendLink(tx, linkId);
    });
  }

  /**
   * The address of the link is the person's from now on. Ends all their sign-ins but the one that asked, and what else their mailbox would
   * open; the address of before is told.
   *
   * @throws `identity.link-over`, also when somebody else has the address by now; `identity.dosed-now`: the link stays good
   */
  async confirm(token: string, { network }: Origin): Promise<void> {
    const link = await this.links.findByToken('email_change', token);
    const asked = link && (await this.links.findEmail(link.id));
    if (!link || !asked) throw identityProblems.linkOver();
    const { id, personId } = link;
    await this.database.transact(async (tx) => {
      if (await this.people.isDosedNow(tx, personId)) throw identityProblems.dosedNow();
      const { email: before } = await this.people.findContact(tx, personId);
      const isChanged = (await this.links.take(tx, id)) && (await this.people.setEmail(tx, personId, asked.email));
      if (!isChanged) throw identityProblems.linkOver();
      await this.links.revokeAll(tx, personId);
      await this.admission.endOwn(tx, personId, asked.signInId);
      await this.change.recordOn(tx, { personId, role: 'self', address: network }, personId, 'change-email');
      if (before === null || before === asked.email) return;
      await this.links.addEmail(tx, id, { personId, email: before, signInId: asked.signInId });
      await this.admission.notify(tx, personId, 'email-changed', id);
    });
  }
}
