import { DraftShelf, forgetDrafts } from './draft.js';

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

let shelf: Kept;
let made: number;
const drafts = (personId = 'rosa', patientId = 'rosa') => new DraftShelf(personId, patientId, shelf, () => `key-${made++}`);

beforeEach(() => {
  shelf = new Kept();
  made = 0;
});

describe('a draft', () => {
  it('is there after a reload, under the same key, so that it is sent once', () => {
    const draft = drafts().change(drafts().read(), 'I slept badly');
    expect(drafts().read()).toEqual(draft);
  });
  it('becomes another message when its text changes, and stays the same when it does not', () => {
    const first = drafts().change(drafts().read(), 'One');
    expect(drafts().change(first, 'One')).toBe(first);
    expect(drafts().change(first, 'Two').key).not.toBe(first.key);
  });
  it('is gone when it was sent or emptied', () => {
    const draft = drafts().change(drafts().read(), 'One');
    drafts().clear();
    expect(drafts().read().text).toBe('');
    drafts().change(draft, '  ');
    expect(shelf.size).toBe(0);
  });
  it('is its writer’s alone, and leaves the device when they sign out', () => {
    drafts().change(drafts().read(), 'Mine');
    expect(drafts('tom').read().text).toBe('');
    shelf.setItem('something else', 'stays');
    forgetDrafts(shelf);
    expect([...shelf.keys()]).toEqual(['something else']);
  });
});
