import type { DoseStateName, ProtocolStateName, RequestView, SignatureView, TemplateVersion, VersionView } from '#contracts';

export const TEMPLATE_STATES: Readonly<Record<TemplateVersion['state'], string>> = {
  draft: 'Draft',
  published: 'Published',
  retired: 'Retired',
};
export const PROTOCOL_STATES: Readonly<Record<ProtocolStateName, string>> = {
  draft: 'Nothing is signed yet',
  signed: 'Signed',
  running: 'Under way',
  paused: 'Paused',
  ended: 'Ended',
};
export const DOSE_STATES: Readonly<Record<DoseStateName, string>> = {
  planned: 'No dose yet',
  proposed: 'Waits for a signature',
  signed: 'Signed',
  released: 'Released',
  taken: 'Taken',
  skipped: 'Skipped',
  voided: 'Withdrawn',
};
export const WISHES: Readonly<Record<RequestView['wish'], string>> = {
  lower: 'Less',
  higher: 'More',
  later: 'More time between',
  talk: 'Please look at it with me',
};
export const STANDINGS: Readonly<Record<SignatureView['standing'], string>> = {
  'as-signed': 'The text is as it was signed.',
  changed: 'The text is not the one that was signed. Tell the privacy officer.',
  erased: 'The text was erased with the patient’s record.',
};

/** "6 sessions, 3 days apart at least, then 4 of maintenance, 28 days apart". */
export function courseWords({ sessions, minDaysBetween, later = [] }: VersionView['content']): string {
  const own = later.reduce((left, one) => left - one.sessions, sessions);
  const then = later.map((one) => `, then ${one.sessions} of ${one.phase}, ${one.minDaysBetween} days apart`).join('');
  return `${own} sessions, ${minDaysBetween} days apart at least${then}`;
}

/** What stands against a dose, or against signing, by the server's codes. */
const REASONS: Readonly<Record<string, string>> = {
  'serious-event': 'A serious event in a session, and nobody has reviewed it',
  'vitals-breach': 'Blood pressure or pulse was out of bounds, and nobody has reviewed it',
  'missed-integration': 'A visit after a session was missed, and nobody has reviewed it',
  suicidality: 'Answers about suicide, and nobody has reviewed them',
  'end-point-review': 'The end-point review that was signed with the protocol is due: is it worth going on?',
  'above-maximum': 'Above the most that was signed for one session',
  'too-many-sessions': 'More sessions in thirty days than was signed',
  'step-second-signer': 'A large step from the dose before: another prescriber has to sign, too',
  'step-large': 'A step of more than was signed as small: please look twice',
  'second-signer': 'Another prescriber has to sign, too',
  'not-a-prescriber': 'Only prescribers of the clinic sign',
  'not-stated': 'The patient has not said lately where they are',
  'no-licence-there': 'You have no licence where the patient is',
  'not-yet': 'Your licence there has not begun',
  over: 'Your licence there is over',
  ended: 'Your licence there has ended',
  'pdmp-never': 'You have not looked yet: attest it below, under “Monitoring programme”',
  'pdmp-too-old': 'Your last look is too old: attest another one below, under “Monitoring programme”',
  'no-such-phase': 'The template has no such phase',
  'nearer-than-the-phase': 'Nearer together than the phase allows',
  'phases-out-of-order': 'The phases are not in the order of the template',
  'phases-do-not-add-up': 'Each phase needs a session of its own',
  'review-out-of-bounds': 'The day of the end-point review has to lie ahead, and within the weeks that the template says',
  'limits-loosened': 'A limit of the patient would let more through than the template',
  'guardrails-loosened': 'A bound of the doses would let more through than the template',
  'shorter-than-planned': 'Fewer sessions than are planned already',
  'holds-a-dose': 'A template holds no dose',
  'esketamine-outside-a-clinic': 'Esketamine is given in a clinic, and nowhere else',
  'esketamine-not-watched': 'Esketamine is watched for two hours at least',
  'injection-at-home': 'Nothing is injected into a vein or a muscle at home',
  'subcutaneous-at-home': 'Subcutaneous ketamine at home: the medical director has not allowed it',
  'guardrails-turned': 'The step that is warned of is larger than the one that takes a second signature',
  'plan-does-not-rise': 'The times of the session do not rise',
  'end-vitals-after-discharge': 'The last reading lies after the discharge',
  'nobody-on-site': 'In the clinic somebody of the staff is with the patient; at home nobody of it is',
  'esketamine-without-prescriber-or-oximeter': 'Esketamine takes a prescriber on site and a pulse oximeter',
  'no-such-template': 'A protocol that it is treated by is not published',
  'another-setting': 'A protocol is for another place than the programme',
  'more-sessions-than-the-template': 'More sessions than the protocol has',
  'alone-at-home': 'Nobody has a dose at home without a companion',
  'esketamine-not-enrolled': 'Esketamine asks for the enrolment in its risk programme',
  'nobody-takes-home': 'Somebody has to take the patient home from the clinic',
  'reviews-do-not-rise': 'The reviews are not in their order',
  'review-after-the-end': 'A review lies behind the last session: that one is there anyway',
  'no-such-questionnaire': 'There is no such questionnaire',
  'asked-twice': 'Something stands in it twice',
};
export const reasonWords = (code: string): string => REASONS[code] ?? code;

/** Names whose words say more than they do themselves. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ plan: 'session', gate: 'before the dose', inSession: 'during the session', checks: 'safety checks', vitals: 'readings' },
  ...{ minMin: 'at the earliest after, min', endVitalsFromMin: 'end readings from, min', firstMin: 'first after, min' },
  ...{ everyMin: 'every, min', offsetsMin: 'after the dose, min', holdSystolic: 'no dose from systolic, mmHg' },
  ...{ holdDiastolic: 'no dose from diastolic, mmHg', holdHeartRate: 'no dose from pulse, a minute' },
  ...{ spacingDays: 'days apart', minDaysBetween: 'days between two sessions', endPointReviewOn: 'end-point review on' },
  ...{ endPointReviewWithinDays: 'end-point review within, days', patientLimits: 'limits of this patient' },
  ...{ guardrails: 'steps of the dose', warnStepPct: 'warned of above, %', secondSignerStepPct: 'second prescriber above, %' },
  ...{ maxMgPerSession: 'most mg in one session', maxSessionsPer30Days: 'sessions in 30 days, at most' },
};
const plain = (name: string) => name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** "plan.discharge.minMin" as people read it. */
export const pathWords = (path: string): string =>
  path
    .split('.')
    .map((name) => NAMES[name] ?? plain(name))
    .join(' › ');
