import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { MESSAGE_MAPPING_METADATA } from '@nestjs/websockets/constants.js';
import { declared } from '../../test/support/audited.js';

type Class = abstract new (...args: never[]) => unknown;
const isReached = (method: unknown): method is object =>
  typeof method === 'function' &&
  (Reflect.hasMetadata(METHOD_METADATA, method) || Reflect.hasMetadata(MESSAGE_MAPPING_METADATA, method));

/** Every method that a request or an event reaches, as `Class.method`. */
async function handlers(): Promise<string[]> {
  const files = readdirSync(import.meta.dirname, { recursive: true }).filter((path) =>
    /\.(controller|gateway)\.ts$/.test(String(path)),
  );
  const modules = await Promise.all(files.map((path) => import(join(import.meta.dirname, String(path)))));
  const classes = modules
    .flatMap((each) => Object.values(each as object))
    .filter((each) => typeof each === 'function') as Class[];
  return classes.flatMap(({ name, prototype }) => {
    const methods = Object.getOwnPropertyNames(prototype ?? {});
    return methods
      .filter((method) => isReached((prototype as Record<string, unknown>)[method]))
      .map((method) => `${name}.${method}`);
  });
}

describe('the table of what is audited', () => {
  it('has every route and socket event, and no other', async () => {
    const found = await handlers();
    expect(found.length).toBeGreaterThan(30);
    expect(declared.map(({ handler }) => handler).sort()).toEqual(found.sort());
  });

  it('says of each what is recorded, or why nothing is', () => {
    const unclear = declared.filter(({ acts, whyNot }) => acts.length > 0 === (whyNot !== ''));
    expect(unclear).toEqual([]);
  });
});
