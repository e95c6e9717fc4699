// The row of growth: an entry in a clinic that has 1,000,000 of them, against one that has 10,000.
import { start } from './children.mjs';
import { DATABASE_SETTINGS, makeDatabase, withClient } from './database.mjs';
import { addEntries, addSessions } from './live-bulk.mjs';
import { limitLines, makeLiveClinic } from './live-clinic.mjs';
import { compare, interleave } from './pairs.mjs';
import { row } from './report.mjs';

const [ROOMS, OTHERS, ROUNDS] = [50, 500, 4];
/** `PROVE=1` has ten times as many. */
const ENTRIES = { floor: 10_000, hearth: process.env.PROVE ? 10_000_000 : 1_000_000 };
const OPEN = { kind: 'open', seconds: 4, perSec: 100 };

/** @returns an api on a database of so many entries, copied from `template` */
async function makeSide({ databaseUrl, launch }, name, entries) {
  const url = await makeDatabase(`hearth_growth_${name}`, new URL(databaseUrl).pathname.slice(1));
  const stored = await withClient(url, async (client) => {
    await addEntries(client, await addSessions(client, OTHERS), entries / OTHERS);
    const { rows } = await client.query('SELECT count(*)::int AS n FROM session_entry');
    return rows[0].n;
  });
  return { ...(await launch([], {}, url)), stored };
}

async function measure({ url }, rooms) {
  const generator = start('bench/load/sockets.mjs');
  await generator.ask({ connect: { url, dialect: 'hearth', rooms, listeners: 1 } });
  await generator.ask({ phase: { ...OPEN, seconds: 1 } });
  const { p50, refused } = await generator.ask({ phase: OPEN });
  await generator.stop();
  if (refused) throw new Error(`${refused} entries were refused`);
  return { p50 };
}

export async function run() {
  const clinic = await makeLiveClinic('hearth_growth', ROOMS);
  const [small, large] = [await makeSide(clinic, 'small', ENTRIES.floor), await makeSide(clinic, 'large', ENTRIES.hearth)];
  const pairs = await interleave(ROUNDS, {
    floor: () => measure(small, clinic.rooms),
    hearth: () => measure(large, clinic.rooms),
  });
  await Promise.all([small.stop(), large.stop()]);
  const p50 = compare(pairs, 'p50');
  return {
    rows: [row('live.growth', 'lower', 1.3, `× the same with ${small.stored} entries, p50 in ms`, p50)],
    settings: [DATABASE_SETTINGS, `${large.stored} entries against ${small.stored}; open loop ${OPEN.perSec}/s`, ...limitLines()],
    notes: [`p50 ${p50.own.toFixed(2)} ms (${p50.floor.toFixed(2)})`],
  };
}
