import type {
  Alternative,
  Clearance,
  DecisionOutcome,
  DecisionReason,
  Demand,
  HandOff,
  ScreeningState,
  ScreeningStep,
  WhoIsWho,
} from '#contracts';

export const STATES: Readonly<Record<ScreeningState, string>> = {
  intake_started: 'Questions begun',
  screening_booked: 'Call booked',
  in_screening: 'In screening',
  handed_over: 'Handed over',
  needs_clearance: 'Needs clearance',
  eligible: 'Eligible',
  not_eligible: 'Not eligible',
  deferred: 'Deferred',
};

export const STEPS: Readonly<Record<ScreeningStep, string>> = {
  'book-the-call': 'Book the call',
  'hold-the-call': 'Hold the call',
  'hand-off-or-decide': 'Hand off, or decide',
  decide: 'Decide',
  'answer-the-hand-off': 'A colleague is to answer your offer',
  'wait-for-clearance': 'An answer from outside is to come',
  'read-the-clearance': 'An answer is back: read it',
  'look-again': 'Look again',
  nothing: 'Nothing',
};

export const DEMANDS: Readonly<Record<Demand, string>> = {
  'identity-not-seen': 'Nobody has seen who the patient is',
  'safety-answers-missing': 'The safety questions are not answered to the end',
  'safety-answers-too-old': 'The answers to the safety questions are older than seven days',
  'location-not-stated': 'Nobody has said today where the patient is',
  'not-licensed-there': 'No licence of whoever decides covers that place',
  'clearance-out': 'An answer from outside is still to come',
  'clearance-unread': 'An answer is back, and nobody has read it',
  'not-a-prescriber': 'Its owner may not decide: hand it to a prescriber',
};

export const OFFERS: Readonly<Record<HandOff['state'], string>> = {
  offered: 'Offered',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Taken back',
  timed_out: 'Not answered in time',
};
export const DECLINES: Readonly<Record<NonNullable<HandOff['declineReason']>, string>> = {
  'no-time': 'No time for it now',
  'not-my-field': 'Not my field',
  'conflict-of-interest': 'I know the patient otherwise',
  'not-licensed-there': 'Not licensed where the patient is',
  'more-needed': 'More is needed before',
};

export const DECIDED: Readonly<Record<DecisionOutcome, string>> = {
  eligible: 'Eligible',
  not_eligible: 'Not eligible',
  deferred: 'Deferred',
  needs_clearance: 'Needs clearance',
};
export const REASONS: Readonly<Record<DecisionReason, string>> = {
  'heart-or-pressure': 'Heart or blood pressure',
  liver: 'Liver',
  bladder: 'Bladder',
  pregnancy: 'Pregnancy or nursing',
  medicines: 'Something that they take',
  'mental-state': 'What they live through',
  'safety-now': 'Safety comes first now',
  substances: 'Substances',
  'nobody-at-home': 'Nobody with them at home',
  'not-licensed-there': 'Not licensed where they are',
  'other-treatment-first': 'Other treatments first',
  'information-missing': 'Not enough is known',
  'own-wish': 'Their own wish',
};
export const ALTERNATIVE_WORDS: Readonly<Record<Alternative, string>> = {
  'own-doctor': 'Their own doctor',
  'talk-therapy': 'Talking therapy',
  'medicine-review': 'A review of what they take',
  'in-clinic-care': 'Treatment in a clinic',
  'crisis-care': 'Crisis care',
  'peer-support': 'Peer groups',
  'second-opinion': 'A second opinion',
};

export const DOCUMENTS = {
  passport: 'Passport',
  'driving-licence': 'Driving licence',
  'state-id': 'State ID',
  'other-photo-id': 'Another document with a photo',
} as const;
export const SPECIALTY_WORDS: Readonly<Record<NonNullable<Clearance['question']>['specialty'], string>> = {
  'primary-care': 'Primary care',
  cardiology: 'Cardiology',
  hepatology: 'Hepatology',
  urology: 'Urology',
  obstetrics: 'Obstetrics',
  neurology: 'Neurology',
  ophthalmology: 'Ophthalmology',
  psychiatry: 'Psychiatry',
  other: 'Another one',
};
export const CLEARED: Readonly<Record<NonNullable<Clearance['answer']>['answer'], string>> = {
  'no-objection': 'No objection',
  'with-conditions': 'With conditions',
  'advises-against': 'Advises against it',
  unclear: 'Unclear',
};

const ROLES: Readonly<Partial<Record<WhoIsWho['role'], string>>> = {
  therapist: 'therapist',
  prescriber: 'prescriber',
  physician: 'physician',
};
/** "Nina Okafor, NP, prescriber" */
export const whoIs = ({ displayName, profession, role }: WhoIsWho): string =>
  [displayName, profession, ROLES[role]].filter(Boolean).join(', ');
