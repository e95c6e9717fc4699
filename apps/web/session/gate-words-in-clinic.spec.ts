import { type GateFinding, judgeReadyInClinic, judgeStaff, type ReadyInClinic } from '#session-engine';
import { findingWords, itemWords } from './gate-words.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const ready = {
  staff: [],
  roles: ['prescriber' as const],
  stock: { drawnMg: 28, doseMg: 56, reason: 'good' as const },
  emergencyPlanAt: NOW,
  preparation: { openItems: 1, firstOpen: 'fears' },
};
const judgesInClinic = (one: ReadyInClinic, now: number) => [judgeStaff(one), ...judgeReadyInClinic(one, now)];
const said = (finding: GateFinding) => `${itemWords(finding)}: ${findingWords(finding, NOW, 'UTC')}`;

it('says in the clinic what the clinic’s own laws ask for', () => {
  expect(judgesInClinic(ready, NOW).map(said)).toEqual([
    'Staff with the patient: Nobody has said that they are with the patient. Whoever is presses “I am with the patient”.',
    'Medicine from the clinic’s stock: Less was drawn than this dose needs. Put it back, and draw anew. 28 mg drawn, 56 mg needed.',
    'Preparation and emergency plan: Something of the preparation is still open. Open Preparation. 1 open, first: fears.',
  ]);
});

it('has words for every reason of theirs', () => {
  const person = { personId: 'p', role: 'prescriber' as const, isRostered: true, since: NOW };
  const cases = [
    ready,
    { ...ready, staff: [person], emergencyPlanAt: null, stock: { drawnMg: 56, doseMg: 56, reason: 'good' as const } },
    { ...ready, staff: [{ ...person, isRostered: false }], stock: { ...ready.stock, reason: 'not-drawn' as const } },
    {
      ...ready,
      staff: [{ ...person, role: 'therapist' as const }],
      emergencyPlanAt: 0,
      stock: { ...ready.stock, reason: 'recalled' as const },
    },
    { ...ready, preparation: { openItems: 0, firstOpen: null }, stock: { ...ready.stock, reason: 'past-use-by' as const } },
  ];
  for (const one of cases)
    for (const finding of judgesInClinic(one, NOW)) expect(findingWords(finding, NOW, 'UTC')).toMatch(/^[A-Z]/);
});
