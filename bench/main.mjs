// npm run bench -- [--json] [--only GROUP or GROUP/PART]: Hearth against bare floors, as ratios. docs/performance.md says how each is measured.
import { loadavg } from 'node:os';
import { endAll } from './children.mjs';
import { report } from './report.mjs';

const GROUPS = ['live', 'scheduling', 'outbox', 'pairing', 'access', 'integration', 'start', 'web'];
const MEASURED = {
  live: {
    rate: './live.mjs',
    fanout: './live-fanout.mjs',
    escalation: './live-escalation.mjs',
    replay: './live-replay.mjs',
    growth: './live-growth.mjs',
    board: './live-board.mjs',
  },
  scheduling: { slots: './slots.mjs', booking: './scheduling.mjs', race: './race.mjs', growth: './growth.mjs' },
  outbox: './outbox.mjs', // rows of scheduling, to be measured alone
  pairing: { rank: './pairing.mjs', rejudge: './registers.mjs' },
  access: './access.mjs',
  start: './start.mjs',
  web: './web.mjs',
};

/** What is to be run of a group, or of `group/part`: its programs by name. */
function programsOf(asked) {
  const [group, part] = asked.split('/');
  const of = MEASURED[group];
  if (of === undefined || typeof of === 'string') return of === undefined || part !== undefined ? [] : [[group, of]];
  return Object.entries(of).flatMap(([name, program]) =>
    part === undefined || part === name ? [[`${group}/${name}`, program]] : [],
  );
}
const isAsked = (only) => GROUPS.includes(only) || programsOf(only).length > 0;

function readArguments([...args]) {
  const json = args.includes('--json');
  const at = args.indexOf('--only');
  const only = at < 0 ? undefined : args[at + 1];
  const known = ['--json', ...(at < 0 ? [] : ['--only', only])];
  const odd = args.find((arg) => !known.includes(arg));
  if (odd !== undefined || (at >= 0 && !isAsked(only ?? ''))) {
    console.error(`usage: npm run bench -- [--json] [--only ${GROUPS.join('|')}]`);
    process.exit(2);
  }
  return { json, groups: only ? [only] : GROUPS };
}

/** Measures one group after the other; one that fails takes nothing from the others. */
async function measure(groups, onGroup) {
  const measured = [];
  for (const [group, program] of groups.flatMap(programsOf)) {
    const load = loadavg()[0];
    try {
      const { run } = await import(program);
      measured.push({ group, load, ...(await run()) });
      onGroup(measured.at(-1));
    } catch (error) {
      console.error(`${group}:`, error);
      process.exitCode = 1;
    }
    await endAll();
  }
  return measured;
}

const { json, groups } = readArguments(process.argv.slice(2));
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => void endAll().then(() => process.exit(130)));
const measured = await measure(groups, (group) => json || process.stdout.write(report(group)));
if (json) process.stdout.write(`${JSON.stringify(measured.flatMap(({ rows }) => rows))}\n`);
process.exit();
