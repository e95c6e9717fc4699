import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { type AuditRow, BEGINNING, link, seal } from './chain.js';
import { type Break, diagnose, type Sealed, Walk } from './verify.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const event = (id: string): AuditRow => ({
  ...{ id, at: 1, writtenAt: 2, txid: '3', actorId: null, actorRole: 'system', signInId: null, address: null },
  ...{ action: 'open', purpose: 'care', subjectId: null, objectType: 'patient', objectId: null, reason: null },
});
const LENGTH = 40;
const good = (): Sealed[] => {
  const rows = Array.from({ length: LENGTH }, (_, i) => event(`e${i + 1}`));
  return seal(sha256, { position: 0, hash: BEGINNING }, rows).map((each, i) => ({ ...each, row: rows[i]! }));
};
/** Renumbers from a place on, as somebody who hides a gap would. */
const renumbered = (chain: readonly Sealed[]): Sealed[] => chain.map((each, i) => ({ ...each, position: i + 1 }));

function breakOf(chain: readonly Sealed[]): Break | null {
  const walk = new Walk(sha256);
  const at = chain.findIndex((each) => !walk.step(each));
  return at < 0 ? null : diagnose(sha256, walk.end, chain.slice(0, at), chain.slice(at));
}

const place = fc.integer({ min: 1, max: LENGTH - 3 });

describe('the verifier', () => {
  it('finds nothing in a chain that is whole', () => {
    expect(breakOf(good())).toBeNull();
  });

  it('names a row of which anything was edited', () => {
    const edits = fc.constantFrom<Partial<AuditRow>>(
      ...([
        { at: 9 },
        { writtenAt: 9 },
        { txid: '9' },
        { actorId: 'x' },
        { actorRole: 'x' },
        { signInId: 'x' },
        { address: 'x' },
      ] as const),
      ...([
        { action: 'x' },
        { purpose: 'x' },
        { subjectId: 'x' },
        { objectType: 'x' },
        { objectId: 'x' },
        { reason: 'x' },
      ] as const),
    );
    fc.assert(
      fc.property(place, edits, (at, edit) => {
        const chain = good();
        chain[at - 1] = { ...chain[at - 1]!, row: { ...chain[at - 1]!.row!, ...edit } };
        expect(breakOf(chain)).toEqual({ kind: 'edited', position: at, eventId: `e${at}` });
      }),
    );
  });

  it('names a row of which only the hash was changed', () => {
    fc.assert(
      fc.property(place, (at) => {
        const chain = good();
        chain[at - 1] = { ...chain[at - 1]!, hash: sha256('x') };
        expect(breakOf(chain)).toMatchObject({ kind: 'edited', position: at });
      }),
    );
  });

  it('names the place of a row that is gone: alone, with its seal, and with the gap closed', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 5 }), (at, count) => {
        const [alone, chain] = [good(), good()];
        alone[at - 1] = { ...alone[at - 1]!, row: null };
        expect(breakOf(alone)).toEqual({ kind: 'deleted', position: at, eventId: `e${at}` });
        const without = chain.filter(({ position }) => position < at || position >= at + count);
        expect(without.length < at ? null : breakOf(without)).toEqual(
          without.length < at ? null : { kind: 'deleted', position: at, eventId: null },
        );
        const isTail = LENGTH - (at + count - 1) < 2; // one row after a closed gap cannot be told from an edited one
        if (!isTail) expect(breakOf(renumbered(without))).toMatchObject({ kind: 'deleted', position: at });
      }),
    );
  });

  it('names the first of rows that were put in, whether their hashes fit or not', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 4 }), fc.boolean(), (at, count, isFitting) => {
        const chain = good();
        let before = at === 1 ? BEGINNING : chain[at - 2]!.hash;
        const put = Array.from({ length: count }, (_, i) => {
          const row = event(`x${i}`);
          before = isFitting ? link(sha256, before, at + i, row) : sha256(`x${i}`);
          return { position: 0, eventId: row.id, hash: before, row };
        });
        const longer = renumbered([...chain.slice(0, at - 1), ...put, ...chain.slice(at - 1)]);
        expect(breakOf(longer)).toEqual({ kind: 'inserted', position: at, eventId: 'x0' });
      }),
    );
  });

  it('names the first of two rows that changed places, with their hashes or without', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 20 }), fc.boolean(), (at, apart, withHashes) => {
        const other = Math.min(at + apart, LENGTH - 2);
        fc.pre(other > at);
        const chain = good();
        const [a, b] = [chain[at - 1]!, chain[other - 1]!];
        chain[at - 1] = { ...b, position: at, hash: withHashes ? b.hash : a.hash };
        chain[other - 1] = { ...a, position: other, hash: withHashes ? a.hash : b.hash };
        expect(breakOf(chain)).toEqual({ kind: 'reordered', position: at, eventId: `e${other}` });
      }),
    );
  });

  it('goes on from a place that is known to be good', () => {
    const chain = good();
    const walk = new Walk(sha256, chain[9]!);
    expect(chain.slice(10).every((each) => walk.step(each))).toBe(true);
    expect(walk.end.position).toBe(LENGTH);
  });
});
