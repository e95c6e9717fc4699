/** What somebody is writing: `key` names this very text, so that it is sent once however often it is tried. */
export type Draft = Readonly<{ text: string; key: string }>;
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'hearth-draft ';
const nameOf = (personId: string, patientId: string) => `${PREFIX}${personId} ${patientId}`;

/** A draft stays on this device until it is sent, through a reload and without a line; each person has their own. */
export class DraftShelf {
  private readonly name: string;

  constructor(
    personId: string,
    patientId: string,
    private readonly shelf: Shelf = localStorage,
    private readonly newKey: () => string = () => crypto.randomUUID(),
  ) {
    this.name = nameOf(personId, patientId);
  }

  read(): Draft {
    const kept = this.shelf.getItem(this.name);
    return kept ? (JSON.parse(kept) as Draft) : { text: '', key: this.newKey() };
  }

  /** Another text is another message. */
  change(before: Draft, text: string): Draft {
    const draft = text === before.text ? before : { text, key: this.newKey() };
    if (text.trim() === '') this.shelf.removeItem(this.name);
    else this.shelf.setItem(this.name, JSON.stringify(draft));
    return draft;
  }

  /** It was sent. */
  clear(): Draft {
    this.shelf.removeItem(this.name);
    return { text: '', key: this.newKey() };
  }
}

/** Whoever signs out leaves nothing behind for the next person at this device. */
export function forgetDrafts(shelf: Shelf = localStorage): void {
  const names = Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? '');
  for (const name of names) if (name.startsWith(PREFIX)) shelf.removeItem(name);
}
