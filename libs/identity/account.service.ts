import { Injectable } from '@nestjs/common';

import type { Device, Me } from '#contracts';
import { cursorFrom, Database, pageOf } from '#platform';
import { AccountChange } from './account-change.js';
import type { Admitted } from './admission.service.js';
import type { Caller, Origin } from './caller.js';
import { limitsOf } from './limits.js';
import { Passwords } from './passwords.service.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';
import { type DeviceRow, SignInRepository } from './sign-in.repository.js';

/** What the web app is told of who is signed in. */
export function meOf({ personId, displayName, role, zone, sessionScope, assurance }: Caller): Me {
  const { idle } = limitsOf(role);
  const lockAfterMin = idle?.outcome === 'lock' ? idle.afterMin : null;
  return { personId, displayName, role, zone, sessionScope, assurance, lockAfterMin };
}

/** One's own account: password, and where one is signed in. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignInRepository,
    private readonly people: PersonRepository,
    private readonly passwords: Passwords,
    private readonly change: AccountChange,
  ) {}

  /** A page of them, the last used first. */
  async list(caller: Caller, { before, limit }: { before?: string | undefined; limit: number }) {
    const found = await this.signIns.findOpen(caller.personId, { before: cursorFrom(before), limit: limit + 1 });
    const { rows, next } = pageOf(found, limit, ({ lastActiveAt: at, id }) => ({ at, id }));
    return { devices: rows.map((row) => toDevice(row, caller)), next };
  }

  /** @throws `identity.not-found` for one that is not the caller's, or is over */
  async end(caller: Caller, signInId: string): Promise<void> {
    const isEnded = await this.database.transact((tx) => this.signIns.revokeOwn(tx, caller.personId, signInId));
    if (!isEnded) throw identityProblems.notFound();
  }

  /** Signs out everywhere else; the devices there are strangers from now on. */
  async endOthers(caller: Caller): Promise<void> {
    await this.database.transact((tx) => this.change.endOthers(tx, caller));
  }

  /**
   * Ends all other sign-ins. Whoever has a password gives it, whatever else the step-up was by.
   *
   * @throws `identity.step-up-needed`, `identity.password-refused`, `identity.wrong-proof`, `identity.too-many-tries`
   */
  async changePassword(
    caller: Caller,
    { password, current = '' }: Readonly<{ password: string; current?: string | undefined }>,
    origin: Origin,
  ): Promise<Admitted | null> {
    const { personId } = caller;
    const hash = await this.passwords.hashNew(password, await this.people.findForPassword(personId));
    if (await this.people.findPasswordHash(personId)) await this.passwords.requireOwn(personId, current, origin);
    return this.database.transact(async (tx) => {
      await this.change.requireStepUp(tx, caller);
      await this.people.putPassword(tx, personId, hash);
      await this.change.endOthers(tx, caller);
      await this.change.record(tx, caller, 'change-password', 'password-changed');
      return this.change.rotate(tx, caller, origin);
    });
  }
}

const toDevice = ({ id, agent, network, createdAt, lastActiveAt }: DeviceRow, { signInId }: Caller): Device => ({
  id,
  agent: agent ?? 'Another program',
  network: network ?? 'unknown',
  signedInAt: createdAt.toISOString(),
  lastActiveAt: lastActiveAt.toISOString(),
  isCurrent: id === signInId,
});
