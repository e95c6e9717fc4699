import type { ProgrammeContent } from '#contracts';

/** Numbers without a published authority: the clinic's medical director confirms them by publishing. */
const REVIEW = 'A default of ours: the medical director confirms it by publishing';
const OUTCOMES: ProgrammeContent['questionnaires'] = [
  { name: 'c-ssrs', asked: { when: 'before-start' } },
  { name: 'audit-c', asked: { when: 'every-days', days: 90 } },
  { name: 'phq-9', asked: { when: 'every-days', days: 7 } },
  { name: 'gad-7', asked: { when: 'every-days', days: 7 } },
  { name: 'pcl-5', asked: { when: 'every-days', days: 30 } },
  { name: 'before-dose', asked: { when: 'before-each-session' } },
];
const MEASURES = 'Weekly PHQ-9 and GAD-7, monthly PCL-5: as in published at-home series (J Affect Disord 2022;314:59-67)';

/** Two sessions, a review, and up to four more: a prescriber looks before the course goes on, and again at its end. */
const guidedSix: ProgrammeContent = {
  name: 'Six guided sessions',
  summary:
    'Six sessions at home with your therapist and a companion beside you, each with a talk on the day after. After the second one your prescriber looks at how it goes before the course goes on.',
  ...{ setting: 'home', templates: ['sl-home'], preparationVisits: 1, sessions: 6, reviewsAfter: [2, 4] },
  ...{ needsCompanion: true, ownTherapist: null, questionnaires: OUTCOMES, dailyReports: false, requirements: [] },
  sources: {
    sessions: 'A programme of six, four of them in the first four weeks (J Affect Disord 2022;314:59-67)',
    reviewsAfter: `Two doses and then a look at the course (how a US network titrates); ${REVIEW}`,
    questionnaires: MEASURES,
  },
};

/** A month, and no subscription: whether there is another one, patient and prescriber decide at its end. */
const lowDoseMonth: ProgrammeContent = {
  ...guidedSix,
  name: 'Low dose, a month at a time',
  summary:
    'A small dose at home, day by day, with a short report each day. Your prescriber looks after a week. At the end of the month you decide together whether there is another.',
  ...{ templates: ['low-dose-daily'], sessions: 14, reviewsAfter: [7], dailyReports: true },
  questionnaires: [
    ...OUTCOMES.filter(({ name }) => name !== 'pcl-5'),
    { name: 'substances', asked: { when: 'every-days', days: 30 } },
  ],
  sources: {
    sessions: 'The induction of the low-dose protocol',
    dailyReports: 'A US low-dose service asks each day, and monthly for bladder and substances (its own data)',
    reviewsAfter: REVIEW,
    questionnaires: 'Weekly PHQ-9 and GAD-7, bladder and substances by the month (as that service does)',
  },
};

/** The clinic prescribes and watches; the talking goes on where it always was, and that therapist is told what the patient lets go. */
const sharedCare: ProgrammeContent = {
  ...guidedSix,
  name: 'With your own therapist',
  summary:
    'You stay with the therapist whom you know. We prescribe, prepare and watch over the sessions at home, and write to your therapist what you allow us to.',
  sessions: 4,
  reviewsAfter: [2],
  ownTherapist: { letters: ['treatment-begins'] },
  sources: {
    sessions: 'Two doses, a review, and two more; a longer course is another enrolment',
    reviewsAfter: REVIEW,
    ownTherapist: 'People at home were treated without their own psychiatrist knowing (Psychiatric Times 39:10)',
    questionnaires: MEASURES,
  },
};

const infusions: ProgrammeContent = {
  ...guidedSix,
  name: 'Infusions in the clinic',
  summary:
    'Six infusions in the clinic within three weeks, each with a talk on the day after. Somebody takes you home each time, and you do not drive until the next day.',
  ...{ setting: 'clinic', templates: ['infusion'], reviewsAfter: [3], needsCompanion: false, requirements: ['way-home'] },
  sources: {
    sessions: 'Six infusions over two to three weeks (published ketamine-assisted psychotherapy schedules)',
    reviewsAfter: REVIEW,
    requirements: 'No driving until the next day after restful sleep (label of esketamine; used for ketamine, too)',
    questionnaires: MEASURES,
  },
};

const esketamine: ProgrammeContent = {
  ...infusions,
  name: 'Esketamine in the clinic',
  summary:
    'A nasal spray, taken in our certified clinic and never at home, twice a week for four weeks. We watch over you for at least two hours after each one, and somebody takes you home.',
  ...{ templates: ['esketamine'], sessions: 8, reviewsAfter: [2], requirements: ['rems-enrolment', 'way-home'] },
  sources: {
    sessions: 'Twice a week in weeks 1 to 4 (FDA label of Spravato, section 2)',
    reviewsAfter: REVIEW,
    requirements: 'Enrolment before the first dose, and no driving until the next day (FDA REMS 386; label, section 5)',
    questionnaires: MEASURES,
  },
};

/** What Hearth brings, by code: data to begin a draft with. Nothing of it holds before a medical director has published it. */
export const SHIPPED_PROGRAMMES: Readonly<Record<string, ProgrammeContent>> = {
  'guided-six': guidedSix,
  'low-dose-month': lowDoseMonth,
  'shared-care': sharedCare,
  infusions,
  esketamine,
};
