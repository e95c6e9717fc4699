const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * What a patient has written that the clinic's list does not have, under these very words, in any state: what was ended there is not
 * brought up again. Whether two names are one medicine is for a person to say.
 */
export function notOnList(written: readonly string[], listed: readonly string[]): string[] {
  const known = new Set(listed.map(plain));
  return written.filter((text) => !known.has(plain(text)));
}
