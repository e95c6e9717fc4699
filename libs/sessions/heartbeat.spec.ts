import { SealedFields } from '#platform';
import { HeartbeatProofs } from './heartbeat.js';

const installation = (byte: number) => new HeartbeatProofs(new SealedFields(new Map([['k1', Buffer.alloc(32, byte)]])));
const [here, elsewhere] = [installation(1), installation(2)];
const nina = { signInId: 'sign-in-of-nina' };
const heartbeat = { sessionId: 'session', lastSeq: 7, realNow: new Date('2026-11-24T12:00:00.123Z') };
const proof = here.sign(nina, heartbeat);
const foreign = expect.objectContaining({ code: 'sessions.heartbeat-foreign' });

describe('the proof of a heartbeat', () => {
  it('tells when the heartbeat was read, also to another process with the same key', () => {
    expect(installation(1).verify(nina, 'session', proof)).toEqual(heartbeat.realNow);
  });

  it.each([
    ['of another session', nina, 'another', proof],
    ['of another sign-in', { signInId: 'sign-in-of-tom' }, 'session', proof],
    ['of another installation', nina, 'session', elsewhere.sign(nina, heartbeat)],
    ['with another time', nina, 'session', proof.replace(/\|\d+\./, `|${Date.UTC(2026, 11, 24)}.`)],
    ['with another seq', nina, 'session', proof.replace('|7|', '|8|')],
    ['that is none', nina, 'session', 'nothing'],
    ['that is empty', nina, 'session', ''],
    [
      'without its parts',
      nina,
      'session',
      new SealedFields(new Map([['k1', Buffer.alloc(32, 1)]])).token('heartbeat', 'session'),
    ],
    [
      'that was signed for something else',
      nina,
      'session',
      new SealedFields(new Map([['k1', Buffer.alloc(32, 1)]])).token('chaperone-link', `session|sign-in-of-nina|7|1`),
    ],
  ])('is refused %s', (_, listener, sessionId, given) => {
    expect(() => here.verify(listener, sessionId, given)).toThrow(foreign);
  });
});
