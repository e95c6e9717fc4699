/** A stretch of a text that stayed, came in, or went out. */
export type Piece = Readonly<{ kind: 'same' | 'in' | 'out'; text: string }>;

const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** Lengths of the longest common rest, from each place in either text. */
function commonRests(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const rests = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      rests[i]![j] = before[i] === after[j] ? rests[i + 1]![j + 1]! + 1 : Math.max(rests[i + 1]![j]!, rests[i]![j + 1]!);
  return rests;
}

/**
 * What has changed between two texts, word by word: the pieces that are `same` or `out` are the text before, those that are `same` or `in`
 * the text after.
 */
export function difference(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const rests = commonRests(a, b);
  const pieces: { kind: Piece['kind']; text: string }[] = [];
  const add = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i]!);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && rests[i + 1]![j]! >= rests[i]![j + 1]!)) {
      add('out', a[i]!);
      i += 1;
    } else {
      add('in', b[j]!);
      j += 1;
    }
  }
  return pieces;
}
