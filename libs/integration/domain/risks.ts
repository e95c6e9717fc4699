import { HOUR, MINUTE } from '#kernel';

/** What is known of an appointment that is booked. Instants in epoch ms. What only a dosing session has is true of every other. */
export type AppointmentFacts = Readonly<{
  startsAt: number;
  confirmedAt: number | null;
  isSession: boolean;
  hasBegun: boolean;
  /** Messages about it that did not arrive, as far as anybody knows. */
  undelivered: number;
  /** Somebody is on call for all of it. */
  isCovered: boolean;
  hasVisit: boolean;
  /** The visit after an earlier dose was missed, and the next dose is locked until it is held. */
  isVisitOwed: boolean;
  /** Its dose is one to come of the newest signed protocol. */
  isDosePlanned: boolean;
  /** Something speaks against going on, and no prescriber has looked at it yet. */
  isCoursePaused: boolean;
  /** No other session of the patient is nearer than the newest protocol asks for. */
  isApart: boolean;
  /** Each dose before it has its session before it. */
  isInOrder: boolean;
  /** By the last dose that was taken; null when none was. */
  doseNotBefore: number | null;
  hasChaperone: boolean;
  isChaperoneReachable: boolean;
  /** They have said that they cannot come, and nobody else is on duty yet. */
  isChaperoneOut: boolean;
  /** As much as its dose, at home, counted and in date on that day. */
  hasMedicine: boolean;
  /** Somebody has signed off the preparation for this course. */
  isPrepared: boolean;
  hasConsent: boolean;
  hasEmergencyCard: boolean;
  /** It takes place in the clinic: what only a session at home needs is true of it. */
  isInClinic: boolean;
  /** The clinic has its own emergency plan, and it will not be too old on that day. */
  hasClinicPlan: boolean;
  /** Of a group: how many places are taken, and how many patients one clinician may look after; null of everything else. */
  group: Readonly<{ taken: number; patientsPerStaff: number }> | null;
  clinicians: readonly Readonly<{
    personId: string;
    hasLeft: boolean;
    /** What they lack to do their part on that day, where the patient was at last, as far as that is known. */
    lack: 'no-licence' | 'no-authority' | 'no-legal-basis' | null;
    misfits: readonly ('away' | 'off-hours' | 'over-cap')[];
  }>[];
}>;

/** Why an appointment may not take place as it is booked, those first that stop it. */
export const RISKS = [
  'clinician-left',
  'away',
  'no-licence',
  'no-authority',
  'no-legal-basis',
  'over-ratio',
  'no-cover',
  'no-visit',
  'visit-owed',
  'course-paused',
  'plan-changed',
  'out-of-order',
  'too-near',
  'no-consent',
  'no-chaperone',
  'companion-out',
  'chaperone-unreachable',
  'no-emergency-card',
  'no-clinic-plan',
  'no-medicine',
  'preparation-open',
  'off-hours',
  'over-cap',
  'undelivered',
  'unconfirmed',
] as const;
/** `who`: the person of whom it is said; null when it is said of nobody. */
export type Risk = Readonly<{ code: (typeof RISKS)[number]; who: string | null }>;

/** From so long before it somebody should have said that they come. Source: docs/clinical-defaults.md, "Booking". */
export const CONFIRM_BY_MS = 24 * HOUR;

/** From so long before a session medicine and preparation should be there. Source: docs/clinical-defaults.md, "Booking". */
export const READY_BY_MS = 72 * HOUR;

/** A session may wait so long for the hour of the last dose: arrival and vitals take that time anyway. Source: docs/clinical-defaults.md, "Booking". */
export const WAITS_FOR_DOSE_MS = 30 * MINUTE;

/**
 * Everything because of which an appointment may not take place as it is booked.
 *
 * @param now epoch ms
 * @returns   in the order of `RISKS`; none for what has begun, which is watched elsewhere
 */
export function risksOf(facts: AppointmentFacts, now: number): Risk[] {
  if (facts.hasBegun) return [];
  const found = facts.clinicians.flatMap(({ personId: who, hasLeft, lack, misfits }): Risk[] => {
    if (hasLeft) return [{ code: 'clinician-left', who }];
    return [...(lack ? [lack] : []), ...misfits].map((code) => ({ code, who }));
  });
  const add = (code: Risk['code'], isSo: boolean) => isSo && found.push({ code, who: null });
  if (facts.isSession) {
    add('no-cover', !facts.isCovered);
    add('no-visit', !facts.hasVisit);
    add('visit-owed', facts.isVisitOwed);
    add('course-paused', facts.isCoursePaused);
    add('plan-changed', !facts.isDosePlanned && !facts.isCoursePaused);
    add('out-of-order', !facts.isInOrder);
    add('too-near', !facts.isApart || facts.startsAt + WAITS_FOR_DOSE_MS < (facts.doseNotBefore ?? 0));
    add('no-consent', !facts.hasConsent);
    add('no-chaperone', !facts.hasChaperone);
    add('chaperone-unreachable', facts.hasChaperone && !facts.isChaperoneReachable);
    add('companion-out', facts.isChaperoneOut);
    add('no-emergency-card', !facts.hasEmergencyCard);
    add('no-clinic-plan', facts.isInClinic && !facts.hasClinicPlan);
    const isNear = now >= facts.startsAt - READY_BY_MS;
    add('no-medicine', isNear && !facts.hasMedicine);
    add('preparation-open', isNear && !facts.isPrepared);
  }
  add('undelivered', facts.undelivered > 0);
  if (facts.group) {
    const present = facts.clinicians.filter(({ hasLeft, misfits }) => !hasLeft && !misfits.includes('away')).length;
    add('over-ratio', facts.group.taken > facts.group.patientsPerStaff * present);
  } else add('unconfirmed', facts.confirmedAt === null && now >= facts.startsAt - CONFIRM_BY_MS);
  return found.sort((a, b) => RISKS.indexOf(a.code) - RISKS.indexOf(b.code));
}
