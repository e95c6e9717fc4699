import type { CallView } from '#contracts';
import type { Heard } from './line.js';
import { whoIsLost } from './lost-words.js';

type Person = CallView['people'][number];
const person = (participantId: string, displayName: string, different: Partial<Person> = {}) =>
  ({ participantId, displayName, isSelf: false, presence: 'here', ...different }) as Person;
const rosa = person('1', 'Rosa Delgado', { isSelf: true });
const heard = (state: Heard['state'], ...seen: (readonly [string, string])[]) =>
  ({ state, seen: seen.map(([participantId, media]) => ({ participantId, state: media })) }) as unknown as Heard;

describe('whose picture is lost', () => {
  it('is theirs, and not one’s own, when the clinic hears this screen and not theirs', () => {
    const people = [rosa, person('2', 'Tom Becker', { presence: 'lost' })];
    expect(whoIsLost({ people }, heard('joined', ['2', 'lost']))).toEqual(['Tom']);
  });

  it('is theirs when somebody else is still seen', () => {
    const people = [rosa, person('2', 'Tom Becker'), person('3', 'Nina Okafor')];
    expect(whoIsLost({ people }, heard('joined', ['2', 'lost'], ['3', 'live']))).toEqual(['Tom']);
  });

  it('is nobody’s by name when one’s own line may be the one that is lost', () => {
    const people = [rosa, person('2', 'Tom Becker')];
    expect(whoIsLost({ people }, heard('joined', ['2', 'lost']))).toEqual([]);
    expect(
      whoIsLost({ people: [rosa, person('2', 'Tom Becker', { presence: 'lost' })] }, heard('lost' as Heard['state'])),
    ).toEqual([]);
  });
});
