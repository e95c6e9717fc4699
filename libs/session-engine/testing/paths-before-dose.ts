import { asked, calm, today, vitals } from './answers.js';
import { alertsOf, type SessionPath } from './path.js';
import { COVERED, type SimulatedClinic } from './simulated-clinic.js';

const held = ({ state }: SimulatedClinic) => ({
  phase: state.phase,
  why: state.gate?.findings.filter(({ isMet }) => !isMet).map(({ item, reason }) => `${item}: ${reason}`),
});
const ready = (clinic: SimulatedClinic): void => {
  clinic.write('arrival', {});
  asked(clinic);
  clinic.write('vitals', calm);
};
const released = (clinic: SimulatedClinic): void => {
  ready(clinic);
  clinic.judge();
  clinic.release();
};
const pending = (...why: string[]) => ({ phase: 'gate_pending', why });

/** Unhappy paths of a session between the arrival and the dose. */
export const PATHS_BEFORE_DOSE: readonly SessionPath[] = [
  {
    id: 'U7',
    event: 'No companion at T-15',
    detected: 'nobody has said "I am here"',
    does: 'the gate holds, and no release can be written',
    ends: 'aborted before the dose, or another companion arrives',
    play: (clinic) => {
      asked(clinic);
      clinic.write('vitals', calm);
      clinic.judge();
      const refused = clinic.release();
      clinic.write('abort', { reason: 'no-chaperone' });
      return { refused, phase: clinic.state.phase, left: clinic.pending().length };
    },
    shows: { refused: 'gate-not-passed', phase: 'aborted_before_dose', left: 0 },
  },
  {
    id: 'U9',
    event: 'The companion is intoxicated or cannot help, before the dose',
    detected: 'a clinician says so',
    does: 'a released dose is taken back, the companion counts as absent, a clinician is called (L2)',
    ends: 'held until somebody fit is there',
    play: (clinic) => {
      released(clinic);
      clinic.write('observation', { sign: 'chaperone-unfit' });
      const refused = clinic.write('dose-taken', {});
      clinic.judge();
      return { refused, ...held(clinic), alerts: alertsOf(clinic) };
    },
    shows: {
      refused: 'dose-not-released',
      ...pending('chaperone-present: not-here'),
      alerts: ['observation 2 1 open'],
    },
  },
  {
    id: 'U10',
    event: 'Blood pressure high before the dose',
    detected: 'a reading at or beyond a limit',
    does: 'rest and measure again, twice at most; a reading that holds holds for the session',
    ends: 'held; cancelled for safety',
    play: (clinic) => {
      clinic.write('arrival', {});
      asked(clinic);
      const said = [150, 148, 146].map((systolicMmHg) => {
        clinic.write('vitals', vitals({ systolicMmHg }));
        clinic.judge();
        clinic.live(6);
        return held(clinic).why;
      });
      return { said: said.flat(), refused: clinic.release() };
    },
    shows: {
      said: ['vitals: rest-and-measure-again', 'vitals: rest-and-measure-again', 'vitals: still-high'],
      refused: 'gate-not-passed',
    },
  },
  {
    id: 'U11',
    event: 'No reading: the cuff is broken',
    detected: 'the gate',
    does: 'no cuff, no dose',
    ends: 'held; cancelled for safety',
    play: (clinic) => {
      clinic.write('arrival', {});
      asked(clinic);
      clinic.judge();
      return held(clinic);
    },
    shows: pending('vitals: no-reading'),
  },
  {
    id: 'U12',
    event: 'The patient ate, drank, or took a sedative',
    detected: 'the questions of the day, which the patient or a clinician answers',
    does: 'the gate holds; for what a protocol only advises a prescriber may sign, with a reason, for this session alone',
    ends: 'moved, waited, or signed over; what is said later is judged by itself',
    play: (clinic) => {
      ready(clinic);
      clinic.write('today-answers', today({ ateHoursAgo: 3 }));
      clinic.judge();
      const held0 = held(clinic).why;
      const refused = clinic.release();
      const gateSeq = clinic.state.gate!.seq;
      clinic.write('override', { item: 'fasting', heldFor: 'ate-too-recently', gateSeq });
      clinic.judge();
      const signed = clinic.state.gate!.isPassed;
      clinic.write('today-answers', today({ ateHoursAgo: 0, alcoholOrCannabis: 'within-a-day' }));
      clinic.judge();
      return { held: held0, refused, signed, afterwards: held(clinic).why, phase: clinic.state.phase };
    },
    shows: {
      ...{ held: ['fasting: ate-too-recently'], refused: 'gate-not-passed', signed: true },
      ...{ afterwards: ['fasting: ate-just-now', 'substances: alcohol-within-a-day'], phase: 'gate_pending' },
    },
  },
  ...(
    [
      ['U13', 'An answer about suicide before the session', { openSignals: 1 }, 'answers-reviewed: review-due'],
      ['U29', 'The visit after the last dose was missed', { isDoseUnlocked: false }, 'dose-unlocked: integration-due'],
      [
        'U32',
        'The patient is in another state',
        { place: { ...COVERED, jurisdiction: null } },
        'place-licensed: place-not-stated',
      ],
      [
        'U33',
        'The basis in law for prescribing at a distance has ended',
        { place: { ...COVERED, prescribers: [{ personId: 'prescriber', reason: 'basis-ended', until: null }] } },
        'place-licensed: prescriber-basis-ended',
      ],
      [
        'U37',
        'Medicine late, lost or recalled',
        { medicine: { onHandMg: 0, doseMg: 1, reason: 'recalled' as const } },
        'medicine-on-hand: recalled',
      ],
      [
        'U39',
        'Another source of ketamine, or anything else that pauses a course',
        { isCoursePaused: true },
        'protocol-signed: paused',
      ],
      [
        'U41',
        'Consent taken back before the dose',
        { consent: { signedVersion: null, currentVersion: 'v1', missing: [] } },
        'consent-current: no-consent',
      ],
    ] as const
  ).map(([id, event, around, why]) => ({
    ...{ id, event, detected: 'the gate, on what the clinic knows in that minute', does: 'the gate holds and says why' },
    ends: 'held until it is so no more',
    play: (clinic: SimulatedClinic) => {
      ready(clinic);
      clinic.judge(around);
      return { ...held(clinic), refused: clinic.release() };
    },
    shows: { ...pending(why), refused: 'gate-not-passed' },
  })),
  {
    id: 'U49',
    event: 'Somebody else is in the room before the dose',
    detected: 'a clinician says so',
    does: 'a released dose is taken back until the gate was judged again; the companion is asked to clear the room (L1)',
    ends: 'goes on after another judgement',
    play: (clinic) => {
      released(clinic);
      clinic.write('observation', { sign: 'another-person' });
      const refused = clinic.write('dose-taken', {});
      clinic.judge();
      return { refused, again: clinic.release(), alerts: alertsOf(clinic) };
    },
    shows: { refused: 'dose-not-released', again: undefined, alerts: ['observation 1 1 open'] },
  },
];
