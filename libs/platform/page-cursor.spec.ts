import { randomUUID } from 'node:crypto';
import { cursorFrom, cursorOf } from './page-cursor.js';

describe('a cursor', () => {
  it('comes back as it was given out', () => {
    const cursor = { at: new Date('2026-03-01T10:00:00.123Z'), id: randomUUID() };
    expect(cursorFrom(cursorOf(cursor))).toEqual(cursor);
    expect(cursorFrom(undefined)).toBeUndefined();
  });

  it('of somebody’s own making is refused', () => {
    const made = Buffer.from(`now ${randomUUID()}`).toString('base64url');
    for (const text of ['', 'x', made])
      expect(() => cursorFrom(text)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  });
});
