import { foreignTouches, ownersOf } from './ownership.mjs';

const owners = ownersOf([
  { owner: 'care', text: 'model CareAssignment {\n  id String @id\n\n  @@map("care_assignment")\n}\n' },
  {
    owner: 'sessions',
    text: 'enum Kind {\n  a\n  @@map("kind")\n}\n\nmodel Deadline {\n  id String @id\n  @@map("deadline")\n}\n',
  },
]);
const touches = (source, lib) => foreignTouches(source, lib, owners).map(({ line, name }) => `${line} ${name}`);

describe('the ownership of tables', () => {
  it('lets a lib use what is its own', () => {
    expect(touches('tx.careAssignment.findMany({}); tx.sql`SELECT 1 FROM care_assignment`', 'care')).toEqual([]);
  });

  it('finds a model of another lib, by any handle', () => {
    expect(touches('\nawait tx.deadline.create({});\nthis.database.read.deadline.findFirst()', 'care')).toEqual([
      '2 deadline',
      '3 deadline',
    ]);
  });

  it('finds a table of another lib in SQL, however it is named there', () => {
    const sql = ['SELECT 1 FROM "deadline"', 'WITH x AS (DELETE FROM ONLY deadline)', 'UPDATE deadline SET a = 1'];
    for (const text of sql) expect(touches(`db.sql\`${text}\``, 'care')).toEqual(['1 deadline']);
    expect(touches('tx.sql`\n  SELECT 1\n  JOIN deadline d ON true`', 'care')).toEqual(['3 deadline']);
  });

  it('takes words in prose, and variables of the same name, for what they are', () => {
    expect(touches("// read from deadline\nconst deadline = deadlines.next(); throw new Error('from deadline')", 'care')).toEqual(
      [],
    );
  });
});
