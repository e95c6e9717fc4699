import { lackingIn } from './copy.mjs';

describe('a copy of the key file', () => {
  it('holds every key of the file, whatever else it holds and however its lines end', () => {
    expect(lackingIn('k2 B\nk1 A\n', 'k1 A\r\n\r\nk0 Z\r\nk2 B')).toEqual([]);
  });

  it('is none without a key, and none with another key of the same name', () => {
    expect(lackingIn('k2 B\nk1 A\n', 'k1 A\n')).toEqual(['k2']);
    expect(lackingIn('k2 B\nk1 A\n', 'k2 C\nk1 A\n')).toEqual(['k2']);
    expect(lackingIn('k1 A\n', '')).toEqual(['k1']);
  });
});
