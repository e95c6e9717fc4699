import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Injectable } from '@nestjs/common';

import { Config, Log } from '#platform';
import type { Anchor } from './signing.js';

const EVERY_MS = 5 * 60_000;

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
@Injectable()
export class Anchors {
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  async offer(anchor: Anchor): Promise<void> {
    if (performance.now() - this.last < EVERY_MS) return;
    this.last = performance.now();
    await this.drop(anchor);
  }

  private async drop(anchor: Anchor): Promise<void> {
    this.log.info('audit anchor', anchor);
    const line = `${JSON.stringify(anchor)}\n`;
    const { dataDir } = this.config;
    await mkdir(dataDir, { recursive: true })
      .then(() => appendFile(anchorFileOf(dataDir), line, { mode: 0o600, flush: true }))
      .catch((error: unknown) => this.log.warning('audit anchor not written to its file', {}, error));
  }
}
