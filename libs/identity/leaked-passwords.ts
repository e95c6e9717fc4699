import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';

import { Config } from '#platform';
import { isLeakedOften } from './leaked-long.js';

/** More than the longest line twice, so that a window from anywhere holds a whole one. */
const WINDOW_BYTES = 256;

/**
 * Passwords that have leaked somewhere: some by heart, and all of a file if the clinic has one. The file is looked into where it lies, for
 * the whole of what has leaked is larger than any memory; nothing of a password leaves this machine.
 */
@Injectable()
export class LeakedPasswords {
  private readonly path: string | undefined;

  constructor({ leakedPasswordsFile }: Config) {
    this.path = leakedPasswordsFile;
  }

  async has(password: string): Promise<boolean> {
    if (isLeakedOften(password)) return true;
    if (!this.path) return false;
    const file = await open(this.path);
    try {
      return await isListed(file, createHash('sha1').update(password).digest('hex').toUpperCase());
    } finally {
      await file.close();
    }
  }
}

/** Halves what is left of a file of lines `HASH:COUNT`, in the order of their hashes, until a few lines are. */
async function isListed(file: FileHandle, hash: string): Promise<boolean> {
  let [from, to] = [0, (await file.stat()).size]; // a line begins at `from`; what is asked for begins before `to`
  while (to - from > WINDOW_BYTES) {
    const middle = from + Math.floor((to - from) / 2);
    const text = await windowAt(file, middle, to);
    const begins = text.indexOf('\n') + 1;
    if (begins === 0 || begins === text.length) break; // no line begins in the second half
    if (text.slice(begins, begins + hash.length).toUpperCase() <= hash) from = middle + begins;
    else to = middle + begins;
  }
  return (await windowAt(file, from, to)).split('\n').some((line) => line.slice(0, hash.length).toUpperCase() === hash);
}

async function windowAt(file: FileHandle, from: number, to: number): Promise<string> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(WINDOW_BYTES), position: from });
  return buffer.toString('latin1', 0, Math.min(bytesRead, to - from));
}
