import { MINUTE } from '#kernel';
import type { Entry } from './entry.js';
import { reduce } from './reduce.js';
import { asked, calm, check, dosedClinic, vitals } from './testing/answers.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

const checkOf = ({ state }: SimulatedClinic, number: number) => state.checks.find((item) => item.number === number);
const alertOf = ({ state }: SimulatedClinic, id: string) => state.alerts.find((alert) => alert.id === id);
const pendingOf = (clinic: SimulatedClinic, ref: string) => clinic.pending().filter((deadline) => deadline.ref === ref);

describe('before the dose', () => {
  it('the phase follows what was done', () => {
    const clinic = new SimulatedClinic();
    const phases = [clinic.state.phase];
    const acts = [
      () => clinic.write('arrival', {}),
      () => clinic.judge(),
      () => asked(clinic),
      () => clinic.write('vitals', calm),
      () => clinic.judge(),
      () => clinic.release(),
      () => clinic.write('dose-taken', {}),
    ];
    for (const act of acts) {
      act();
      phases.push(clinic.state.phase);
    }
    expect(phases).toEqual(['scheduled', 'pre_check', ...Array(3).fill('gate_pending'), 'gate_passed', 'released', 'dosed']);
  });

  it('a released dose is taken back by a new judgement of the gate', () => {
    const clinic = new SimulatedClinic();
    clinic.write('arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
    clinic.judge();
    clinic.release();
    clinic.judge({ onCallPersonId: null });
    expect(clinic.state).toMatchObject({ phase: 'gate_pending' });
    expect(clinic.state.release).toBeUndefined();
  });

  it('a released dose is taken back by a reading that holds', () => {
    const clinic = new SimulatedClinic();
    clinic.write('arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
    clinic.judge();
    clinic.release();
    clinic.write('vitals', vitals({ systolicMmHg: 165 }));
    expect(clinic.state.phase).toBe('gate_pending');
    expect(clinic.state.release).toBeUndefined();
  });

  it('an abort ends the session, and everything due with it', () => {
    const clinic = new SimulatedClinic();
    clinic.write('abort', { reason: 'no-chaperone' });
    expect(clinic.state).toMatchObject({ phase: 'aborted_before_dose', aborted: { at: clinic.now, reason: 'no-chaperone' } });
    expect(clinic.pending()).toEqual([]);
  });

  it('an abort does not silence a call for help that nobody has heard', () => {
    const clinic = new SimulatedClinic();
    clinic.write('help', { asked: 'emergency' });
    clinic.write('abort', { reason: 'patient-request' });
    clinic.live(2);
    expect(alertOf(clinic, 'help-1')).toMatchObject({ level: 4, tier: 2 });
    clinic.write('acknowledgement', { alertId: 'help-1' });
    expect(clinic.pending()).toEqual([]);
  });
});

describe('the dose', () => {
  it('makes the phases, the first check and the planned readings due', () => {
    const clinic = dosedClinic();
    const dosedAt = clinic.state.dosedAt!;
    const due = clinic.pending().map(({ kind, ref, tier, dueAt }) => [kind, ref, tier, (dueAt - dosedAt) / MINUTE]);
    expect(due).toEqual([
      ['phase', 'onset', 1, 10],
      ['phase', 'journey', 1, 15],
      ['phase', 'emergence', 1, 60],
      ['phase', 'recovery', 1, 90],
      ['phase', 'release_check', 1, 120],
      ['check', 'check-1', 1, 18],
      ['vitals', 'planned-vitals-40', 1, 50],
      ['vitals', 'planned-vitals-90', 1, 100],
      ['alert', 'undischarged-1', 1, 180],
    ]);
  });

  it('counts from when it was taken, never from before its release', () => {
    const clinic = new SimulatedClinic();
    clinic.write('arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
    clinic.judge();
    clinic.release();
    const releasedAt = clinic.now;
    clinic.live(10);
    clinic.write('dose-taken', {}, { at: releasedAt - 5 * MINUTE });
    expect(clinic.state.dosedAt).toBe(releasedAt);
  });

  it('is followed by phases on the clock, which never go back', () => {
    const clinic = dosedClinic();
    clinic.live(61);
    expect(clinic.state.phase).toBe('emergence');
    const late: Entry = { ...clinic.log.find(({ type }) => type === 'phase')!, seq: clinic.state.seq + 1 };
    expect(reduce(clinic.state, late, clinic.plan).state.phase).toBe('emergence');
  });
});

describe('a safety check', () => {
  it('answered in time is done, and the next one is armed', () => {
    const clinic = dosedClinic();
    clinic.live(15);
    clinic.write('safety-check', check(1));
    expect(checkOf(clinic, 1)).toMatchObject({ state: 'done', happenedAt: clinic.now });
    expect(pendingOf(clinic, 'check-1')).toEqual([]);
    expect(pendingOf(clinic, 'check-2')).toMatchObject([{ tier: 1, dueAt: clinic.state.dosedAt! + 33 * MINUTE }]);
  });

  it('prompts after three minutes, and is late when it is answered then', () => {
    const clinic = dosedClinic();
    clinic.live(18);
    expect(checkOf(clinic, 1)!.state).toBe('overdue');
    expect(alertOf(clinic, 'check-1')).toMatchObject({ kind: 'missed-check', level: 1, tier: 1, number: 1 });
    clinic.live(1);
    clinic.write('safety-check', check(1));
    expect(checkOf(clinic, 1)!.state).toBe('late');
    expect(alertOf(clinic, 'check-1')).toMatchObject({ closeReason: 'answered' });
    clinic.live(10);
    expect(alertOf(clinic, 'check-1')!.tier).toBe(1);
  });

  it('climbs at 6, 8 and 10 minutes, then again and again until a person answers', () => {
    const clinic = dosedClinic();
    const climbs: unknown[] = [];
    for (const minutes of [18, 3, 2, 2, 2, 2]) {
      clinic.live(minutes);
      const { tier, level } = alertOf(clinic, 'check-1')!;
      climbs.push([tier, level]);
    }
    expect(climbs).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 4],
      [5, 4],
      [6, 4],
    ]);
    clinic.write('acknowledgement', { alertId: 'check-1' });
    clinic.live(5);
    expect(alertOf(clinic, 'check-1')).toMatchObject({ tier: 6, acknowledgedBy: 'prescriber' });
  });

  it('that has escalated stays so when the answer comes late, with both of its times, and the alert stays open', () => {
    const clinic = dosedClinic();
    clinic.live(22);
    clinic.write('safety-check', check(1), { at: clinic.now - 6 * MINUTE });
    expect(checkOf(clinic, 1)).toMatchObject({
      state: 'escalated',
      happenedAt: clinic.state.dosedAt! + 16 * MINUTE,
      recordedAt: clinic.now,
    });
    expect(alertOf(clinic, 'check-1')!.closedAt).toBeUndefined();
    clinic.live(3);
    expect(alertOf(clinic, 'check-1')!.tier).toBe(4);
  });

  it('that is missed while nobody answers the one before it is escalated at once, and arms the one after it', () => {
    const clinic = dosedClinic();
    clinic.live(33);
    expect(alertOf(clinic, 'check-2')).toMatchObject({ level: 2, tier: 1 });
    expect(checkOf(clinic, 2)!.state).toBe('escalated');
    expect(pendingOf(clinic, 'check-3')).toHaveLength(1);
  });

  it('answered while the servers were down is never held to be missed, though the one before it is', () => {
    const clinic = dosedClinic();
    clinic.pass(26);
    clinic.write('safety-check', check(2));
    clinic.live(120);
    expect(checkOf(clinic, 1)!.state).toBe('escalated');
    expect(checkOf(clinic, 2)!.state).toBe('done');
    expect(alertOf(clinic, 'check-2')).toBeUndefined();
  });

  it('answered twice keeps its first answer, and a worse second one still alarms', () => {
    const clinic = dosedClinic();
    clinic.live(15);
    clinic.write('safety-check', check(1));
    const first = checkOf(clinic, 1);
    clinic.live(1);
    clinic.write('safety-check', check(1, { response: 'none' }));
    expect(checkOf(clinic, 1)).toEqual(first);
    expect(clinic.state.alerts).toMatchObject([{ kind: 'safety-check', level: 4 }]);
  });
});

