/** The ten ways in which a request can fail; each decides HTTP status, retry and logging once. */
export const problemStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  refused: 422,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemKind = keyof typeof problemStatus;
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The only error class of the project. `facts` may reach logs and clients: ids, numbers and codes, never names or notes. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    readonly kind: ProblemKind,
    readonly title: string,
    readonly facts: Facts = {},
    options?: ErrorOptions,
  ) {
    super(`${code}: ${title}`, options);
  }
}

type Declared = Readonly<Record<string, readonly [ProblemKind, string]>>;
type Makers<T extends Declared> = { readonly [K in keyof T]: (facts?: Facts, options?: ErrorOptions) => Problem };

/**
 * Declares the problems of one context.
 *
 * @param context  first part of each code, e.g. `scheduling`
 * @param declared camelCase name to kind and title; the title may be shown to a patient
 * @returns        a maker per name; its code is `context.kebab-name`
 */
export function problems<const T extends Declared>(context: string, declared: T): Makers<T> {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const makers = Object.entries(declared).map(([name, [kind, title]]) => [
    name,
    (facts?: Facts, options?: ErrorOptions) => new Problem(`${context}.${kebab(name)}`, kind, title, facts, options),
  ]);
  return Object.fromEntries(makers) as Makers<T>;
}
