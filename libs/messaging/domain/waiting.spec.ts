import fc from 'fast-check';
import { HOUR } from '#kernel';
import { answerDueAt, type Waiting, waitingAfter } from './waiting.js';

const written = fc
  .array(fc.boolean(), { maxLength: 30 })
  .map((parts) => parts.map((isPatients, at) => ({ id: `m${at}`, at, isPatients })));

describe('for which message a patient waits', () => {
  it('is the first since the last answer, whatever is written', () => {
    fc.assert(
      fc.property(written, (messages) => {
        const waits = messages.reduce<Waiting | null>(waitingAfter, null);
        const unanswered = messages.slice(messages.findLastIndex(({ isPatients }) => !isPatients) + 1);
        expect(waits?.id).toBe(unanswered[0]?.id);
        expect(waits?.since).toBe(unanswered[0]?.at);
      }),
    );
  });
  it('is none before anybody has written', () => {
    expect([].reduce(waitingAfter, null)).toBeNull();
  });
});

it('a message waits real hours', () => {
  expect(answerDueAt(5, 24)).toBe(5 + 24 * HOUR);
});
