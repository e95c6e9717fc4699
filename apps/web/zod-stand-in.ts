/**
 * What the browser gets in place of zod (see `vite.config.ts`). The server parses what comes and cuts what goes; here the schemas
 * of the contracts are types and nothing else, and the 26 kB that would run them need not reach a patient's phone.
 * Describing works, every chain of it; parsing says plainly that this is not the place.
 */
const NOT_HERE = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', '~standard']);

const describing = (options: readonly unknown[] = []): unknown =>
  new Proxy(() => undefined, {
    apply: (_target, _self, [values]: unknown[]) => describing(Array.isArray(values) ? values : []),
    get: (_target, name) => {
      if (name === 'options') return options;
      if (NOT_HERE.has(String(name)))
        throw new Error(`zod is not in the browser: ${String(name)} on the server, or check by hand.`);
      return describing();
    },
  });

export const z = describing();
