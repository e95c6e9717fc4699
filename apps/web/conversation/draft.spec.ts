import { keepDraft, keptDraft } from '../room/note-draft.js';
import { DraftShelf, forgetDrafts, KEPT_MS, tidyDrafts } from './draft.js';

/** As a browser keeps things. */
class Kept extends Map<string, string> {
  getItem = (name: string) => this.get(name) ?? null;
  setItem = (name: string, value: string) => void this.set(name, value);
  removeItem = (name: string) => void this.delete(name);
  key = (at: number) => [...this.keys()][at] ?? null;
  get length() {
    return this.size;
  }
}

const NOON = Date.UTC(2026, 6, 1, 12);
let shelf: Kept;
let made: number;
let now: number;
const drafts = (personId = 'rosa', patientId = 'rosa') =>
  new DraftShelf(
    personId,
    patientId,
    shelf,
    () => `key-${made++}`,
    () => now,
  );
const write = (text: string, personId?: string) => drafts(personId).change(drafts(personId).read(), text);

beforeEach(() => {
  shelf = new Kept();
  made = 0;
  now = NOON;
});

describe('a draft', () => {
  it('is there after a reload, under the same key, so that it is sent once', () => {
    const draft = write('I slept badly');
    expect(drafts().read()).toEqual(draft);
  });
  it('becomes another message when its text changes, and stays the same when it does not', () => {
    const first = write('One');
    expect(drafts().change(first, 'One')).toBe(first);
    expect(drafts().change(first, 'Two').key).not.toBe(first.key);
  });
  it('is gone when it was sent or emptied', () => {
    const draft = write('One');
    drafts().clear();
    expect(drafts().read().text).toBe('');
    drafts().change(draft, '  ');
    expect(shelf.size).toBe(0);
  });
  it('is its writer’s alone, and leaves the device when they sign out', () => {
    write('Mine');
    expect(drafts('tom').read().text).toBe('');
    shelf.setItem('something else', 'stays');
    forgetDrafts(shelf);
    expect([...shelf.keys()]).toEqual(['something else']);
  });
  it('goes with them also as a note of a session', () => {
    keepDraft('tom', 'session', { kind: 'quote', text: 'As it was said' }, shelf);
    expect(keptDraft('tom', 'session', shelf).text).toBe('As it was said');
    forgetDrafts(shelf);
    expect(keptDraft('tom', 'session', shelf).text).toBe('');
  });
});

describe('what is left on a device', () => {
  const tidy = (personId: string | null) => tidyDrafts(personId, shelf, now);

  it('goes when somebody else comes in, and nothing but drafts does', () => {
    write('Mine');
    write('His', 'tom');
    shelf.setItem('something else', 'stays');
    tidy('tom');
    expect([...shelf.keys()].sort()).toEqual(['hearth-draft tom rosa', 'something else']);
    expect(drafts('tom').read().text).toBe('His');
  });
  it('is not taken for that of somebody whose id begins alike', () => {
    write('Mine', 'rosa-2');
    tidy('rosa');
    expect(shelf.size).toBe(0);
  });
  it('stays for its writer when their sign-in has ended, for a day and no longer', () => {
    const draft = write('Mine');
    now += KEPT_MS;
    tidy(null);
    expect(drafts().read()).toEqual(draft);
    now += 1;
    expect(drafts().read().text).toBe('');
    tidy(null);
    expect(shelf.size).toBe(0);
  });
  it('stays as long as its writer keeps coming back', () => {
    const draft = write('Mine');
    now += KEPT_MS - 1;
    tidy('rosa');
    now += KEPT_MS - 1;
    tidy(null);
    expect(drafts().read()).toEqual(draft);
  });
  it('goes when the device’s clock was put back, or it cannot be read', () => {
    write('Mine');
    now -= KEPT_MS + 1;
    shelf.setItem('hearth-draft rosa jonas', '{');
    shelf.setItem('hearth-draft rosa mia', '{"text":"Old","key":"key"}');
    tidy('rosa');
    expect(shelf.size).toBe(0);
  });
});
