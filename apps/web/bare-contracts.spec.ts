import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareContracts } from './bare-contracts.js';

const FOLDER = join(import.meta.dirname, '../../libs/contracts');

describe('the contracts in a browser', () => {
  it('say how a route is called, and nothing else', () => {
    const code = `const a = endpoint({ method: 'GET', path: '/v1/a/:id', summary: 'It’s {odd', params: z.object({ id: z.uuid() }), reply: B });`;
    expect(bareContracts(code).replace(/\s/g, '')).toBe(`consta=endpoint({method:'GET',path:'/v1/a/:id'});`);
  });

  it('have every route that there is, each with its method and path', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && name !== 'endpoint.ts');
    for (const name of files) {
      const code = readFileSync(join(FOLDER, name), 'utf8');
      const calls = [...bareContracts(code).matchAll(/endpoint\(\{([^}]*)\}/g)].map(([, entries]) => entries!);
      expect([name, calls.length]).toEqual([name, code.split('endpoint({').length - 1]);
      expect(calls.filter((entries) => !/^\s*method: '\w+',\s*path: '[^']+'/.test(entries))).toEqual([]);
    }
  });
});
