import { asked, calm, dosedClinic } from './testing/answers.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

const RELIEF = { personId: 'backup', insteadOf: 'companion' };

describe('another companion', () => {
  it('takes over from one who cannot come, and has to say that they are there', () => {
    const clinic = new SimulatedClinic();
    expect(clinic.write('companion-on-duty', RELIEF, { by: 'chaperone' })).toBe('companion-not-asked');
    clinic.write('chaperone-left', {});
    expect(clinic.state.phase).toBe('scheduled');
    expect(clinic.write('companion-on-duty', RELIEF, { by: 'chaperone' })).toBeUndefined();
    expect(clinic.state).toMatchObject({ isChaperonePresent: false, companion: { personId: 'backup', since: clinic.now } });
    expect(clinic.state.companionOutSince).toBeUndefined();
    expect(clinic.write('companion-on-duty', { personId: 'third', insteadOf: 'backup' }, { by: 'chaperone' })).toBe(
      'companion-not-asked',
    );
    clinic.write('arrival', {});
    expect(clinic.state.isChaperonePresent).toBe(true);
  });

  it('is not needed when the one on duty is there after all', () => {
    const clinic = new SimulatedClinic();
    clinic.write('chaperone-left', {});
    clinic.write('arrival', {});
    expect(clinic.write('companion-on-duty', RELIEF, { by: 'chaperone' })).toBe('companion-not-asked');
  });

  it('can be put on duty by staff before the dose, and what was released with the other one is held', () => {
    const clinic = new SimulatedClinic();
    clinic.write('arrival', {});
    clinic.write('vitals', calm);
    asked(clinic);
    clinic.judge();
    clinic.release();
    expect(clinic.write('companion-on-duty', RELIEF, { by: 'therapist' })).toBeUndefined();
    expect(clinic.state).toMatchObject({ phase: 'gate_pending', isChaperonePresent: false });
    clinic.write('arrival', {});
    expect(clinic.write('dose-taken', {})).toBe('dose-not-released');
  });

  it('relieves nobody who is there after the dose, and everybody who has left', () => {
    const clinic = dosedClinic();
    expect(clinic.write('companion-on-duty', RELIEF, { by: 'therapist' })).toBe('companion-is-there');
    clinic.write('chaperone-left', {});
    expect(clinic.write('companion-on-duty', RELIEF, { by: 'chaperone' })).toBeUndefined();
    expect(clinic.state.phase).not.toBe('gate_pending');
  });
});
