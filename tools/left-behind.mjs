// What a start launches is noted in its data folder, so that the next one can end what a killed one has left behind.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endKnown, known } from './processes.mjs';

/** Servers end by themselves when the channel to their start closes, at most 5 s later (follow-parent.mjs). */
const PATIENCE_MS = 6_000;
const noteIn = (dataDir) => join(dataDir, 'launched.json');

/** @returns `note(name, pid)`; of one name the last process counts */
export function notesOf(dataDir) {
  const launched = {};
  return (name, pid) => {
    launched[name] = known(pid);
    writeFileSync(`${noteIn(dataDir)}.new`, JSON.stringify(launched));
    renameSync(`${noteIn(dataDir)}.new`, noteIn(dataDir));
  };
}

/**
 * Ends what is left of a start that was killed. The caller holds the folder.
 *
 * @returns whether anything was
 */
export async function endLeftBehind(dataDir) {
  const wasAny = await endKnown(readNoted(dataDir), { patienceMs: PATIENCE_MS });
  rmSync(noteIn(dataDir), { force: true });
  return wasAny;
}

function readNoted(dataDir) {
  try {
    return Object.values(JSON.parse(readFileSync(noteIn(dataDir), 'utf8')));
  } catch {
    return []; // none, or torn by the end of the machine, which ended the processes too
  }
}
