import pg from 'pg';

import { MINUTE, Problem } from '#kernel';
import { Dice, seedOfRun } from '../../test/support/dice.js';
import { SmallClinic, type TeamOf, ZONE } from '../../test/support/small-clinic.js';
import { CourseChoice } from './course-choice.service.js';
import { CourseMovesService } from './course-moves.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';

const [ROUNDS, WAVES] = process.env['PROVE'] ? [25, 40] : [1, 3];
const CROWD = 40;
const seed = seedOfRun();
let clinic: SmallClinic;
let isOpen = true;
beforeAll(async () => {
  clinic = await SmallClinic.open();
});
const close = async () => {
  if (isOpen) await clinic?.close();
  isOpen = false;
};
afterAll(close);

const REFUSALS = new Set([
  'scheduling.slot-taken',
  'integration.no-visit-time',
  'sessions.already-booked',
  'protocols.all-booked',
  'scheduling.not-booked',
]);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const book = ({ patient }: TeamOf, startsAt: Date) => clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
const hold = ({ patient }: TeamOf, startsAt: Date) => clinic.get(CourseChoice).hold(patient, patient.personId, startsAt);
const move = ({ patient }: TeamOf, sessionId: string, startsAt: Date) =>
  clinic.get(CourseMovesService).move(patient, sessionId, startsAt, 'illness');
const keepRules = (personId: string, rules: Readonly<{ dailyCap?: number; pauseAfterMin?: number }>) =>
  clinic.read.workingRules.create({ data: { personId, ...rules } });

describe('two at one moment who may not both have what they want', () => {
  /** Both have one prescriber, whose rule it is, and a therapist each: nothing else stands between them. */
  const rivals = async (rules: Parameters<typeof keepRules>[1]): Promise<[TeamOf, TeamOf]> => {
    const prescriber = await clinic.person('prescriber', { fromMin: 9 * 60, toMin: 18 * 60 });
    await keepRules(prescriber.personId, rules);
    return [await clinic.enrol({ prescriber }), await clinic.enrol({ prescriber })];
  };
  const acts = {
    book: async (team: TeamOf) => (at: Date) => book(team, at),
    hold: async (team: TeamOf) => (at: Date) => hold(team, at),
    move: async (team: TeamOf, day: number) => {
      const { sessionId } = await book(team, await clinic.at(day, 10));
      return (at: Date) => move(team, sessionId, at);
    },
  } as const;
  type Act = keyof typeof acts;
  const pairs: [Act, Act][] = [
    ['book', 'book'],
    ['hold', 'hold'],
    ['book', 'hold'],
    ['move', 'move'],
    ['move', 'book'],
  ];
  const rules = [
    ['a daily cap', { dailyCap: 1 }, 14],
    ['a pause', { pauseAfterMin: 30 }, 10.5],
  ] as const;

  it.each(rules.flatMap((rule) => pairs.map(([one, other]) => [...rule, one, other] as const)))(
    'keep %s (%j; at 10 and at %d): %s and %s',
    async (_, rule, hour, one, other) => {
      for (let round = 0; round < ROUNDS; round++) {
        const [a, b] = await rivals(rule);
        const [first, second] = [await acts[one](a, 2), await acts[other](b, 4)];
        const wanted = [await clinic.at(8, 10), await clinic.at(8, hour)] as const;
        const codes = await Promise.all([first(wanted[0]), second(wanted[1])].map(codeOf));
        expect(codes.sort()).toEqual(['none', 'scheduling.slot-taken']);
      }
    },
  );
});

it('takes no more statements for a booking than it must, and no more for one that is refused', async () => {
  const [team, warm] = [await clinic.enrol(), await clinic.enrol()];
  await book(warm, await clinic.at(2, 10));
  const startsAt = await clinic.at(2, 10);
  const spy = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await book(team, startsAt);
    expect(spy.mock.calls.length).toBeLessThanOrEqual(19);
    spy.mockClear();
    expect(await codeOf(book(team, startsAt))).toBe('scheduling.slot-taken');
    expect(spy.mock.calls.length).toBeLessThanOrEqual(10);
  } finally {
    spy.mockRestore();
  }
});

describe(`a crowd that shares its clinicians (FAULT_SEED=${seed})`, () => {
  const PAUSE_MIN = 15;
  const CAP = 3;
  const shared = async (role: 'therapist' | 'prescriber') => {
    const one = await clinic.person(role, { fromMin: 9 * 60, toMin: 18 * 60 });
    await keepRules(one.personId, { dailyCap: CAP, pauseAfterMin: PAUSE_MIN });
    return one;
  };

  /** Who has more on a day than they want, and whose times stand nearer than their pauses. */
  const broken = async (ids: readonly string[]) => {
    const { rows } = await withOwner((client) =>
      client.query(
        `SELECT 'day' AS rule, person_id FROM appointment_party JOIN appointment a ON a.id = appointment_id
         WHERE person_id = ANY($1) AND NOT isempty(during)
         GROUP BY person_id, (a.starts_at AT TIME ZONE $2)::date HAVING count(DISTINCT a.id) > $3
         UNION ALL
         SELECT 'pause', person_id FROM (
           SELECT person_id, upper(during) AS ended, lead(lower(during)) OVER (PARTITION BY person_id ORDER BY during) AS next
           FROM appointment_party WHERE person_id = ANY($1) AND lane = 0 AND NOT isempty(during)) one
         WHERE next < ended + $4 * interval '1 minute'`,
        [ids, ZONE, CAP, PAUSE_MIN],
      ),
    );
    return rows;
  };
  const withOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  it('breaks nobody’s rules, waits for nobody in a circle, and hears nothing but that a time is taken', async () => {
    const dice = new Dice(seed);
    const therapists = await Promise.all([1, 2, 3].map(() => shared('therapist')));
    const prescribers = await Promise.all([1, 2].map(() => shared('prescriber')));
    const teams: TeamOf[] = [];
    for (let i = 0; i < 20; i++)
      teams.push(await clinic.enrol({ therapist: dice.pick(therapists), prescriber: dice.pick(prescribers) }, { doses: 1 }));
    const days = await Promise.all([2, 4, 6].map((day) => clinic.at(day, 9.5)));
    const sessions = new Map<TeamOf, string>();
    const somewhen = () => new Date(dice.pick(days).getTime() + dice.between(0, 11) * 30 * MINUTE);
    const act = async () => {
      const [team, at, isHold] = [dice.pick(teams), somewhen(), dice.isLucky(0.2)];
      const sessionId = sessions.get(team);
      if (sessionId) return move(team, sessionId, at);
      if (isHold) return hold(team, at);
      sessions.set(team, (await book(team, at)).sessionId);
    };
    const codes = new Set<string>();
    for (let wave = 0; wave < WAVES; wave++) {
      for (const code of await Promise.all(Array.from({ length: CROWD }, () => codeOf(act())))) codes.add(code);
    }
    expect([...codes].filter((code) => code !== 'none' && !REFUSALS.has(code))).toEqual([]);
    expect(sessions.size).toBeGreaterThan(2);
    expect(await broken([...therapists, ...prescribers].map(({ personId }) => personId))).toEqual([]);
    await close(); // a connection that ends tells of all that it has counted
    expect(await withOwner(deadlocks)).toBe(0);
  }, 600_000);

  async function deadlocks(client: pg.Client): Promise<number> {
    const others = () =>
      client.query('SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
    while ((await others()).rowCount) await new Promise((again) => setTimeout(again, 20));
    const { rows } = await client.query('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()');
    return rows[0].deadlocks;
  }
});
