import { DAY } from '#kernel';

/** One version of one clause of the consent, as the clinic has published it. */
export type Clause = Readonly<{ id: string; code: string; version: number; title: string; text: string }>;

/** That a patient signed one version of a clause. Instants in epoch ms. */
export type Signed = Readonly<{ clauseId: string; code: string; signedAt: number; withdrawnAt: number | null }>;

/** Why a clause has to be signed. */
export type Lack =
  /** In no version. */
  | 'never-signed'
  /** In an older version only. */
  | 'changed'
  /** In this version, too long ago. */
  | 'too-old'
  /** The patient took it back. */
  | 'withdrawn';

/**
 * So long a signature holds, in ms. The database has the same number (`consent_signature_holds`).
 *
 * @source docs/clinical-defaults.md, "Consent": signed anew when its text changes, or after twelve months
 */
export const HOLDS_MS = 365 * DAY;

/** What a signature is over: every word that the patient reads, with the name and number of the clause. */
export const canonicalClause = ({ code, version, title, text }: Omit<Clause, 'id'>): string =>
  [code, version, title, text].join('\n');

/**
 * Why a patient has to sign a clause; null when they need not.
 *
 * @param clause in force
 * @param signed all that this patient ever signed
 * @param now    epoch ms
 */
export function lackOf(clause: Pick<Clause, 'id' | 'code'>, signed: readonly Signed[], now: number): Lack | null {
  const ofClause = signed.filter(({ code }) => code === clause.code).toSorted((a, b) => b.signedAt - a.signedAt);
  const ofVersion = ofClause.filter(({ clauseId }) => clauseId === clause.id);
  if (ofVersion.some(({ signedAt, withdrawnAt }) => withdrawnAt === null && now - signedAt < HOLDS_MS)) return null;
  const latest = ofClause[0];
  if (!latest) return 'never-signed';
  if (latest.withdrawnAt !== null) return 'withdrawn';
  return ofVersion.length > 0 ? 'too-old' : 'changed';
}

/** The clauses in force that a patient has to sign, by code; in their order. */
export const lacking = (
  inForce: readonly Pick<Clause, 'id' | 'code'>[],
  signed: readonly Signed[],
  now: number,
): { code: string; why: Lack }[] =>
  inForce.flatMap((clause) => {
    const why = lackOf(clause, signed, now);
    return why ? [{ code: clause.code, why }] : [];
  });
