import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
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
