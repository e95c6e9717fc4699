import { HOUR, MINUTE } from '#kernel';
import type { GateFinding, GateItem } from './entry.js';
import type { TodayRules } from './plan.js';
import type { Override, Today } from './state.js';

/** What the patient has said of this day, and who has seen that it is them. Instants in epoch ms. */
export type DayOfDose = Readonly<{
  today?: Today | undefined;
  rules: TodayRules;
  /** When a clinician has last seen that the patient is who they are. */
  identifiedAt: number | null;
}>;

/** Why an item holds, the gravest first, and whether it does. */
type Reason = readonly [reason: string, holds: boolean];

const ITEMS: readonly Readonly<{
  item: GateItem;
  met: string;
  why: (today: Today, rules: TodayRules, now: number) => Reason[];
}>[] = [
  {
    ...{ item: 'fasting', met: 'fasted' },
    why: ({ ateAt, drankAt }, rules, now) => [
      ['ate-just-now', now - ateAt < rules.leastSolidsHours * HOUR],
      ['drank-just-now', now - drankAt < rules.leastLiquidsHours * HOUR],
      ['ate-too-recently', now - ateAt < rules.solidsHours * HOUR],
      ['drank-too-recently', now - drankAt < rules.liquidsHours * HOUR],
    ],
  },
  {
    ...{ item: 'substances', met: 'none-taken' },
    why: ({ alcoholOrCannabis, tookOtherDrug, tookSedative }) => [
      ['alcohol-within-a-day', alcoholOrCannabis === 'within-a-day'],
      ['other-drug', tookOtherDrug],
      ['sedative-taken', tookSedative],
      ['alcohol-too-recently', alcoholOrCannabis === 'over-a-day-ago'],
    ],
  },
  {
    ...{ item: 'medicines-held', met: 'as-agreed' },
    why: ({ isMedicineAsAgreed }) => [['not-as-agreed', !isMedicineAsAgreed]],
  },
  {
    ...{ item: 'nothing-new', met: 'nothing-new' },
    why: ({ mayBePregnant, hasUrinarySymptoms, isSomethingNew }) => [
      ['may-be-pregnant', mayBePregnant],
      ['urinary-symptoms', hasUrinarySymptoms],
      ['something-new', isSomethingNew],
    ],
  },
];

/**
 * Food, drink, substances, medicines and whatever is new, as the patient has said it for this dose.
 *
 * @param signed what a prescriber has signed over: whatever else holds the same item is said before it
 * @param now    epoch ms
 * @returns      one finding of each, in the gate's order; all hold as long as nobody has asked, or has asked too long ago
 */
function judgeToday({ today, rules }: DayOfDose, signed: readonly Override[], now: number): readonly GateFinding[] {
  const evidence = { answeredAt: today?.answeredAt ?? null, ateAt: today?.ateAt ?? null, drankAt: today?.drankAt ?? null };
  const isOld = today !== undefined && now - today.answeredAt > rules.answersMaxAgeMin * MINUTE;
  return ITEMS.map(({ item, met, why }) => {
    const held = today ? why(today, rules, now).flatMap(([code, holds]) => (holds ? [code] : [])) : ['not-asked'];
    const open = held.find((code) => !signed.some((one) => one.item === item && one.heldFor === code));
    const reason = isOld ? 'asked-too-long-ago' : (open ?? held[0]);
    const { answeredAt } = evidence;
    return { item, isMet: reason === undefined, reason: reason ?? met, evidence: item === 'fasting' ? evidence : { answeredAt } };
  });
}

/** Somebody was seen on the day itself: it counts as long as what is said then. */
function judgeIdentity({ identifiedAt, rules }: DayOfDose, now: number): GateFinding {
  const found = (reason: string, isMet = false) =>
    ({ item: 'identity-confirmed', isMet, reason, evidence: { identifiedAt } }) as const;
  if (identifiedAt === null) return found('not-identified');
  if (now - identifiedAt > rules.answersMaxAgeMin * MINUTE) return found('identified-too-long-ago');
  return found('identified', true);
}

/** The items of the gate that are asked on the day itself, in the gate's order. @param now epoch ms */
export const judgeDayOfDose = (day: DayOfDose, signed: readonly Override[], now: number): readonly GateFinding[] => [
  judgeIdentity(day, now),
  ...judgeToday(day, signed, now),
];
