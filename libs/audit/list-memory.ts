/** A list that a page asks for again within this time is still the same viewing; real time. */
const SAME_VIEWING_MS = 10 * 60_000;
const VIEWINGS = 5_000;

type Viewing = { readonly subjects: Set<string>; readonly until: number };

/** Who was on the lists that people of this process have before them. */
export class ListMemory {
  private readonly open = new Map<string, Viewing>();

  /** Those of `subjectIds` whom this viewing has not shown yet, each once. */
  newOn(list: string, subjectIds: Iterable<string>): string[] {
    const known = this.viewingOf(list).subjects;
    return [...new Set(subjectIds)].filter((id) => !known.has(id));
  }

  /** Once it is written down. */
  shown(list: string, subjectIds: readonly string[]): void {
    for (const id of subjectIds) this.viewingOf(list).subjects.add(id);
  }

  private viewingOf(list: string): Viewing {
    const known = this.open.get(list);
    if (known && performance.now() < known.until) return known;
    this.open.delete(list);
    const viewing = { subjects: new Set<string>(), until: performance.now() + SAME_VIEWING_MS };
    this.open.set(list, viewing);
    const [oldest] = this.open.keys();
    if (this.open.size > VIEWINGS) this.open.delete(oldest!);
    return viewing;
  }
}
