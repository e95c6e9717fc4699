/** A patient and a clinician whom no filter keeps apart. */
export type Pair = Readonly<{ patientId: string; clinicianId: string; fit: number }>;
/** `places`: how many more patients each clinician takes. */
export type Matching = Readonly<{ pairs: readonly Pair[]; places: ReadonlyMap<string, number> }>;

/**
 * A transport problem in numbers. Of each pair: its worth, and the numbers of its patient and of its clinician; of each clinician how
 * many they take.
 */
export type Transport = Readonly<{
  patients: number;
  worth: readonly number[];
  patientOf: readonly number[];
  clinicianOf: readonly number[];
  places: readonly number[];
}>;
/** @returns the numbers of the chosen pairs: of all choices that keep to the places one of the greatest worth */
export type Solver = (problem: Transport) => Promise<readonly number[]>;

/** Numbers names in the order in which they come. */
class Numbered {
  private readonly known = new Map<string, number>();

  of(name: string): number {
    const number = this.known.get(name) ?? this.known.size;
    this.known.set(name, number);
    return number;
  }

  get names(): string[] {
    return [...this.known.keys()];
  }
}

/**
 * The problem behind a matching. Placing one patient more is worth more than how well all pairs together fit, so that nobody goes
 * without a clinician for the sake of a better fit of others.
 */
export function transportOf({ pairs, places }: Matching): Transport {
  const [patients, clinicians] = [new Numbered(), new Numbered()];
  const patientOf = pairs.map(({ patientId }) => patients.of(patientId));
  const clinicianOf = pairs.map(({ clinicianId }) => clinicians.of(clinicianId));
  const best = pairs.reduce((most, { fit }) => Math.max(most, fit), 0);
  const placed = patients.names.length * best + 1;
  return {
    ...{ patients: patients.names.length, worth: pairs.map(({ fit }) => placed + fit), patientOf, clinicianOf },
    places: clinicians.names.map((id) => places.get(id) ?? 0),
  };
}

/**
 * Pairs patients with clinicians: as many as can be, and among all ways to do that one in which they fit best together.
 *
 * @throws Error when what the solver has answered is no matching: it is not trusted with people
 */
export async function match({ pairs, places }: Matching, solve: Solver): Promise<Pair[]> {
  const possible = pairs.filter(({ clinicianId }) => (places.get(clinicianId) ?? 0) > 0);
  if (!possible.length) return [];
  const chosen = await solve(transportOf({ pairs: possible, places }));
  const matched = chosen.map((at) => possible[at]!);
  if (!isMatching({ pairs: matched, places })) throw new Error('The solver has answered with something that is no matching.');
  return matched;
}

/** Whether no patient is in it twice, and no clinician more often than they have places. */
export function isMatching({ pairs, places }: Matching): boolean {
  const [patients, left] = [new Set<string>(), new Map(places)];
  return pairs.every(({ patientId, clinicianId }) => {
    if (patients.has(patientId)) return false;
    patients.add(patientId);
    const free = (left.get(clinicianId) ?? 0) - 1;
    left.set(clinicianId, free);
    return free >= 0;
  });
}
