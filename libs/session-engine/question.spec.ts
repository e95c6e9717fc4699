import { SimulatedClinic } from './testing/simulated-clinic.js';

const asked = () => {
  const clinic = new SimulatedClinic();
  clinic.write('question', {}, { by: 'therapist' });
  return { clinic, questionSeq: clinic.state.question!.seq };
};

describe('a question to the patient', () => {
  it('is answered by the patient alone, and only as it was asked last', () => {
    const { clinic, questionSeq } = asked();
    expect(clinic.write('answer', { questionSeq, answer: 'fine' }, { by: 'chaperone' })).toBe('not-your-part');
    clinic.write('question', {}, { by: 'prescriber' });
    expect(clinic.write('answer', { questionSeq, answer: 'fine' })).toBe('not-asked');
    expect(new SimulatedClinic().write('answer', { questionSeq: 1, answer: 'fine' })).toBe('not-asked');
  });

  it('is settled by "I am fine", and calls nobody', () => {
    const { clinic, questionSeq } = asked();
    clinic.write('answer', { questionSeq, answer: 'fine' });
    expect(clinic.state.question).toEqual({ seq: questionSeq, askedAt: clinic.now, answer: 'fine', answeredAt: clinic.now });
    expect(clinic.state.alerts).toEqual([]);
  });

  it.each([
    ['not-sure', 1],
    ['help', 2],
  ] as const)('that is answered with "%s" calls at level %i, once', (answer, level) => {
    const { clinic, questionSeq } = asked();
    clinic.write('answer', { questionSeq, answer });
    clinic.write('answer', { questionSeq, answer });
    expect(clinic.state.alerts).toMatchObject([{ kind: 'patient-answer', level }]);
  });

  it('may be answered worse afterwards, and never better', () => {
    const { clinic, questionSeq } = asked();
    for (const answer of ['fine', 'help', 'fine', 'not-sure'] as const) clinic.write('answer', { questionSeq, answer });
    expect(clinic.state.question).toMatchObject({ answer: 'help' });
    expect(clinic.state.alerts.map(({ level }) => level)).toEqual([2]);
  });

  it('asks nobody to be quick: a patient who rests need not answer', () => {
    const { clinic } = asked();
    clinic.live(60);
    expect(clinic.state.alerts).toEqual([]);
  });
});
