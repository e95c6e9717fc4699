type Words = Readonly<{ code: string; title: string; text: string }>;
type Version = Words & Readonly<{ version: number; position: number }>;

/** A version of a clause that has to be written for a consent to become what is wanted. */
export type ClauseChange = Version & Readonly<{ isRetired: boolean }>;

/**
 * What has to be written so that exactly the wanted clauses are in force. A clause whose words stay is not written again, wherever it
 * stands: nobody signs twice what has not changed.
 *
 * @param wanted  in their order
 * @param inForce now
 * @param highest the highest version of a code that was ever published; 0 for none
 */
export function clauseChanges(
  wanted: readonly Words[],
  inForce: readonly Version[],
  highest: (code: string) => number,
): ClauseChange[] {
  const changed = wanted.flatMap(({ code, title, text }, position) => {
    const now = inForce.find((each) => each.code === code);
    if (now?.title === title && now.text === text) return [];
    return [{ code, title, text, position, version: highest(code) + 1, isRetired: false }];
  });
  const retired = inForce
    .filter(({ code }) => !wanted.some((each) => each.code === code))
    .map(({ code, title, text, position }) => ({ code, title, text, position, version: highest(code) + 1, isRetired: true }));
  return [...changed, ...retired];
}
