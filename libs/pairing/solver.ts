import { Worker } from 'node:worker_threads';

import type { Transport } from './domain/matching.js';

/** Longer than any waiting list takes; then nothing is proposed rather than something that is not the best. In seconds. */
const MOST_SEC = 120;

/**
 * The work of the thread. It runs as text, so it may use nothing of this file but what it is given: the solver is loaded in the thread
 * when it is needed, and its memory goes with the thread.
 *
 * A transport problem has whole numbers at its corners, and the simplex method answers with a corner: no pair is chosen by half.
 */
function solveInThread(): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { problem, from, mostSec } = workerData as { problem: Transport; from: string; mostSec: number };
  const { patients, worth, patientOf, clinicianOf, places } = problem;
  const [columns, rows] = [worth.length, patients + places.length];
  const loadHighs = process.getBuiltinModule('node:module').createRequire(from)('highs') as typeof import('highs').default;
  const solve = async () => {
    const highs = await loadHighs();
    const indices = new Int32Array(2 * columns);
    for (let at = 0; at < columns; at++) indices.set([patientOf[at]!, patients + clinicianOf[at]!], 2 * at);
    const matrix = {
      ...({ format: 'csc', numRows: rows, numCols: columns, indices } as const),
      starts: Int32Array.from({ length: columns + 1 }, (_, at) => 2 * at),
      values: new Float64Array(2 * columns).fill(1),
    };
    const model = highs.createModel({
      ...{ numCols: columns, numRows: rows, sense: highs.constants.objectiveSense.maximize, matrix },
      ...{ colCost: Float64Array.from(worth), colLower: new Float64Array(columns), colUpper: new Float64Array(columns).fill(1) },
      ...{ rowLower: new Float64Array(rows), rowUpper: Float64Array.from([...Array(patients).fill(1), ...places]) },
    });
    model.options.set({ output_flag: false, solver: 'simplex', time_limit: mostSec });
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('No best matching was found.');
    const values = model.getSolution().colValue;
    parentPort!.postMessage(worth.flatMap((_, at) => (values[at]! > 0.5 ? [at] : [])));
  };
  // what is thrown ends the thread, and whoever waits hears of it
  solve().catch((error: unknown) =>
    setImmediate(() => {
      throw error;
    }),
  );
}

/**
 * Solves a transport problem exactly, with HiGHS, in a thread of its own: a waiting list takes seconds, in which live sessions go on.
 *
 * @returns the numbers of the chosen pairs
 * @throws  Error when no best choice was found
 */
export function solveTransport(problem: Transport): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const workerData = { problem, from: import.meta.url, mostSec: MOST_SEC };
    const thread = new Worker(`(${solveInThread.toString()})()`, { eval: true, workerData });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The solver ended without an answer.')));
  });
}
