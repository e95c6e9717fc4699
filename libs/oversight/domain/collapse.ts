import { DAY, HOUR } from '#kernel';

/** An act on a patient's record; `at` in epoch ms. */
export type Act = Readonly<{ at: number; actorId: string | null; actorRole: string; action: string; purpose: string }>;
/** That a record was opened in an emergency, or closed again; `at` in epoch ms. */
export type Glass = Readonly<{ actorId: string; action: string; at: number }>;

export type Who = 'you' | 'link' | 'person' | 'system';
/** Acts of one kind by one person on one day. */
export type View = Readonly<{
  who: Who;
  actorId: string | null;
  actorRole: string;
  action: string;
  purpose: string;
  isBreakGlass: boolean;
  count: number;
  firstAt: number;
  lastAt: number;
}>;

/** A record that was opened in an emergency closes by itself after so long. Source: docs/adr/0010-audit-is-a-chain.md. */
const GLASS_MS = HOUR;

/** Whoever has a link of theirs is most likely the patient, and nobody has proven it. */
const whoOf = ({ actorId, actorRole }: Act, patientId: string): Who =>
  actorId === null ? 'system' : actorRole === 'link' ? 'link' : actorId === patientId ? 'you' : 'person';

/** Whether an act was done through a record that its actor had opened in an emergency. */
export function isThroughGlass(act: Act, glasses: readonly Glass[]): boolean {
  if (act.purpose === 'break-glass' || act.action === 'break-glass') return true;
  const own = glasses.filter(({ actorId, at }) => actorId === act.actorId && at <= act.at);
  const last = own.reduce<Glass | undefined>((latest, glass) => (latest && latest.at > glass.at ? latest : glass), undefined);
  return last?.action === 'break-glass' && act.at < last.at + GLASS_MS;
}

/**
 * Puts acts together that a person would call one: of the same kind, by the same person, on the same day. What the patient did,
 * what was done through links of theirs, and what the program did, is one each day, whatever it was.
 *
 * @param acts        the last first; epoch ms
 * @param zoneAheadMs how far the patient's clock is ahead of UTC
 * @returns           the last first
 */
export function collapse(acts: readonly Act[], patientId: string, glasses: readonly Glass[], zoneAheadMs: number): View[] {
  const views = new Map<string, View>();
  for (const act of acts) {
    const who = whoOf(act, patientId);
    const isBreakGlass = who === 'person' && isThroughGlass(act, glasses);
    const day = Math.floor((act.at + zoneAheadMs) / DAY);
    const key = who === 'person' ? [day, act.actorId, act.action, act.purpose, isBreakGlass].join(' ') : `${day} ${who}`;
    const known = views.get(key);
    if (known) views.set(key, { ...known, count: known.count + 1, firstAt: act.at });
    else views.set(key, { ...pick(act), who, isBreakGlass, count: 1, firstAt: act.at, lastAt: act.at });
  }
  return [...views.values()];
}

const pick = ({ actorId, actorRole, action, purpose }: Act) => ({ actorId, actorRole, action, purpose });
