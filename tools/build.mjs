// node tools/build.mjs: Prisma's client, the server and the web app, from scratch, into dist/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Board } from './progress.mjs';
import { bring, ROOT, steps } from './steps.mjs';

const board = new Board();
for (const made of ['apps', 'libs', 'prisma', 'server']) rmSync(join(ROOT, 'dist', made), { recursive: true, force: true });
for (const step of [steps.client, steps.server, steps.web]) {
  await board
    .task(step.title, (detail) => bring(step, { detail, force: true }))
    .catch((error) => {
      console.error(error.message);
      process.exit(1);
    });
}
