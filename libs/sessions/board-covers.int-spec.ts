import { PagingService } from '#alerts';
import type { Caller } from '#identity';
import { DosingBookingsService, IntegrationModule } from '#integration';
import { Database, SweepLoop, sqlState } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { BoardCovers } from './board-covers.service.js';
import { SessionReading } from './session-reading.service.js';

let clinic: SmallClinic;
let team: TeamOf;
let paula: Caller;
let sessionId: string;

const covers = () => clinic.get(BoardCovers);
const sql: Database['sql'] = (text, ...values) => clinic.get(Database).sql(text, ...values);
const refused = (code: string) => expect.objectContaining({ code });
const stateAfter = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => null, sqlState);
const sweep = () => clinic.get(SweepLoop).runNow();

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
  team = await clinic.enrol();
  paula = await clinic.person('prescriber');
  const { appointment } = await clinic
    .get(DosingBookingsService)
    .book(team.patient, team.patient.personId, await clinic.at(2, 10));
  sessionId = (await sql<{ id: string }>`SELECT id FROM dosing_session WHERE appointment_id = ${appointment.id}`)[0]!.id;
  await asOwner(`
    ALTER TABLE dosing_session DISABLE TRIGGER USER; -- they want a whole session's story
    UPDATE dosing_session SET gate_passed_at = app_now(), released_at = app_now(), dosed_at = app_now(),
      min_discharge_at = app_now() + interval '1 hour' WHERE id = '${sessionId}';
    ALTER TABLE dosing_session ENABLE TRIGGER USER`);
});
afterAll(() => clinic?.close());

/** Their screen proved so long ago that it shows the session. */
const watches = (by: Caller, secondsAgo = 0) => sql`
  INSERT INTO session_watch (session_id, person_id, seen_at)
  VALUES (${sessionId}, ${by.personId}, now() - ${secondsAgo}::int * interval '1 second')
  ON CONFLICT (session_id, person_id) DO UPDATE SET seen_at = EXCLUDED.seen_at`;

const asks = async (by: Caller, cover: Caller) =>
  (await covers().ask(by, cover.personId, 20)).covers.find(({ awayId }) => awayId === by.personId)!.watchCoverId;
const standing = async (id: string) => {
  const [row] = await sql<{ began: boolean; endedAs: string | null }>`
    SELECT began_at IS NOT NULL AS began, ended_as AS "endedAs" FROM watch_cover WHERE id = ${id}`;
  const back = await sql`SELECT 1 FROM outbox_event WHERE name = 'alerts.watch-returned' AND payload ->> 'coverId' = ${id}`;
  return { ...row, callsBack: back.length };
};
/** Paula has taken over from the prescriber. */
async function begun(): Promise<string> {
  await watches(paula);
  const id = await asks(team.prescriber, paula);
  await covers().answer(paula, id, true);
  expect((await standing(id)).began).toBe(true);
  return id;
}

describe('a hand-over of the board', () => {
  it('opens the sessions to whoever says yes, and begins when their screen shows each, not earlier', async () => {
    const reads = () => clinic.get(SessionReading).catchUp(paula, sessionId, 0);
    await expect(reads()).rejects.toEqual(refused('sessions.not-found'));
    const id = await asks(team.prescriber, paula);
    await covers().answer(paula, id, true);
    await reads();
    await sweep();
    expect(await standing(id)).toEqual({ began: false, endedAs: null, callsBack: 0 });
    expect(await stateAfter(sql`UPDATE watch_cover SET began_at = app_now() WHERE id = ${id}`)).toBe('HF003');
    await watches(paula);
    await sweep();
    expect(await standing(id)).toEqual({ began: true, endedAs: null, callsBack: 0 });
    await covers().end(team.prescriber, id);
    expect(await standing(id)).toEqual({ began: true, endedAs: 'returned', callsBack: 0 });
    expect(await stateAfter(sql`UPDATE watch_cover SET ended_at = NULL, ended_as = NULL WHERE id = ${id}`)).toBe('HF001');
    expect(await stateAfter(sql`DELETE FROM watch_cover WHERE id = ${id}`)).toBe('HF001');
  });

  it('calls back whoever was away when the screen of the other is gone', async () => {
    const id = await begun();
    await sweep();
    expect((await standing(id)).endedAs).toBeNull();
    await watches(paula, 120);
    await sweep();
    expect(await standing(id)).toEqual({ began: true, endedAs: 'lost', callsBack: 1 });
  });

  it('ends with its time, and when it is given back, and calls them then', async () => {
    const id = await begun();
    await covers().end(paula, id);
    expect(await standing(id)).toEqual({ began: true, endedAs: 'given-back', callsBack: 1 });
    await expect(covers().end(team.prescriber, id)).rejects.toEqual(refused('alerts.cover-over'));
    const another = await begun();
    await clinic.moveTo(new Date(Date.now() + 21 * 60_000));
    await watches(paula);
    await sweep();
    expect(await standing(another)).toEqual({ began: true, endedAs: 'over', callsBack: 1 });
  });

  it('is called beside whoever is away, and only then', async () => {
    const call = { sessionId, tier: 1, patientId: team.patient.personId, personIds: [team.prescriber.personId] };
    const page = (alertRef: string) =>
      clinic.transact((tx) =>
        clinic.get(PagingService).page(tx, { ...call, alertRef, callsOnCall: false, callsPhysician: false, callsAdmins: false }),
      );
    expect(await page('before')).toEqual([team.prescriber.personId]);
    const id = await begun();
    expect((await page('while')).sort()).toEqual([team.prescriber.personId, paula.personId].sort());
    await covers().end(team.prescriber, id);
    expect(await page('after')).toEqual([team.prescriber.personId]);
  });

  it('is nobody’s who is asked twice, covers already, or may not do what the other does', async () => {
    const id = await asks(team.prescriber, paula);
    await expect(asks(team.prescriber, paula)).rejects.toEqual(refused('alerts.already-away'));
    const cannot = refused('alerts.cannot-cover');
    await expect(asks(paula, team.prescriber)).rejects.toEqual(cannot);
    await expect(asks(paula, paula)).rejects.toEqual(cannot);
    await expect(asks(paula, team.therapist)).rejects.toEqual(cannot); // a therapist releases nothing
    await expect(asks(team.therapist, team.patient)).rejects.toEqual(cannot);
    await expect(covers().answer(team.therapist, id, true)).rejects.toEqual(refused('alerts.no-cover'));
    await expect(covers().answer(team.prescriber, id, true)).rejects.toEqual(refused('alerts.no-cover'));
    await covers().answer(paula, id, false);
    expect(await standing(id)).toEqual({ began: false, endedAs: 'declined', callsBack: 0 });
  });
});
