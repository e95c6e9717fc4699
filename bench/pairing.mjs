// The rows of pairing: one patient ranked against everybody, against a bare scan; and a whole list, against the solver's own time.
import { start } from './children.mjs';
import { compare, interleave } from './pairs.mjs';
import { row } from './report.mjs';

const RANKING = { rounds: 8, warmSeconds: 1, seconds: 1 };
const LIST = { patients: 1_000, clinicians: 200, share: 0.25 };
const LIST_ROUNDS = 4;

function requireSame(what, floor, hearth) {
  if (JSON.stringify(floor) !== JSON.stringify(hearth)) throw new Error(`${what}: the sides do not agree`);
}

async function measureRanking(hearth, floor) {
  const ask = (side, seconds) => side.ask({ seconds });
  const [ofFloor, ofHearth] = [await ask(floor, RANKING.warmSeconds), await ask(hearth, RANKING.warmSeconds)];
  requireSame('ranking', ofFloor.found, ofHearth.found);
  const pairs = await interleave(RANKING.rounds, {
    floor: () => ask(floor, RANKING.seconds),
    hearth: () => ask(hearth, RANKING.seconds),
  });
  const us = compare(pairs, 'us');
  return {
    row: row('pairing.rank', 'lower', 5, '× floor, us a patient', us),
    note: `rank: ${us.own.toFixed(0)} us (floor ${us.floor.toFixed(0)} us), ${ofHearth.found.length} of 5,000 fit the first patient`,
  };
}

async function measureMatching(hearth, floor) {
  const ask = (side) => side.ask({ size: LIST });
  const pairs = await interleave(LIST_ROUNDS, { floor: () => ask(floor), hearth: () => ask(hearth) });
  for (const pair of pairs) requireSame('matching', [pair.floor.placed, pair.floor.fit], [pair.hearth.placed, pair.hearth.fit]);
  const ms = compare(pairs, 'ms');
  return {
    row: row('pairing.assign', 'lower', 2, '× the solver’s own time, ms a list', ms),
    note: `assign: ${ms.own.toFixed(0)} ms (solver ${ms.floor.toFixed(0)} ms), ${pairs[0].hearth.placed} placed`,
  };
}

export async function run() {
  const [hearth, floor] = [start('bench/load/pairing.mjs'), start('bench/floors/pairing.mjs')];
  const measured = [await measureRanking(hearth, floor), await measureMatching(hearth, floor)];
  for (const child of [hearth, floor]) await child.stop();
  return {
    rows: measured.map((each) => each.row),
    settings: [
      '5,000 clinicians with all registers, 40 patients in turn; the floor names no filter and no reason',
      `${LIST.patients} patients, ${LIST.clinicians} clinicians, ${LIST.share * 100} % of all pairs possible; both sides reach the same worth`,
    ],
    notes: measured.map((each) => each.note),
  };
}
