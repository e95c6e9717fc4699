// Made-up registers of clinicians and needs of patients: the same for both sides, for one seed makes one sequence (mulberry32).
const PLACES = ['US-NY', 'US-IL', 'US-CO', 'US-WI', 'US-RI', 'US-CA', 'US-TX', 'US-WA'];
const LANGUAGES = ['en', 'es', 'pl', 'zh', 'ar'];
const TOPICS = ['depression', 'anxiety', 'trauma', 'grief', 'ocd', 'chronic-pain'];
const GENDERS = ['woman', 'man', null];
const TODAY = 20_000;
export const COURSE = { from: TODAY, to: TODAY + 41 };
export const WEIGHTS = { continuity: 100, specialty: 80, soon: 60, zone: 20, preference: 40 };

function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (n) => Math.floor(next() * n);
  return {
    next,
    upTo,
    pick: (all) => all[upTo(all.length)],
    some: (all, n) => Array.from({ length: n }, () => all[upTo(all.length)]),
  };
}

/** Some that hold over the whole course, some that end in it or are over. */
const held = ({ upTo, some }, n) => some(PLACES, n).map((place) => ({ place, from: TODAY - 400, to: TODAY - 20 + upTo(700) }));

/** @param n clinicians, each with what lets them prescribe where */
export function clinicians(n, { capacity = 40 } = {}) {
  const chance = dice(7);
  return Array.from({ length: n }, (_, at) => {
    const licences = held(chance, 3 + chance.upTo(4));
    return {
      ...{ personId: `clinician-${String(at).padStart(5, '0')}`, isHere: true, licences },
      ...{ prescribing: licences, controlledSubstances: licences, collaborations: held(chance, 2) },
      collaboratesIn: chance.upTo(4) ? [] : [chance.pick(PLACES)],
      ...{ capacity, load: chance.upTo(capacity + 2) },
      languages: ['en', ...chance.some(LANGUAGES, chance.upTo(2))],
      specialties: chance.some(TOPICS, chance.upTo(4)),
      ...{ gender: chance.pick(GENDERS), offsetMin: chance.pick([-300, -360, -420, -480]), daysUntilFree: chance.upTo(20) },
    };
  });
}

/** What patients need, of a prescriber. */
export function needs(n, { seed = 11 } = {}) {
  const chance = dice(seed);
  const whom = (some) => new Set(Array.from({ length: some }, () => `clinician-${String(chance.upTo(5_000)).padStart(5, '0')}`));
  return Array.from({ length: n }, (_, at) => ({
    ...{ patientId: `patient-${at}`, part: 'prescriber', place: chance.pick(PLACES), course: COURSE },
    languages: chance.upTo(5) ? ['en'] : [chance.pick(LANGUAGES)],
    topics: chance.some(TOPICS, chance.upTo(3)),
    ...{ gender: chance.pick(GENDERS), offsetMin: chance.pick([-300, -360, -420, -480]) },
    ...{ knows: whom(2), hasConflictWith: whom(2), wantsNot: whom(2), isNotTakenBy: whom(2) },
    legalBases: [{ prescriberId: null, from: TODAY - 100, to: TODAY + 900 }],
  }));
}

/** How well everybody fits everybody who may be paired, at random: as it would come of a clinic that is nearly full. */
export function pairs({ patients, clinicians: n, share }) {
  const chance = dice(13);
  const all = [];
  for (let p = 0; p < patients; p++)
    for (let c = 0; c < n; c++)
      if (chance.next() < share) all.push({ patientId: `p${p}`, clinicianId: `c${c}`, fit: chance.upTo(301) });
  const places = new Map(Array.from({ length: n }, (_, c) => [`c${c}`, 3 + chance.upTo(5)]));
  return { pairs: all, places };
}
