import { MINUTE } from '#kernel';
import type { AuthorRole, EntryPayloads, EntryType } from './entry.js';
import { asked, calm, check, clear, dosedClinic, vitals } from './testing/answers.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

/** A clinic whose dose is released. */
function releasedClinic(): SimulatedClinic {
  const clinic = new SimulatedClinic();
  clinic.write('arrival', {});
  clinic.write('vitals', calm);
  asked(clinic);
  clinic.judge();
  clinic.release();
  return clinic;
}

describe('who may write what', () => {
  const sample: EntryPayloads = {
    arrival: {},
    'chaperone-left': {},
    'staff-arrival': {},
    'staff-left': {},
    'ride-arranged': {},
    'handed-over': { toldNotToDrive: true },
    'companion-on-duty': { personId: 'backup', insteadOf: 'companion' },
    vitals: calm,
    'today-answers': clear,
    'identity-confirmed': {},
    override: { item: 'fasting', heldFor: 'ate-too-recently', gateSeq: 1 },
    gate: { isPassed: false, findings: [] },
    release: { doseLineId: 'dose-line', doseMg: 1, gateSeq: 1 },
    'dose-taken': {},
    phase: { phase: 'onset' },
    'safety-check': check(1),
    help: { asked: 'therapist' },
    observation: { sign: 'panic' },
    question: {},
    answer: { questionSeq: 1, answer: 'fine' },
    alert: { alertId: 'check-1', kind: 'missed-check', level: 1, tier: 1 },
    acknowledgement: { alertId: 'check-1' },
    'alert-closed': { alertId: 'check-1', reason: 'settled' },
    'discharge-confirmation': {},
    discharge: {},
    abort: { reason: 'illness' },
  };
  const mayWrite = (by: AuthorRole) =>
    (Object.keys(sample) as EntryType[]).filter((type) => {
      const refusal = new SimulatedClinic().write(type, sample[type], { by });
      return refusal !== 'not-your-part' && refusal !== 'not-in-this-setting';
    });
  const ofClinician = [
    'companion-on-duty',
    'vitals',
    'today-answers',
    'identity-confirmed',
    'safety-check',
    'help',
    'observation',
    'question',
    'acknowledgement',
    'alert-closed',
    'discharge-confirmation',
    'abort',
  ];

  it.each<[AuthorRole, string[]]>([
    ['patient', ['vitals', 'today-answers', 'dose-taken', 'help', 'answer', 'abort']],
    ['chaperone', ['arrival', 'chaperone-left', 'companion-on-duty', 'vitals', 'safety-check', 'help', 'discharge-confirmation']],
    ['therapist', ofClinician],
    ['prescriber', [...ofClinician, 'gate', 'override', 'release', 'discharge']],
    ['physician', [...ofClinician, 'gate', 'override', 'release', 'discharge']],
    // what an admin calls off, who has no part in a session; and a gate that does not pass
    ['system', ['phase', 'alert', 'alert-closed', 'abort', 'gate']],
  ])('%s', (role, types) => {
    expect(mayWrite(role).sort()).toEqual([...types].sort());
  });
});

describe('a gate', () => {
  it('that passes is never the system’s: it only takes back', () => {
    const clinic = releasedClinic();
    expect(clinic.write('gate', { isPassed: true, findings: [] }, { by: 'system' })).toBe('not-your-part');
    expect(clinic.write('gate', { isPassed: false, findings: [] }, { by: 'system' })).toBeUndefined();
    expect(clinic.write('dose-taken', {})).toBe('gate-not-passed');
  });
});

