import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { type AuditRow, BEGINNING, canonical, link, seal } from './chain.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const maybe = fc.option(fc.string({ maxLength: 12 }));
const rows: fc.Arbitrary<AuditRow> = fc.record({
  id: fc.uuid(),
  at: fc.integer({ min: 0, max: 2 ** 42 }),
  writtenAt: fc.integer({ min: 0, max: 2 ** 42 }),
  txid: fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String),
  actorId: maybe,
  actorRole: fc.string(),
  signInId: maybe,
  address: maybe,
  action: fc.string(),
  purpose: fc.string(),
  subjectId: maybe,
  objectType: fc.string(),
  objectId: maybe,
  reason: maybe,
});

describe('the chain of the audit', () => {
  it('links each event to all before it, at places that rise by one', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 20 }), (events) => {
        const seals = seal(sha256, { position: 0, hash: BEGINNING }, events);
        expect(seals.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1));
        expect(seals.map(({ eventId }) => eventId)).toEqual(events.map(({ id }) => id));
        for (const [i, { hash }] of seals.entries()) {
          expect(hash).toBe(link(sha256, i === 0 ? BEGINNING : seals[i - 1]!.hash, i + 1, events[i]!));
        }
      }),
    );
  });

  it('is the same however it is cut into rounds', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 20 }), fc.nat(20), (events, cut) => {
        const whole = seal(sha256, { position: 0, hash: BEGINNING }, events);
        const first = seal(sha256, { position: 0, hash: BEGINNING }, events.slice(0, cut));
        const second = seal(sha256, first.at(-1) ?? { position: 0, hash: BEGINNING }, events.slice(cut));
        expect([...first, ...second]).toEqual(whole);
      }),
    );
  });

  it('says two different things in two different texts, also where a value holds what separates values', () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(), fc.nat(), (one, other, p, q) => {
        const isSame = p === q && JSON.stringify(one) === JSON.stringify(other);
        expect(canonical(p, one) === canonical(q, other)).toBe(isSame);
      }),
    );
  });

  it('can be followed by anybody with a SHA-256', () => {
    const row = {
      id: 'e',
      at: 1,
      writtenAt: 2,
      txid: '3',
      actorId: 'a',
      actorRole: 'prescriber',
      signInId: 's',
      address: '192.0.2.1',
    };
    const event = {
      ...row,
      action: 'open',
      purpose: 'care',
      subjectId: 'p',
      objectType: 'dosing-session',
      objectId: 'd',
      reason: null,
    };
    expect(canonical(7, event)).toBe(
      '[1,7,"e",1,2,"3","a","prescriber","s","192.0.2.1","open","care","p","dosing-session","d",null]',
    );
    expect(link(sha256, BEGINNING, 7, event)).toBe(sha256(`${'0'.repeat(64)}|${canonical(7, event)}`));
  });
});
