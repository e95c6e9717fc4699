import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Log } from '#platform';
import type { Head } from './signing.js';

const EVERY_MS = 5 * 60_000;

/** A head that stands outside the database, with the key that verifies it. */
export type Anchor = Head & Readonly<{ publicKey: string }>;

export const anchorFileOf = (dataDir: string): string => join(dataDir, 'audit-anchors.jsonl');

/** The anchors of a file's text, a line each. @throws SyntaxError for a line that is none */
export const readAnchors = (text: string): Anchor[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Anchor);

/**
 * Puts a head into a file of the data folder and into the log, every five minutes in which something was sealed: kept where the
 * database's owner cannot reach it, it proves that the chain was once at least so long.
 */
export class Anchors {
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly path: string,
    private readonly publicKey: string,
    private readonly log: Log,
  ) {}

  async offer(head: Head): Promise<void> {
    if (performance.now() - this.last < EVERY_MS) return;
    this.last = performance.now();
    await this.drop(head);
  }

  private async drop(head: Head): Promise<void> {
    this.log.info('audit anchor', { ...head, publicKey: this.publicKey });
    const line = `${JSON.stringify({ ...head, publicKey: this.publicKey } satisfies Anchor)}\n`;
    await mkdir(dirname(this.path), { recursive: true })
      .then(() => appendFile(this.path, line, { mode: 0o600, flush: true }))
      .catch((error: unknown) => this.log.warning('audit anchor not written to its file', {}, error));
  }
}
