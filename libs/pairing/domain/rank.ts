import { type Deciding, decidingFilter } from './filters.js';
import type { ClinicianRegister, PatientNeed } from './register.js';

/** What speaks for a clinician, among those whom no filter keeps out. */
export const CRITERIA = ['continuity', 'specialty', 'soon', 'zone', 'preference'] as const;
export type Criterion = (typeof CRITERIA)[number];
/** How much each counts: from 0, not at all, to 100. Set by the clinic. */
export type Weights = Readonly<Record<Criterion, number>>;

/** `share`: how far it is met, from 0 to 100; `points`: what that comes to by its weight. */
export type Reason = Readonly<{ criterion: Criterion; share: number; points: number }>;
/** `fit`: the points together. */
export type Candidate = Readonly<{ personId: string; fit: number; reasons: readonly Reason[]; daysUntilFree: number | null }>;
export type Excluded = Deciding & Readonly<{ personId: string }>;
export type Ranking = Readonly<{ candidates: Candidate[]; excluded: Excluded[] }>;

/** A first meeting later than this counts as none; days. Source: docs/clinical-defaults.md, "Pairing". */
export const SOON_DAYS = 14;
/** So far apart two clocks are as far as can be, for this; minutes. Source: docs/clinical-defaults.md, "Pairing". */
const FAR_MIN = 360;

const SHARES: Readonly<Record<Criterion, (one: ClinicianRegister, need: PatientNeed) => number>> = {
  continuity: ({ personId }, { knows }) => (knows.has(personId) ? 100 : 0),
  specialty: ({ specialties }, { topics }) => {
    if (!topics.length) return 0;
    let met = 0;
    for (const topic of topics) if (specialties.includes(topic)) met++;
    return Math.round((100 * met) / topics.length);
  },
  soon: ({ daysUntilFree }) =>
    daysUntilFree === null ? 0 : Math.round((100 * Math.max(0, SOON_DAYS - daysUntilFree)) / SOON_DAYS),
  zone: ({ offsetMin }, need) => Math.round(100 - (100 * Math.min(Math.abs(offsetMin - need.offsetMin), FAR_MIN)) / FAR_MIN),
  preference: ({ gender }, need) => (need.gender !== null && need.gender === gender ? 100 : 0),
};

/** How well a clinician fits a patient, reason by reason. Whether they may be paired at all is for the filters to say. */
export function judgeFit(one: ClinicianRegister, need: PatientNeed, weights: Weights): Candidate {
  let fit = 0;
  const reasons = CRITERIA.map((criterion) => {
    const share = SHARES[criterion](one, need);
    const points = Math.round((weights[criterion] * share) / 100);
    fit += points;
    return { criterion, share, points };
  });
  return { personId: one.personId, fit, reasons, daysUntilFree: one.daysUntilFree };
}

const bestFirst = (a: Candidate, b: Candidate): number => b.fit - a.fit || (a.personId < b.personId ? -1 : 1);

/**
 * Everybody by how well they fit, and of everybody else what keeps them out.
 *
 * @returns `candidates`: the best first, those who fit alike by their ids; `excluded`: in the order given
 */
export function rank(clinicians: readonly ClinicianRegister[], need: PatientNeed, weights: Weights): Ranking {
  const candidates: Candidate[] = [];
  const excluded: Excluded[] = [];
  for (const one of clinicians) {
    const deciding = decidingFilter(one, need);
    if (deciding) excluded.push({ personId: one.personId, filter: deciding.filter, day: deciding.day });
    else candidates.push(judgeFit(one, need, weights));
  }
  return { candidates: candidates.sort(bestFirst), excluded };
}
