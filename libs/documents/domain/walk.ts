/** What the reader of a format asks for next. `mayEnd`: the file may end before it. */
export type Wanted =
  | Readonly<{ read: number; mayEnd?: boolean }>
  | Readonly<{ skip: number }>
  /** As far as just behind the next byte of this value. */
  | Readonly<{ seek: number }>;
/** Reads a format as it comes. It ends when nothing more is needed; what stands behind that is no longer looked at. */
export type Format = Generator<Wanted, void, Buffer>;

const NOTHING = Buffer.alloc(0);

/** Leads a format along the pieces of a file, however they are cut; holds no more of them than the format asks for at once. */
export class Walk {
  private wanted: IteratorResult<Wanted, void>;
  private held: Buffer = NOTHING;

  constructor(private readonly format: Format) {
    this.wanted = format.next();
  }

  take(piece: Buffer): void {
    let rest: Buffer = this.held.length ? Buffer.concat([this.held, piece]) : piece;
    for (let next: Buffer | null = rest; next !== null && !this.wanted.done; next = this.step(rest)) rest = next;
    this.held = this.wanted.done ? NOTHING : rest;
  }

  /** Whether the file is whole if it ends here. */
  get isWhole(): boolean {
    const { done, value } = this.wanted;
    return done === true || ('read' in value && value.mayEnd === true && this.held.length === 0);
  }

  /** @returns what is left; null: more is needed */
  private step(rest: Buffer): Buffer | null {
    const wanted = this.wanted.value as Wanted;
    if ('read' in wanted) return rest.length < wanted.read ? null : this.passed(rest, wanted.read);
    if ('skip' in wanted) {
      if (rest.length >= wanted.skip) return this.passed(rest, wanted.skip);
      this.wanted = { done: false, value: { skip: wanted.skip - rest.length } };
      return rest.length ? NOTHING : null;
    }
    const at = rest.indexOf(wanted.seek);
    if (at !== -1) return this.passed(rest, at + 1);
    return rest.length ? NOTHING : null;
  }

  private passed(rest: Buffer, length: number): Buffer {
    this.wanted = this.format.next(rest.subarray(0, length));
    return rest.subarray(length);
  }
}
