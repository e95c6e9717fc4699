import { createHmac } from 'node:crypto';

export type TurnCredential = Readonly<{ username: string; credential: string }>;

/**
 * A password for a TURN server that knows the same secret (coturn's `use-auth-secret`): the name says until when it is good, and for
 * whom; the password is HMAC-SHA1 of that name.
 *
 * @param who       what the server counts quotas by; no name of a person
 * @param expiresAt epoch ms, real time
 * @source          draft-uberti-behave-turn-rest-00, section 2.2
 */
export function turnCredential(secret: string, who: string, expiresAt: number): TurnCredential {
  const username = `${Math.floor(expiresAt / 1_000)}:${who}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
