import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { Database, type Tx } from '#platform';
import { newToken } from './admission.service.js';
import type { Caller, Origin } from './caller.js';
import { DeviceRepository } from './device.repository.js';
import { limitsOf, VALIDITY } from './limits.js';
import { identityProblems } from './problems.js';
import { SignInRepository } from './sign-in.repository.js';

/** Nobody's use is written down more often; real time. */
const TOUCH_EVERY_MS = 60_000;
const MOST_TOUCHED = 10_000;

/** Opaque sign-ins: 256 random bits in a cookie, their hash in the database, revocable at any moment. */
@Injectable()
export class SignInService {
  private readonly touched = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly signIns: SignInRepository,
    private readonly devices: DeviceRepository,
    private readonly audit: Audit,
  ) {}

  /**
   * Opens a sign-in with full assurance for somebody whom another has verified: by a signed link, or as a part of this installation.
   *
   * @returns the token: it goes into the person's cookie and nowhere else
   */
  async open(tx: Tx, personId: string, sessionScope: string | null, hours: number): Promise<string> {
    return this.insert(tx, personId, sessionScope, 'full', hours);
  }

  /**
   * Opens a capability: safety check and help in one session, for a person who is in it, and nothing else. It outlives their sign-in.
   *
   * @returns the token: it goes into a cookie of its own
   */
  openCapability(tx: Tx, { personId }: Caller, sessionId: string): Promise<string> {
    return this.insert(tx, personId, sessionId, 'capability', VALIDITY.capabilityHours);
  }

  /** The session is over: its capabilities end an hour later. */
  endCapabilities(tx: Tx, sessionId: string): Promise<void> {
    return this.signIns.endCapabilities(tx, sessionId, VALIDITY.capabilityAfterEndHours);
  }

  /** A link reached somebody else: whatever it has opened for this session ends at once. */
  endOfSession(tx: Tx, personId: string, sessionId: string): Promise<void> {
    return this.signIns.revokeOfSession(tx, personId, sessionId);
  }

  /** Somebody has no part in a session any more: what their phone kept for it opens nothing. */
  revokeCapabilities(tx: Tx, sessionId: string, personId: string): Promise<void> {
    return this.signIns.revokeCapabilities(tx, sessionId, personId);
  }

  /** The caller that a cookie's token stands for; null when it stands for nobody any more. */
  resolve(token: string): Promise<Caller | null> {
    return this.signIns.findCaller(token);
  }

  /** What tries to sign in with an address are counted for: a browser that its person knows, or the address and where they come from. */
  placeOf(email: string, origin: Pick<Origin, 'fingerprint' | 'deviceToken'>): Promise<string> {
    return this.devices.placeOf(email, origin);
  }

  /** The roles of sign-ins, read now; those that are over are left out. For looking after many sockets at once. */
  rolesOf(signInIds: readonly string[]): Promise<Map<string, Caller['role']>> {
    return this.signIns.findRoles(signInIds);
  }

  /** The person did something, which keeps their screen open. Written down at most once a minute. */
  async noteActivity({ signInId, role, assurance }: Caller): Promise<void> {
    const now = performance.now();
    if (assurance !== 'full' || now - (this.touched.get(signInId) ?? Number.NEGATIVE_INFINITY) < TOUCH_EVERY_MS) return;
    if (this.touched.size >= MOST_TOUCHED) this.touched.clear();
    this.touched.set(signInId, now);
    const { idle } = limitsOf(role);
    await this.signIns.touch(this.database, signInId, idle?.afterMin ?? null);
  }

  /** Opens a locked screen, of somebody who has just proven who they are. */
  reopen(tx: Tx, { signInId }: Caller): Promise<void> {
    return this.signIns.reopen(tx, signInId);
  }

  /** @param capability token of the one in the same browser, which ends with it */
  async signOut(caller: Caller, capability?: string): Promise<void> {
    const lesser = capability ? await this.resolve(capability) : null;
    await this.database.transact(async (tx) => {
      await this.signIns.revoke(tx, caller.signInId);
      if (lesser?.personId === caller.personId) await this.signIns.revoke(tx, lesser.signInId);
      await this.audit.record(tx, caller, { action: 'sign-out', objectType: 'sign-in', objectId: caller.signInId });
    });
  }

  /** Keeps a sign-in good through a live session, so that nobody who has been dosed is asked for a password. */
  keepThroughSession(tx: Tx, caller: Caller): Promise<void> {
    return this.signIns.extend(tx, caller.signInId, VALIDITY.throughSessionHours);
  }

  /** Grants a step-up to somebody who has just proven who they are. @returns until when it can be used; real time */
  async grantStepUp(tx: Tx, caller: Pick<Caller, 'signInId'>): Promise<Date> {
    const at = await this.signIns.markSteppedUp(tx, caller.signInId);
    return new Date(at.getTime() + VALIDITY.stepUpSec * 1_000);
  }

  /** Uses up the caller's step-up. @throws `identity.step-up-needed` */
  async requireStepUp(tx: Tx, caller: Pick<Caller, 'signInId'>): Promise<void> {
    if (!(await this.signIns.takeStepUp(tx, caller.signInId, VALIDITY.stepUpSec))) throw identityProblems.stepUpNeeded();
  }

  private async insert(tx: Tx, personId: string, sessionScope: string | null, assurance: 'full' | 'capability', hours: number) {
    const token = newToken();
    const signInId = await this.signIns.insert(tx, { token, personId, sessionScope, assurance, forMin: hours * 60, from: null });
    const action = assurance === 'full' ? 'sign-in' : 'capability';
    await this.audit.record(tx, { personId, role: 'self' }, { action, objectType: 'sign-in', objectId: signInId });
    return token;
  }
}
