import { Database, sqlState } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { JournalModule } from './journal.module.js';
import { JournalService } from './journal.service.js';

const TEXT = 'A canary sang in the garden.';
let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([JournalModule]);
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

const journal = () => clinic.get(JournalService);
const write = () => journal().write(team.patient, team.patient.personId, { prompt: 'body', text: TEXT });
const readBy = async (who: TeamOf[keyof TeamOf]) =>
  (await journal().read(who, team.patient.personId)).map(({ journalId }) => journalId);

describe('a journal', () => {
  it('is its patient’s alone, until they share a page, and again when they take that back', async () => {
    const { journalId } = await write();
    expect(await readBy(team.patient)).toContain(journalId);
    expect(await readBy(team.therapist)).not.toContain(journalId);
    await journal().share(team.patient, journalId, true);
    expect(await readBy(team.therapist)).toContain(journalId);
    await journal().share(team.patient, journalId, false);
    expect(await readBy(team.therapist)).not.toContain(journalId);
  });

  it('is written and shared by nobody else, and read by nobody but the team', async () => {
    const { journalId } = await write();
    const [another, stranger] = [await clinic.person('patient'), await clinic.person('prescriber')];
    for (const by of [another, stranger, team.chaperone]) {
      await expect(readBy(by)).rejects.toMatchObject({ code: 'care.not-found' });
    }
    for (const by of [another, team.therapist]) {
      await expect(journal().share(by, journalId, true)).rejects.toMatchObject({ code: 'journal.no-entry' });
      const page = { prompt: null, text: TEXT };
      await expect(journal().write(by, team.patient.personId, page)).rejects.toMatchObject({ code: 'care.not-found' });
    }
  });

  it('is kept sealed, and stays whose it is and when it was written', async () => {
    const { journalId } = await write();
    const database = clinic.get(Database);
    const [row] = await database.sql<{ row: string }>`SELECT t::text AS row FROM journal_entry t WHERE id = ${journalId}::uuid`;
    expect(row!.row).not.toContain('canary');
    const moved = database.sql`UPDATE journal_entry SET written_at = app_now() WHERE id = ${journalId}::uuid`;
    expect(await moved.then(() => null, sqlState)).toBe('HF001');
  });
});
