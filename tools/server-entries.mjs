/** What of the server is run: the file in dist/server/ without its `.js`, and what it is bundled from. */
export const serverEntries = {
  api: 'dist/apps/api/main.js',
  worker: 'dist/apps/worker/main.js',
  seed: 'dist/prisma/seed/main.js',
  // what tools/load-ahead.mjs loads before there is a database
  'api-parts': 'dist/apps/api/server.js',
  'worker-parts': 'dist/apps/worker/worker.module.js',
};
