import type { Caller } from '#identity';
import { Database } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { AssessmentsModule } from './assessments.module.js';
import { STRICTEST_FIRST } from './domain/finding.js';
import { FINDING_RULES } from './domain/finding-rules.js';
import { THRESHOLDS } from './domain/thresholds.js';
import { RulesService } from './rules.service.js';

let clinic: SmallClinic;
let director: Caller;
beforeAll(async () => {
  clinic = await SmallClinic.open([AssessmentsModule]);
  director = await clinic.person('physician');
  await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: true } });
});
afterAll(() => clinic?.close());

let version = 1_000;
/** Straight into the table, past every function of the program; nothing of it stays. */
async function isTaken(levels: object, thresholds: object): Promise<boolean> {
  version += 1;
  const undone = new Error('undone');
  const insert = clinic.transact(async (tx) => {
    await tx.sql`
      INSERT INTO assessment_rules (version, levels, drugs, thresholds, changed_by, reason)
      VALUES (${version}, ${JSON.stringify(levels)}::jsonb, '[]', ${JSON.stringify(thresholds)}::jsonb, ${director.personId}, 'A test')`;
    throw undone;
  });
  const thrown = await insert.catch((error: unknown) => error);
  if (thrown === undone) return true;
  expect(String(thrown)).toContain('tightened, and never loosened');
  return false;
}

describe('the law of the database about a clinic’s own rules', () => {
  it('takes of each level that of Hearth and stricter ones, and none that is looser', async () => {
    for (const { id, level } of FINDING_RULES) {
      for (const own of STRICTEST_FIRST) {
        const isStricter = STRICTEST_FIRST.indexOf(own) <= STRICTEST_FIRST.indexOf(level);
        expect([id, own, await isTaken({ [id]: own }, {})]).toEqual([id, own, isStricter]);
      }
    }
  });

  it('takes of each threshold that of Hearth and lower ones, and none above it or below one', async () => {
    for (const [name, ours] of Object.entries(THRESHOLDS)) {
      for (const [own, isGood] of [
        [ours, true],
        [1, true],
        [ours + 1, false],
        [0, false],
        [String(ours), false],
      ] as const)
        expect([name, own, await isTaken({}, { [name]: own })]).toEqual([name, own, isGood]);
    }
  });

  it('takes nothing that nobody knows', async () => {
    expect(await isTaken({ nothing: 'absolute' }, {})).toBe(false);
    expect(await isTaken({}, { nothing: 1 })).toBe(false);
    expect(await isTaken({ seizures: 'never' }, {})).toBe(false);
    expect(await isTaken({}, {})).toBe(true);
  });
});

describe('rules as people read them', () => {
  it('come with every version, the newest first, and who signed it', async () => {
    const put = (at: number, level: string, reason: string) =>
      clinic.get(Database).sql`
        INSERT INTO assessment_rules (version, levels, drugs, thresholds, changed_by, reason)
        VALUES (${at}, ${JSON.stringify({ seizures: level })}::jsonb, '[]', '{}', ${director.personId}, ${reason})`;
    await put(1, 'absolute', 'The first');
    await put(2, 'review', 'The second');
    const read = await clinic.get(RulesService).read();
    expect(read).toMatchObject({ version: 2, reason: 'The second', changedByName: 'Some physician' });
    expect(read.versions.map((each) => [each.version, each.levels])).toEqual([
      [2, { seizures: 'review' }],
      [1, { seizures: 'absolute' }],
    ]);
    expect(read.alertRules).toHaveLength(12);
    expect(read.safety).toMatchObject({ versions: [], asked: { wording: 'own' } });
    expect(read.safety.questions).toHaveLength(read.safety.asked.item.length);
  });

  it('show what was confirmed of a scale, by whom and when', async () => {
    const words = Object.fromEntries(
      (await clinic.get(RulesService).read()).safety.questions.map((name) => [name, `Words for ${name}`]),
    );
    await clinic.get(Database).sql`
      INSERT INTO questionnaire_wording (form, version, registration, words, confirmed_by)
      VALUES ('c-ssrs', 1, 'Registered as number 7', ${JSON.stringify(words)}::jsonb, ${director.personId})`;
    const { safety } = await clinic.get(RulesService).read();
    expect(safety.versions).toEqual([
      expect.objectContaining({ version: 1, registration: 'Registered as number 7', confirmedByName: 'Some physician', words }),
    ]);
    expect(safety.asked).toMatchObject({ wording: 'official', version: 'registered-1' });
    expect(safety.asked.item[0]!.text).toBe(words['wish']);
  });
});
