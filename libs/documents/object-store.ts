import type { Readable } from 'node:stream';

export type StoredObject = Readonly<{ name: string; writtenAt: Date }>;

/** Where sealed bytes are. Names are random UUIDs and say nothing; what an object is, a row knows. */
export abstract class ObjectStore {
  /** Takes over a finished file of this machine, whole or not at all. The file may be gone afterwards. */
  abstract keep(name: string, path: string): Promise<void>;
  /** @returns null when there is none of this name */
  abstract read(name: string): Promise<Readable | null>;
  /** Also when there is none. */
  abstract remove(name: string): Promise<void>;
  /** Objects whose names begin so; a UUID's first two digits part them into 256 lists. `writtenAt` is real time. */
  abstract list(prefix: string): Promise<StoredObject[]>;
}
