import { DAY, HOUR } from '#kernel';
import { type PrescribingRule, ruleOf } from './prescribing-rule.js';

/** That somebody has looked at the monitoring programmes of some states (ISO 3166-2). `checkedAt` in epoch ms. */
export type PdmpLook = Readonly<{ checkedBy: string; states: readonly string[]; checkedAt: number }>;
/** `until`: epoch ms; null where nothing is asked, or there is nothing that could end. */
export type PdmpStanding = Readonly<{
  isMet: boolean;
  reason: 'not-asked' | 'current' | 'never' | 'too-old';
  until: number | null;
}>;

/** A look is one for an order when it is no older. To be reviewed: states say "before each", and none says how long before. */
const FOR_AN_ORDER_MS = 24 * HOUR;
/** So long before it is due again its prescriber is reminded. To be reviewed. */
export const REMIND_BEFORE_MS = 7 * DAY;

/** How long a look holds under the rule of a state, in ms; null where none is asked. */
export const holdsFor = ({ pdmp, pdmpDays }: Pick<PrescribingRule, 'pdmp' | 'pdmpDays'>): number | null => {
  if (pdmp === 'none') return null;
  return pdmp === 'each-order' ? FOR_AN_ORDER_MS : (pdmpDays ?? 0) * DAY;
};

/**
 * Whether a prescriber has looked at the programme of a state recently enough to order something there. What somebody else has looked
 * at, or another state, is no look of theirs at this one.
 *
 * @param rule  of the state
 * @param looks at the patient, by anybody
 * @param now   epoch ms
 */
export function judgePdmp(
  rule: PrescribingRule,
  looks: readonly PdmpLook[],
  { personId, now }: Readonly<{ personId: string; now: number }>,
): PdmpStanding {
  const holds = holdsFor(rule);
  if (holds === null) return { isMet: true, reason: 'not-asked', until: null };
  const own = looks.filter(({ checkedBy, states }) => checkedBy === personId && states.includes(rule.jurisdiction));
  if (!own.length) return { isMet: false, reason: 'never', until: null };
  const until = Math.max(...own.map(({ checkedAt }) => checkedAt)) + holds;
  return now <= until ? { isMet: true, reason: 'current', until } : { isMet: false, reason: 'too-old', until };
}

/** When whoever has looked is to be reminded of a state: a week before the look is over, or at the half of a short one. Epoch ms; null: never. */
function remindAt({ checkedAt }: PdmpLook, rule: PrescribingRule): number | null {
  if (rule.pdmp !== 'every-days') return null;
  const holds = holdsFor(rule)!;
  return checkedAt + Math.max(holds - REMIND_BEFORE_MS, holds / 2);
}

/** Each instant at which somebody is to be reminded of a look at one state or more, rising; epoch ms. */
export const remindersOf = (look: PdmpLook, rules: readonly PrescribingRule[]): number[] =>
  [...new Set(look.states.flatMap((state) => remindAt(look, ruleOf(rules, state)) ?? []))].sort((a, b) => a - b);

/**
 * The states of a look that are to be looked at again by now, and at which the same person has not looked since.
 *
 * @param looks at the patient, by anybody
 * @param now   epoch ms
 */
export function dueAgain(look: PdmpLook, looks: readonly PdmpLook[], rules: readonly PrescribingRule[], now: number): string[] {
  const later = looks.filter(({ checkedBy, checkedAt }) => checkedBy === look.checkedBy && checkedAt > look.checkedAt);
  return look.states.filter((state) => {
    const at = remindAt(look, ruleOf(rules, state));
    return at !== null && at <= now && !later.some(({ states }) => states.includes(state));
  });
}
