import { closeSync, openSync, readSync } from 'node:fs';
import type { ConfigProblem } from './production.js';

const FIRST_LINE = /^[0-9A-Fa-f]{40}:\d+\r?\n/;
const NOT_ONE = 'It must hold lines SHA-1:COUNT in the order of their hashes, as Have I Been Pwned gives them out.';

/** Whether a list of leaked passwords can be used, by its beginning: it may have a billion lines. */
export function leakedFileProblems(path: string | undefined): ConfigProblem[] {
  if (path === undefined) return [];
  const message = leakedFileProblem(path);
  return message ? [{ setting: 'LEAKED_PASSWORDS', message }] : [];
}

function leakedFileProblem(path: string): string | undefined {
  const begin = Buffer.alloc(64);
  try {
    const file = openSync(path, 'r');
    const length = readSync(file, begin);
    closeSync(file);
    return FIRST_LINE.test(begin.toString('latin1', 0, length)) ? undefined : NOT_ONE;
  } catch {
    return `There is no file at ${path} that can be read.`;
  }
}
