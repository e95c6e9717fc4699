// Runs one stage of the tests and says what came of it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bring, ROOT, runCommand } from './steps.mjs';

/** A stage that did not pass; the message is what its reader needs to see. */
export class StageFailed extends Error {
  constructor(message, counts = {}) {
    super(message);
    this.counts = counts;
  }
}

const allowed = () => (process.env.ALLOW_MISSING ?? '').split(',').map((name) => name.trim());

/** Why a stage is left out without failing, or undefined. */
export function leftOut({ dir, program }) {
  if (dir && !existsSync(join(ROOT, dir))) return `there is no ${dir} yet`;
  if (program && !program.find() && allowed().includes(program.allow))
    return `no ${program.name}; ALLOW_MISSING says that is fine`;
  return undefined;
}

function requireProgram({ program }) {
  if (!program || program.find()) return;
  throw new StageFailed(
    `${program.name} is not installed. Install it (.ci/run does), or set ${program.setting}, or leave these tests out with ALLOW_MISSING=${program.allow}.`,
  );
}

/** Jest's own report of a run, or undefined when it did not get so far. */
const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

function countsOf({
  numTotalTestSuites,
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numTodoTests,
  numRuntimeErrorTestSuites,
}) {
  return {
    suites: numTotalTestSuites,
    passed: numPassedTests,
    failed: numFailedTests + numRuntimeErrorTestSuites, // a file that cannot even be loaded holds tests that did not pass
    skipped: numPendingTests + numTodoTests,
  };
}

const summary = ({ suites, passed, failed, skipped }) =>
  [`${suites} files`, `${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');

async function runJest({ project, pattern, workers = 2, env, testCapMs }, { detail, signal, file }) {
  let files = 0;
  const select = ['--selectProjects', project, ...(pattern ? ['--testPathPatterns', pattern] : [])];
  const report = ['--json', `--outputFile=${file}`, '--silent', '--ci', '--forceExit', `--maxWorkers=${workers}`];
  const patience = testCapMs ? [`--testTimeout=${testCapMs}`] : [];
  const args = ['node_modules/jest/bin/jest.js', ...select, ...report, ...patience];
  const count = (line) => {
    const [, result, path] = line.match(/^(PASS|FAIL) \S+ (\S+)/) ?? [];
    if (result) detail(`${++files} files, last ${path}`);
  };
  return runCommand([process.execPath, ...args], { env, detail: count, signal });
}

/** @returns counts of the tests */
async function jestStage(stage, { detail, signal }) {
  requireProgram(stage);
  const folder = mkdtempSync(join(tmpdir(), 'hearth-report-'));
  const file = join(folder, 'report.json');
  try {
    const { error } = await runJest(stage, { detail, signal, file }).then(
      () => ({}),
      (error) => ({ error }),
    );
    const report = readReport(file);
    if (!report) throw new StageFailed(error?.message ?? 'Jest left no report.', { failed: 1 });
    const counts = countsOf(report);
    const messages = report.testResults.map(({ message }) => message).filter(Boolean);
    if (error) throw new StageFailed(messages.join('\n') || error.message, counts);
    if (counts.skipped) throw new StageFailed(`${counts.skipped} tests are skipped; a test runs or is removed.`, counts);
    detail(summary(counts));
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @returns counts of Jest's tests, empty for other stages
 * @throws StageFailed
 */
export async function runStage(stage, { detail, signal }) {
  const cap = stage.capMs ? [AbortSignal.timeout(stage.capMs)] : [];
  const ends = AbortSignal.any([signal, ...cap]);
  try {
    if (stage.step) return { note: await bring(stage.step, { detail, signal: ends }) };
    if (stage.project) return await jestStage(stage, { detail, signal: ends });
    await runCommand(stage.run, { env: stage.env, signal: ends });
    return {};
  } catch (error) {
    if (ends.aborted && !signal.aborted)
      throw new StageFailed(`It took more than ${stage.capMs / 60_000} minutes.\n${error.message}`, error.counts);
    throw error instanceof StageFailed ? error : new StageFailed(error.message);
  }
}
