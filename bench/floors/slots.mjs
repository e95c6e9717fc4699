// Floor of the rows w1 to w3, in a process of its own.
import { FIRST_DAY, workloads } from '../slots-workloads.mjs';
import { direct, offsetsByDay } from './slots-direct.mjs';

const all = workloads(FIRST_DAY);
let tables;

function run(name, seconds) {
  const workload = all[name];
  const offsets = offsetsByDay(workload, tables);
  const until = performance.now() + seconds * 1_000;
  let [calls, last, spent] = [0, [], 0];
  while (performance.now() < until) {
    const since = performance.now();
    for (let i = 0; i < 50; i++) last = direct(workload, offsets);
    spent += performance.now() - since;
    calls += 50;
  }
  return { us: (spent * 1_000) / calls, starts: last };
}
process.channel.ref();
process.on('message', ({ open, name, seconds }) => {
  if (open) tables = open;
  process.send(open ? { zones: Object.keys(open).length } : run(name, seconds));
});
