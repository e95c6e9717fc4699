import { MINUTE } from '#kernel';
import { byDanger, sessionClock } from './clock.js';
import { calm, check, dosedClinic, vitals } from './testing/answers.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

const clockOf = ({ state, plan, now }: SimulatedClinic) => sessionClock(state, plan, now);

describe('the shared clock', () => {
  it('does not run before the dose', () => {
    expect(clockOf(new SimulatedClinic())).toEqual({
      phase: 'scheduled',
      sinceDoseMs: null,
      nextCheck: null,
      nextVitals: null,
      danger: 0,
      worstAlert: null,
      nextDueAt: null,
    });
  });

  it('shows the next check and the next reading, whichever is due first', () => {
    const clinic = dosedClinic();
    clinic.live(15);
    clinic.write('safety-check', check(1));
    clinic.live(15);
    clinic.write('safety-check', check(2));
    const dosedAt = clinic.state.dosedAt!;
    expect(clockOf(clinic)).toMatchObject({
      sinceDoseMs: 30 * MINUTE,
      phase: 'journey',
      nextCheck: { number: 3, dueAt: dosedAt + 45 * MINUTE, stage: 'waiting' },
      nextVitals: { offsetMin: 40, dueAt: dosedAt + 40 * MINUTE, stage: 'open' },
      nextDueAt: dosedAt + 40 * MINUTE,
      danger: 0,
    });
  });

  it('goes through the stages of a check: waiting, open, due, amber, red', () => {
    const { state, plan } = dosedClinic();
    const stageAt = (minutes: number) => sessionClock(state, plan, state.dosedAt! + minutes * MINUTE).nextCheck!.stage;
    expect([9, 10, 15, 18, 21].map(stageAt)).toEqual(['waiting', 'open', 'due', 'amber', 'red']);
  });

  it('is in danger while something is overdue, also before a server has said so', () => {
    const { state, plan } = dosedClinic();
    expect(sessionClock(state, plan, state.dosedAt! + 17 * MINUTE).danger).toBe(0);
    expect(sessionClock(state, plan, state.dosedAt! + 18 * MINUTE).danger).toBe(1);
  });

  it('asks for the check that is worth answering now, not for one that was missed', () => {
    const clinic = dosedClinic();
    clinic.live(24);
    expect(clockOf(clinic).nextCheck!.number).toBe(1);
    clinic.live(1);
    expect(clockOf(clinic).nextCheck!.number).toBe(2);
  });

  it('shows the worst alert: unanswered before answered, then the older one', () => {
    const clinic = dosedClinic();
    clinic.write('help', { asked: 'prescriber' });
    clinic.live(1);
    clinic.write('vitals', vitals({ systolicMmHg: 172 }));
    const [older, newer] = clinic.state.alerts.map(({ id }) => id);
    expect(clockOf(clinic).worstAlert!.id).toBe(older);
    clinic.write('acknowledgement', { alertId: older! });
    expect(clockOf(clinic)).toMatchObject({ danger: 2, worstAlert: { id: newer } });
  });
});

describe('byDanger', () => {
  it('puts the most dangerous session first, an unanswered alert before an answered one, then what is due sooner', () => {
    const [quiet, sooner, answered, unanswered] = [dosedClinic(), dosedClinic(), dosedClinic(), dosedClinic()];
    quiet.live(15);
    quiet.write('safety-check', check(1));
    for (const clinic of [answered, unanswered]) clinic.write('help', { asked: 'prescriber' });
    answered.write('acknowledgement', { alertId: answered.state.alerts[0]!.id });
    const before = new SimulatedClinic();
    before.write('vitals', calm);
    const clinics = { before, quiet, answered, sooner, unanswered };
    const order = Object.entries(clinics)
      .sort(([, a], [, b]) => byDanger(clockOf(a), clockOf(b)))
      .map(([name]) => name);
    expect(order).toEqual(['unanswered', 'answered', 'sooner', 'quiet', 'before']);
  });
});
