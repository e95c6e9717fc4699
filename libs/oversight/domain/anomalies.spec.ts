import fc from 'fast-check';
import { DAY, HOUR } from '#kernel';
import { type Circumstances, findAnomalies, type Known, type Reads } from './anomalies.js';

const NOON = 1_000 * DAY;
const person = (id: string, name: string, over: Partial<Known> = {}): Known => ({
  id,
  name,
  isStaff: false,
  phone: null,
  ...over,
});
const nina = person('nina', 'Nina Okafor', { isStaff: true, phone: '1' });
const read = (over: Partial<Reads> = {}): Reads => ({
  ...{ actorId: 'nina', actorRole: 'prescriber', subjectId: 'rosa', acts: 1, firstAt: NOON, lastAt: NOON },
  ...over,
});
const around = (subject: Known, over: Partial<Circumstances> = {}): Circumstances => ({
  people: new Map([nina, subject].map((each) => [each.id, each])),
  staff: [nina],
  ties: [{ patientId: subject.id, personId: 'nina', startsAt: 0, endsAt: null }],
  ...{ meetings: [], duties: [] },
  ...over,
});
const found = (subject: Known, over: Partial<Circumstances> = {}, of: Partial<Reads> = {}) =>
  findAnomalies([read({ subjectId: subject.id, ...of })], around(subject, over)).map(({ kind, evidence }) => [kind, evidence]);
const rosa = person('rosa', 'Rosa Marin', { phone: '2' });

describe('reads to ask about', () => {
  it('are none of a patient whom one cares for', () => {
    expect(found(rosa)).toEqual([]);
  });

  it('are those of oneself, however one’s name is written', () => {
    expect(found(person('nina2', 'NINA  Òkafor'.replace('  ', ' ')))).toEqual([['self', ['same-name']]]);
    expect(found(person('nina2', 'Nina Okafor', { phone: '1' }))).toEqual([['self', ['same-name', 'same-phone']]]);
  });

  it('are those of one’s household: the same telephone, or the same surname', () => {
    expect(found(person('obi', 'Obi Okafor'))).toEqual([['household', ['same-surname']]]);
    expect(found(person('max', 'Max Miller', { phone: '1' }))).toEqual([['household', ['same-phone']]]);
  });

  it('are those of a colleague, who has another entry as a patient', () => {
    const tom = person('tom', 'Tom Brandt', { isStaff: true, phone: '3' });
    const staff = { staff: [nina, tom] };
    expect(found(person('tom2', 'Tom Brandt'), staff)).toEqual([['colleague', ['same-name']]]);
    expect(found(person('x', 'Somebody Else', { phone: '3' }), staff)).toEqual([['colleague', ['same-phone']]]);
    expect(found(tom, staff)).toEqual([['colleague', ['works-here']]]);
  });

  it('are those that no assignment, no duty and no appointment explains', () => {
    const none = ['no-appointment', ['no-assignment', 'no-duty', 'no-appointment']];
    const meeting = (days: number) => [
      { patientId: 'rosa', personId: 'nina', startsAt: NOON + days * DAY, endsAt: NOON + days * DAY + HOUR },
    ];
    expect(found(rosa, { ties: [] })).toEqual([none]);
    expect(found(rosa, { ties: [{ patientId: 'rosa', personId: 'nina', startsAt: 0, endsAt: NOON - 1 }] })).toEqual([none]);
    expect(found(rosa, { ties: [{ patientId: 'rosa', personId: 'tom', startsAt: 0, endsAt: null }] })).toEqual([none]);
    expect(found(rosa, { ties: [], duties: [{ personId: 'nina', startsAt: NOON - 1, endsAt: NOON + 1 }] })).toEqual([]);
    expect(found(rosa, { ties: [], duties: [{ personId: 'tom', startsAt: NOON - 1, endsAt: NOON + 1 }] })).toEqual([none]);
    expect([-16, -14, 14, 15].map((days) => found(rosa, { ties: [], meetings: meeting(days) }).length)).toEqual([1, 0, 0, 1]);
  });

  it('name a person once for a patient and kind, and only people who are known', () => {
    fc.assert(
      fc.property(fc.constantFrom('rosa', 'nobody'), fc.constantFrom('nina', 'nobody'), (subjectId, actorId) => {
        const anomalies = findAnomalies([read({ subjectId, actorId })], around(rosa, { ties: [] }));
        expect(anomalies.length).toBe(subjectId === 'rosa' && actorId === 'nina' ? 1 : 0);
      }),
    );
  });
});
