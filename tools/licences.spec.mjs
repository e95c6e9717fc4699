import { current, forbidden, isMet, places, text } from './licences.mjs';

describe('the licences', () => {
  const found = places();

  it('of all packages may occur where they are', () => {
    expect(forbidden(found)).toEqual([]);
  });

  it('are listed, each package in its place', () => {
    expect(current()).toBe(text(found));
    const has = (place, name) => found[place].some((each) => each.name === name);
    expect([has('servers', 'fastify'), has('servers', 'pg'), has('web', 'react'), has('web', 'scheduler')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([has('servers', 'react'), has('web', 'fastify'), has('tools', 'react')]).toEqual([false, false, false]);
  });

  it('that ask for more are noticed in what a clinic runs', () => {
    const copyleft = { ...found, servers: [...found.servers, { path: 'node_modules/x', licence: 'AGPL-3.0-only' }] };
    expect(forbidden(copyleft)).toEqual(['node_modules/x: AGPL-3.0-only']);
    const tool = { path: 'node_modules/y', licence: 'EPL-2.0' };
    expect(forbidden({ ...found, web: [...found.web, tool] })).toEqual(['node_modules/y: EPL-2.0']);
    expect(forbidden({ ...found, tools: [...found.tools, tool, { path: 'node_modules/z' }] })).toEqual(['node_modules/z: none']);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND Apache-2.0', true],
    ['MIT and ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
  ])('%s is met: %s', (expression, expected) => {
    expect(isMet(expression, ['MIT', 'ISC', 'Apache-2.0'])).toBe(expected);
  });
});
