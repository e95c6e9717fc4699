import type { Me, SessionView } from '#contracts';
import { forgetOthers, forgetSession, type KeptSession, keepSession, keepWho, keptSession, keptWho } from './kept-session.js';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const HOUR = 3_600_000;
const session = { id: 's' } as SessionView;
const kept: KeptSession = { session, entries: [], serverTime: NOW + 60_000, deviceTime: NOW };
const of = { personId: 'mia', sessionId: 's' };
const me = { personId: 'mia', role: 'patient' } as Me;

function shelf() {
  const all = new Map<string, string>();
  return {
    all,
    get length() {
      return all.size;
    },
    key: (at: number) => [...all.keys()][at] ?? null,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, text: string) => void all.set(key, text),
    removeItem: (key: string) => void all.delete(key),
  };
}

describe('a session that is kept on a phone', () => {
  it('comes back whole, to the same person, for as long as it can be of use', () => {
    const on = shelf();
    keepSession(of, kept, on);
    expect(keptSession(of, NOW + 11 * HOUR, on)).toEqual(kept);
    expect(keptSession(of, NOW + 13 * HOUR, on)).toBeNull();
    expect(keptSession({ ...of, personId: 'sam' }, NOW, on)).toBeNull();
  });

  it('opens its own page without a line, and no other', () => {
    const on = shelf();
    keepWho({ me, sessionId: 's' }, on);
    expect(keptWho('/session/s', NOW, on)).toBeNull();
    keepSession(of, kept, on);
    expect(keptWho('/session/s', NOW, on)).toEqual(me);
    expect(keptWho('/home', NOW, on)).toBeNull();
    expect(keptWho('/session/another', NOW, on)).toBeNull();
  });

  it('goes with its end, and with whoever signs out', () => {
    const on = shelf();
    keepSession(of, kept, on);
    keepWho({ me, sessionId: 's' }, on);
    forgetOthers(me, NOW, on);
    expect(on.all.size).toBe(2);
    forgetSession(of, on);
    expect(on.all.size).toBe(1);
    keepSession(of, kept, on);
    on.setItem('hearth.outbox.mia.s', '[]');
    forgetOthers(null, NOW, on);
    expect([...on.all.keys()]).toEqual(['hearth.outbox.mia.s']); // what was not sent yet is sent with the next sign-in
  });

  it('goes when it is too old to go by, though nobody has seen its end here', () => {
    const on = shelf();
    keepSession(of, kept, on);
    forgetOthers(me, NOW + 11 * HOUR, on);
    expect(on.all.size).toBe(1);
    forgetOthers(me, NOW + 13 * HOUR, on);
    expect(on.all.size).toBe(0);
  });

  it('is no reason to fail: neither what nobody can read, nor a phone that is full', () => {
    const on = shelf();
    on.setItem('hearth.session.mia.s', '{');
    expect(keptSession(of, NOW, on)).toBeNull();
    const full = () => {
      throw new Error('full');
    };
    expect(() => keepSession(of, kept, { ...on, setItem: full })).not.toThrow();
  });
});
