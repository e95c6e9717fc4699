import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const TEXT = /(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)/.source;
const SAID = new RegExp(`\\b(summary|withoutKey):\\s*${TEXT}(?:\\s*\\+\\s*${TEXT})*`, 'g');
const DESCRIBED = new RegExp(`\\.describe\\(\\s*${TEXT}(?:\\s*\\+\\s*${TEXT})*,?\\s*\\)`, 'g');

const PROBLEMS = /\bproblems:\s*\[[^\]]*\]/g;

/** What the contracts say in words, and of which problems may come, is for OpenAPI: no page shows it, and a patient's phone need not load it. */
const withoutWords: Plugin = {
  name: 'contracts-without-words',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('/libs/contracts/')
      ? code.replace(SAID, "$1: '-'").replace(DESCRIBED, '').replace(PROBLEMS, 'problems: []')
      : undefined,
};

export default defineConfig({
  plugins: [withoutWords, react()],
  resolve: {
    conditions: ['hearth-source', ...defaultClientConditions],
    alias: { zod: `${import.meta.dirname}/zod-stand-in.ts` },
  },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    manifest: true, // what a page loads, for the tests of its weight
  },
});
