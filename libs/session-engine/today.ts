import { HOUR } from '#kernel';
import type { EntryOf, TodayAnswers } from './entry.js';
import { heldBack, isOver } from './milestones.js';
import type { SessionPlan, TodayRules } from './plan.js';
import type { SessionState, Today } from './state.js';

/** What holds where a plan says nothing: plans that were signed before it was asked for are frozen as they are. */
export const TODAY: TodayRules = {
  ...{ solidsHours: 4, leastSolidsHours: 2, liquidsHours: 2, leastLiquidsHours: 1 },
  ...{ alcoholHours: 48, sedativesHours: 24, answersMaxAgeMin: 120 },
};

export const TODAY_SOURCES: Readonly<Record<string, string>> = {
  'today.solidsHours': 'Consent form of a US ketamine clinic: no food for 4 hours, no drink for 2; seen elsewhere: 2 to 6 hours',
  'today.leastSolidsHours': 'Esketamine label: no food for at least 2 hours',
  'today.liquidsHours': 'Consent form of a US ketamine clinic: no drink for 2 hours',
  'today.leastLiquidsHours': 'Esketamine label: no drink for at least 30 minutes; asked in whole hours',
  'today.alcoholHours':
    'Medication guide of a US clinic: no alcohol or cannabis for 48 hours; seen elsewhere: 24 hours, under which nobody may decide otherwise',
  'today.sedativesHours':
    'Medication guide of a US clinic: ask about benzodiazepines within 24 hours; the prescriber decides, and nobody who takes them daily is told to stop',
  'today.answersMaxAgeMin': 'Hearth default, to be reviewed by the clinic',
};

/** What a plan asks of the day of a dose. */
export const todayRulesOf = ({ today }: Pick<SessionPlan, 'today'>): TodayRules => today ?? TODAY;

const CLINICIANS: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);
const ALCOHOL = ['none', 'over-a-day-ago', 'within-a-day'] as const;
const worse = (a: TodayAnswers['alcoholOrCannabis'], b: TodayAnswers['alcoholOrCannabis']) =>
  ALCOHOL[Math.max(ALCOHOL.indexOf(a), ALCOHOL.indexOf(b))]!;

function said({ seq, payload, happenedAt }: EntryOf<'today-answers'>): Today {
  const { ateHoursAgo, drankHoursAgo, ...rest } = payload;
  return {
    ...{ ...rest, seq, answeredAt: happenedAt },
    ...{ ateAt: happenedAt - ateHoursAgo * HOUR, drankAt: happenedAt - drankHoursAgo * HOUR },
  };
}

/** What was said stands, and is added to. */
function added(before: Today, now: Today): Today {
  return {
    ...now,
    answeredAt: Math.max(before.answeredAt, now.answeredAt),
    ...{ ateAt: Math.max(before.ateAt, now.ateAt), drankAt: Math.max(before.drankAt, now.drankAt) },
    alcoholOrCannabis: worse(before.alcoholOrCannabis, now.alcoholOrCannabis),
    tookSedative: before.tookSedative || now.tookSedative,
    tookOtherDrug: before.tookOtherDrug || now.tookOtherDrug,
    isMedicineAsAgreed: before.isMedicineAsAgreed && now.isMedicineAsAgreed,
    mayBePregnant: before.mayBePregnant || now.mayBePregnant,
    hasUrinarySymptoms: before.hasUrinarySymptoms || now.hasUrinarySymptoms,
    isSomethingNew: before.isSomethingNew || now.isSomethingNew,
  };
}

/** Only a clinician who has asked the patient takes anything back, and nothing that was said after they had asked: it may come late. */
const takesBack = ({ author, happenedAt }: EntryOf<'today-answers'>, { answeredAt }: Today): boolean =>
  CLINICIANS.has(author.role) && happenedAt >= answeredAt;

/** The answers of the day. Before the dose the gate is judged again, and what was signed about the answers before them counts no more. */
export function answeredToday(state: SessionState, entry: EntryOf<'today-answers'>): SessionState {
  if (state.dosedAt !== undefined || isOver(state)) return state;
  const now = said(entry);
  const today = state.today && !takesBack(entry, state.today) ? added(state.today, now) : now;
  return { ...heldBack(state), today, overrides: (state.overrides ?? []).filter(({ item }) => item === 'vitals') };
}
