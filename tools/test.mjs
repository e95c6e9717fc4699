// node tools/test.mjs            npm test: everything, from a fresh clone
// node tools/test.mjs --check    npm run check: format, lint, types, architecture, unit
// node tools/test.mjs --prove    npm run prove: unit, integration, e2e, fault and call tests with the big numbers
import { Board, faint, green, red } from './progress.mjs';
import { leftOut, runStage, StageFailed } from './run-stage.mjs';
import { browser, builds, endToEnd, faults, integration, preparation, statics, unit, videoCalls } from './stages.mjs';
import { bring, ROOT } from './steps.mjs';

process.chdir(ROOT);
const PLANS = {
  '--all': {
    beside: [...builds, ...statics],
    inTurn: unit,
    // what takes both cores, and beside it what waits most of the time
    lanes: [
      [integration, endToEnd, browser],
      [...faults, videoCalls],
    ],
  },
  '--check': { beside: statics, inTurn: unit },
  '--prove': {
    beside: builds,
    inTurn: [...unit, integration, endToEnd, ...faults, videoCalls],
    env: { PROVE: '1', LAW_RUNS: '1000000' },
    patience: 30,
    testCapMs: 60 * 60_000,
  },
};
const mode = process.argv[2] ?? '--all';
const plan = PLANS[mode];
if (!plan) throw new Error(`There is no ${mode}; there are ${Object.keys(PLANS).join(', ')}.`);

const board = new Board();
const results = new Map();
const interrupted = new AbortController();
const { signal } = interrupted;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => interrupted.abort());

const seconds = (sinceMs) => (performance.now() - sinceMs) / 1000;

/** Runs one stage and remembers what came of it; a failure says at once what failed. */
async function run(stage) {
  if (signal.aborted) return;
  const reason = leftOut(stage);
  if (reason) {
    results.set(stage.name, { outcome: 'left out', note: reason });
    return board.say(`– ${stage.name}  ${reason}`);
  }
  const since = performance.now();
  const broken = stage.needs?.find((name) => results.get(name)?.outcome === 'failed');
  const capMs = stage.capMs && stage.capMs * (plan.patience ?? 1);
  const whole = { ...stage, env: { ...plan.env, ...stage.env }, capMs, testCapMs: plan.testCapMs };
  try {
    const counts = await board.task(stage.name, async (detail) => {
      if (broken) throw new StageFailed(`It needs what "${broken}" could not make.`, { failed: 1 });
      return runStage(whole, { detail, signal });
    });
    results.set(stage.name, { outcome: 'passed', seconds: seconds(since), ...counts });
  } catch (error) {
    results.set(stage.name, { outcome: 'failed', seconds: seconds(since), ...error.counts });
    if (!signal.aborted) board.say(`\n${error.message.slice(0, 60_000)}\n`);
  }
}

/** One after the other, for as long as any is left. */
async function runInTurn(waiting) {
  for (let stage = waiting.shift(); stage; stage = waiting.shift()) await run(stage);
}

const MARKS = { passed: green('✓'), failed: red('✗'), 'left out': '–' };
const counted = (count, what) => (count === undefined ? '' : `${count} ${what}`);

function printSummary(total) {
  const rows = [...results].map(([name, { outcome, seconds, suites, passed, failed, skipped, note = '' }]) => [
    `${MARKS[outcome]} ${name.padEnd(18)}`,
    seconds === undefined ? ''.padStart(9) : `${seconds.toFixed(1)} s`.padStart(9),
    counted(suites, 'files').padStart(10),
    counted(passed, 'passed').padStart(12),
    [failed && red(`${failed} failed`), skipped && red(`${skipped} skipped`), note].filter(Boolean).join(', '),
  ]);
  console.log(['', `What ran in ${total.toFixed(0)} s:`, ...rows.map((row) => `  ${row.join('  ')}`.trimEnd()), ''].join('\n'));
}

async function main() {
  const since = performance.now();
  for (const step of preparation) await board.task(step.title, (detail) => bring(step, { detail, signal }));
  const beside = [...plan.beside];
  await Promise.all([runInTurn(beside), runInTurn(beside)]); // two at a time, for two cores
  await runInTurn([...plan.inTurn]);
  await Promise.all((plan.lanes ?? []).map((lane) => runInTurn([...lane])));
  printSummary(seconds(since));
  const all = [...results.values()];
  const sum = (key) => all.reduce((total, result) => total + (result[key] ?? 0), 0);
  const bad = [...results].filter(([, { outcome }]) => outcome === 'failed').map(([name]) => name);
  if (signal.aborted) console.log(red('Interrupted; the rest did not run.'));
  if (bad.length) console.log(red(`Not in order: ${bad.join(', ')}`));
  for (const { outcome, note } of all) if (outcome === 'left out') console.log(faint(`Left out: ${note}`));
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return bad.length || signal.aborted ? 1 : 0;
}

process.exit(
  await main().catch((error) => {
    console.error(red(error.message));
    return 1;
  }),
);
