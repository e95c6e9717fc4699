import { Injectable } from '@nestjs/common';

import type { Invitation, Invite } from '#contracts';
import { cursorFrom, Database, pageOf, type Tx } from '#platform';
import { AccountChange } from './account-change.js';
import { AccountLinkRepository, type InvitationRow } from './account-link.repository.js';
import type { Caller } from './caller.js';
import { isWeighty, mayInvite } from './domain/invites.js';
import { FactorRepository } from './factor.repository.js';
import { isStaff, PATIENT_INVITATIONS_A_DAY, VALIDITY } from './limits.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';

const MINUTES = VALIDITY.invitationDays * 24 * 60;

/** Brings people into the clinic, by links that are good once, for seven days. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly links: AccountLinkRepository,
    private readonly factors: FactorRepository,
    private readonly change: AccountChange,
  ) {}

  /** @throws `identity.not-yours-to-invite`, `identity.unknown-zone`, `identity.email-taken`, `identity.step-up-needed` for staff, `identity.too-many-invitations` for patients */
  async invite(
    caller: Caller,
    { email, phone, profession, ...invited }: Invite,
  ): Promise<{ invitationId: string; personId: string }> {
    if (!mayInvite(caller, invited)) throw identityProblems.notYoursToInvite();
    await this.requireZone(invited.zone);
    const known = await this.people.findRoleByEmail(email);
    if (known && (caller.role !== 'patient' || isStaff(known))) throw identityProblems.emailTaken();
    const reached = known ? {} : { email, ...(phone && { phone }) }; // a patient is not told that somebody is another: nobody is invited
    const person = { ...invited, ...reached, ...(profession && { profession }), isInvited: true };
    return this.database.transact(async (tx) => {
      if (isWeighty(invited)) await this.change.requireStepUp(tx, caller);
      await this.requireFew(tx, caller);
      const personId = await this.people.insert(tx, person);
      const invitationId = await this.links.insert(tx, 'invitation', personId, caller.personId, MINUTES);
      await this.change.recordOn(tx, caller, personId, 'invite');
      if (!known) await this.change.sendLink(tx, invitationId);
      return { invitationId, personId };
    });
  }

  /**
   * For somebody whose every factor is lost: whoever calls this has made sure of the person by other means, and the record says who.
   *
   * @throws `identity.not-found`, `identity.not-yourself`, `identity.dosed-now`, `identity.step-up-needed`
   */
  async inviteAgain(caller: Caller, personId: string): Promise<{ invitationId: string }> {
    if (caller.personId === personId) throw identityProblems.notYourself();
    if (!(await this.people.findStanding(personId))) throw identityProblems.notFound();
    return this.database.transact(async (tx) => {
      await this.change.requireStepUp(tx, caller);
      if (await this.people.isDosedNow(tx, personId)) throw identityProblems.dosedNow();
      await this.people.deletePassword(tx, personId);
      await this.factors.deleteAll(tx, personId);
      await this.change.endAll(tx, personId);
      await this.links.revokeAll(tx, personId);
      const invitationId = await this.links.insert(tx, 'invitation', personId, caller.personId, MINUTES);
      await this.change.recordOn(tx, caller, personId, 'invite-again');
      await this.change.sendLink(tx, invitationId);
      return { invitationId };
    });
  }

  /**
   * The same invitation by another link; the one before ends. It stays its first sender's. What was taken back is an admin's to send again.
   *
   * @throws `identity.not-found`, `identity.step-up-needed` for staff, `identity.too-many-invitations` for patients
   */
  async sendAgain(caller: Caller, id: string): Promise<{ invitationId: string }> {
    const awaited = await this.links.findAwaited(id, senderOf(caller));
    if (!awaited || !mayInvite(caller, awaited)) throw identityProblems.notFound();
    if (awaited.isRevoked && caller.role !== 'admin') throw identityProblems.notFound();
    return this.database.transact(async (tx) => {
      if (isWeighty(awaited)) await this.change.requireStepUp(tx, caller);
      await this.requireFew(tx, caller);
      const invitationId = await this.links.insert(tx, 'invitation', awaited.personId, awaited.createdBy, MINUTES);
      await this.change.recordOn(tx, caller, awaited.personId, 'send-invitation-again');
      await this.change.sendLink(tx, invitationId);
      return { invitationId };
    });
  }

  /** A page of all for admins, for others of those that they have sent. */
  async list(caller: Caller, { before, limit }: { before?: string | undefined; limit: number }) {
    const found = await this.links.findInvitations(senderOf(caller), cursorFrom(before), limit + 1);
    const { rows, next } = pageOf(found, limit, ({ createdAt: at, id }) => ({ at, id }));
    const patients = rows.filter(({ role }) => role === 'patient');
    await this.change.recordListed(
      caller,
      'list-invitations',
      patients.map(({ personId }) => personId),
    );
    return { invitations: rows.map(toInvitation), next };
  }

  /** @throws `identity.not-found` */
  async revoke(caller: Caller, invitationId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const isRevoked = await this.links.revokeInvitation(tx, invitationId, senderOf(caller));
      if (!isRevoked) throw identityProblems.notFound();
      await this.change.recordOn(tx, caller, caller.personId, 'revoke-invitation');
    });
  }

  /** A patient chooses the name and the address that the clinic writes to. */
  private async requireFew(tx: Tx, { role, personId }: Caller): Promise<void> {
    if (role !== 'patient') return;
    if ((await this.links.countInvitationsBy(tx, personId)) >= PATIENT_INVITATIONS_A_DAY)
      throw identityProblems.tooManyInvitations();
  }

  /** PostgreSQL's time zones are the one authority. */
  private async requireZone(zone: string): Promise<void> {
    const rows = await this.database.sql`SELECT 1 FROM pg_timezone_names WHERE name = ${zone}`;
    if (!rows.length) throw identityProblems.unknownZone();
  }
}

const senderOf = ({ role, personId }: Caller): string | null => (role === 'admin' ? null : personId);

const toInvitation = ({ createdAt, expiresAt, ...row }: InvitationRow): Invitation => ({
  ...row,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
