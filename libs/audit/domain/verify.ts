import { type AuditRow, BEGINNING, link, type Sha256 } from './chain.js';

/** A seal with the event that it stands for now; null when there is none any more. */
export type Sealed = Readonly<{ position: number; eventId: string; hash: string; row: AuditRow | null }>;

/** What is wrong with a row. `rewritten`: it, or one before it since the last good signature, and all hashes after it were made anew. */
export type BreakKind = 'edited' | 'deleted' | 'reordered' | 'inserted' | 'rewritten' | 'unsigned' | 'cut';
export type Break = Readonly<{ kind: BreakKind; position: number; eventId: string | null }>;

/** How many rows may have been taken out or put in at one place, for it to be told from a change. */
const FARTHEST_SHIFT = 200;

/** Follows a chain from its beginning, or from a place that is known to be good, and stops at the first row that breaks it. */
export class Walk {
  private before: Readonly<{ position: number; hash: string }>;

  constructor(
    private readonly sha256: Sha256,
    from: Readonly<{ position: number; hash: string }> = { position: 0, hash: BEGINNING },
  ) {
    this.before = from;
  }

  /** The last good place. */
  get end(): Readonly<{ position: number; hash: string }> {
    return this.before;
  }

  /** Whether the row comes next and is what was sealed; the walk has then gone on to it. */
  step({ position, hash, row }: Sealed): boolean {
    const next = this.before.position + 1;
    if (position !== next || !row || link(this.sha256, this.before.hash, next, row) !== hash) return false;
    this.before = { position, hash };
    return true;
  }
}

/**
 * Says what became of the row at which a chain breaks.
 *
 * @param last   the last good place
 * @param before good rows up to `last`, the nearest last; for rows that were put in with a hash that fits
 * @param after  the rows from the break on, as they stand; the more there are, the farther a moved row is found
 */
export function diagnose(
  sha256: Sha256,
  last: Readonly<{ position: number; hash: string }>,
  before: readonly Sealed[],
  after: readonly Sealed[],
): Break {
  const expected = last.position + 1;
  const [first] = after;
  if (!first || first.position !== expected) return { kind: 'deleted', position: expected, eventId: null };
  const { eventId, row } = first;
  if (!row) return { kind: 'deleted', position: expected, eventId };
  const shift = shiftOf(sha256, after);
  if (shift > 0) return { kind: 'deleted', position: expected, eventId: null };
  if (shift < 0) return insertedAt(sha256, before, first, -shift);
  const belongsHere = (each: Sealed) =>
    each.row !== null && [first.hash, each.hash].includes(link(sha256, last.hash, expected, each.row));
  return { kind: after.slice(1).some(belongsHere) ? 'reordered' : 'edited', position: expected, eventId };
}

/** By how many places later the rows after a break once stood; 0 when they stand where they stood. */
function shiftOf(sha256: Sha256, after: readonly Sealed[]): number {
  const [one, two] = after.slice(-2);
  if (!one || !two?.row || after.length < 2) return 0;
  const stood = (by: number) => link(sha256, one.hash, two.position + by, two.row!) === two.hash;
  for (let by = 0; by <= FARTHEST_SHIFT; by++) {
    if (stood(by)) return by;
    if (stood(-by)) return -by;
  }
  return 0;
}

/** The first row that was put in: the break itself, or one before it whose hash was made to fit. */
function insertedAt(sha256: Sha256, before: readonly Sealed[], broken: Sealed, count: number): Break {
  const position = broken.position - count;
  const base = position === 1 ? BEGINNING : before.find((each) => each.position === position - 1)?.hash;
  const stoodThere = base !== undefined && link(sha256, base, position, broken.row!) === broken.hash;
  const at = stoodThere ? before.find((each) => each.position === position)! : broken;
  return { kind: 'inserted', position: at.position, eventId: at.eventId };
}
