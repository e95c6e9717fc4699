import fc from 'fast-check';
import { afterWord, type MessageState } from './provider-word.js';
import { wishOf } from './sms-words.js';

const words = fc.array(fc.constantFrom('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'nonsense'));
const hear = (all: readonly string[], first: MessageState = 'claimed') =>
  all.reduce<MessageState>((state, word) => afterWord(state, word) ?? state, first);

describe('the words of a provider', () => {
  it('lead where they lead however often they come', () => {
    fc.assert(fc.property(words, (said) => expect(hear(said.flatMap((word) => [word, word]))).toBe(hear(said))));
  });
  it('never take back that a message was delivered', () => {
    fc.assert(fc.property(words, words, (a, b) => expect(hear([...a, 'delivered', ...b])).toBe('delivered')));
  });
  it('in any order tell the same of what went well', () => {
    const order = fc.shuffledSubarray(['queued', 'sending', 'sent', 'delivered'], { minLength: 4 });
    fc.assert(fc.property(order, (said) => expect(hear(said)).toBe('delivered')));
  });
  it('say nothing about what never left', () => {
    for (const state of ['planned', 'moot', 'voided'] as const) expect(afterWord(state, 'delivered')).toBeNull();
  });
});

describe('what somebody wants who answers', () => {
  it.each([
    ['STOP', 'stop'],
    [' Stop. ', 'stop'],
    ['unsubscribe', 'stop'],
    ['start', 'start'],
    ['HELP!', 'help'],
    ['Please stop by at ten', 'other'],
    ['', 'other'],
  ])('%p: %s', (body, wish) => {
    expect(wishOf(body)).toBe(wish);
  });
  it('is what the provider has taken it for', () => {
    expect(wishOf('arrêt', 'STOP')).toBe('stop');
  });
});
