import { MINUTE } from '#kernel';
import type { Sign } from '../entry.js';
import { calm, check, vitals } from './answers.js';
import { alertsOf, type SessionPath, settle, shown } from './path.js';
import type { SimulatedClinic } from './simulated-clinic.js';

const alertOf = ({ state }: SimulatedClinic, id: string) => shown(state.alerts.find((alert) => alert.id === id));
const calledFor = ({ pages }: SimulatedClinic, id: string) => pages.filter((page) => page.startsWith(`${id}/`)).length;

/** A sign that a clinician tells of calls people at once, and climbs until somebody takes it on. */
const seen = (id: string, sign: Sign, level: number, words: Pick<SessionPath, 'event' | 'does' | 'ends'>): SessionPath => ({
  ...{ id, detected: 'a clinician sees or hears it', ...words },
  play: (clinic) => {
    clinic.write('observation', { sign });
    const { id: alertId } = clinic.state.alerts[0]!;
    const atOnce = [alertOf(clinic, alertId), calledFor(clinic, alertId)];
    clinic.live(5);
    return { atOnce, isOpen: clinic.state.alerts[0]!.closedAt === undefined, isClimbing: calledFor(clinic, alertId) > 1 };
  },
  shows: { atOnce: [`observation ${level} 1 open`, 1], isOpen: true, isClimbing: true },
});

