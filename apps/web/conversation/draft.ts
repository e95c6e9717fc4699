/** What somebody is writing: `key` names this very text, so that it is sent once however often it is tried. */
export type Draft = Readonly<{ text: string; key: string }>;
/** `at`: when its writer was last here with it, by the device's clock, in ms. */
type Kept = Draft & Readonly<{ at: number }>;
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'hearth-draft ';
export const prefixOf = (personId: string) => `${PREFIX}${personId} `;
/** A sign-in may end in the middle of a sentence; a day later nobody comes back for it. */
export const KEPT_MS = 24 * 3_600_000;

/** A draft stays on this device until it is sent, through a reload and without a line; each person has their own. */
export class DraftShelf {
  private readonly name: string;

  constructor(
    personId: string,
    patientId: string,
    private readonly shelf: Shelf = localStorage,
    private readonly newKey: () => string = () => crypto.randomUUID(),
    private readonly now: () => number = Date.now,
  ) {
    this.name = prefixOf(personId) + patientId;
  }

  read(): Draft {
    const kept = keptIn(this.shelf.getItem(this.name), this.now());
    return kept ? { text: kept.text, key: kept.key } : { text: '', key: this.newKey() };
  }

  /** Another text is another message. */
  change(before: Draft, text: string): Draft {
    const draft = text === before.text ? before : { text, key: this.newKey() };
    if (text.trim() === '') this.shelf.removeItem(this.name);
    else this.shelf.setItem(this.name, JSON.stringify({ ...draft, at: this.now() }));
    return draft;
  }

  /** It was sent. */
  clear(): Draft {
    this.shelf.removeItem(this.name);
    return { text: '', key: this.newKey() };
  }
}

/** What a shelf holds, unless it was left there too long ago, or by a clock that has been put back since. */
function keptIn(text: string | null, now: number): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Kept | null;
    return kept && Math.abs(now - kept.at) <= KEPT_MS ? kept : null;
  } catch {
    return null;
  }
}

/**
 * Leaves on this device only what is still its person's: drafts of others go when somebody else is there, everybody's go a day after
 * their writer was last here.
 *
 * @param personId who is signed in; null for nobody, which may be a sign-in that has ended while its person wrote
 */
export function tidyDrafts(personId: string | null, shelf: Shelf = localStorage, now = Date.now()): void {
  for (const name of draftsOn(shelf)) {
    const kept = keptIn(shelf.getItem(name), now);
    const isOwn = personId !== null && name.startsWith(prefixOf(personId));
    if (!kept || !(isOwn || personId === null)) shelf.removeItem(name);
    else if (isOwn) shelf.setItem(name, JSON.stringify({ ...kept, at: now }));
  }
}

/** Whoever signs out leaves nothing behind for the next person at this device. */
export function forgetDrafts(shelf: Shelf = localStorage): void {
  for (const name of draftsOn(shelf)) shelf.removeItem(name);
}

function draftsOn(shelf: Shelf): string[] {
  return Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? '').filter((name) => name.startsWith(PREFIX));
}
