import { video, videoProblems } from './video-settings.js';

const settings = (given: object) => ({ TURN_RELAY_ONLY: 'patients' as const, ...given });
const wrong = (given: object, isProduction = true) => videoProblems(settings(given), isProduction).map(({ setting }) => setting);
const SECRET = 'a'.repeat(32);

describe('settings of video', () => {
  it('are a relay and its secret, or nothing', () => {
    expect(video(settings({}))).toBeUndefined();
    expect(video(settings({ TURN_URLS: 'turn:a:3478, turns:b:443?transport=tcp', TURN_SECRET: SECRET }))).toEqual({
      ...{ relays: ['turn:a:3478', 'turns:b:443?transport=tcp'], secret: SECRET, relayOnly: 'patients' },
    });
  });
  it('are refused when a relay has no secret, a short one, or an address that no browser takes', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ TURN_SECRET: 'x' })).toEqual([]);
    expect(wrong({ TURN_URLS: 'turn:a:3478', TURN_SECRET: SECRET })).toEqual([]);
    expect(wrong({ TURN_URLS: 'turn:a:3478' })).toEqual(['TURN_SECRET']);
    expect(wrong({ TURN_URLS: 'turn:a:3478', TURN_SECRET: 'short' })).toEqual(['TURN_SECRET']);
    expect(wrong({ TURN_URLS: 'turn:a:3478', TURN_SECRET: 'short' }, false)).toEqual([]);
    for (const url of ['https://a', 'stun:a:3478', 'turn:', 'turn:a:b', ' , '])
      expect(wrong({ TURN_URLS: url, TURN_SECRET: SECRET })).toEqual(['TURN_URLS']);
  });
});