/** Unhappy paths of a session after the dose. Each begins when the dose has just been taken. */
export const PATHS_AFTER_DOSE: readonly SessionPath[] = [
  {
    id: 'U8',
    event: 'The companion leaves during the session',
    detected: 'their button, or a clinician',
    does: 'a clinician is called (L2); ten minutes without a companion are urgent (L3) though somebody has taken the first alarm on',
    ends: 'somebody is there again; a discharge needs a companion',
    play: (clinic) => {
      clinic.write('chaperone-left', {});
      settle(clinic);
      clinic.live(11);
      return alertsOf(clinic);
    },
    shows: ['chaperone-left 2 1 closed', 'alone 3 1 open'],
  },
  {
    id: 'U8b',
    event: 'The companion is back within ten minutes',
    detected: 'their button',
    does: 'the wait ends with it',
    ends: 'goes on',
    play: (clinic) => {
      clinic.write('chaperone-left', {});
      settle(clinic);
      clinic.live(9);
      clinic.write('arrival', {});
      clinic.live(5);
      return { alerts: alertsOf(clinic), isThere: clinic.state.isChaperonePresent };
    },
    shows: { alerts: ['chaperone-left 2 1 closed'], isThere: true },
  },
  {
    id: 'U9b',
    event: 'The companion is intoxicated or cannot help, after the dose',
    detected: 'a clinician says so',
    does: 'the same as if they had left',
    ends: 'another companion arrives',
    play: (clinic) => {
      clinic.write('observation', { sign: 'chaperone-unfit' });
      settle(clinic);
      clinic.live(11);
      return alertsOf(clinic);
    },
    shows: ['observation 2 1 closed', 'alone 3 1 open'],
  },
  seen('U14', 'suicidal-thoughts', 3, {
    event: 'The patient speaks of suicide',
    does: 'therapist, prescriber and whoever is on call are called (L3)',
    ends: 'no discharge before a clinician has closed it; only a prescriber discharges; the course pauses',
  }),
  {
    id: 'U15',
    event: 'The video of the patient, or of the therapist (U16), is lost',
    detected: 'the room of the call; the session does not ask for it',
    does: 'the clock and the checks of the session go on; a call that ends ends nothing',
    ends: 'the check that nobody makes is missed as any other',
    play: (clinic) => {
      clinic.live(18);
      return { phase: clinic.state.phase, alerts: alertsOf(clinic) };
    },
    shows: { phase: 'journey', alerts: ['missed-check 1 1 open'] },
  },
  {
    id: 'U17',
    event: 'Hearth is down, and the phone keeps what happened',
    detected: 'entries come late, with the times at which they happened',
    does: 'they are taken with both times; what had climbed stays escalated',
    ends: 'late, and nothing is lost',
    play: (clinic) => {
      const madeAt = clinic.now + 15 * MINUTE;
      clinic.pass(30);
      clinic.sweep();
      clinic.write('safety-check', check(1), { at: madeAt });
      const [first] = clinic.state.checks;
      return { state: first!.state, inTime: first!.happenedAt === madeAt, alert: alertOf(clinic, 'check-1') };
    },
    shows: { state: 'late', inTime: true, alert: 'missed-check 1 1 closed' },
  },
  {
    id: 'U18',
    event: 'No power or no internet at home',
    detected: 'staff who are told by telephone',
    does: 'a clinician enters what the companion says, and it counts as the check',
    ends: 'goes on by telephone',
    play: (clinic) => {
      clinic.live(15);
      const refused = clinic.write('safety-check', check(1), { by: 'therapist' });
      clinic.live(5);
      return { refused, state: clinic.state.checks[0]!.state, alerts: alertsOf(clinic) };
    },
    shows: { refused: undefined, state: 'done', alerts: [] },
  },
  {
    id: 'U19',
    event: 'A safety check is missed',
    detected: 'its deadline, at +3, +6, +8 and +10 min',
    does: 'companion and therapist, prescriber, whoever is on call, then everybody with the emergency script',
    ends: 'a person takes it on',
    play: (clinic) =>
      [18, 3, 2, 2].map((minutes) => {
        clinic.live(minutes);
        return alertOf(clinic, 'check-1');
      }),
    shows: ['missed-check 1 1 open', 'missed-check 2 2 open', 'missed-check 2 3 open', 'missed-check 4 4 open'],
  },
  {
    id: 'U20',
    event: 'The patient cannot be woken, or breathes strangely',
    detected: 'the answers of a safety check',
    does: 'an emergency at once (L4), again after two minutes',
    ends: 'an incident; people close it',
    play: (clinic) => {
      clinic.live(15);
      clinic.write('safety-check', check(1, { response: 'none' }));
      clinic.live(2);
      return alertsOf(clinic);
    },
    shows: ['safety-check 4 2 open'],
  },
  ...(['seizure', 'chest-pain', 'stroke-signs', 'choking'] as const).map((sign, i) =>
    seen(`U20${'bcde'[i]}`, sign, 4, {
      event: `Emergency that no answer of a check tells of: ${sign}`,
      does: 'an emergency at once (L4)',
      ends: 'an incident; people close it',
    }),
  ),
  {
    id: 'U21',
    event: 'Panic that does not settle',
    detected: 'a safety check, or a clinician',
    does: 'watch (L1); after ten minutes without calm a clinician is called (L2) though somebody had taken it on',
    ends: 'a check that finds them calm, or a person closes it',
    play: (clinic) => {
      clinic.write('observation', { sign: 'panic' });
      clinic.write('acknowledgement', { alertId: clinic.state.alerts[0]!.id });
      clinic.live(10);
      return alertsOf(clinic);
    },
    shows: ['observation 1 1 open', 'unsettled 2 1 open'],
  },
  {
    id: 'U21c',
    event: 'Panic that a person has settled, and that comes again',
    detected: 'a clinician',
    does: 'the wait begins anew',
    ends: 'a check that finds them calm, or a person closes it',
    play: (clinic) => {
      for (let time = 0; time < 2; time++) {
        clinic.write('observation', { sign: 'panic' });
        clinic.write('acknowledgement', { alertId: clinic.state.alerts.at(-1)!.id });
        clinic.live(10);
        clinic.write('acknowledgement', { alertId: clinic.state.alerts.at(-1)!.id });
        clinic.write('alert-closed', { alertId: clinic.state.alerts.at(-1)!.id, reason: 'settled' });
      }
      return alertsOf(clinic).filter((alert) => alert?.startsWith('unsettled'));
    },
    shows: ['unsettled 2 1 closed', 'unsettled 2 1 closed'],
  },
  seen('U21b', 'unsafe-behaviour', 3, {
    event: 'Agitation that is not safe',
    does: 'therapist, prescriber and whoever is on call are called (L3)',
    ends: 'people close it; the course pauses',
  }),
  {
    id: 'U22',
    event: 'Vomiting',
    detected: 'a safety check',
    does: 'watch (L1); again, a clinician is called (L2); no second dose can be written',
    ends: 'people close it',
    play: (clinic) => {
      for (const number of [1, 2]) {
        clinic.live(15);
        clinic.write('safety-check', check(number, { isVomiting: true }));
      }
      return { raised: clinic.state.alerts.map(({ startLevel }) => startLevel), dose: clinic.write('dose-taken', {}) };
    },
    shows: { raised: [1, 2], dose: 'already-dosed' },
  },
  seen('U23', 'took-more', 3, {
    event: 'The patient has taken more than was released',
    does: 'therapist, prescriber and whoever is on call are called (L3)',
    ends: 'an incident; the course pauses; the count of the medicine holds what is left',
  }),
  seen('U24', 'wants-to-leave', 2, {
    event: 'The patient wants to leave, or to drive',
    does: 'a clinician is called (L2); there is no discharge with an open alert',
    ends: 'people close it',
  }),
  seen('U25', 'asks-to-be-alone', 1, {
    event: 'The patient wants to be alone, or turns the camera off',
    does: 'watch (L1), a clinician after five minutes (L2)',
    ends: 'somebody is with them, or sees them, again',
  }),
  {
    id: 'U27',
    event: 'No discharge by T+180',
    detected: 'its deadline, which the dose has armed',
    does: 'prescriber and physician, then whoever is on call, then everybody of the clinic (L3)',
    ends: 'discharged, or taken on by a person',
    play: (clinic) => {
      for (let number = 1; number <= 12; number++) {
        clinic.live(15);
        clinic.write('safety-check', check(number));
        clinic.write('vitals', calm);
      }
      clinic.live(2);
      return alertsOf(clinic);
    },
    shows: ['undischarged 2 2 open'],
  },
  seen('U49b', 'another-person', 1, {
    event: 'Somebody else comes into the room after the dose',
    does: 'watch (L1): the companion is asked to clear the room',
    ends: 'people close it',
  }),
  {
    id: 'U50',
    event: 'One of a group is in trouble',
    detected: 'the log of that one, as in any session',
    does: 'each has a log, alarms and people of their own: only this tile turns red',
    ends: 'the others go on',
    play: (clinic) => {
      clinic.write('vitals', vitals({ systolicMmHg: 185, hasSymptoms: true }));
      return alertsOf(clinic);
    },
    shows: ['vitals 4 1 open'],
  },
];
