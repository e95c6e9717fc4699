import type { AtRisk, RiskCode } from '#contracts';

/** What a risk means, what to do about it, and where. `stops`: as it is now, the dose or the visit cannot take place. */
export type Advice = Readonly<{ weight: 'stops' | 'watch'; what: string; todo: string; href: string; words: string }>;
type Risk = AtRisk['risks'][number];

const ADVICE: Readonly<Record<RiskCode, (who: string, day: string) => Advice>> = {
  'clinician-left': (who) => ({
    ...{ weight: 'stops', what: `${who} cannot sign in any more`, href: '/team', words: 'Change the team' },
    todo: 'Give the patient another clinician, then move the session.',
  }),
  away: (who) => ({
    ...{ weight: 'stops', what: `${who} is away then`, href: '/closures', words: 'Find another time' },
    todo: 'Move it to a time at which all can meet.',
  }),
  'no-licence': (who) => ({
    ...{ weight: 'stops', what: `${who} has no licence for it`, href: '/licences', words: 'See the licences' },
    todo: 'None is valid that day where the patient is. Enter the renewed one, or give the patient another clinician.',
  }),
  'no-authority': (who) => ({
    ...{ weight: 'stops', what: `${who} may not prescribe for it`, href: '/licences', words: 'See the licences' },
    todo: 'Something that the state asks of prescribers is missing or over that day. Enter it once it is renewed, or give the patient another prescriber.',
  }),
  'no-legal-basis': (who) => ({
    ...{ weight: 'stops', what: `${who} has no basis in law to prescribe for it at a distance`, href: '/legal-bases' },
    ...{ words: 'See the bases in law', todo: 'Plan an examination in person before it, or enter the basis that holds then.' },
  }),
  'over-ratio': (_, day) => ({
    ...{ weight: 'stops', what: 'More patients come than those who are there may look after', words: 'Open the calendar' },
    ...{ href: `/calendar#${day}`, todo: 'Move the group to a time at which all can lead it, or call it off.' },
  }),
  'no-cover': () => ({
    ...{ weight: 'stops', what: 'Nobody is on call for a part of it', href: '/rota', words: 'Fill the gap' },
    todo: 'Without somebody on call the dose cannot be released.',
  }),
  'no-visit': (_, day) => ({
    ...{ weight: 'stops', what: 'It has no integration visit', href: `/calendar#${day}`, words: 'Open the calendar' },
    todo: 'Move the session: its visit is booked with it again.',
  }),
  'visit-owed': () => ({
    ...{ weight: 'stops', what: 'The visit after an earlier dose was missed', href: '/visits', words: 'See the visits' },
    todo: 'The next dose stays locked until the therapist has held that visit.',
  }),
  'course-paused': () => ({
    ...{ weight: 'stops', what: 'The course is paused', href: '/patients', words: 'Find the patient' },
    todo: 'A prescriber of the team looks at it under Reviews, and decides whether it goes on.',
  }),
  'plan-changed': () => ({
    ...{
      weight: 'stops',
      what: 'Its dose is not part of the signed protocol any more',
      href: '/patients',
      words: 'Find the patient',
    },
    todo: 'A prescriber decides: the session is called off, and booked again from the new protocol.',
  }),
  'out-of-order': (_, day) => ({
    ...{
      weight: 'stops',
      what: 'A dose before it has no session before it',
      href: `/calendar#${day}`,
      words: 'Open the calendar',
    },
    todo: 'Book the missing session before it, or move this one behind it. Until then its dose stays locked.',
  }),
  'too-near': (_, day) => ({
    ...{
      weight: 'stops',
      what: 'It is nearer to another dose than was signed',
      href: `/calendar#${day}`,
      words: 'Open the calendar',
    },
    todo: 'Move one of the two: the gate does not open before the days are over.',
  }),
  'no-consent': () => ({
    ...{ weight: 'stops', what: 'The consent is not signed whole, or ends before', href: '/patients', words: 'Find the patient' },
    todo: 'Ask the patient to sign it. Without it the gate does not open.',
  }),
  'no-chaperone': () => ({
    ...{ weight: 'stops', what: 'The companion is not with the patient any more', href: '/team', words: 'Change the team' },
    todo: 'Ask the patient who will be with them.',
  }),
  'chaperone-unreachable': () => ({
    ...{ weight: 'watch', what: 'The companion has no telephone number', href: '/team', words: 'See the team' },
    todo: 'Ask for one: they get their link by text message.',
  }),
  'no-emergency-card': () => ({
    ...{ weight: 'watch', what: 'There is no emergency card', href: '/patients', words: 'Find the patient' },
    todo: 'Ask for the address and how to get in, before the day.',
  }),
  'no-clinic-plan': () => ({
    ...{ weight: 'stops', what: 'The clinic has no emergency plan for that day', href: '/in-clinic', words: 'See the plan' },
    todo: 'The medical director writes it, and looks at it again each year. Without it the gate does not open.',
  }),
  'companion-out': () => ({
    ...{ weight: 'stops', what: 'The companion cannot come', href: '/patients', words: 'Find the patient' },
    todo: 'Whoever stands in was asked. Call them, or ask the team to put them on duty.',
  }),
  'no-medicine': () => ({
    ...{ weight: 'stops', what: 'There is not enough medicine at home', href: '/patients', words: 'Find the patient' },
    todo: 'Ask the team where the parcel is, and the patient to count it.',
  }),
  'preparation-open': () => ({
    ...{ weight: 'stops', what: 'The preparation is not signed off', href: '/patients', words: 'Find the patient' },
    todo: 'Ask the therapist. Without it the gate does not open.',
  }),
  'off-hours': (who, day) => ({
    ...{ weight: 'watch', what: `It is outside the hours of ${who} now`, href: `/calendar#${day}`, words: 'Open the calendar' },
    todo: 'Ask whether they keep it; else move it.',
  }),
  'over-cap': (who, day) => ({
    ...{ weight: 'watch', what: `${who} has more that day than they take`, href: `/calendar#${day}`, words: 'Open the calendar' },
    todo: 'Ask whether they can, or move one of them.',
  }),
  undelivered: () => ({
    ...{ weight: 'watch', what: 'A message about it did not arrive', href: '/delivery', words: 'See the messages' },
    todo: 'Send it again, or call.',
  }),
  unconfirmed: () => ({
    ...{
      weight: 'watch',
      what: 'Nobody has confirmed it, and it is tomorrow or today',
      href: '/patients',
      words: 'Find the patient',
    },
    todo: 'Call and ask whether they come.',
  }),
};

/** @param day of the appointment at the clinic, as `2026-12-01` */
export const adviceOn = ({ code, displayName }: Risk, day: string): Advice => ADVICE[code](displayName ?? 'Somebody', day);
