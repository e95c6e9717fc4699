import type { ClauseWords } from '#contracts';

/** Titles of the clauses that patients would have to sign, and of those that would go, if it were published. */
export function publicationOf(inForce: readonly ClauseWords[], wanted: readonly ClauseWords[]) {
  const same = (a: ClauseWords, b: ClauseWords) => a.code === b.code && a.title === b.title.trim() && a.text === b.text.trim();
  return {
    changed: wanted.filter((clause) => !inForce.some((each) => same(each, clause))).map(({ title }) => title),
    retired: inForce.filter(({ code }) => !wanted.some((each) => each.code === code)).map(({ title }) => title),
  };
}

/** A name for a clause that none of the others has. */
export function codeOf(title: string, others: readonly Pick<ClauseWords, 'code'>[]): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 34);
  const base = plain.length > 1 ? plain : 'clause';
  const taken = new Set(others.map(({ code }) => code));
  const numbers = [base, ...others.map((_, i) => `${base}-${i + 2}`)];
  return numbers.find((code) => !taken.has(code)) ?? `${base}-${others.length + 2}`;
}
