import { isOpen, laterSessions, nextSession, nextVisit, type OwnSession } from './next.js';

const NOW = Date.parse('2026-11-24T15:00:00Z');
const session = (id: string, startsAt: string, phase: OwnSession['phase'], isCancelled = false) =>
  ({ id, startsAt, endsAt: new Date(Date.parse(startsAt) + 3 * 3_600_000).toISOString(), phase, isCancelled }) as OwnSession;
const visit = (id: string, startsAt: string, state: string) =>
  ({ id, startsAt, state }) as Parameters<typeof nextVisit>[0][number];

describe('what is next for a patient', () => {
  const soon = session('soon', '2026-11-25T16:00:00Z', 'scheduled');

  it('is the soonest session that is neither over nor cancelled', () => {
    const others = [
      session('later', '2026-12-02T16:00:00Z', 'scheduled'),
      session('over', '2026-11-20T16:00:00Z', 'released_home'),
      session('cancelled', '2026-11-24T18:00:00Z', 'scheduled', true),
    ];
    expect(nextSession([...others, soon], NOW)?.id).toBe('soon');
    expect(nextSession(others.slice(1), NOW)).toBeNull();
  });
  it('is the running session before all others, however long it runs', () => {
    expect(nextSession([soon, session('runs', '2026-11-26T16:00:00Z', 'journey')], NOW)?.id).toBe('runs');
  });
  it('is not a session that nobody began, half a day after its end', () => {
    expect(nextSession([session('forgotten', '2026-11-23T20:00:00Z', 'scheduled')], NOW)).toBeNull();
  });
  it('is followed by what else is booked ahead, in its order', () => {
    const ahead = [
      session('third', '2026-12-09T16:00:00Z', 'scheduled'),
      soon,
      session('second', '2026-12-02T16:00:00Z', 'scheduled'),
    ];
    const others = [
      session('off', '2026-12-03T16:00:00Z', 'scheduled', true),
      session('past', '2026-11-20T16:00:00Z', 'scheduled'),
    ];
    expect(laterSessions([...ahead, ...others], soon, NOW).map(({ id }) => id)).toEqual(['second', 'third']);
  });
  it('opens the way in an hour before', () => {
    expect(isOpen(session('a', '2026-11-24T16:00:00Z', 'scheduled'), NOW)).toBe(true);
    expect(isOpen(session('a', '2026-11-24T16:00:01Z', 'scheduled'), NOW)).toBe(false);
    expect(isOpen(session('a', '2026-11-24T18:00:00Z', 'pre_check'), NOW)).toBe(true);
  });
  it('shows a missed visit before the next one', () => {
    const visits = [visit('next', '2026-11-25T16:00:00Z', 'booked'), visit('missed', '2026-11-20T16:00:00Z', 'missed')];
    expect(nextVisit(visits)?.id).toBe('missed');
    expect(nextVisit([visit('done', '2026-11-20T16:00:00Z', 'done')])).toBeNull();
  });
});
