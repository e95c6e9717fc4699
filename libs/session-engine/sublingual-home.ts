import { EVERYBODY, REPEAT } from './last-tier.js';
import { PATIENCE, PATIENCE_SOURCE } from './patience-plan.js';
import type { Ladder, SessionPlan } from './plan.js';
import { TODAY, TODAY_SOURCES } from './today.js';

const REVIEW = 'Hearth default, to be reviewed by the clinic';

const missedCheck: Ladder = {
  tiers: [
    { afterMin: 3, level: 1, calls: ['chaperone', 'therapist'] },
    { afterMin: 6, level: 2, calls: ['prescriber'] },
    { afterMin: 8, level: 2, calls: ['on-call'] },
    { afterMin: 10, level: 4, calls: EVERYBODY },
  ],
  repeatMin: REPEAT,
};

const missedVitals: Ladder = {
  tiers: [
    { afterMin: 10, level: 1, calls: ['chaperone', 'therapist'] },
    { afterMin: 20, level: 2, calls: ['prescriber'] },
    { afterMin: 22, level: 2, calls: ['on-call'] },
    { afterMin: 24, level: 3, calls: EVERYBODY },
  ],
  repeatMin: REPEAT,
};

/** Clinicians only: whoever is at home can do nothing about a screen of the clinic. */
const unwatched: Ladder = {
  tiers: [
    { afterMin: 0, level: 2, calls: ['prescriber', 'therapist'] },
    { afterMin: 2, level: 2, calls: ['on-call'] },
    { afterMin: 5, level: 3, calls: ['prescriber', 'therapist', 'on-call', 'admin'] },
  ],
  repeatMin: REPEAT,
};

const plan: SessionPlan = {
  version: 'sl-home-v1',
  setting: 'home',
  gate: {
    reviewSystolic: 140,
    reviewDiastolic: 90,
    reviewHeartRate: 101,
    holdSystolic: 160,
    holdDiastolic: 100,
    holdHeartRate: 111,
    holdBelowSystolic: 90,
    holdBelowHeartRate: 50,
    holdBelowSpo2: 90,
    vitalsMaxAgeMin: 30,
    repeatWaitMin: 5,
    maxRepeats: 2,
  },
  today: TODAY,
  releaseValidMin: 30,
  phases: [
    { phase: 'onset', offsetMin: 10 },
    { phase: 'journey', offsetMin: 15 },
    { phase: 'emergence', offsetMin: 60 },
    { phase: 'recovery', offsetMin: 90 },
    { phase: 'release_check', offsetMin: 120 },
  ],
  checks: { firstMin: 15, everyMin: 15, earlyMin: 5, ladder: missedCheck },
  vitals: { offsetsMin: [40, 90], earlyMin: 10, ladder: missedVitals },
  alerts: {
    watch: {
      tiers: [
        { afterMin: 0, level: 1, calls: ['therapist', 'chaperone'] },
        { afterMin: 5, level: 2, calls: ['prescriber'] },
        { afterMin: 7, level: 2, calls: ['on-call'] },
      ],
      repeatMin: REPEAT,
    },
    clinicianNow: {
      tiers: [
        { afterMin: 0, level: 2, calls: ['prescriber', 'therapist'] },
        { afterMin: 2, level: 2, calls: ['on-call'] },
        { afterMin: 4, level: 4, calls: EVERYBODY },
      ],
      repeatMin: REPEAT,
    },
    urgent: {
      tiers: [
        { afterMin: 0, level: 3, calls: ['therapist', 'prescriber', 'on-call'] },
        { afterMin: 2, level: 3, calls: ['physician'] },
        { afterMin: 4, level: 4, calls: EVERYBODY },
      ],
      repeatMin: REPEAT,
    },
    emergency: {
      tiers: [
        { afterMin: 0, level: 4, calls: ['chaperone', 'therapist', 'prescriber', 'on-call'] },
        { afterMin: 2, level: 4, calls: EVERYBODY },
      ],
      repeatMin: REPEAT,
    },
  },
  patience: PATIENCE,
  watch: { leaseSec: 60, ladder: unwatched },
  inSession: {
    riseSystolic: 40,
    riseDiastolic: 25,
    alertSystolic: 170,
    alertDiastolic: 105,
    emergencySystolic: 180,
    emergencyDiastolic: 120,
    alertSpo2: 94,
    emergencySpo2: 90,
  },
  discharge: { minMin: 120, endVitalsFromMin: 90, belowSystolic: 160, belowDiastolic: 100, withinMmHg: 20, withinPct: 20 },
};

/** Where each number comes from, by the path of the number or of what holds it. Every one is for a prescriber to review and edit. */
const sources: Readonly<Record<string, string>> = {
  'gate.review':
    'Esketamine label: consider delaying above 140/90; heart rate above 100: remote treatment agreement of a US clinic',
  'gate.hold':
    'Remote treatment agreement of a US clinic: not above 160/90 or 100/min; Hearth holds at 160/100 and above 110/min',
  'gate.holdBelow': `General clinical knowledge; ${REVIEW}`,
  'gate.vitalsMaxAgeMin': REVIEW,
  'gate.repeatWaitMin': `Rest 5 to 15 minutes and measure again, twice; ${REVIEW}`,
  'gate.maxRepeats': `Rest 5 to 15 minutes and measure again, twice; ${REVIEW}`,
  ...TODAY_SOURCES,
  releaseValidMin: REVIEW,
  phases: `Sublingual onset 10–15 min, peak the following 30–45 min, return within 1–2 h (published patient guides of US services)`,
  'checks.firstMin': 'Chaperone guidelines of two US services: look every 15 minutes',
  'checks.everyMin': 'Chaperone guidelines of two US services: look every 15 minutes',
  'checks.earlyMin': REVIEW,
  'checks.ladder': `Prompt at +3 min, clinician at +6 min, two minutes to acknowledge; ${REVIEW}`,
  'vitals.offsetsMin':
    'Blood pressure peaks about 40 min after the dose (2,342 infusions, Gen Hosp Psychiatry 2024); end vitals at 90 min',
  'vitals.earlyMin': REVIEW,
  'vitals.ladder': REVIEW,
  alerts: `Two minutes to acknowledge, then the next tier; ${REVIEW}`,
  patience: PATIENCE_SOURCE,
  watch: `A minute without a screen that proves what it shows; two minutes to acknowledge, then the next tier; ${REVIEW}`,
  inSession: `AHA: 180/120 is a crisis, with symptoms an emergency; the rise of 40/25 and 170/105 are ${REVIEW}`,
  'discharge.minMin': 'Esketamine label: observe for at least two hours; taken over for home use',
  'discharge.endVitalsFromMin': 'Blood pressure is usually back by 1.5–2 h (Neuropsychiatr Dis Treat 2020;16:2539)',
  'discharge.below': REVIEW,
  'discharge.within': REVIEW,
};

/** The default template for a sublingual tablet at home, version 1. It holds no dose and never will: doses are signed by prescribers. */
export const sublingualHome = { plan, sources } as const;
