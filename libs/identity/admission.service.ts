import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { Outbox, type Tx } from '#platform';
import { AccountLinkRepository } from './account-link.repository.js';
import type { Origin } from './caller.js';
import { DeviceRepository } from './device.repository.js';
import { limitsOf, VALIDITY } from './limits.js';
import { accountLinkMade, accountNotice, type NoticeKind } from './messages.js';
import { type Kept, SignInRepository } from './sign-in.repository.js';

/** What a browser keeps: `token` in the cookie of the sign-in, `deviceToken` in that of the device. */
export type Admitted = Readonly<{ signInId: string; token: string; deviceToken: string | undefined }>;
/** What somebody has shown to come in, or why the sign-in that they had goes on under another cookie. */
export type Means =
  | 'password'
  | 'passkey'
  | 'password-and-passkey'
  | 'password-and-code'
  | 'password-and-recovery-code'
  | 'invitation'
  | 'account-changed';
type Who = Readonly<{ personId: string; role: Parameters<typeof limitsOf>[0] }>;

export const newToken = (): string => randomBytes(32).toString('base64url');
const minutesOf = (role: Who['role']): number => limitsOf(role).absoluteHours * 60;

/** Opens sign-ins for people who have proven who they are, in part or in full. */
@Injectable()
export class Admission {
  constructor(
    private readonly signIns: SignInRepository,
    private readonly devices: DeviceRepository,
    private readonly links: AccountLinkRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** After a password alone, of somebody who needs more. */
  async admitPending(tx: Tx, { personId }: Who, { agent, network }: Origin): Promise<Admitted> {
    const token = newToken();
    const from = { agent, network };
    const signIn = { token, personId, sessionScope: null, assurance: 'pending', forMin: VALIDITY.pendingMin, from } as const;
    return { signInId: await this.signIns.insert(tx, signIn), token, deviceToken: undefined };
  }

  /** After all that is needed of this person. */
  async admit(tx: Tx, who: Who, origin: Origin, by: Means): Promise<Admitted> {
    const { personId, role } = who;
    const { deviceId, deviceToken } = await this.remember(tx, personId, origin);
    const token = newToken();
    const from = { deviceId, agent: origin.agent, network: origin.network };
    const signIn = { token, personId, sessionScope: null, assurance: 'full', forMin: minutesOf(role), from } as const;
    const signInId = await this.signIns.insert(tx, signIn);
    await this.recordSignIn(tx, { personId, signInId, by }, origin);
    return { signInId, token, deviceToken };
  }

  /** Completes a pending sign-in, or gives a full one another token. @returns null for one that is over */
  async rotate(tx: Tx, { signInId, ...who }: Who & { signInId: string }, origin: Origin, by: Means): Promise<Admitted | null> {
    const { deviceId, deviceToken } = await this.remember(tx, who.personId, origin);
    const token = newToken();
    if (!(await this.signIns.rotate(tx, signInId, token, minutesOf(who.role), deviceId))) return null;
    await this.recordSignIn(tx, { personId: who.personId, signInId, by }, origin);
    return { signInId, token, deviceToken };
  }

  /** Ends all sign-ins of a person, forgets their devices, and voids the change of address that somebody may have asked for there. */
  async endAll(tx: Tx, personId: string, kept: Kept = {}): Promise<void> {
    await this.signIns.revokeAll(tx, personId, kept);
    await this.devices.revokeAll(tx, personId);
    await this.links.revokeOpen(tx, 'email_change', personId);
  }

  /** The same, at the person's own wish: nobody is silenced in a session of theirs that is not over. @param exceptId the one that stays */
  endOwn(tx: Tx, personId: string, exceptId: string | null = null): Promise<void> {
    return this.endAll(tx, personId, { exceptId, keepsOpenSessions: true });
  }

  /** Sends a person a link by e-mail. */
  async sendLink(tx: Tx, linkId: string): Promise<void> {
    await this.outbox.append(tx, accountLinkMade, { linkId });
  }

  /** Tells a person by e-mail what has happened to their account. */
  async notify(tx: Tx, personId: string, kind: NoticeKind, noticeId: string = randomUUID()): Promise<void> {
    await this.outbox.append(tx, accountNotice, { noticeId, personId, kind });
  }

  /** What somebody did to their own account without a sign-in: by a link that was sent to them. */
  recordOwn(tx: Tx, personId: string, action: string, { network }: Origin): Promise<void> {
    const act = { action, objectType: 'person', objectId: personId, subjectPersonId: personId };
    return this.audit.record(tx, { personId, role: 'self', address: network }, act);
  }

  private recordSignIn(
    tx: Tx,
    { personId, signInId, by }: { personId: string; signInId: string; by: Means },
    { network }: Origin,
  ): Promise<void> {
    const actor = { personId, role: 'self', signInId, address: network };
    return this.audit.record(tx, actor, { action: 'sign-in', objectType: 'sign-in', objectId: signInId, reason: by });
  }

  private async remember(tx: Tx, personId: string, origin: Origin) {
    const deviceToken = origin.deviceToken ?? newToken();
    const { id: deviceId, isNew, hasOthers } = await this.devices.remember(tx, personId, deviceToken);
    if (isNew && hasOthers) await this.notify(tx, personId, 'new-device');
    return { deviceId, deviceToken };
  }
}
