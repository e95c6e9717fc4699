// Floors of pairing, in a process of its own: one bare scan of the same predicates and weights without a word of why; and the solver's
// own time on a model that is there already.
import loadHighs from 'highs';
import { clinicians, needs, pairs, WEIGHTS } from '../pairing-workloads.mjs';

/** Whether some of these hold on every day at a place: their days are looked at as they come, for as long as they reach further. */
function holds(held, place, { from, to }) {
  for (let day = from; day <= to; ) {
    let reached = day - 1;
    for (const one of held) if (one.place === place && one.from <= day && one.to > reached) reached = one.to;
    if (reached < day) return false;
    day = reached + 1;
  }
  return true;
}

function mayBePaired(one, need) {
  const { personId } = one;
  const { place, course } = need;
  if (!one.isHere || need.hasConflictWith.has(personId) || need.wantsNot.has(personId) || need.isNotTakenBy.has(personId))
    return false;
  if (!holds(one.licences, place, course) || !holds(one.prescribing, place, course)) return false;
  if (!holds(one.controlledSubstances, place, course)) return false;
  if (one.collaboratesIn.includes(place) && !holds(one.collaborations, place, course)) return false;
  if (!need.legalBases.some(({ from, to }) => from <= course.from && course.to <= to)) return false;
  return one.languages.some((language) => need.languages.includes(language)) && one.load < one.capacity;
}

function fitOf(one, need) {
  const met = need.topics.length ? need.topics.filter((topic) => one.specialties.includes(topic)).length / need.topics.length : 0;
  const soon = Math.max(0, 14 - one.daysUntilFree) / 14;
  const near = 1 - Math.min(Math.abs(one.offsetMin - need.offsetMin), 360) / 360;
  const points = (weight, share) => Math.round((weight * Math.round(100 * share)) / 100);
  return (
    (need.knows.has(one.personId) ? WEIGHTS.continuity : 0) +
    points(WEIGHTS.specialty, met) +
    points(WEIGHTS.soon, soon) +
    points(WEIGHTS.zone, near) +
    (need.gender !== null && need.gender === one.gender ? WEIGHTS.preference : 0)
  );
}

function scan(all, need) {
  const found = [];
  for (const one of all) if (mayBePaired(one, need)) found.push({ personId: one.personId, fit: fitOf(one, need) });
  return found.sort((a, b) => b.fit - a.fit || (a.personId < b.personId ? -1 : 1));
}

const [everybody, asked] = [clinicians(5_000), needs(40)];
function rank(seconds) {
  const until = performance.now() + seconds * 1_000;
  let [calls, spent] = [0, 0];
  while (performance.now() < until) {
    const since = performance.now();
    for (const need of asked) scan(everybody, need);
    spent += performance.now() - since;
    calls += asked.length;
  }
  return { us: (spent * 1_000) / calls, found: scan(everybody, asked[0]) };
}

async function solve(size) {
  const highs = await loadHighs();
  const { pairs: all, places } = pairs(size);
  const [clinicianIds, columns] = [[...places.keys()], all.length];
  const rowOf = new Map(clinicianIds.map((id, at) => [id, size.patients + at]));
  const indices = new Int32Array(2 * columns);
  for (const [at, pair] of all.entries()) indices.set([Number(pair.patientId.slice(1)), rowOf.get(pair.clinicianId)], 2 * at);
  const rows = size.patients + clinicianIds.length;
  const model = highs.createModel({
    ...{ numCols: columns, numRows: rows, sense: highs.constants.objectiveSense.maximize },
    colCost: Float64Array.from(all, ({ fit }) => size.patients * 300 + 1 + fit),
    ...{ colLower: new Float64Array(columns), colUpper: new Float64Array(columns).fill(1), rowLower: new Float64Array(rows) },
    rowUpper: Float64Array.from([...Array(size.patients).fill(1), ...places.values()]),
    matrix: {
      ...{ format: 'csc', numRows: rows, numCols: columns, indices, values: new Float64Array(2 * columns).fill(1) },
      starts: Int32Array.from({ length: columns + 1 }, (_, at) => 2 * at),
    },
  });
  model.options.set({ output_flag: false, solver: 'simplex' });
  const since = performance.now();
  model.run();
  const ms = performance.now() - since;
  const values = model.getSolution().colValue;
  const fit = all.reduce((sum, pair, at) => sum + (values[at] > 0.5 ? pair.fit : 0), 0);
  model.dispose();
  return { ms, fit, placed: values.filter((value) => value > 0.5).length };
}

const answer = async ({ seconds, size }) => process.send(size ? await solve(size) : rank(seconds));
process.channel.ref();
process.on('message', (wanted) => void answer(wanted));
