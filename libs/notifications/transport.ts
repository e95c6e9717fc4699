/**
 * What became of a try to send. `refused`: it will never be taken. `not-taken`: not now. `unknown`: it was on its way when the line
 * broke. `ref`: what the provider calls it. `address`: what was learnt of the address itself.
 */
export type Answer = Readonly<{
  result: 'taken' | 'refused' | 'not-taken' | 'unknown';
  code: string | null;
  ref?: string;
  address?: 'undeliverable' | 'opted-out';
}>;

/** Something that goes with a text, such as an appointment for a calendar. */
export type Attachment = Readonly<{ filename: string; contentType: string; content: string }>;

/** Shorter than the lease of an outbox row, so that no second try begins while a first is under way. Milliseconds, real time. */
export const LONGEST_MS = 10_000;

/** Errors of a line that was never open: nothing can have left on it. */
const NEVER_OPEN: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/** What a failed `fetch` says about what it was to send. */
export function answerOfLine(error: unknown): Answer {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  const code = cause?.code ?? (name === 'TimeoutError' ? 'ETIMEDOUT' : 'ELINE');
  return { result: NEVER_OPEN.has(code) ? 'not-taken' : 'unknown', code };
}
