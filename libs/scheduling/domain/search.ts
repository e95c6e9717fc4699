import { MINUTE, type Span } from '#kernel';
import { type Grid, gridStarts, isOnGrid } from './grid.js';
import {
  includesStart,
  intersectStarts,
  mergeStarts,
  type Share,
  type Starts,
  startsBeside,
  startsInside,
  startsOutside,
} from './starts.js';

/** Why a start cannot be had. The first ones are of the appointment, the others of a person. */
export type RefusalCode =
  | 'off-grid'
  | 'too-soon'
  | 'too-early'
  | 'too-late'
  | 'too-near'
  | 'out-of-order'
  | 'before-visit'
  | 'closed'
  | 'not-offered'
  | 'off-hours'
  | 'away'
  | 'day-full'
  | 'taken'
  | 'no-pause';
/** `who`: whose time it is; null when it is nobody's. */
export type Refusal = Readonly<{ code: RefusalCode; who: string | null }>;

/** What an appointment needs of one person. Spans are disjoint and rise; epoch ms. */
export type Attendance = Share &
  Readonly<{
    who: string;
    /** Null: whatever the hour. */
    hours: readonly Span[] | null;
    away: readonly Span[];
    /** What is taken; several lists are places of which one has to be free. */
    taken: readonly (readonly Span[])[];
    /** Minutes to be kept free between what is taken and this, before it and after it. */
    pauseBeforeMin: number;
    pauseAfterMin: number;
    /** What is taken together with the pauses around it that its own kind asks for, where it asks for any. */
    resting: readonly Span[];
    /** Stretches in which nothing more may begin. */
    fullDays: readonly Span[];
    isOffered: boolean;
  }>;

/** Rules that come from elsewhere, as values. */
export type Rule =
  | Readonly<{ code: 'too-soon' | 'too-early'; notBefore: number }>
  | Readonly<{ code: 'too-late'; notAfter: number }>
  | Readonly<{ code: 'too-near' | 'out-of-order' | 'before-visit' | 'closed'; shut: readonly Span[] }>;

/** `within`: all starts that will be asked for. */
export type Ask = Readonly<{ within: Span; grid: Grid; rules: readonly Rule[]; people: readonly Attendance[] }>;

type Constraint = Readonly<{ code: RefusalCode; who: string | null; starts: Starts[]; codeAt?: (at: number) => RefusalCode }>;

/** Everything that can be had, but for the grid; `why` names what left nothing. */
export type Search = Readonly<{ ask: Ask; possible: readonly Starts[]; why: Refusal | null }>;

const [EVER, NEVER] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

function ofRule(rule: Rule): Constraint {
  const { code } = rule;
  if ('notBefore' in rule) return { code, who: null, starts: [{ from: rule.notBefore, to: EVER }] };
  if ('notAfter' in rule) return { code, who: null, starts: [{ from: NEVER, to: rule.notAfter }] };
  return { code, who: null, starts: startsOutside(rule.shut) };
}

function besideTaken({ taken, ...share }: Attendance, beforeMin: number, afterMin: number): Starts[] {
  if (taken.length === 1) return startsBeside(taken[0]!, share, beforeMin, afterMin);
  return mergeStarts(taken.flatMap((place) => startsBeside(place, share, beforeMin, afterMin)));
}

/** A gap serves both appointments beside it: it is as long as what each of them asks for. */
function besideAll(person: Attendance): Starts[] {
  const beside = besideTaken(person, person.pauseBeforeMin, person.pauseAfterMin);
  return person.resting.length ? intersectStarts(beside, startsBeside(person.resting, person)) : beside;
}

function* ofPerson(person: Attendance): Generator<Constraint> {
  const { who, hours, away, fullDays } = person;
  if (!person.isOffered) yield { code: 'not-offered', who, starts: [] };
  if (hours) yield { code: 'off-hours', who, starts: startsInside(hours, person) };
  if (away.length) yield { code: 'away', who, starts: startsBeside(away, person) };
  if (fullDays.length) yield { code: 'day-full', who, starts: startsOutside(fullDays) };
  const codeAt = (at: number) => (includesStart(besideTaken(person, 0, 0), at) ? 'no-pause' : 'taken');
  yield { code: 'taken', who, starts: besideAll(person), codeAt };
}

function* constraints({ rules, people }: Ask): Generator<Constraint> {
  for (const rule of rules) yield ofRule(rule);
  for (const person of people) yield* ofPerson(person);
}

/** Looks for times that all rules and all people allow. The first constraint that leaves nothing is the reason why there is none. */
export function search(ask: Ask): Search {
  let possible: Starts[] = ask.within.from < ask.within.to ? [{ from: ask.within.from, to: ask.within.to - 1 }] : [];
  for (const { code, who, starts } of constraints(ask)) {
    if (!possible.length) break;
    possible = intersectStarts(possible, starts);
    if (!possible.length) return { ask, possible, why: { code, who } };
  }
  return { ask, possible, why: null };
}

/** Every start on the grid that can be had. @param part of what was looked at; all when absent @returns rising; epoch ms */
export const slots = ({ ask, possible }: Search, part: Span = ask.within): number[] =>
  gridStarts(possible, ask.grid, { from: Math.max(part.from, ask.within.from), to: Math.min(part.to, ask.within.to) });

/**
 * Everything that speaks against a start, from the same constraints as the list: it is empty exactly for what `slots` lists.
 *
 * @param at epoch ms, inside of what was looked at
 */
export function explain({ ask }: Search, at: number): Refusal[] {
  const refusals: Refusal[] = [];
  if (at < ask.within.from) refusals.push({ code: 'too-early', who: null });
  if (at >= ask.within.to) refusals.push({ code: 'too-late', who: null });
  for (const { code, who, starts, codeAt } of constraints(ask)) {
    if (!includesStart(starts, at)) refusals.push({ code: codeAt?.(at) ?? code, who });
  }
  if (!isOnGrid(ask.grid, at)) refusals.push({ code: 'off-grid', who: null });
  return refusals;
}

/** Whether a start can be had: whether `slots` lists it. */
export const isBookable = ({ ask, possible }: Search, at: number): boolean =>
  ask.within.from <= at && at < ask.within.to && includesStart(possible, at) && isOnGrid(ask.grid, at);

/** Notice as a rule. @param now epoch ms */
export const noticeRule = (now: number, noticeMin: number): Rule => ({ code: 'too-soon', notBefore: now + noticeMin * MINUTE });
