import type { BoardTile } from '#contracts';
import { sublingualHome } from '#session-engine';
import { isCalling, openAlerts, saysLevel, watched } from './watched.js';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const MINUTE = 60_000;
type Json = BoardTile['entries'][number];

/** A session that was dosed so many minutes before noon, with what happened since. */
function tile(id: string, dosedMinAgo: number | null, ...more: Pick<Json, 'type' | 'payload'>[]): BoardTile {
  const at = new Date(NOON - (dosedMinAgo ?? 0) * MINUTE).toISOString();
  const taken = dosedMinAgo === null ? [] : [{ type: 'dose-taken', payload: {} }];
  const entries = [{ type: 'arrival', payload: {} }, ...taken, ...more].map((entry, i) => {
    return {
      ...entry,
      id: `${id}-${i}`,
      seq: i + 1,
      happenedAt: at,
      recordedAt: at,
      author: { personId: 'nina', role: 'prescriber' },
    };
  });
  return { id, patientName: id, startsAt: at, isCancelled: false, plan: sublingualHome.plan, entries } as unknown as BoardTile;
}
const alert = (alertId: string, level: number) =>
  ({ type: 'alert', payload: { alertId, kind: 'help', level, tier: 1 } }) as Pick<Json, 'type' | 'payload'>;
const acknowledged = (alertId: string) => ({ type: 'acknowledgement', payload: { alertId } }) as Pick<Json, 'type' | 'payload'>;

describe('the board', () => {
  const calm = tile('calm', 5);
  const watch = tile('watch', 5, alert('w', 1));
  const taken = tile('taken', 5, alert('t', 2), acknowledged('t'));
  const calling = tile('calling', 5, alert('c', 2));
  const over = tile('over', 200, alert('o', 4), acknowledged('o'), { type: 'discharge', payload: {} } as Pick<
    Json,
    'type' | 'payload'
  >);

  it('shows the most dangerous first, and what is over last', () => {
    const sessions = watched([calm, over, taken, watch, calling], [], NOON);
    expect(sessions.map(({ tile: { id } }) => id)).toEqual(['calling', 'taken', 'watch', 'calm', 'over']);
  });
  it('says "as expected" only after the dose, and never on a screen that may be out of date', () => {
    const says = (one: BoardTile, isBlind: boolean) => saysLevel(watched([one], [], NOON)[0]!.clock, isBlind);
    expect([says(calm, false), says(calm, true)]).toEqual([true, false]);
    expect([says(calling, false), says(calling, true)]).toEqual([true, true]);
    expect([says(tile('before', null), false), says(tile('before', null), true)]).toEqual([false, false]);
  });
  it('leaves cancelled sessions out', () => {
    expect(watched([{ ...calm, isCancelled: true }], [], NOON)).toEqual([]);
  });
  it('sorts a check that is overdue before one that is not', () => {
    const late = tile('late', 19);
    expect(watched([calm, late], [], NOON).map(({ tile: { id } }) => id)).toEqual(['late', 'calm']);
  });
  it('puts alerts that nobody has taken on before the others, and calls for those of level 2 and up', () => {
    const alerts = openAlerts(watched([taken, watch, calling], [], NOON));
    expect(alerts.map(({ alert: { id } }) => id)).toEqual(['c', 'w', 't']);
    expect(alerts.map(isCalling)).toEqual([true, false, false]);
  });
});