describe('a release', () => {
  it('needs the last gate, and that one passed', () => {
    const clinic = new SimulatedClinic();
    expect(clinic.release()).toBe('gate-not-passed');
    clinic.write('arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
    clinic.judge();
    const passed = clinic.state.gate!.seq;
    clinic.judge({ onCallPersonId: null });
    expect(clinic.release(passed)).toBe('gate-not-passed');
    expect(clinic.release()).toBe('gate-not-passed');
    clinic.judge();
    expect(clinic.release()).toBeUndefined();
  });

  it('is refused once a reading has held', () => {
    const clinic = new SimulatedClinic();
    clinic.write('arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
    clinic.judge();
    clinic.write('vitals', vitals({ heartRateBpm: 120 }));
    expect(clinic.release()).toBe('gate-not-passed');
  });
});

describe('a dose', () => {
  it('needs a release', () => {
    const clinic = new SimulatedClinic();
    expect(clinic.write('dose-taken', {})).toBe('gate-not-passed');
    clinic.write('arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
    clinic.judge();
    expect(clinic.write('dose-taken', {})).toBe('dose-not-released');
    clinic.release();
    expect(clinic.write('dose-taken', {})).toBeUndefined();
  });

  it('needs a release that is not too old when it is taken, however late the tap arrives', () => {
    const late = releasedClinic();
    late.live(31);
    expect(late.write('dose-taken', {})).toBe('release-expired');
    expect(late.write('dose-taken', {}, { at: late.now - 2 * MINUTE })).toBeUndefined();
  });

  it('is one when it was taken before the release was taken back, however late the tap arrives; and people are called', () => {
    const late = releasedClinic();
    late.pass(3);
    late.judge({ isCoursePaused: true });
    late.pass(5);
    expect(late.write('dose-taken', {})).toBe('gate-not-passed');
    expect(late.write('dose-taken', {}, { at: late.now - 5 * MINUTE })).toBe('gate-not-passed');
    expect(late.write('dose-taken', {}, { at: late.now - 6 * MINUTE })).toBeUndefined();
    expect(late.state).toMatchObject({ phase: 'dosed', dosedAt: late.now - 6 * MINUTE, release: { doseMg: 1 } });
    expect(late.state.alerts).toEqual([expect.objectContaining({ kind: 'dose-refused', level: 3 })]);
    expect(late.pending().some(({ kind, ref }) => kind === 'check' && ref === 'check-1')).toBe(true);
  });

  it('is none when a reading that holds, or what was said of today, came after the release that was taken back', () => {
    for (const tell of [(clinic: SimulatedClinic) => clinic.write('vitals', vitals({ heartRateBpm: 120 })), asked]) {
      const late = releasedClinic();
      late.pass(3);
      late.judge({ isCoursePaused: true });
      tell(late);
      expect(late.write('dose-taken', {}, { at: late.now - MINUTE })).toBe('gate-not-passed');
    }
  });

  it('needs the chaperone', () => {
    const clinic = releasedClinic();
    clinic.write('chaperone-left', {});
    expect(clinic.write('dose-taken', {})).toBe('chaperone-absent');
    clinic.write('arrival', {});
    expect(clinic.write('dose-taken', {})).toBeUndefined();
  });

  it('is neither released nor taken while an alert that wants a clinician is open', () => {
    const clinic = releasedClinic();
    clinic.write('help', { asked: 'prescriber' });
    clinic.pass(1);
    expect([clinic.release(), clinic.write('dose-taken', {})]).toEqual(['alert-open', 'alert-open']);
    expect(clinic.write('dose-taken', {}, { at: clinic.now - 2 * MINUTE })).toBeUndefined(); // taken before anybody asked
  });

  it('is taken once, and then there is no gate, no release and no cancel', () => {
    const clinic = dosedClinic();
    expect(clinic.write('dose-taken', {})).toBe('already-dosed');
    expect(clinic.judge()).toBe('already-dosed');
    expect(clinic.release()).toBe('already-dosed');
    for (const by of ['patient', 'therapist', 'prescriber', 'physician'] as const) {
      expect(clinic.write('abort', { reason: 'illness' }, { by })).toBe('already-dosed');
    }
  });
});

describe('a safety check', () => {
  it('is refused before the dose, and earlier than five minutes before it is due', () => {
    expect(new SimulatedClinic().write('safety-check', check(1))).toBe('not-dosed');
    const clinic = dosedClinic();
    clinic.live(9);
    expect(clinic.write('safety-check', check(1))).toBe('check-not-due-yet');
    clinic.live(1);
    expect(clinic.write('safety-check', check(1))).toBeUndefined();
    expect(clinic.write('safety-check', check(2))).toBe('check-not-due-yet');
  });
});

describe('an alert', () => {
  it('must exist to be acknowledged or closed', () => {
    const clinic = dosedClinic();
    expect(clinic.write('acknowledgement', { alertId: 'help-99' })).toBe('unknown-alert');
    expect(clinic.write('alert-closed', { alertId: 'help-99', reason: 'settled' })).toBe('unknown-alert');
  });

  it('of level 2 is acknowledged before it is closed; one of level 1 may be closed at once', () => {
    const clinic = dosedClinic();
    clinic.write('help', { asked: 'prescriber' });
    clinic.write('help', { asked: 'therapist' });
    const [serious, mild] = clinic.state.alerts.map(({ id }) => id);
    expect(clinic.write('alert-closed', { alertId: serious!, reason: 'settled' })).toBe('alert-not-acknowledged');
    clinic.write('acknowledgement', { alertId: serious! });
    expect(clinic.write('alert-closed', { alertId: serious!, reason: 'settled' }, { by: 'system' })).toBe('not-your-part');
    expect(clinic.write('alert-closed', { alertId: serious!, reason: 'settled' })).toBeUndefined();
    expect(clinic.write('alert-closed', { alertId: mild!, reason: 'settled' })).toBeUndefined();
  });

  it('that prompts for a check is ended by the check and nothing else, until it climbs', () => {
    const clinic = dosedClinic();
    clinic.live(18);
    expect(clinic.write('acknowledgement', { alertId: 'check-1' })).toBe('answer-first');
    expect(clinic.write('alert-closed', { alertId: 'check-1', reason: 'contact-made' })).toBe('answer-first');
    clinic.live(3);
    expect(clinic.write('acknowledgement', { alertId: 'check-1' })).toBeUndefined();
    expect(clinic.write('alert-closed', { alertId: 'check-1', reason: 'contact-made' })).toBeUndefined();
  });
});

describe('a session that is over', () => {
  it('still takes calls for help, what a phone has kept, and the end of alerts, but nothing else', () => {
    const clinic = new SimulatedClinic();
    clinic.write('help', { asked: 'prescriber' });
    clinic.write('abort', { reason: 'illness' });
    expect(clinic.write('arrival', {})).toBe('session-over');
    expect(clinic.write('abort', { reason: 'illness' })).toBe('session-over');
    expect(clinic.judge()).toBe('session-over');
    expect(clinic.write('dose-taken', {})).toBe('session-over');
    expect(clinic.write('vitals', calm)).toBeUndefined();
    expect(clinic.write('help', { asked: 'therapist' })).toBeUndefined();
    expect(clinic.write('acknowledgement', { alertId: 'help-1' })).toBeUndefined();
    expect(clinic.write('alert-closed', { alertId: 'help-1', reason: 'settled' })).toBeUndefined();
  });
});
