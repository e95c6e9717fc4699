import { type Item, itemsFor, TALKED_THROUGH } from './items.js';

/** What is known of a preparation. Instants in epoch ms; of an item that was answered again the last one. */
export type PreparationFacts = Readonly<{
  /** Where the doses of the course are taken. */
  setting: 'home' | 'clinic';
  answeredAt: ReadonlyMap<Item, number>;
  talkedAt: ReadonlyMap<Item, number>;
  signedOffAt: number | null;
  /** Since when this chaperone comes with the patient; null: nobody is named. */
  chaperoneSince: number | null;
  /** When the emergency card was last written; null: there is none. */
  cardWrittenAt: number | null;
  isMedicineCounted: boolean;
}>;

/** Whose turn it is. */
export type Turn = 'patient' | 'clinician' | 'clinic';
/** What there is to do: to answer, to look again at what has changed since, to count, to talk it through, to name somebody, to sign. */
export type Todo = 'answer' | 'look-again' | 'count' | 'talk' | 'name-chaperone' | 'fill-card' | 'sign-off';
export type OpenItem = Readonly<{ item: Item | 'sign-off'; turn: Turn; todo: Todo }>;

/** Since when an answer has to be, because what it is about has changed; null: it cannot be given yet. */
function changedAt(item: Item, facts: PreparationFacts): number | null {
  if (item === 'companions') return facts.chaperoneSince;
  return item === 'emergency-card' ? facts.cardWrittenAt : 0;
}

function ofPatient(item: Item, facts: PreparationFacts): OpenItem | null {
  if (item === 'medicine-counted') return facts.isMedicineCounted ? null : { item, turn: 'patient', todo: 'count' };
  const since = changedAt(item, facts);
  if (since === null)
    return item === 'companions'
      ? { item, turn: 'clinic', todo: 'name-chaperone' }
      : { item, turn: 'patient', todo: 'fill-card' };
  const answeredAt = facts.answeredAt.get(item);
  if (answeredAt === undefined) return { item, turn: 'patient', todo: 'answer' };
  return answeredAt < since ? { item, turn: 'patient', todo: 'look-again' } : null;
}

/** Other companions are talked about again; what else a patient writes anew before a later session is theirs alone. */
function ofClinician(item: Item, facts: PreparationFacts): OpenItem | null {
  if (!TALKED_THROUGH.has(item)) return null;
  const talkedAt = facts.talkedAt.get(item);
  const from = item === 'companions' ? (facts.answeredAt.get(item) ?? 0) : 0;
  return talkedAt === undefined || talkedAt < from ? { item, turn: 'clinician', todo: 'talk' } : null;
}

/**
 * What is still to be done before a dose of this course, each with whose turn it is: everything before the first, and before a later one
 * only what has changed since.
 *
 * @returns in the order of the items, an item of which both have something to do twice; the signature last. None: it is done
 */
export function openItems(facts: PreparationFacts): readonly OpenItem[] {
  const open = itemsFor(facts.setting)
    .flatMap((item) => [ofPatient(item, facts), ofClinician(item, facts)])
    .filter((one) => one !== null);
  return facts.signedOffAt === null ? [...open, { item: 'sign-off', turn: 'clinician', todo: 'sign-off' }] : open;
}