describe('a planned reading', () => {
  it('is met by a reading from ten minutes before its time on', () => {
    const clinic = dosedClinic();
    clinic.live(29);
    clinic.write('vitals', calm);
    expect(clinic.state.plannedVitals).toEqual([]);
    clinic.live(1);
    clinic.write('vitals', calm);
    expect(clinic.state.plannedVitals).toMatchObject([{ number: 40, state: 'done' }]);
  });

  it('prompts, climbs and stays escalated like a check', () => {
    const clinic = dosedClinic();
    clinic.live(51);
    expect(clinic.state.plannedVitals).toMatchObject([{ number: 40, state: 'overdue' }]);
    clinic.live(10);
    clinic.write('vitals', calm);
    expect(clinic.state.plannedVitals).toMatchObject([{ number: 40, state: 'escalated', happenedAt: clinic.now }]);
    expect(alertOf(clinic, 'planned-vitals-40')).toMatchObject({ kind: 'missed-vitals', level: 2 });
  });
});

describe('an alert', () => {
  it('that somebody raises calls its people at once and climbs its ladder', () => {
    const clinic = dosedClinic();
    clinic.write('help', { asked: 'prescriber' });
    const { id } = clinic.state.alerts[0]!;
    expect(clinic.pages).toEqual([`${id}/1`]);
    clinic.live(2);
    expect(alertOf(clinic, id)).toMatchObject({ level: 2, tier: 2 });
    clinic.live(2);
    expect(alertOf(clinic, id)).toMatchObject({ level: 4, tier: 3 });
  });

  it('does not grow milder by climbing', () => {
    const clinic = dosedClinic();
    clinic.write('vitals', vitals({ systolicMmHg: 182 }));
    const { id } = clinic.state.alerts[0]!;
    clinic.live(2);
    expect(alertOf(clinic, id)).toMatchObject({ startLevel: 3, level: 3, tier: 2 });
  });

  it('keeps who answered it first', () => {
    const clinic = dosedClinic();
    clinic.write('help', { asked: 'emergency' });
    const { id: alertId } = clinic.state.alerts[0]!;
    clinic.write('acknowledgement', { alertId }, { by: 'therapist' });
    const at = clinic.now;
    clinic.live(1);
    clinic.write('acknowledgement', { alertId }, { by: 'prescriber' });
    expect(alertOf(clinic, alertId)).toMatchObject({ acknowledgedBy: 'therapist', acknowledgedAt: at });
  });

  it('is raised when the chaperone leaves after the dose, not before', () => {
    const clinic = new SimulatedClinic();
    clinic.write('arrival', {});
    clinic.write('chaperone-left', {});
    expect(clinic.state.alerts).toEqual([]);
    const dosed = dosedClinic();
    dosed.write('chaperone-left', {});
    expect(dosed.state).toMatchObject({ isChaperonePresent: false, alerts: [{ kind: 'chaperone-left', level: 2 }] });
    dosed.write('arrival', {});
    expect(dosed.state.isChaperonePresent).toBe(true);
    expect(dosed.state.alerts[0]!.closedAt).toBeUndefined();
  });
});
