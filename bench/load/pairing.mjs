// Ranking with every reason and every filter named, and a whole list matched in the thread that does it.
import 'reflect-metadata';
import { match, rank, solveTransport } from '#pairing';
import { clinicians, needs, pairs, WEIGHTS } from '../pairing-workloads.mjs';

const [everybody, asked] = [clinicians(5_000), needs(40)];

function ranking(seconds) {
  const until = performance.now() + seconds * 1_000;
  let [calls, spent] = [0, 0];
  while (performance.now() < until) {
    const since = performance.now();
    for (const need of asked) rank(everybody, need, WEIGHTS);
    spent += performance.now() - since;
    calls += asked.length;
  }
  const { candidates } = rank(everybody, asked[0], WEIGHTS);
  return { us: (spent * 1_000) / calls, found: candidates.map(({ personId, fit }) => ({ personId, fit })) };
}

async function matching(size) {
  const problem = pairs(size);
  const since = performance.now();
  const matched = await match(problem, solveTransport);
  const ms = performance.now() - since;
  return { ms, placed: matched.length, fit: matched.reduce((sum, { fit }) => sum + fit, 0) };
}

const answer = async ({ seconds, size }) => process.send(size ? await matching(size) : ranking(seconds));
process.channel.ref();
process.on('message', (asked) => void answer(asked));
