import { HOUR, MINUTE } from '#kernel';

export const REMINDER_KINDS = ['t-72h', 't-24h', 't-4h', 't-2h', 't-15m', 'after'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/**
 * `at`: when it is to be sent. `useUntil`: after this it tells nothing any more. `decideAt`: when is decided who gets it and how; so
 * early that quiet hours can move it forward. All in epoch ms. `passesQuiet`: somebody who has it is awake.
 */
export type Reminder = Readonly<{ kind: ReminderKind; at: number; useUntil: number; decideAt: number; passesQuiet: boolean }>;

/** Quiet hours are no longer than this; a constraint of `contact_preference` says the same. */
const LONGEST_QUIET_MS = 12 * HOUR;

type Offset = Readonly<{ from: 'start' | 'end'; offsetMs: number; usefulMs: number; passesQuiet: boolean; source: string }>;
const source = 'docs/adr/0020-messages.md';
const OFFSETS: Readonly<Record<ReminderKind, Offset>> = {
  't-72h': { from: 'start', offsetMs: -72 * HOUR, usefulMs: 36 * HOUR, passesQuiet: false, source },
  't-24h': { from: 'start', offsetMs: -24 * HOUR, usefulMs: 16 * HOUR, passesQuiet: false, source },
  't-4h': { from: 'start', offsetMs: -4 * HOUR, usefulMs: 90 * MINUTE, passesQuiet: false, source },
  't-2h': { from: 'start', offsetMs: -2 * HOUR, usefulMs: 75 * MINUTE, passesQuiet: false, source },
  't-15m': { from: 'start', offsetMs: -15 * MINUTE, usefulMs: 20 * MINUTE, passesQuiet: true, source },
  after: { from: 'end', offsetMs: 3 * HOUR, usefulMs: 36 * HOUR, passesQuiet: false, source },
};

/** Which reminders an appointment of a type has; a type that is not here has those of `usual`. */
const PLANS: Readonly<Record<string, readonly ReminderKind[]>> & Readonly<{ usual: readonly ReminderKind[] }> = {
  usual: ['t-24h', 't-2h'],
  dosing: ['t-72h', 't-24h', 't-4h', 't-2h', 't-15m', 'after'],
  integration: ['t-24h', 't-2h', 't-15m'],
  preparation: ['t-24h', 't-2h', 't-15m'],
  screening: ['t-72h', 't-24h', 't-2h', 't-15m'],
};

/**
 * The reminders of an appointment, whether or not their time has passed.
 *
 * @param type  kind of the appointment
 * @param times when it begins and ends; epoch ms
 * @returns     in the order in which they are sent; `decideAt` is at or before `at`, and `at` before `useUntil`
 */
export function remindersOf(type: string, { startsAt, endsAt }: Readonly<{ startsAt: number; endsAt: number }>): Reminder[] {
  return (PLANS[type] ?? PLANS.usual).map((kind) => {
    const { from, offsetMs, usefulMs, passesQuiet } = OFFSETS[kind];
    const at = (from === 'start' ? startsAt : endsAt) + offsetMs;
    return { kind, at, useUntil: at + usefulMs, decideAt: passesQuiet ? at : at - LONGEST_QUIET_MS, passesQuiet };
  });
}
