import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters of the OWASP password storage cheat sheet: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash that no password gives: verified against when there is no such person, so that both answers take the same path. */
const NOBODY = hash('nobody has this password', ARGON2ID);

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

/**
 * Whether the password is the one that was hashed.
 *
 * @param stored the stored hash; undefined when the person or the password does not exist, which takes as long and is always false
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const isRight = await verify(stored ?? (await NOBODY), password);
  return stored !== undefined && isRight;
}
