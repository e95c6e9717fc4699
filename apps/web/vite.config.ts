import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { bareContracts } from './bare-contracts.js';

const TEXT = /(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)/.source;
const SAID = new RegExp(`\\b(summary|withoutKey):\\s*${TEXT}(?:\\s*\\+\\s*${TEXT})*`, 'g');
/** What is made of another schema is one more description, too: `A.extend({…})`. */
const MADE = /= ([A-Z]\w+)\.(extend|omit|pick|partial)\(/g;
const DESCRIBED = new RegExp(`\\.describe\\(\\s*${TEXT}(?:\\s*\\+\\s*${TEXT})*,?\\s*\\)`, 'g');

/** What the contracts say in words is for OpenAPI: no page shows it, and a patient's phone need not load it. */
const withoutWords: Plugin = {
  name: 'contracts-without-words',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('/libs/contracts/')
      ? {
          code: bareContracts(code.replace(SAID, "$1: '-'").replace(DESCRIBED, '').replace(MADE, '= z.$2($1, ')),
          moduleSideEffects: false,
        }
      : undefined,
};

/** A page that imports one function of the engine loads that one, and not all that stands beside it: no module of it does anything by being loaded. */
const withoutTheRest: Plugin = {
  name: 'engine-without-the-rest',
  enforce: 'pre',
  transform: (code, id) =>
    /\/libs\/(?:session-engine|kernel)\//.test(id) ? { code, map: null, moduleSideEffects: false } : undefined,
};

export default defineConfig({
  plugins: [withoutWords, withoutTheRest, react()],
  resolve: {
    conditions: ['hearth-source', ...defaultClientConditions],
    alias: { zod: `${import.meta.dirname}/zod-stand-in.ts` },
  },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    rolldownOptions: {
      // a schema that no page uses is left out, with whatever makes it
      treeshake: { manualPureFunctions: ['z', 'endpoint', 'recordEntryOf', 'logEntryOf'], propertyReadSideEffects: false },
    },
    manifest: true, // what a page loads, for the tests of its weight
  },
});
