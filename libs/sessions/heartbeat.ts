import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { SealedFields } from '#platform';
import { sessionProblems } from './problems.js';

const PURPOSE = 'heartbeat';

/** How far a session's log has come, read from the database. */
export type Heartbeat = Readonly<{
  sessionId: string;
  lastSeq: number;
  /** The one clock. */
  now: Date;
  /** Real time of the same statement: a demo clock that is moved makes no heartbeat old. */
  realNow: Date;
}>;
type Listener = Pick<Caller, 'signInId'>;

/**
 * Heartbeats that prove themselves: signed for one session and one sign-in, so that whoever returns one has received it. Every
 * process of the installation has the same key, and a heartbeat of one is good at another.
 */
@Injectable()
export class HeartbeatProofs {
  constructor(private readonly sealed: SealedFields) {}

  /** @returns the proof that travels with the heartbeat, opaque to the client */
  sign({ signInId }: Listener, { sessionId, lastSeq, realNow }: Omit<Heartbeat, 'now'>): string {
    return this.sealed.token(PURPOSE, [sessionId, signInId, lastSeq, realNow.getTime()].join('|'));
  }

  /**
   * @returns the real time at which the heartbeat was read
   * @throws  `sessions.heartbeat-foreign` for one that was not made here, for this session and this sign-in
   */
  verify({ signInId }: Listener, sessionId: string, proof: string): Date {
    const [ofSession, ofSignIn, , realMs] = this.sealed.verifyToken(PURPOSE, proof)?.split('|') ?? [];
    if (ofSession !== sessionId || ofSignIn !== signInId) throw sessionProblems.heartbeatForeign();
    return new Date(Number(realMs));
  }
}
