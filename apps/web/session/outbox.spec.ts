import type { ProblemJson, RecordEntry } from '#contracts';
import { networkProblem, ProblemError } from '../call.js';
import { pauseMs, SessionOutbox } from './outbox.js';

const entry = (id: string): RecordEntry => ({ id, happenedAt: '2026-11-24T10:00:00.000Z', type: 'arrival', payload: {} });
const refusal: ProblemJson = { type: 'about:blank', title: 'No.', status: 422, code: 'sessions.refused' };

function shelf() {
  const kept = new Map<string, string>();
  const box = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { kept, box };
}

/** An outbox whose line fails in the ways given, one after the other, and then works. */
function outboxWith(failures: unknown[], { kept, box } = shelf()) {
  const sent: string[] = [];
  const refused: (ProblemJson | undefined)[] = [];
  const deliver = async ({ id }: RecordEntry) => {
    sent.push(id);
    if (failures.length) throw failures.shift();
  };
  const outbox = new SessionOutbox('key', deliver, (problem) => problem && refused.push(problem), box);
  return { outbox, sent, refused, kept, box };
}

describe('SessionOutbox', () => {
  it('keeps an entry until it is acknowledged', async () => {
    const { outbox, kept } = outboxWith([]);
    const sending = outbox.add(entry('a'));
    expect([outbox.all.length, kept.has('key')]).toEqual([1, true]);
    await sending;
    expect([outbox.all.length, kept.has('key')]).toEqual([0, false]);
  });
  it('sends the same id again when the line is back', async () => {
    const { outbox, sent } = outboxWith([networkProblem('unreachable')]);
    await outbox.add(entry('a'));
    expect(outbox.all).toMatchObject([{ entry: { id: 'a' }, tries: 1 }]);
    await outbox.flush();
    outbox.stop();
    expect([sent, outbox.all]).toEqual([['a', 'a'], []]);
  });
  it('survives a reload', async () => {
    const first = outboxWith([networkProblem('unreachable')]);
    await first.outbox.add(entry('a'));
    first.outbox.stop();
    const second = outboxWith([], first);
    await second.outbox.flush();
    expect([second.sent, first.kept.has('key')]).toEqual([['a'], false]);
  });
  it('lets go of what was refused, and says why', async () => {
    const { outbox, refused } = outboxWith([new ProblemError(refusal)]);
    await outbox.add(entry('a'));
    expect([outbox.all, refused]).toEqual([[], [refusal]]);
  });
  it('never lets one entry wait behind another', async () => {
    const sent: string[] = [];
    const deliver = ({ id }: RecordEntry) => {
      sent.push(id);
      return id === 'stuck' ? new Promise<void>(() => undefined) : Promise.resolve();
    };
    const outbox = new SessionOutbox('key', deliver, () => undefined, shelf().box);
    void outbox.add(entry('stuck'));
    await outbox.add(entry('help'));
    expect([sent, outbox.all.map(({ entry: { id } }) => id)]).toEqual([['stuck', 'help'], ['stuck']]);
  });
  it('pauses longer each time, up to a quarter of a minute', () => {
    expect([1, 2, 3, 4, 5, 9].map(pauseMs)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });
});
