import fc from 'fast-check';

import { type Asker, groundFor, patientsFor, type Scope, type Tie } from './access.js';

const SCOPES: readonly Scope[] = [
  'schedule',
  'team',
  'team-change',
  'alerts',
  'planning',
  'rescheduling',
  'session',
  'summary',
  'dose',
  'integration',
  'assessments',
  'documents',
  'documents-add',
  'consents',
  'programme',
  'chart',
  'chart-write',
  'own',
  'psychotherapy-notes',
];
const tie = (over: Partial<Tie> = {}): Tie => ({
  kind: 'assignment',
  patientId: 'rosa',
  personId: 'nina',
  startsAt: 100,
  endsAt: 200,
  releases: [],
  ...over,
});
const asker = (role: string, over: Partial<Asker> = {}): Asker => ({ personId: 'nina', role, sessionScope: null, ...over });
const nina = asker('prescriber');
const opened = (who: Asker, ties: readonly Tie[], now = 150) =>
  SCOPES.filter((scope) => groundFor(who, 'rosa', scope, ties, now));

const anyTie = fc.record({
  kind: fc.constantFrom('assignment', 'break-glass', 'release'),
  patientId: fc.constantFrom('rosa', 'sam'),
  personId: fc.constantFrom('nina', 'tom'),
  startsAt: fc.integer({ min: 0, max: 300 }),
  endsAt: fc.option(fc.integer({ min: 0, max: 300 })),
  releases: fc.subarray(['schedule', 'integration', 'session-summary', 'psychotherapy-notes', '']),
}) as fc.Arbitrary<Tie>;
const anyAsker = fc.record({
  personId: fc.constantFrom('nina', 'rosa'),
  role: fc.constantFrom('patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor'),
  sessionScope: fc.constantFrom(null, null, 'session'),
  isExternal: fc.boolean(),
});
const anyCase = {
  who: anyAsker,
  ties: fc.array(anyTie),
  scope: fc.constantFrom(...SCOPES),
  now: fc.integer({ min: 0, max: 300 }),
};

describe('groundFor', () => {
  it('lets patients see themselves, and no other patient', () => {
    const rosa = asker('patient', { personId: 'rosa' });
    expect(groundFor(rosa, 'rosa', 'session', [], 0)).toBe('self');
    expect(groundFor(rosa, 'sam', 'session', [tie({ patientId: 'sam', personId: 'rosa', endsAt: null })], 150)).toBeNull();
  });

  it('lets a clinician in from the start of an assignment until its end', () => {
    const at = (now: number) => groundFor(nina, 'rosa', 'dose', [tie()], now);
    expect([99, 100, 199, 200].map(at)).toEqual([null, 'assignment', 'assignment', null]);
    expect(groundFor(nina, 'rosa', 'dose', [tie({ endsAt: null })], 10_000)).toBe('assignment');
  });

  it('opens schedules and no health data to an admin', () => {
    const running = ['schedule', 'team', 'team-change', 'alerts', 'rescheduling', 'integration'];
    expect(opened(asker('admin'), [])).toEqual(running);
    expect(opened(asker('admin'), [tie(), tie({ kind: 'break-glass' })])).toEqual(running);
  });

  it('opens a record in an emergency for seeing and helping: no planning, no dose, and never the psychotherapy notes', () => {
    const grant = tie({ kind: 'break-glass' });
    const seen = [
      'schedule',
      'team',
      'alerts',
      'session',
      'summary',
      'integration',
      'assessments',
      'documents',
      'consents',
      'programme',
      'chart',
    ];
    expect(opened(nina, [grant])).toEqual(seen);
    expect(opened(asker('therapist'), [grant])).toEqual(seen);
    expect(opened(nina, [grant], 200)).toEqual([]);
  });

  it('keeps psychotherapy notes to therapists of the team', () => {
    const notes = (role: string) => groundFor(asker(role), 'rosa', 'psychotherapy-notes', [tie()], 150);
    expect(['therapist', 'prescriber', 'physician', 'admin'].map(notes)).toEqual(['assignment', null, null, null]);
  });

  it('opens to a therapist from elsewhere what the patient released, and nothing through any other tie', () => {
    const mara = asker('therapist', { isExternal: true });
    const release = (...releases: string[]) => [tie({ kind: 'release', releases }), tie(), tie({ kind: 'break-glass' })];
    expect(opened(mara, release('integration'))).toEqual(['integration']);
    expect(opened(mara, release('schedule', 'session-summary'))).toEqual(['schedule', 'summary']);
    expect(opened(mara, release('session', 'dose', 'psychotherapy-notes', ''))).toEqual([]);
  });

  it('names the assignment where there is an emergency, too', () => {
    expect(groundFor(nina, 'rosa', 'session', [tie({ kind: 'break-glass' }), tie()], 150)).toBe('assignment');
  });

  it('never lets in an auditor, a chaperone, or a sign-in that is good for one session', () => {
    fc.assert(
      fc.property(anyCase.who, fc.array(anyTie), anyCase.scope, anyCase.now, (who, ties, scope, now) => {
        fc.pre(who.sessionScope !== null || ['auditor', 'chaperone'].includes(who.role));
        return groundFor(who, 'rosa', scope, ties, now) === null;
      }),
    );
  });

  it('finds a tie of the asker to the patient, open at that moment, behind every clinician who may', () => {
    fc.assert(
      fc.property(anyCase.who, anyCase.ties, anyCase.scope, anyCase.now, (who, ties, scope, now) => {
        const ground = groundFor(who, 'rosa', scope, ties, now);
        if (ground === null || ground === 'self' || ground === 'clinic') return true;
        const behind = ties.filter(
          ({ kind, patientId, personId }) => kind === ground && patientId === 'rosa' && personId === who.personId,
        );
        return behind.some(({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || now < endsAt));
      }),
    );
  });
});

describe('patientsFor', () => {
  it('lists exactly those for whom the predicate finds a ground', () => {
    fc.assert(
      fc.property(anyCase.who, anyCase.ties, anyCase.scope, anyCase.now, (who, ties, scope, now) => {
        const listed = patientsFor(who, scope, ties, now);
        return ['rosa', 'sam', 'nobody'].every((patientId) => {
          const isListed = listed === 'all' || listed.includes(patientId);
          return isListed === (groundFor(who, patientId, scope, ties, now) !== null);
        });
      }),
    );
  });
});
